/** Polling: how often feeds are polled, and the notices when they fail or disappear. */
import { describe, expect, it } from 'vitest'
import type { Site } from '../../simulators/published-feed.ts'
import { addFeed, removeFeed } from '../../src/cell/subscribe.ts'
import { readFeeds } from '../../src/feed/read-feeds.ts'
import { counts, entry, FEED, oneChannel, toldTo } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'

const HOUR = 60 * 60 * 1000
const CYCLES_A_DAY = 288

/** Serves a host with a site, and records its requests. */
function recorded(cell: SimulatedCell, site: Site, host = 'news.example') {
  const requests: Request[] = []
  cell.sites.set(host, (request) => {
    requests.push(request)
    return site(request)
  })
  return requests
}

async function crons(cell: SimulatedCell, count: number): Promise<void> {
  for (let round = 0; round < count; round += 1) await cell.cron()
}

/** What `/add` does for a channel. */
function add(cell: SimulatedCell, channel: Parameters<typeof addFeed>[1], url = FEED) {
  const site = (address: string, init: RequestInit) => {
    const request = new Request(address, init)
    return Promise.resolve(cell.sites.get(new URL(address).host)?.(request) ?? new Response(null, { status: 404 }))
  }
  const { ledger, clock } = cell
  const read = { fetch: site, now: clock.now, allowPrivate: false }
  const stopwatch = { elapsed: () => 0, within: <Value>(work: Promise<Value>) => work }
  type Requests = Parameters<typeof readFeeds>[0]
  const readers = {
    readFeeds: (all: Requests) => readFeeds(all, read),
    readInObject: (_: string, all: Requests) => readFeeds(all, read),
  }
  const deps = { ledger, ...readers, stopwatch }
  return addFeed({ ...deps, random: () => 0, allowPrivate: false }, channel, url, null, clock.now)
}

describe('a quiet feed', () => {
  it('is polled in every cycle for half an hour, then less and less often, and often again after news', () =>
    inCell('quiet-day', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      const requests = recorded(cell, feed.site)
      await crons(cell, 6)
      expect(requests).toHaveLength(6)
      await crons(cell, CYCLES_A_DAY - 6)
      requests.length = 0
      cell.rows.feeds = 0
      await crons(cell, CYCLES_A_DAY)
      expect(requests).toHaveLength(39)
      // The time of the whole document.
      expect(cell.rows.feeds).toBeLessThanOrEqual(2)
      feed.publish(entry('a'))
      await crons(cell, 12)
      expect(counts(cell.posts(channel), ['a'])).toEqual([1])
      requests.length = 0
      await crons(cell, 12)
      expect(requests.length).toBeGreaterThanOrEqual(3)
    }))

  it('costs its cell few rows, even with 39 others', () =>
    inCell('quiet-rows', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      cell.sites.set('news.example', feed.site)
      for (let n = 0; n < 39; n += 1) await cell.subscribe(channel, `${FEED}/${n}`)
      await crons(cell, 24)
      Object.assign(cell.rows, { feeds: 0, all: 0 })
      await crons(cell, CYCLES_A_DAY)
      expect(cell.rows.feeds).toBeLessThanOrEqual(2 * 40)
      expect(cell.rows.all / CYCLES_A_DAY).toBeLessThan(5)
    }))

  it('is polled when a digest at a set time needs it', () =>
    inCell('awaited', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      const requests = recorded(cell, feed.site)
      const schedule = { kind: 'times', minutes: [7 * 60 + 25] } as const
      cell.ledger.channels.reschedule(
        { ...channel, schedule: { ...schedule, minutes: [...schedule.minutes] } },
        cell.clock.now,
      )
      cell.clock.now = Date.parse('2026-01-07T06:00:00Z')
      await crons(cell, 16)
      const before = requests.length
      feed.publish(entry('a'))
      await cell.cron()
      expect(requests.length - before).toBe(1)
      expect(counts(cell.posts(channel), ['a'])).toEqual([1])
    }))
})

describe('a feed whose head has the current time', () => {
  it('counts as unchanged, and is polled with its latest validators', () =>
    inCell('build-dates', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      let version = 0
      const requests = recorded(cell, async (request) => {
        const text = await (await feed.site(new Request(request.url))).text()
        const etag = `"built ${version}"`
        if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers: { etag } })
        const dated = text.replace('<link>', `<lastBuildDate>${version}</lastBuildDate><link>`)
        return new Response(dated, { headers: { etag } })
      })
      await crons(cell, 1)
      for (version = 1; version <= 2; version += 1) {
        await crons(cell, 2)
        expect(requests.at(-1)?.headers.get('if-none-match')).toBe(`"built ${version}"`)
      }
      feed.publish(entry('after'))
      await crons(cell, 1)
      expect(counts(cell.posts(channel), ['after'])).toEqual([1])
    }))
})

describe('a feed that asks for a longer interval', () => {
  it('of an hour in its 304 is polled hourly, and the interval is stored once', () =>
    inCell('asks-304', async (cell) => {
      const { feed } = await oneChannel(cell)
      const requests = recorded(cell, async (request) => {
        const { status, body } = await feed.site(request)
        return new Response(body, { status, headers: { etag: '"1"', 'cache-control': 'max-age=3600' } })
      })
      // The baseline is put into KV after an hour.
      await crons(cell, 14)
      requests.length = 0
      cell.rows.feeds = 0
      await crons(cell, 72)
      expect(requests).toHaveLength(6)
      expect(cell.rows.feeds).toBe(0)
    }))

  it('of two hours by its ttl is polled every two hours, with news or without', () =>
    inCell('asks-ttl', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      const requests = recorded(cell, async (request) => {
        const text = await (await feed.site(new Request(request.url))).text()
        return new Response(text.replace('<link>', '<ttl>120</ttl><link>'))
      })
      // A document with the same items counts as unchanged, so its ttl is read with the next new item.
      feed.publish(entry('first'))
      await crons(cell, 1)
      requests.length = 0
      for (let round = 0; round < 6; round += 1) {
        feed.publish(entry(`n${round}.`))
        await crons(cell, 24)
      }
      expect(requests).toHaveLength(6)
      expect(counts(cell.posts(channel), ['n0.', 'n4.'])).toEqual([1, 1])
    }))

  it('by Retry-After is not polled earlier', () =>
    inCell('retry-after', async (cell) => {
      await oneChannel(cell)
      const headers = { 'retry-after': '7200' }
      const requests = recorded(cell, () => new Response(null, { status: 429, headers }))
      await crons(cell, 73)
      expect(requests).toHaveLength(4)
    }))
})

describe('a server whose 304 is wrong', () => {
  it('hides news for at most a day', () =>
    inCell('stuck', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      cell.sites.set('news.example', (request) =>
        request.headers.has('if-none-match') ? new Response(null, { status: 304 }) : feed.site(request),
      )
      feed.publish(entry('a'))
      await crons(cell, CYCLES_A_DAY + 6)
      expect(counts(cell.posts(channel), ['a'])).toEqual([1])
    }))
})

describe('more feeds than a cycle can poll', () => {
  it('are polled one after the other', () =>
    inCell('crowd', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      const requests = recorded(cell, feed.site)
      for (let n = 0; n < 209; n += 1) await cell.subscribe(channel, `${FEED}/${n}`)
      requests.length = 0
      for (const reads of [200, 400]) {
        await cell.cron()
        expect(requests).toHaveLength(reads)
      }
      expect(new Set(requests.map(({ url }) => url)).size).toBe(210)
    }))
})

describe('a feed that is gone', () => {
  const gone = () => new Response(null, { status: 410 })

  it('is no longer polled, and its owner gets one notice', () =>
    inCell('gone', async (cell) => {
      await oneChannel(cell)
      const requests = recorded(cell, gone)
      await crons(cell, 3 * CYCLES_A_DAY)
      expect(requests).toHaveLength(1)
      expect(toldTo(cell)).toEqual([expect.stringContaining('News (feed 1 of First) is gone')])
    }))

  it('is polled again without a notice when any channel adds it again', () =>
    inCell('gone-back', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      cell.sites.set('news.example', gone)
      await crons(cell, 3)
      expect(await add(cell, channel.id)).toMatchObject({ kind: 'failed', problem: { kind: 'gone' } })
      feed.publish(entry('a'))
      const requests = recorded(cell, feed.site)
      expect(await add(cell, channel.id)).toMatchObject({ kind: 'already', feed: { problem: null } })
      await crons(cell, 3)
      expect(requests).toHaveLength(4)
      expect(counts(cell.posts(channel), ['a'])).toEqual([1])

      cell.sites.set('news.example', gone)
      await crons(cell, 3)
      cell.sites.set('news.example', feed.site)
      const second = cell.addChannel('Second')
      expect(await add(cell, second.id)).toMatchObject({ kind: 'added' })
      feed.publish(entry('b'))
      await crons(cell, 3)
      expect(counts(cell.posts(channel), ['a', 'b'])).toEqual([1, 1])
      expect(counts(cell.posts(second), ['a', 'b'])).toEqual([0, 1])
      expect(toldTo(cell).filter((text) => !text.includes('is gone'))).toEqual([])
    }))
})

describe('a feed that fails', () => {
  const refuses = () =>
    new Response('<h1>Are you a robot?</h1>', { status: 403, headers: { 'content-type': 'text/html' } })

  it('for a day causes one notice with the problem, and one when it works again', () =>
    inCell('fails-a-day', async (cell) => {
      const { feed } = await oneChannel(cell)
      for (const title of ['Second', 'Third']) await cell.subscribe(cell.addChannel(title), FEED)
      const requests = recorded(cell, refuses)
      await crons(cell, CYCLES_A_DAY)
      expect(toldTo(cell)).toEqual([])
      await crons(cell, 2)
      expect(toldTo(cell)).toEqual([expect.stringContaining('whole day')])
      expect(toldTo(cell)[0]).toMatch(
        /feed 1 of First, feed 1 of Second, feed 1 of Third.*news\.example turns bots away/su,
      )
      await crons(cell, 3 * CYCLES_A_DAY)
      expect(toldTo(cell)).toHaveLength(1)
      expect(requests.length).toBeLessThan(30)
      cell.sites.set('news.example', feed.site)
      await crons(cell, 73)
      expect(toldTo(cell).slice(1)).toEqual([expect.stringContaining('I can read News')])
    }))

  it('for less than a day causes no notice, however often', () =>
    inCell('fails-less', async (cell) => {
      const { feed } = await oneChannel(cell)
      for (let round = 0; round < 4; round += 1) {
        cell.sites.set('news.example', refuses)
        await crons(cell, 200)
        cell.sites.set('news.example', feed.site)
        await crons(cell, 73)
      }
      expect(toldTo(cell)).toEqual([])
    }))

  it('and is removed meanwhile causes no notice', () =>
    inCell('fails-removed', async (cell) => {
      const { channel } = await oneChannel(cell)
      cell.sites.set('news.example', refuses)
      await crons(cell, 100)
      removeFeed(cell.ledger, channel.id, { text: '1' }, cell.clock.now)
      await crons(cell, CYCLES_A_DAY + 24)
      expect(toldTo(cell)).toEqual([])
      expect(cell.ledger.feeds.all()).toEqual([])
    }))
})

it('a cell continues to poll after a missed cycle', () =>
  inCell('left-out', async (cell) => {
    const { feed, channel } = await oneChannel(cell)
    cell.clock.now += 5 * HOUR
    await cell.cron()
    const requests = recorded(cell, feed.site)
    feed.publish(entry('a'))
    cell.kv.set('seen:0', '{"schema":99}')
    cell.evict()
    await crons(cell, 12)
    expect(requests).toHaveLength(0)
    cell.kv.clear()
    await cell.cron()
    expect(requests).toHaveLength(1)
    expect(counts(cell.posts(channel), ['a'])).toEqual([1])
  }))
