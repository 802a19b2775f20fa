/** Watched pages over time: polled hourly, never repeated, and reported when they change. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { Site } from '../../simulators/published-feed.ts'
import { channelExportSchema, exported } from '../../src/cell/channel-export.ts'
import { importInto } from '../../src/cell/import-channel.ts'
import { addFeed, removeFeed } from '../../src/cell/subscribe.ts'
import { setPageRule, watchPage } from '../../src/cell/watch-page.ts'
import { readFeeds } from '../../src/feed/read-feeds.ts'
import type { Channel } from '../../src/model.ts'
import type { FeedRequest, PageRule } from '../../src/polling.ts'
import { counts, toldTo } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'

const PAGE = 'https://town.example/news'
const headline = (name: string) => `Headline ${name} of the town and its river`

interface TestPage {
  /** The names of its headlines. */
  names: readonly string[]
  robots: string
  /** The element around each headline. */
  element: string
  readonly asked: string[]
  readonly site: Site
}

function testPage(names: readonly string[]): TestPage {
  const page: TestPage = {
    names,
    robots: '',
    element: 'h2',
    asked: [],
    site: (request) => {
      const { pathname } = new URL(request.url)
      if (pathname === '/news' || pathname === '/robots.txt') page.asked.push(pathname)
      if (pathname === '/robots.txt') return new Response(page.robots)
      if (pathname !== '/news') return new Response('', { status: 404 })
      const items = page.names.map(
        (name) => `<${page.element}><a href="/news/${name}">${headline(name)}</a></${page.element}>`,
      )
      const menu = '<nav><a href="/about">About this town and its people</a></nav>'
      return new Response(
        `<!doctype html><html><title>Town</title><body>${menu}<main>${items.join('')}</main></body></html>`,
      )
    },
  }
  return page
}

function commandDeps(cell: SimulatedCell) {
  const read = (requests: readonly FeedRequest[]) =>
    readFeeds(requests, {
      fetch: async (url, init) => {
        const site = cell.sites.get(new URL(url).host)
        if (site === undefined) throw new TypeError('no such host')
        return site(new Request(url, init))
      },
      now: cell.clock.now,
      allowPrivate: false,
    })
  return {
    ledger: cell.ledger,
    readFeeds: read,
    readInObject: (_: string, requests: readonly FeedRequest[]) => read(requests),
    stopwatch: { elapsed: () => 0, within: <Value>(work: Promise<Value>) => work },
    allowPrivate: false,
    random: () => 1,
  }
}

const add = (cell: SimulatedCell, channel: Channel) =>
  addFeed(commandDeps(cell), channel.id, PAGE, null, cell.clock.now)

async function watch(cell: SimulatedCell, channel: Channel, rule?: PageRule) {
  const offer = await add(cell, channel)
  if (offer.kind !== 'watchable') throw new Error(JSON.stringify(offer))
  return watchPage(commandDeps(cell), channel.id, offer.url, rule ?? offer.rule, null, cell.clock.now)
}

/** One channel that watches a page with the headlines 3, 2 and 1. */
async function watching(cell: SimulatedCell) {
  const page = testPage(['3', '2', '1'])
  cell.sites.set('town.example', page.site)
  const channel = cell.addChannel('First')
  await watch(cell, channel)
  page.asked.length = 0
  return { page, channel }
}

async function hours(cell: SimulatedCell, count: number): Promise<void> {
  for (let cycle = 0; cycle < count * 12; cycle++) await cell.cron()
}

describe('a page without a feed', () => {
  it('is offered with its first three headlines, and watched from then on', () =>
    inCell('watch-offer', async (cell) => {
      cell.sites.set('town.example', testPage(['4', '3', '2', '1']).site)
      const channel = cell.addChannel('First')
      expect(await add(cell, channel)).toEqual({
        kind: 'watchable',
        url: PAGE,
        title: 'Town',
        rule: { item: 'h2 a' },
        headlines: ['4', '3', '2'].map((name) => ({ title: headline(name), link: `${PAGE}/${name}` })),
      })
      expect(await watch(cell, channel)).toMatchObject({
        kind: 'added',
        feed: { number: 1, pageRule: { item: 'h2 a' } },
      })
      expect(await add(cell, channel)).toMatchObject({ kind: 'already' })
    }))

  it('is polled once an hour, and its robots.txt about once a day', () =>
    inCell('watch-hourly', async (cell) => {
      const { page } = await watching(cell)
      await hours(cell, 50)
      expect(page.asked.filter((path) => path === '/news')).toHaveLength(50)
      expect(page.asked.filter((path) => path === '/robots.txt')).toHaveLength(2)
    }))

  it('sends each new headline once, even if the list is sorted, edited or listed again', () =>
    inCell('watch-news', async (cell) => {
      const { page, channel } = await watching(cell)
      for (const names of [
        ['4', '3', '2', '1'],
        ['1', '5', '4', '3'],
        ['6', '2', '5'],
        ['6', '5', '4', '3', '2', '1'],
      ]) {
        page.names = names
        await hours(cell, 2)
      }
      expect(counts(cell.posts(channel), ['1', '2', '3', '4', '5', '6'])).toEqual([0, 0, 0, 1, 1, 1])
    }))

  it('writes no rows in polls without news', () =>
    inCell('watch-idle', async (cell) => {
      await watching(cell)
      await hours(cell, 2)
      const before = cell.rows.feeds
      await hours(cell, 4)
      expect(cell.rows.feeds - before).toBe(0)
    }))

  it('that is empty for some hours repeats nothing when its list is back', () =>
    inCell('watch-empty', async (cell) => {
      const { page, channel } = await watching(cell)
      page.names = []
      await hours(cell, 5)
      expect(cell.ledger.feeds.all()[0]?.problem).toEqual({ kind: 'page-changed' })
      page.names = ['4', '3', '2', '1']
      await hours(cell, 8)
      expect(counts(cell.posts(channel), ['1', '2', '3', '4'])).toEqual([0, 0, 0, 1])
      expect(toldTo(cell)).toEqual([])
    }))

  it('whose structure changes is reported once after a day, and is watched again once it is added again', () =>
    inCell('watch-changed', async (cell) => {
      const { page, channel } = await watching(cell)
      page.element = 'h3'
      page.names = ['4', '3', '2', '1']
      await hours(cell, 40)
      expect(toldTo(cell)).toEqual([
        '⚠️ I could not read Town (feed 1 of First) for a whole day. The page no longer lists its headlines where it did. /add its address again, and I look for the new list.\nI keep trying, and tell you when it is back. If you do not need it any more, /remove 1 removes it.',
      ])
      expect(await watch(cell, channel)).toMatchObject({
        kind: 'already',
        feed: { pageRule: { item: 'h3 a' }, problem: null },
      })
      page.names = ['5', '4', '3', '2', '1']
      await hours(cell, 3)
      expect(counts(cell.posts(channel), ['1', '2', '3', '5'])).toEqual([0, 0, 0, 1])
    }))

  it('whose robots.txt comes to forbid it is no longer read, and its owner is told why', () =>
    inCell('watch-robots', async (cell) => {
      const { page } = await watching(cell)
      page.robots = 'User-agent: *\nDisallow: /news'
      await hours(cell, 24)
      page.asked.length = 0
      await hours(cell, 30)
      expect(page.asked.filter((path) => path === '/news')).toEqual([])
      expect(toldTo(cell).join()).toContain('the robots.txt of town.example says so')
    }))

  it('that is forbidden is not offered', () =>
    inCell('watch-forbidden', async (cell) => {
      const page = testPage(['3', '2', '1'])
      page.robots = 'User-agent: *\nDisallow: /'
      cell.sites.set('town.example', page.site)
      expect(await add(cell, cell.addChannel('First'))).toEqual({
        kind: 'failed',
        problem: { kind: 'robots-disallow', host: 'town.example' },
      })
    }))

  it('whose whole list is replaced reports a gap once, and is still polled once an hour', () =>
    inCell('watch-gap', async (cell) => {
      const { page, channel } = await watching(cell)
      page.names = ['4', '3', '2', '1']
      await hours(cell, 2)
      page.names = ['9', '8', '7']
      await hours(cell, 2)
      page.asked.length = 0
      page.names = ['12', '11', '10']
      await hours(cell, 4)
      expect(page.asked).toHaveLength(4)
      expect(counts(cell.posts(channel), ['7', '8', '9', '10', '11', '12'])).toEqual([1, 1, 1, 1, 1, 1])
      expect(cell.posts(channel).join('\n')).toMatch(/missed|between/iu)
    }))

  it('that a second channel watches loses nothing for the first', () =>
    inCell('watch-twice', async (cell) => {
      const { page, channel } = await watching(cell)
      page.names = ['4', '3', '2', '1']
      const second = cell.addChannel('Second')
      expect(await watch(cell, second, { item: 'main a' })).toMatchObject({
        kind: 'added',
        feed: { pageRule: { item: 'h2 a' } },
      })
      page.names = ['5', '4', '3', '2', '1']
      await hours(cell, 2)
      expect(counts(cell.posts(channel), ['3', '4', '5'])).toEqual([0, 1, 1])
      expect(counts(cell.posts(second), ['3', '4', '5'])).toEqual([0, 0, 1])
    }))
})

describe('the selector of a page', () => {
  const set = (cell: SimulatedCell, channel: Channel, rule: PageRule) =>
    setPageRule(commandDeps(cell), channel.id, { text: '1' }, rule)

  it('is set by hand, and what it finds now counts as seen', () =>
    inCell('selector-set', async (cell) => {
      const { page, channel } = await watching(cell)
      expect(await set(cell, channel, { item: 'nav a' })).toMatchObject({
        kind: 'set',
        count: 1,
        headlines: [{ title: 'About this town and its people', link: 'https://town.example/about' }],
        feed: { pageRule: { item: 'nav a' } },
      })
      await set(cell, channel, { item: 'main h2', title: 'a' })
      page.names = ['4', '3', '2', '1']
      await hours(cell, 2)
      expect(counts(cell.posts(channel), ['1', '2', '3', '4'])).toEqual([0, 0, 0, 1])
      expect(cell.posts(channel).join()).not.toContain('About')
    }))

  it('stays where the new one finds nothing or cannot be read', () =>
    inCell('selector-stays', async (cell) => {
      const { channel } = await watching(cell)
      expect(await set(cell, channel, { item: 'aside a' })).toEqual({
        kind: 'failed',
        problem: { kind: 'finds-nothing' },
      })
      expect(await set(cell, channel, { item: 'main >' })).toMatchObject({
        kind: 'failed',
        problem: { kind: 'selector-syntax', at: 6 },
      })
      expect(cell.ledger.feeds.all()[0]?.pageRule).toEqual({ item: 'h2 a' })
      expect(await setPageRule(commandDeps(cell), channel.id, { text: '7' }, { item: 'a' })).toEqual({
        kind: 'no-such-feed',
      })
    }))

  it('cannot be changed while another owner’s channel watches the page', () =>
    inCell('selector-shared', async (cell) => {
      const { channel } = await watching(cell)
      const other = cell.addChannel('Other', { owner: 77 as Channel['owner'] })
      await watch(cell, other)
      expect(await set(cell, channel, { item: 'main a' })).toMatchObject({ kind: 'shared' })
    }))
})

describe('a watched page in a file', () => {
  it('keeps its selector in /export, and is read by it after /import', () =>
    inCell('watch-export', async (cell) => {
      const { page, channel } = await watching(cell)
      const file = exported(cell.ledger, channel.id)
      expect(file?.feeds).toMatchObject([{ url: PAGE, page: { item: 'h2 a' } }])
      const parsed = v.parse(channelExportSchema, JSON.parse(JSON.stringify(file)))
      removeFeed(cell.ledger, channel.id, { text: '1' }, cell.clock.now)
      cell.clock.now += 2 * 24 * 3_600_000
      await hours(cell, 1)
      expect(cell.ledger.feeds.all()).toEqual([])
      const request = { feeds: parsed.feeds, settings: null, most: null, report: null }
      importInto(commandDeps(cell), channel.id, request, cell.clock.now)
      page.names = ['4', '3', '2', '1']
      await hours(cell, 2)
      page.names = ['5', '4', '3', '2', '1']
      await hours(cell, 2)
      expect(counts(cell.posts(channel), ['3', '4', '5'])).toEqual([0, 0, 1])
    }))

  it('with a selector that cannot be read is refused', () => {
    const isRead = (item: string) =>
      v.is(channelExportSchema.entries.feeds, [{ url: PAGE, title: 'Town', page: { item } }])
    expect([isRead('a'), isRead('a >')]).toEqual([true, false])
  })
})
