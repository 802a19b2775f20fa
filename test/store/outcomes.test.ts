/** Rows of outcomes: an hour's items share one, and each keeps its own time. */
import { expect, it } from 'vitest'
import { limits } from '../../src/limits.ts'
import type { ChannelId, FeedUrl } from '../../src/model.ts'
import type { NewOutcome } from '../../src/store/outcomes.ts'
import { inCell, type SimulatedCell } from '../cycle/simulated-cell.ts'

const MINUTE = 60_000
const NOW = Date.UTC(2026, 0, 5, 12)
const channel = '-1' as ChannelId
const feed = 'https://a.example/feed' as FeedUrl

function news(title: string): NewOutcome {
  const link = null
  const text = { source: 'A', title, summary: '', categories: [], author: null, link }
  const decision = { kept: true, term: null, by: null, code: title, isMerged: false }
  return {
    outcome: { feed, ...text, ...decision, alias: null, published: null, key: null, isRetracted: false },
    story: { code: title, feed, title, link, alias: null, signature: null },
  }
}

/** Adds items at minutes. */
function add({ ledger }: SimulatedCell, ...added: readonly (readonly [minute: number, ...titles: string[]])[]) {
  for (const [minute, ...titles] of added) ledger.outcomes.add(channel, titles.map(news), NOW + minute * MINUTE)
}

const rowsOf = ({ sql }: SimulatedCell) =>
  sql
    .exec('SELECT at, part, json_array_length(outcomes) AS items FROM outcomes ORDER BY at, part')
    .toArray()
    .map(({ at, part, items }) => [(Number(at) - NOW) / MINUTE, part, items])

it('the items of an hour are in one row, whose time is that of the newest, and each has its own time', () =>
  inCell('outcomes-hour', async (cell) => {
    add(cell, [0, 'a', 'b'], [20, 'c'], [59, 'd'], [60, 'e'])
    expect(rowsOf(cell)).toEqual([
      [59, 0, 4],
      [60, 0, 1],
    ])
    const found = cell.ledger.outcomes.of(channel).map(({ title, at }) => [title, (at - NOW) / MINUTE])
    expect(found).toEqual([
      ['e', 60],
      ['d', 59],
      ['c', 20],
      ['b', 0],
      ['a', 0],
    ])
    expect(cell.ledger.outcomes.stories(channel, NOW).map(({ code }) => code)).toEqual(['a', 'b', 'c', 'd', 'e'])
  }))

it('a row has at most 200 items', () =>
  inCell('outcomes-many', async (cell) => {
    const titles = (count: number) => Array.from({ length: count }, (_, number) => `t${number}`)
    add(cell, [0, ...titles(150)], [1, ...titles(300)], [1, 'x'], [2, 'y'])
    expect(rowsOf(cell)).toEqual([
      [1, 0, 200],
      [1, 1, 200],
      [2, 2, 52],
    ])
  }))

it('long items fit into rows of less than 2 MB, even if the address of their feed becomes long', () =>
  inCell('outcomes-long', async (cell) => {
    const long = (title: string): NewOutcome => {
      const { outcome, story } = news(title)
      return { outcome: { ...outcome, categories: Array.from({ length: 50 }, () => '長'.repeat(100)) }, story }
    }
    const titles = Array.from({ length: 450 }, (_, number) => `t${number}`)
    const { outcomes } = cell.ledger
    for (const minute of [0, 1]) outcomes.add(channel, titles.slice(minute * 150).map(long), NOW + minute * MINUTE)
    outcomes.readdress(feed, `https://a.example/${'a'.repeat(limits.feed.linkUnits)}` as FeedUrl)
    const bytes = 'SELECT max(length(CAST(stories AS BLOB)) + length(CAST(outcomes AS BLOB))) AS bytes FROM outcomes'
    expect(Number(cell.sql.exec(bytes).toArray()[0]?.['bytes'])).toBeLessThan(2_000_000)
    const found = outcomes.of(channel).map(({ title }) => title)
    expect(found.toReversed()).toEqual([...titles, ...titles.slice(150)])
    expect(outcomes.stories(channel, NOW)).toHaveLength(750)
  }))

it('rows of an earlier version, and those of a wrong clock, are left alone', () =>
  inCell('outcomes-old', async (cell) => {
    const [{ outcome }] = [news('old')]
    const insert = `INSERT INTO outcomes (channel, at, part, stories, outcomes) VALUES (?, ?, 0, '[]', ?)`
    cell.sql.exec(insert, channel, NOW, JSON.stringify([outcome]))
    add(cell, [999, 'ahead'], [0, 'a'], [5, 'b'])
    expect(rowsOf(cell)).toEqual([
      [0, 0, 1],
      [5, 1, 2],
      [999, 0, 1],
    ])
  }))
