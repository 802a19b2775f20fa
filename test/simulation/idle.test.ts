/** What a cycle a minute costs while nothing happens: rows read and written, with and without memory. */
import { expect, it } from 'vitest'
import { OWNER, type SimulatedPaperboy, startSimulated } from '../../simulators/cloudflare/paperboy.ts'
import { testFeed } from '../../simulators/published-feed.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const CHANNELS = 5
const FEEDS = 50

/** Channels with feeds that publish nothing, after an hour of cycles. */
async function quietCell(hibernates: boolean): Promise<SimulatedPaperboy> {
  const start = Date.UTC(2026, 0, 6, 1)
  const paperboy = await startSimulated({ start, cronMinutes: 1, hibernates, world: { callsKept: 1 } })
  const { world, cloud, sites } = paperboy
  for (let number = 0; number < CHANNELS; number += 1) {
    const { id: chat } = world.addChannel({ title: `Channel ${number}`, creator: OWNER })
    world.addBot({ chat, by: OWNER, rights: { can_manage_chat: true, can_post_messages: true } })
    const id = String(chat)
    const entry = { id, title: `Channel ${number}`, username: null, kind: 'channel' }
    const schedule = number === 0 ? { kind: 'times', minutes: [8 * 60] } : { kind: 'live', gapMinutes: null }
    const settings = { owner: OWNER, language: 'en', timezone: 'UTC', schedule, links: 'headline', filter: '' }
    await cloud.call('DIRECTORY', 'directory', 'register', entry, 1, OWNER)
    await cloud.callChannel('0', id, 'register', { ...entry, chat, thread: null, ...settings, pause: null })
    for (let feed = number; feed < FEEDS; feed += CHANNELS) {
      const host = `f${feed}.example`
      sites.set(host, testFeed(host, [{ title: 'Old', link: `https://${host}/old` }]).site)
      await cloud.callChannel('0', id, 'addFeed', `https://${host}/feed`, null)
    }
  }
  await cycles(paperboy, 65)
  return paperboy
}

async function cycles({ cronAt, clock }: SimulatedPaperboy, count: number): Promise<void> {
  const start = clock.now - (clock.now % MINUTE)
  for (let cycle = 1; cycle <= count; cycle += 1) await cronAt(start + cycle * MINUTE)
}

/** Rows of all objects, and polls, in these cycles. */
async function costOf(paperboy: SimulatedPaperboy, count: number) {
  const { objects, feedReads } = paperboy.cloud
  const before = { ...objects.rows(), polls: feedReads.count }
  await cycles(paperboy, count)
  const after = objects.rows()
  return {
    read: after.read - before.read,
    written: after.written - before.written,
    polls: feedReads.count - before.polls,
  }
}

it.each([
  ['stays in memory reads nothing but the feeds that it polls, and writes two rows in five minutes', false, 0, 3],
  ['hibernates after each cycle reads its tables once a cycle, and writes three rows', true, 150, 15],
])('a quiet cell that %s', async (_, hibernates, rowsACycle, written) => {
  const paperboy = await quietCell(hibernates)
  try {
    const cost = await costOf(paperboy, 5)
    expect(cost.polls).toBeGreaterThan(0)
    // The directory is asked for the public address.
    expect(cost.read).toBeLessThanOrEqual(cost.polls + 5 * (rowsACycle + 5))
    expect(cost.written).toBeLessThanOrEqual(written)
  } finally {
    paperboy.stop()
  }
})

it('a cell that hibernates continues where it was: it polls about as often, and its clock and heartbeat go on', async () => {
  const [awake, asleep] = [await polled(false), await polled(true)]
  expect(asleep.cycles).toBe(awake.cycles)
  // Without memory, intervals are rounded to powers of two: by a fifth on average, up or down.
  expect(Math.abs(asleep.polls / awake.polls - 1)).toBeLessThan(0.25)
})

async function polled(hibernates: boolean) {
  const paperboy = await quietCell(hibernates)
  try {
    const { polls } = await costOf(paperboy, 30)
    const { alive, everyMs, spent } = (await paperboy.cloud.call('CELL', '0', 'health')) as {
      readonly alive: boolean
      readonly everyMs: number
      readonly spent: { readonly cycles: number }
    }
    expect({ alive, everyMs }).toEqual({ alive: true, everyMs: MINUTE })
    return { polls, cycles: spent.cycles }
  } finally {
    paperboy.stop()
  }
}

it('what an object that leaves memory has used is never counted too low', async () => {
  const paperboy = await quietCell(false)
  try {
    const { cloud } = paperboy
    for (let round = 0; round < 8; round += 1) {
      await cycles(paperboy, 1 + (round % 4))
      cloud.evict()
      await cycles(paperboy, 2)
    }
    const { spent } = (await cloud.call('CELL', '0', 'health')) as {
      readonly spent: Readonly<Record<'objectRequests' | 'rowsRead' | 'rowsWritten', number>>
    }
    expect(spent.objectRequests).toBeGreaterThanOrEqual(cloud.objects.requests - 2)
    expect(spent.rowsRead).toBeGreaterThanOrEqual(cloud.objects.rows().read)
    expect(spent.rowsWritten).toBeGreaterThanOrEqual(cloud.objects.rows().written)
  } finally {
    paperboy.stop()
  }
})

it('while a cycle takes longer than a minute, the next crons are skipped, and no feed is lost', async () => {
  const paperboy = await quietCell(false)
  try {
    const { cloud, sites, clock, cronAt } = paperboy
    let asked = 0
    sites.set('f0.example', async () => {
      asked += 1
      await new Promise<void>((resolve) => setTimeout(resolve, 19_000))
      return new Response(null, { status: 304 })
    })
    const start = clock.now - (clock.now % MINUTE)
    const crons = Array.from({ length: 10 }, (_, cron) => start + (cron + 1) * MINUTE)
    for (const time of crons) await Promise.all([cronAt(time), cloud.cron(time + 1), cloud.cron(time + 2)])
    const busy = cloud.logs.filter((line) => line.includes('"busy"'))
    expect(busy).toHaveLength(20)
    expect(asked).toBeGreaterThan(0)
    expect(await cloud.call('CELL', '0', 'health')).toMatchObject({ alive: true, problems: [] })
    // From midnight on.
    expect(clock.now).toBeLessThan(start + HOUR)
  } finally {
    paperboy.stop()
  }
})
