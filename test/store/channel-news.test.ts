/** Headlines that are kept for readers: rows of an hour, times that ascend, and headlines that were taken back. */
import { expect, it } from 'vitest'
import { limits } from '../../src/limits.ts'
import type { ChannelId, FeedUrl } from '../../src/model.ts'
import { inCell, type SimulatedCell } from '../cycle/simulated-cell.ts'

const MINUTE = 60_000
const NOW = Date.UTC(2026, 0, 5, 12)
const channel = '-1' as ChannelId
const feed = 'https://a.example/feed' as FeedUrl

const headline = (code: string, summary = '') => ({
  ...{ title: code, link: null, code, source: 'A', feed, published: null, also: [], repeats: null, author: null },
  ...{ categories: [], summary, image: null, reading: null },
})
function add({ ledger }: SimulatedCell, minute: number, ...codes: string[]) {
  ledger.channelNews.add(
    channel,
    codes.map((code) => headline(code)),
    NOW + minute * MINUTE,
  )
}
const codesAfter = ({ ledger }: SimulatedCell, moment: number) =>
  ledger.channelNews.after(channel, moment).map(({ code }) => code)
const rowsOf = ({ sql }: SimulatedCell) => sql.exec('SELECT at FROM channel_news').toArray().length

it('headlines of an hour share a row, and those after a moment are found', () =>
  inCell('channel news', async (cell) => {
    add(cell, 0, 'a', 'b')
    add(cell, 30, 'c')
    add(cell, 61, 'd')
    expect(rowsOf(cell)).toBe(2)
    expect([0, NOW, NOW + 30 * MINUTE, NOW + 61 * MINUTE].map((moment) => codesAfter(cell, moment))).toEqual([
      ['a', 'b', 'c', 'd'],
      ['c', 'd'],
      ['d'],
      [],
    ])
    expect(cell.ledger.channelNews.newestAt(channel)).toBe(NOW + 61 * MINUTE)
    cell.ledger.channelNews.prune(NOW + 61 * MINUTE + limits.readers.newsMs)
    expect(codesAfter(cell, 0)).toEqual(['d'])
  }))

it('a cycle whose clock is behind comes after the one before', () =>
  inCell('channel news clock', async (cell) => {
    add(cell, 10, 'a')
    add(cell, 9, 'b')
    expect(codesAfter(cell, NOW + 10 * MINUTE)).toEqual(['b'])
  }))

it('many headlines of a cycle take several rows, of which none is too long, and none is lost', () =>
  inCell('channel news rows', async (cell) => {
    const long = Array.from({ length: 300 }, (_, index) => headline(`long${index}`, '世'.repeat(400)))
    cell.ledger.channelNews.add(channel, long, NOW)
    add(cell, 0, 'next')
    const sizes = cell.sql.exec('SELECT length(CAST(headlines AS BLOB)) AS bytes FROM channel_news').toArray()
    expect(Math.max(...sizes.map(({ bytes }) => Number(bytes)))).toBeLessThan(limits.readers.newsRowBytes + 2000)
    const all = cell.ledger.channelNews.after(channel, 0)
    expect(all).toHaveLength(301)
    for (const { at } of all)
      expect(codesAfter(cell, at)).toEqual(all.filter((each) => each.at > at).map(({ code }) => code))
  }))

it('a headline that was taken back is left out until it is put back', () =>
  inCell('channel news retracted', async (cell) => {
    add(cell, 0, 'a', 'b')
    add(cell, 70, 'c')
    const change = (isRetracted: boolean) => {
      cell.ledger.channelNews.retracted(channel, ['b', 'c'], isRetracted, NOW)
      return codesAfter(cell, 0)
    }
    expect([change(true), change(false)]).toEqual([['a'], ['a', 'b', 'c']])
  }))
