/** Object time: a day of slow Telegram and slow publishers stays within the quota, and loses nothing. */
import { afterEach, expect, it } from 'vitest'
import { OWNER, type SimulatedPaperboy, startSimulated } from '../../simulators/cloudflare/paperboy.ts'
import { type TestFeed, testFeed } from '../../simulators/published-feed.ts'
import { limits } from '../../src/limits.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const MIDNIGHT = Date.UTC(2026, 0, 6)
/** Just below the time-outs. ms */
const SLOW_TELEGRAM = limits.telegram.answerMs - 500
const SLOW_PUBLISHER = limits.feed.timeoutMs - 500
/** Cells share the quota; all channels are in the first. */
const CELLS = 6
const CHANNELS = 8

let open: SimulatedPaperboy | null = null
afterEach(() => {
  open?.stop()
  open = null
})

interface Slow {
  readonly paperboy: SimulatedPaperboy
  readonly feeds: readonly TestFeed[]
  /** Telegram and publishers answer at once from now on. */
  readonly recover: () => void
}

/** Channels with a feed each; half of the publishers are slow, and one at times never answers. */
async function everythingIsSlow(): Promise<Slow> {
  let isSlow = false
  const paperboy = await startSimulated({
    start: MIDNIGHT - 10 * MINUTE,
    vars: { CELLS: String(CELLS) },
    world: { callsKept: 1 },
    latency: () => (isSlow ? SLOW_TELEGRAM : 0),
  })
  open = paperboy
  const { world, cloud, clock, sites } = paperboy
  const feeds: TestFeed[] = []
  for (let number = 0; number < CHANNELS; number += 1) {
    const feed = testFeed(`Feed ${number}`, [{ title: 'Old', link: `https://f${number}.example/old` }])
    feeds.push(feed)
    sites.set(`f${number}.example`, async (request) => {
      const ms = isSlow && number % 2 === 0 ? SLOW_PUBLISHER : 0
      if (ms > 0) await new Promise<void>((resolve) => setTimeout(resolve, ms))
      return isSlow && number === 6 && clock.now % (3 * HOUR) < HOUR ? new Promise(() => {}) : feed.site(request)
    })
    const { id: chat } = world.addChannel({ title: `Channel ${number}`, creator: OWNER })
    world.addBot({ chat, by: OWNER, rights: { can_manage_chat: true, can_post_messages: true } })
    const id = String(chat)
    const entry = { id, title: `Channel ${number}`, username: null, kind: 'channel' }
    const schedule = { kind: 'live', gapMinutes: null }
    const settings = {
      owner: OWNER,
      language: 'en',
      timezone: 'UTC',
      schedule,
      links: 'headline',
      filter: '',
      pause: null,
    }
    await cloud.call('DIRECTORY', 'directory', 'register', entry, CELLS, OWNER)
    await cloud.callChannel('0', id, 'register', { ...entry, chat, thread: null, ...settings })
    await cloud.callChannel('0', id, 'addFeed', `https://f${number}.example/feed`, null)
  }
  isSlow = true
  // Most of what it says is that it wants to be asked later.
  world.addFault({ method: 'sendMessage', fault: { kind: 'too-many', retryAfter: 3 } })
  return {
    paperboy,
    feeds,
    recover: () => {
      isSlow = false
      world.clearFaults()
    },
  }
}

it('a day of waiting for Telegram and for publishers stays within the quota, and loses nothing', async () => {
  const { paperboy, feeds, recover } = await everythingIsSlow()
  const { cloud, world, cronAt } = paperboy
  const shown: { readonly title: string; readonly link: string }[] = []
  const outcomes = new Set<string>()
  let shortest = Number.POSITIVE_INFINITY
  let morning = 0
  for (let time = MIDNIGHT; time < MIDNIGHT + 24 * HOUR; time += 5 * MINUTE) {
    if (time % HOUR === 0)
      for (const [number, feed] of feeds.entries()) {
        const token = `t${number}x${time}`
        const entry = { title: token, link: `https://f${number}.example/${token}` }
        feed.publish(entry)
        shown.push(entry)
      }
    outcomes.add(await cronAt(time))
    if (time === MIDNIGHT + 2 * HOUR) morning = cloud.duration.ofDay(MIDNIGHT)
    if (time % HOUR > 0) continue
    const health = (await cloud.call('CELL', '0', 'health')) as {
      readonly governed: { readonly wallMs: number }
    }
    shortest = Math.min(shortest, health.governed.wallMs)
  }
  const share = limits.free.objectGbSecondsADay / CELLS
  expect(outcomes).toEqual(new Set(['done']))
  // Gone on like this, the day would have needed several times as much.
  expect(12 * morning).toBeGreaterThan(2 * share)
  expect(cloud.duration.ofDay(MIDNIGHT)).toBeLessThan(share)
  expect(shortest).toBeLessThan(limits.cycle.wallMs / 2)

  recover()
  const evening = paperboy.clock.now
  for (let round = 1; round <= 60; round += 1) await cronAt(evening + round * 5 * MINUTE)
  const texts = world.chats().flatMap((chat) => world.messages(chat.id).map(({ text }) => text))
  const arrivals = new Map<string, number>()
  for (const [token] of texts.join('\n').matchAll(/\bt\d+x\d+\b/gu)) arrivals.set(token, (arrivals.get(token) ?? 0) + 1)
  expect(shown.filter(({ title }) => arrivals.get(title) !== 1)).toEqual([])
  expect(world.messages(OWNER).filter(({ text }) => text.includes('Object time'))).toHaveLength(1)
})
