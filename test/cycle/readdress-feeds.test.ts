/** Feeds that moved permanently: nothing is repeated or lost, and their owners get one notice. */
import { describe, expect, it } from 'vitest'
import { type Site, type TestFeed, testFeed } from '../../simulators/published-feed.ts'
import { removeFeed } from '../../src/cell/subscribe.ts'
import { isLong } from '../runs.ts'
import { anHourLater, counts, entry, FEED, toldTo, untilQuiet } from './scene.ts'
import { type Death, inCell, type SimulatedCell } from './simulated-cell.ts'

const NEW = 'https://new.example/feed'

const redirect =
  (to: string, status = 301): Site =>
  () =>
    new Response(null, { status, headers: { location: to } })

const addresses = (cell: SimulatedCell) => cell.ledger.feeds.all().map(({ url }) => url)
const inKv = (cell: SimulatedCell) => {
  const seen = JSON.parse(cell.kv.get('seen:0') ?? '{"feeds":[]}') as { feeds: [string, string][] }
  return seen.feeds.map(([url]) => url)
}

/** One channel with a feed that had news and then moves to another address. */
async function moving(cell: SimulatedCell, site: Site = redirect(NEW)) {
  const feed = testFeed('News', [entry('old')])
  cell.sites.set('news.example', feed.site)
  cell.sites.set('new.example', feed.site)
  const channel = cell.addChannel('First')
  await cell.subscribe(channel, FEED)
  feed.publish(entry('a'))
  await cell.cron()
  cell.sites.set('news.example', site)
  return { feed, channel }
}

describe('a feed that redirects permanently', () => {
  it('is polled at the new address after three polls in a row, and its owner gets one notice', () =>
    inCell('moves', async (cell) => {
      const { feed, channel } = await moving(cell)
      await cell.cron()
      feed.publish(entry('b'))
      await cell.cron()
      expect(addresses(cell)).toEqual([FEED])
      await cell.cron()
      expect(addresses(cell)).toEqual([NEW])
      cell.sites.delete('news.example')
      await cell.cron()
      feed.publish(entry('c'))
      await untilQuiet(cell)
      await anHourLater(cell)
      expect(counts(cell.posts(channel), ['old', 'a', 'b', 'c'])).toEqual([0, 1, 1, 1])
      expect(inKv(cell)).toEqual([NEW])
      expect(toldTo(cell)).toEqual([
        `↪️ News (feed 1 of First) has moved for good, from ${FEED} to ${NEW}. I use the new address from now on; you do not need to do anything.`,
      ])
    }))

  it('from http to https changes its address too', () =>
    inCell('moves-https', async (cell) => {
      const feed = testFeed('News', [entry('old')])
      cell.sites.set('news.example', (request) =>
        request.url.startsWith('http:') ? redirect(FEED, 308)(request) : feed.site(request),
      )
      const channel = cell.addChannel('First')
      await cell.subscribe(channel, FEED.replace('https', 'http'))
      feed.publish(entry('a'))
      await untilQuiet(cell)
      expect(addresses(cell)).toEqual([FEED])
      expect(counts(cell.posts(channel), ['old', 'a'])).toEqual([0, 1])
    }))

  const others: readonly (readonly [name: string, site: (round: number) => Site])[] = [
    ['temporarily', () => redirect(NEW, 302)],
    ['permanently after a temporary redirect', () => redirect('https://way.example/', 301)],
    ['to another address each time', (round) => redirect(`${NEW}?${round}`)],
    ['permanently in two polls of three', (round) => (round % 3 === 2 ? redirect(NEW, 307) : redirect(NEW))],
    [
      'with a failure between',
      (round) => (round % 3 === 2 ? () => new Response(null, { status: 500 }) : redirect(NEW)),
    ],
    ['into a private network', () => redirect('http://10.0.0.1/feed')],
    ['to a web page', () => redirect('https://page.example/')],
  ]
  it.each(others)('keeps its address when it redirects %s', (name, site) =>
    inCell(`moves-not-${name}`, async (cell) => {
      await moving(cell)
      cell.sites.set('way.example', redirect(NEW, 302))
      cell.sites.set('page.example', () => new Response('<html><title>Hello</title></html>'))
      for (let round = 0; round < 9; round += 1) {
        cell.sites.set('news.example', site(round))
        await cell.cron()
      }
      expect(addresses(cell)).toEqual([FEED])
      expect(toldTo(cell)).toEqual([])
    }),
  )

  it('to an address that the cell had before does not take over the keys seen there', () =>
    inCell('moves-known', async (cell) => {
      const { feed, channel } = await moving(cell, redirect(NEW, 302))
      const second = cell.addChannel('Second')
      await cell.subscribe(second, NEW)
      cell.sites.set('news.example', () => new Response(null, { status: 500 }))
      feed.publish(entry('b'))
      await anHourLater(cell)
      feed.withdraw(entry('b'))
      // Nobody has used the new address for a day, but KV remembers its items until the next put.
      removeFeed(cell.ledger, second.id, { text: '1' }, cell.clock.now)
      cell.ledger.prune(cell.clock.now + 25 * 60 * 60 * 1000)
      expect([addresses(cell), inKv(cell)]).toEqual([[FEED], [FEED, NEW]])
      cell.sites.set('news.example', redirect(NEW))
      await untilQuiet(cell)
      expect(addresses(cell)).toEqual([NEW])
      feed.publish(entry('b'), entry('c'))
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['old', 'a', 'b', 'c'])).toEqual([0, 1, 1, 1])
    }))

  for (const when of ['before', 'after'] as const) {
    for (let step = 1; step <= 2; step += 1) {
      it(`loses and repeats nothing when the cycle dies ${when} step ${step}`, () =>
        inCell(`moves-dies-${when}-${step}`, async (cell) => {
          const { feed, channel } = await moving(cell)
          await cell.cron()
          await cell.cron()
          feed.publish(entry('b'))
          expect(await cell.cron({ step, when })).toBeNull()
          feed.publish(entry('c'))
          await untilQuiet(cell)
          await anHourLater(cell)
          expect(counts(cell.posts(channel), ['old', 'a', 'b', 'c'])).toEqual([0, 1, 1, 1])
          expect([addresses(cell), inKv(cell)]).toEqual([[NEW], [NEW]])
          expect(toldTo(cell)).toHaveLength(1)
        }))
    }
  }
})

/** Three channels: one uses the old address, one the new one, and one both; and the old one has redirected once. */
async function twoFeeds(cell: SimulatedCell) {
  const feed = testFeed('News', [entry('old')])
  cell.sites.set('news.example', feed.site)
  cell.sites.set('new.example', feed.site)
  const [one, other, both] = [cell.addChannel('Old'), cell.addChannel('New'), cell.addChannel('Both')]
  await cell.subscribe(one, FEED)
  await cell.subscribe(other, NEW)
  await cell.subscribe(both, FEED)
  await cell.subscribe(both, NEW)
  feed.publish(entry('a'))
  await cell.cron()
  cell.sites.set('news.example', redirect(NEW))
  await cell.cron()
  return { feed, one, other, both }
}

/** Events in the second and the third reading. */
interface Meeting {
  /** To which of the two feeds alone their common address shows what is new, and in which reading first. */
  readonly informed: 'old' | 'new'
  readonly since: 2 | 3
  readonly death: Death
}

async function meet(cell: SimulatedCell, feed: TestFeed, { informed, since, death }: Meeting): Promise<void> {
  const stale = testFeed('News', [entry('a'), entry('old')])
  let asked = 0
  cell.sites.set('new.example', (request) => {
    asked += 1
    // The new feed's question comes first: the old one's takes a redirect.
    return (informed === (asked % 2 === 1 ? 'new' : 'old') ? feed : stale).site(request)
  })
  if (since === 2) feed.publish(entry('b'))
  await cell.cron()
  if (since === 3) feed.publish(entry('b'))
  await cell.cron(death)
  cell.sites.set('new.example', feed.site)
}

describe('two feeds that become one', () => {
  it.each(['old', 'new'] as const)(
    'lose and repeat nothing when their document is cut short right after (only the %s one knew)',
    (informed) =>
      inCell(`join-cut-${informed}`, async (cell) => {
        const { feed, one, other, both } = await twoFeeds(cell)
        await meet(cell, feed, { informed, since: 2, death: null })
        // What only one of them knew is not shown for a while.
        const cut = testFeed('News', [entry('a'), entry('old')])
        cell.sites.set('new.example', cut.site)
        await cell.cron()
        await cell.cron()
        cell.sites.set('new.example', feed.site)
        feed.publish(entry('c'))
        await untilQuiet(cell)
        const names = ['old', 'a', 'b', 'c']
        expect([one, other].map((channel) => counts(cell.posts(channel), names))).toEqual([
          [0, 1, 1, 1],
          [0, 1, 1, 1],
        ])
        expect(counts(cell.posts(both), ['b', 'c'])).toEqual([1, 1])
      }),
  )

  const deaths: readonly Death[] = [
    null,
    ...(['before', 'after'] as const).flatMap((when) => [1, 2, 3, 4, 5, 6, 7].map((step): Death => ({ step, when }))),
  ]
  const meetings = (['old', 'new'] as const).flatMap((informed) =>
    ([2, 3] as const).flatMap((since) => deaths.map((death): Meeting => ({ informed, since, death }))),
  )
  /** All in `npm run test:long`; in `npm test` every death in two of the four meetings. */
  const some = meetings.filter(({ death }, at) => isLong || death === null || at % 2 === 0)
  for (const meeting of some) {
    const { informed, since, death } = meeting
    const name = `${informed}, ${since}, ${death === null ? 'lives' : `dies ${death.when} ${death.step}`}`
    it(`send each item once to every channel: ${name}`, () =>
      inCell(`meet-${name}`, async (cell) => {
        const { feed, one, other, both } = await twoFeeds(cell)
        await meet(cell, feed, meeting)
        await untilQuiet(cell)
        expect(addresses(cell)).toEqual([NEW])
        expect(counts([one, other].flatMap(cell.posts), ['b'])).toEqual([2])
        feed.publish(entry('c'))
        await untilQuiet(cell)
        const subscriptions = cell.ledger.subscriptions.all()
        expect(subscriptions.map(({ number, baseline }) => [number, baseline])).toEqual([
          [1, ''],
          [1, ''],
          [1, ''],
        ])
        const names = ['old', 'a', 'b', 'c']
        expect(counts(cell.posts(one), names)).toEqual([0, 1, 1, 1])
        expect(counts(cell.posts(other), names)).toEqual([0, 1, 1, 1])
        // While they were two, what both showed came twice.
        const [, , b, c] = counts(cell.posts(both), names)
        expect(c).toBe(1)
        if (death === null) expect(b).toBe(1)
        await anHourLater(cell)
        expect(inKv(cell)).toEqual([NEW])
        // A cycle that dies right after a notice sends it again.
        expect(new Set(toldTo(cell)).size).toBe(1)
      }))
  }

  it('keep the number and filter of the remaining feed, and renumber the others', () =>
    inCell('meet-places', async (cell) => {
      const { feed, one, both } = await twoFeeds(cell)
      const third = testFeed('Third', [])
      cell.sites.set('third.example', third.site)
      await cell.subscribe(both, 'https://third.example/feed')
      const used = () =>
        cell.ledger.subscriptions
          .all()
          .map(({ channel, number, feed: url, filter }) => [channel, number, new URL(url).host, filter])
      const [, , , , last] = cell.ledger.subscriptions.all()
      if (last !== undefined) cell.ledger.subscriptions.setFilter(last.channel, last.feed, 'rain')
      for (const { feed: url } of cell.ledger.subscriptions.of(one.id)) {
        cell.ledger.subscriptions.setFilter(one.id, url, 'snow')
      }
      await meet(cell, feed, { informed: 'new', since: 3, death: null })
      await untilQuiet(cell)
      const ofBoth = used().filter(([channel]) => channel === both.id)
      expect(ofBoth.map(([, number, host]) => [number, host])).toEqual([
        [1, 'new.example'],
        [2, 'third.example'],
      ])
      expect(used().filter(([channel]) => channel === one.id)).toEqual([[one.id, 1, 'new.example', 'snow']])
    }))
})
