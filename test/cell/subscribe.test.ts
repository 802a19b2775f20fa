/** Adding feeds to a channel, with the cell's own tables behind it. */

import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { addFeed } from '../../src/cell/subscribe.ts'
import { readFeeds } from '../../src/feed/read-feed.ts'
import { type ChannelId, channelId, chatIdSchema } from '../../src/model.ts'
import type { FeedRequest } from '../../src/polling.ts'
import { inCell, type SimulatedCell } from '../cycle/simulated-cell.ts'

const story = { title: 'Headline', link: 'https://news.example/1' }

function add(cell: SimulatedCell, channel: ChannelId, text: string, most: number | null = null) {
  const fetch = async (url: string) => {
    const site = cell.sites.get(new URL(url).host)
    return site === undefined ? new Response(null, { status: 404 }) : site(new Request(url))
  }
  const read = (requests: readonly FeedRequest[]) =>
    readFeeds(requests, { fetch, now: cell.clock.now, allowPrivate: false })
  const deps = {
    ledger: cell.ledger,
    allowPrivate: false,
    random: () => 0,
    stopwatch: { elapsed: () => 0, within: <Value>(work: Promise<Value>) => work },
    readFeeds: read,
    readInObject: (_: string, requests: readonly FeedRequest[]) => read(requests),
  }
  return addFeed(deps, channel, text, most, cell.clock.now)
}

/** A site whose front page names its feed. */
function site(cell: SimulatedCell, host: string, named: string): void {
  const feed = testFeed('News', [story])
  cell.sites.set(host, (request) => {
    const { pathname } = new URL(request.url)
    if (pathname === named) return feed.site(request)
    return new Response(`<!DOCTYPE html><link rel="alternate" type="application/rss+xml" href="${named}">`)
  })
}

describe('addFeed', () => {
  test('does not exceed the limit when commands arrive at the same time', () =>
    inCell('at once', async (cell) => {
      const [first, second] = ['First', 'Second'].map((title) => cell.addChannel(title))
      const hosts = [1, 2, 3, 4].map((number) => `news${number}.example`)
      for (const host of hosts) cell.sites.set(host, testFeed(host, [story]).site)
      const added = await Promise.all(
        hosts.map((host, at) => {
          const channel = at % 2 === 0 ? first : second
          return channel === undefined ? null : add(cell, channel.id, `https://${host}/feed`, 3)
        }),
      )
      expect(added.map((each) => each?.kind).toSorted()).toEqual(['added', 'added', 'added', 'over'])
    }))

  test.each([
    ['once: reads it again, so that the rest is not new', 1, 'whole'],
    ['always: accepts it', 9, 'cut'],
  ] as const)('finds a truncated document %s', (_, times, taken) =>
    inCell(`cut-${taken}`, async (cell) => {
      const feed = testFeed(
        'News',
        [1, 2, 3].map((number) => ({ title: `Headline ${number}`, link: `https://news.example/${number}` })),
      )
      let requests = 0
      cell.sites.set('news.example', async (request) => {
        requests += 1
        const whole = await (await feed.site(request)).text()
        return new Response(requests <= times ? whole.slice(0, whole.lastIndexOf('<guid')) : whole)
      })
      const channel = cell.addChannel('First')
      const added = await add(cell, channel.id, 'https://news.example/feed')
      expect(added).toMatchObject({ kind: 'added' })
      expect(added.kind === 'added' && added.newest.length).toBe(taken === 'whole' ? 3 : 2)
      expect(requests).toBe(2)
    }),
  )

  test('subscribes to the feed that a page names, at the address that it names', () =>
    inCell('named', async (cell) => {
      site(cell, 'news.example', '/feed')
      const { id } = cell.addChannel('First')
      expect(await add(cell, id, 'news.example')).toMatchObject({
        kind: 'added',
        feed: { number: 1, url: 'https://news.example/feed', title: 'News' },
        newest: [{ title: 'Headline' }],
      })
      expect(await add(cell, id, 'https://news.example/')).toMatchObject({ kind: 'already', feed: { number: 1 } })
    }))

  test('subscribes to a derived feed, and recognises it the next time', () =>
    inCell('derived', async (cell) => {
      cell.sites.set('github.com', testFeed('Releases', [story]).site)
      const { id } = cell.addChannel('First')
      expect(await add(cell, id, 'github.com/o/r')).toMatchObject({
        kind: 'added',
        feed: { url: 'https://github.com/o/r/releases.atom' },
      })
      expect(await add(cell, id, 'https://www.github.com/o/r/releases')).toMatchObject({
        kind: 'already',
        feed: { url: 'https://github.com/o/r/releases.atom' },
      })
    }))

  test('returns the feed at an address even if the channel is unknown', () =>
    inCell('unknown', async (cell) => {
      site(cell, 'news.example', '/feed')
      const stranger = channelId(v.parse(chatIdSchema, 77), null)
      expect(await add(cell, stranger, 'news.example')).toEqual({ kind: 'gone', found: 'https://news.example/feed' })
    }))
})
