/** The feed reader in the simulated cloud, which enforces the platform's limits. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { OWNER, type SimulatedPaperboy, startSimulated } from '../../simulators/cloudflare/paperboy.ts'
import { type TestFeed, testFeed } from '../../simulators/published-feed.ts'
import { limits } from '../../src/limits.ts'

const POST_ONLY = { can_manage_chat: true, can_post_messages: true }

let paperboy: SimulatedPaperboy
let chat: number

beforeEach(async () => {
  paperboy = await startSimulated()
  const { world, deliver } = paperboy
  chat = world.addChannel({ title: 'First', creator: OWNER }).id
  world.addBot({ chat, by: OWNER, rights: POST_ONLY })
  await deliver()
})
afterEach(() => paperboy.stop())

const hostOf = (number: number) => `f${number}.example`

/** Adds feeds to the channel, each with one old item. */
async function addFeeds(count: number): Promise<readonly TestFeed[]> {
  const feeds = Array.from({ length: count }, (_, number) => testFeed(`Feed ${number}`, [item(number, 'old')]))
  for (const [number, { site }] of feeds.entries()) {
    paperboy.sites.set(hostOf(number), async (request) => {
      await new Promise<void>((resolve) => setTimeout(resolve, 300))
      return site(request)
    })
    await paperboy.say(`/add ${chat} https://${hostOf(number)}/feed`)
  }
  return feeds
}

function item(number: number, name: string) {
  return { title: `Headline ${name}${number}.`, link: `https://${hostOf(number)}/${name}` }
}

/** Numbers of the feeds whose item with this name was posted, once for each post. */
function posted(name: string): readonly number[] {
  const texts = paperboy.world.messages(chat).flatMap(({ byBot, text }) => (byBot ? [text] : []))
  return [...texts.join('\n').matchAll(new RegExp(`Headline ${name}(\\d+)\\.`, 'gu'))]
    .map(([, number]) => Number(number))
    .sort((one, other) => one - other)
}

describe('feeds whose servers never answer', () => {
  it.each([1, 6, 9])('%i of ten in a call do not delay the others', async (hanging) => {
    const feeds = await addFeeds(10)
    for (const [number, feed] of feeds.entries()) {
      if (number < hanging) paperboy.sites.set(hostOf(number), () => new Promise(() => {}))
      else feed.publish(item(number, 'new'))
    }
    await paperboy.cron()
    expect(posted('new')).toEqual([...feeds.keys()].slice(hanging))
    expect(paperboy.cloud.invocations.queued).toBe(0)
  })

  it('delay a call for twice the header timeout, and come last in the next call', async () => {
    const feeds = await addFeeds(10)
    for (let number = 0; number < 10; number += 1)
      if (number < 9) paperboy.sites.set(hostOf(number), () => new Promise(() => {}))
    const { clock, cloud, toNextCron } = paperboy
    const began = toNextCron()
    await paperboy.cronAt(began)
    expect(clock.now - began).toBe(2 * limits.feed.headersMs)
    feeds[9]?.publish(item(9, 'new'))
    cloud.steps.length = 0
    // After ten minutes all feeds are due again.
    await paperboy.cron(null, 10)
    const fetches = cloud.steps.filter((step) => step.startsWith('fetch '))
    expect(fetches).toHaveLength(10)
    expect(fetches[0]).toBe(`fetch ${hostOf(9)}`)
    expect(posted('new')).toEqual([9])
  })
})

/** Failures in the log, without the cell. */
function failuresLogged(): readonly object[] {
  const lines = paperboy.cloud.logs.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
  return lines.flatMap(({ event, cell: _, ...failure }) => (event === 'failure' ? [failure] : []))
}

describe('a call of the reader that exceeds a limit', () => {
  const heavy = `https://${hostOf(4)}/feed`
  const all = [...Array(10).keys()]
  const others = all.filter((number) => number !== 4)
  /** An item whose document is too large for a call. */
  const large = (name: string) => ({ ...item(4, name), text: 'x'.repeat(limits.feed.largeBytes) })

  let feeds: readonly TestFeed[]
  beforeEach(async () => {
    feeds = await addFeeds(10)
  })

  async function publishAndRun(name: string, heavyItem = item(4, name)): Promise<readonly string[]> {
    for (const [number, feed] of feeds.entries()) feed.publish(number === 4 ? heavyItem : item(number, name))
    paperboy.cloud.steps.length = 0
    await paperboy.cron()
    return paperboy.cloud.steps.filter((step) => /^(?:read \d|READER)/u.test(step))
  }

  it.each(['CPU time', 'memory'] as const)(
    '(%s) is repeated in objects in the same cycle, and all feeds are read',
    async (limit) => {
      paperboy.cloud.feedReads.exceeds = (urls, where) => (where === 'call' && urls.includes(heavy) ? limit : null)
      expect(await publishAndRun('a', large('a'))).toEqual(['read 10', ...Array(10).fill('READER.read')])
      expect(posted('a')).toEqual(all)
      expect(failuresLogged()).toEqual([{ what: 'reader', feeds: 10, error: `exceeded its ${limit} limit` }])
    },
  )

  it('is not repeated for a heavy feed, which an object reads from then on', async () => {
    paperboy.cloud.feedReads.exceeds = (urls, where) => (where === 'call' && urls.includes(heavy) ? 'CPU time' : null)
    await publishAndRun('a', large('a'))
    expect(await publishAndRun('b')).toEqual(['READER.read', 'read 9'])
    paperboy.cloud.steps.length = 0
    await paperboy.cron()
    expect(paperboy.cloud.steps).toContain('READER.read')
    expect(posted('b')).toEqual(all)
  })

  it('is no longer avoided for a feed whose document has become small', async () => {
    paperboy.cloud.feedReads.exceeds = (urls, where) => (where === 'call' && urls.includes(heavy) ? 'CPU time' : null)
    await publishAndRun('a', large('a'))
    paperboy.cloud.feedReads.exceeds = () => null
    feeds[4]?.withdraw(large('a'))
    expect(await publishAndRun('b')).toEqual(['READER.read', 'read 9'])
    expect(await publishAndRun('c')).toEqual(['read 10'])
    expect(posted('c')).toEqual(all)
  })

  it('because of a feed that also exceeds the limit of objects costs only that feed', async () => {
    paperboy.cloud.feedReads.exceeds = (urls) => (urls.includes(heavy) ? 'memory' : null)
    expect(await publishAndRun('a')).toEqual(['read 10', ...Array(10).fill('READER.read')])
    expect(posted('a')).toEqual(others)
    const error = 'exceeded its memory limit'
    expect(failuresLogged()).toEqual([
      { what: 'reader', feeds: 10, error },
      { what: 'feed', feed: 5, host: hostOf(4), problem: 'reader-failed', error },
    ])
    const [{ problem } = {}] = paperboy.cloud.objects.query(
      'CELL',
      'SELECT problem FROM feeds WHERE problem IS NOT NULL',
    )
    expect(problem).toBe('{"kind":"reader-failed"}')
    // After its back-off it is read in an object of its own.
    expect(await publishAndRun('b')).toEqual(['READER.read', 'read 9'])
    expect(posted('b')).toEqual(others)
    paperboy.cloud.feedReads.exceeds = () => null
    await paperboy.cron(null, 60)
    expect(posted('a')).toEqual(all)
    expect(await publishAndRun('c')).toEqual(['read 10'])
  })

  it('costs at most what the cell counts', async () => {
    paperboy.cloud.feedReads.exceeds = (_, where) => (where === 'call' ? 'CPU time' : null)
    await publishAndRun('a')
    const { cloud } = paperboy
    const rows = [
      ...cloud.objects.query('CELL', 'SELECT spent FROM spending'),
      ...cloud.objects.query('DIRECTORY', 'SELECT spent FROM spending'),
    ]
    const days = rows.map(({ spent }) => JSON.parse(String(spent)) as Readonly<Record<string, number>>)
    const sum = (name: string) => days.reduce((all, day) => all + (day[name] ?? 0), 0)
    expect(sum('objectReads')).toBe(10)
    expect(sum('objectRequests')).toBeGreaterThanOrEqual(cloud.objects.requests)
    expect(sum('gbSeconds')).toBeGreaterThanOrEqual(cloud.duration.total)
  })

  it('writes nothing to the storage of the reading objects', async () => {
    paperboy.cloud.feedReads.exceeds = (_, where) => (where === 'call' ? 'CPU time' : null)
    await publishAndRun('a')
    for (const id of all) {
      const { rowsRead, rowsWritten } = paperboy.cloud.objects.storage('READER', `0 feed ${id + 1}`)
      expect([rowsRead, rowsWritten]).toEqual([0, 0])
    }
  })
})

it('repeats a bounded number of feeds in each cycle while every call fails, and reads all of them afterwards', async () => {
  const feeds = await addFeeds(45)
  paperboy.cloud.feedReads.exceeds = () => 'CPU time'
  for (const [number, feed] of feeds.entries()) feed.publish(item(number, 'new'))
  for (let round = 0; round < 6; round += 1) {
    paperboy.cloud.steps.length = 0
    await paperboy.cron()
    const { steps } = paperboy.cloud
    expect(steps.filter((step) => step.startsWith('read ')).length).toBeLessThanOrEqual(5)
    expect(steps.filter((step) => step === 'READER.read').length).toBeLessThanOrEqual(limits.feed.objectReadsACycle)
  }
  paperboy.cloud.feedReads.exceeds = () => null
  for (let round = 0; round < 12; round += 1) await paperboy.cron(null, 30)
  expect(posted('new')).toEqual([...feeds.keys()])
  paperboy.cloud.steps.length = 0
  await paperboy.cron()
  expect(paperboy.cloud.steps).not.toContain('READER.read')
})
