/** Adding feeds to a channel, with the cell's own tables behind it. */

import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { exported } from '../../src/cell/channel-export.ts'
import { chosenFeed } from '../../src/cell/list-feeds.ts'
import { addFeed, addFeeds } from '../../src/cell/subscribe.ts'
import { readFeeds } from '../../src/feed/read-feeds.ts'
import { type ChannelId, channelId, chatIdSchema } from '../../src/model.ts'
import type { FeedRequest } from '../../src/polling.ts'
import { inCell, type SimulatedCell } from '../cycle/simulated-cell.ts'

const story = { title: 'Headline', link: 'https://news.example/1' }

function depsOf(cell: SimulatedCell) {
  const fetch = async (url: string) => {
    const site = cell.sites.get(new URL(url).host)
    return site === undefined ? new Response(null, { status: 404 }) : site(new Request(url))
  }
  const read = (requests: readonly FeedRequest[]) =>
    readFeeds(requests, { fetch, now: cell.clock.now, allowPrivate: false })
  return {
    ledger: cell.ledger,
    allowPrivate: false,
    random: () => 0,
    stopwatch: { elapsed: () => 0, within: <Value>(work: Promise<Value>) => work },
    readFeeds: read,
    readInObject: (_: string, requests: readonly FeedRequest[]) => read(requests),
  }
}

function add(cell: SimulatedCell, channel: ChannelId, text: string, most: number | null = null) {
  return addFeed(depsOf(cell), channel, text, most, cell.clock.now)
}

/** The same feed at several schemes, hosts and paths. */
function serveAt(cell: SimulatedCell, urls: readonly string[], title = 'News', item = story): void {
  const feed = testFeed(title, [item])
  for (const host of new Set(urls.map((url) => new URL(url).host))) {
    const before = cell.sites.get(host)
    cell.sites.set(host, (request) =>
      urls.includes(request.url) ? feed.site(request) : (before?.(request) ?? new Response('', { status: 404 })),
    )
  }
}

const plain = (address: string) => ({ address, credentials: null })

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

  test('says that a document is above the limit, and reads it once', () =>
    inCell('large', async (cell) => {
      const text = 'word '.repeat(100_000)
      const feed = testFeed(
        'News',
        [1, 2, 3, 4, 5].map((number) => ({
          title: `Headline ${number}`,
          link: `https://news.example/${number}`,
          text,
        })),
      )
      let requests = 0
      cell.sites.set('news.example', (request) => {
        requests += 1
        return feed.site(request)
      })
      const channel = cell.addChannel('First')
      const added = await add(cell, channel.id, 'https://news.example/feed')
      expect(added).toMatchObject({ kind: 'added', exceedsLimit: true })
      expect(added.kind === 'added' && added.newest.length).toBe(4)
      expect(requests).toBe(1)
      expect(cell.ledger.feeds.all()[0]?.cutNotified).toBe(true)
    }))

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

describe('the same feed under another spelling of its address', () => {
  const first = 'https://news.example/feed'

  test.each([
    'http://news.example/feed',
    'https://news.example/feed/',
    'https://www.news.example/feed',
    'http://www.news.example/feed/',
    'feed:news.example/feed/',
  ])('is not added again: %s', (spelling) =>
    inCell(`spelt ${spelling}`, async (cell) => {
      const { id } = cell.addChannel('First')
      const all = ['https', 'http'].flatMap((scheme) =>
        ['news.example', 'www.news.example'].flatMap((host) => [
          `${scheme}://${host}/feed`,
          `${scheme}://${host}/feed/`,
        ]),
      )
      serveAt(cell, all)
      await add(cell, id, first)
      expect(await add(cell, id, spelling)).toMatchObject({ kind: 'already', feed: { number: 1, url: first } })
    }),
  )

  test.each([
    ['another feed', 'Other', { title: 'Other headline', link: 'https://news.example/2' }],
    ['a feed of the same title', 'News', { title: 'A comment', link: 'https://news.example/3' }],
  ])('is added if it answers with %s', (_, title, item) =>
    inCell(`differs ${title} ${item.link}`, async (cell) => {
      const { id } = cell.addChannel('First')
      serveAt(cell, [first])
      serveAt(cell, [`${first}/`], title, item)
      await add(cell, id, first)
      expect(await add(cell, id, `${first}/`)).toMatchObject({ kind: 'added', feed: { number: 2 } })
      expect(await add(cell, id, first)).toMatchObject({ kind: 'already', feed: { number: 1 } })
    }),
  )

  test('is the one that commands mean, if the channel has no other', () =>
    inCell('chosen', async (cell) => {
      const { id } = cell.addChannel('First')
      serveAt(cell, [first])
      await add(cell, id, first)
      const chosen = (text: string) => chosenFeed(cell.ledger, id, { text })?.number ?? null
      for (const text of ['http://www.news.example/feed/', 'news.example/feed', '#1', '１', 'news'])
        expect(chosen(text)).toBe(1)
      serveAt(cell, [`${first}/`], 'Other', { title: 'Other', link: 'https://news.example/2' })
      await add(cell, id, `${first}/`)
      expect([chosen(first), chosen(`${first}/`), chosen('http://news.example/feed')]).toEqual([1, 2, null])
    }))
})

describe('an address without a scheme', () => {
  test.each([
    ['http, if https refuses connections', () => new Response('', { status: 525 }), 'plain.example/feed'],
    ['http, if https does not answer', () => Promise.reject(new TypeError('refused')), 'feed:plain.example/feed'],
  ])('is read by %s', (name, refuse, text) =>
    inCell(name, async (cell) => {
      const { id } = cell.addChannel('First')
      const feed = testFeed('Plain', [story])
      cell.sites.set('plain.example', (request) => (request.url.startsWith('http:') ? feed.site(request) : refuse()))
      expect(await add(cell, id, text)).toMatchObject({ kind: 'added', feed: { url: 'http://plain.example/feed' } })
    }),
  )

  test('with https typed, only https is tried', () =>
    inCell('typed', async (cell) => {
      const { id } = cell.addChannel('First')
      cell.sites.set('plain.example', (request) =>
        request.url.startsWith('http:') ? testFeed('Plain', [story]).site(request) : new Response('', { status: 525 }),
      )
      expect(await add(cell, id, 'https://plain.example/feed')).toMatchObject({ kind: 'failed' })
    }))
})

test('several addresses have a result each, and those of the same feed one number', () =>
  inCell('several', async (cell) => {
    const { id } = cell.addChannel('First')
    serveAt(cell, [
      'https://a.example/feed',
      'https://a.example/feed/',
      'https://b.example/feed',
      'https://c.example/feed',
    ])
    await add(cell, id, 'https://b.example/feed')
    const addresses = [
      'a.example/feed',
      'b.example/feed',
      'https://none.example/x',
      'nonsense',
      'https://c.example/feed',
    ]
    const results = await addFeeds(depsOf(cell), id, addresses.map(plain), 2, cell.clock.now)
    expect(results.map(({ kind }) => kind)).toEqual(['added', 'already', 'failed', 'failed', 'over'])
    const twice = await addFeeds(
      depsOf(cell),
      cell.addChannel('Second').id,
      ['https://a.example/feed/', 'https://a.example/feed'].map(plain),
      null,
      cell.clock.now,
    )
    expect(twice).toMatchObject([{ kind: 'added' }, { kind: 'already', feed: { number: 1 } }])
  }))

test('the address of the site is stored with a reading that is stored anyway', () =>
  inCell('site', async (cell) => {
    const { id } = cell.addChannel('First')
    cell.sites.set(
      'a.example',
      () =>
        new Response(
          '<rss><channel><title>A</title><link>https://a.example/home</link><item><title>x</title></item></channel></rss>',
        ),
    )
    await add(cell, id, 'https://a.example/feed')
    expect(exported(cell.ledger, id)?.feeds).toMatchObject([{ site: 'https://a.example/home' }])
  }))
