/** Texts of items in cycles: which feeds are asked for them, and that nothing of them is stored. */
import { describe, expect, it } from 'vitest'
import { type TestFeed, testFeed } from '../../simulators/published-feed.ts'
import { why } from '../../src/cell/why.ts'
import { feedsToSearch, needsTextOf } from '../../src/cycle/text-filters.ts'
import type { Channel } from '../../src/model.ts'
import { FEED } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'

const text = `<p>${'Teaser of the story. '.repeat(40)}</p><p>Then the quagga came.</p>`
const entry = (name: string) => ({ title: `Headline ${name}`, link: `https://news.example/${name}`, text })

async function filtered(cell: SimulatedCell, filter: string): Promise<{ feed: TestFeed; channel: Channel }> {
  const feed = testFeed('News', [{ title: 'Headline old', link: 'https://news.example/old' }])
  cell.sites.set('news.example', feed.site)
  const channel = cell.addChannel('First', { filter })
  await cell.subscribe(channel, FEED)
  await cell.cron()
  return { feed, channel }
}

/** Everything in the tables and in KV. */
function stored({ sql, kv }: SimulatedCell): string {
  const tables = sql
    .exec("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'")
    .toArray()
  const rows = tables.map(({ name }) => sql.exec(`SELECT * FROM "${name}"`).toArray())
  return JSON.stringify([rows, [...kv]])
}

describe('an item whose text has the word', () => {
  it.each([
    ['passes a filter that asks for it', 'quagga', 1],
    ['is dropped by a filter that excludes it', '-quagga', 0],
    ['is dropped by a filter for titles that asks for it', 'title:quagga', 0],
    ['passes a filter for titles that excludes it', '-title:quagga', 1],
  ])('%s', (name, filter, posts) =>
    inCell(`text-${name}`, async (cell) => {
      const { feed, channel } = await filtered(cell, filter)
      feed.publish(entry('new'))
      await cell.cron()
      expect(cell.posts(channel)).toHaveLength(posts)
    }),
  )
})

it('the text is stored nowhere, and adds no row and no write of KV', async () => {
  const measured: unknown[] = []
  for (const filter of ['-title:zebra', '-zebra'])
    await inCell(`text-rows-${filter}`, async (cell) => {
      const { feed } = await filtered(cell, filter)
      feed.publish(entry('a'), entry('b'))
      const [rows, steps] = [cell.rows.all, cell.steps.length]
      await cell.cron()
      measured.push([cell.rows.all - rows, cell.steps.slice(steps)])
      expect(stored(cell)).toContain('Headline a')
      expect(stored(cell)).not.toContain('quagga')
    })
  expect(measured[0]).toEqual(measured[1])
})

it('an item that was read before the filter was set stays in its digest', () =>
  inCell('text-before', async (cell) => {
    const { feed, channel } = await filtered(cell, '')
    cell.ledger.channels.configure({ ...channel, schedule: { kind: 'every', hours: 1 } })
    feed.publish(entry('early'))
    await cell.cron()
    cell.ledger.channels.configure({ ...channel, schedule: { kind: 'every', hours: 1 }, filter: '-quagga' })
    feed.publish(entry('late'))
    for (let round = 0; round < 13; round += 1) await cell.cron()
    const posts = cell.posts(channel).join('\n')
    expect(posts).toContain('Headline early')
    expect(posts).not.toContain('Headline late')
  }))

it('an outcome of an earlier version says nothing about the text', () =>
  inCell('text-earlier', async (cell) => {
    const { feed, channel } = await filtered(cell, 'kim')
    feed.publish(entry('new'))
    await cell.cron()
    const explained = () => why(cell.ledger, channel.id, 'headline new', cell.clock.now, 0).map(({ fate }) => fate)
    const dropped = { kind: 'dropped', by: 'channel', term: 'kim', field: null }
    expect(explained()).toMatchObject([{ ...dropped, searched: 'everything' }])
    cell.sql.exec("UPDATE outcomes SET outcomes = json_remove(outcomes, '$[0].field')")
    expect(explained()).toMatchObject([{ ...dropped, searched: 'no-text' }])
  }))

describe('a feed is asked for texts', () => {
  it.each<[string, string, string, boolean]>([
    ['if its own filter looks at them', '', 'quagga', true],
    ['if a channel’s filter looks at them', '-quagga', '', true],
    ['not if both look at titles only', 'title:a', '-author:b', false],
    ['not if there is no filter', '', '', false],
  ])('%s', (name, ofChannel, ofFeed, isAsked) =>
    inCell(`text-asked-${name}`, async (cell) => {
      const { channel } = await filtered(cell, ofChannel)
      const { feeds, subscriptions } = cell.ledger
      const [feed] = feeds.byIds([1])
      if (feed === undefined) throw new Error('there is no feed')
      subscriptions.setFilter(channel.id, feed.url, ofFeed)
      const channels = new Set(needsTextOf(ofChannel) ? [channel.id] : [])
      expect([...feedsToSearch(subscriptions, [feed], channels)]).toEqual(isAsked ? [feed.id] : [])
      expect(feedsToSearch(subscriptions, [{ ...feed, needsBaseline: true }], channels).size).toBe(0)
    }),
  )
})
