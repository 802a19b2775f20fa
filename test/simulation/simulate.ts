/** Days of the real Worker on a virtual clock with synthetic publishers: their cost, the delay of news, and what was lost or repeated. */

import { type SimulatedPaperboy, startSimulated } from '../../simulators/cloudflare/paperboy.ts'
import { limits } from '../../src/limits.ts'
import { Account, type AccountResult } from './account.ts'
import { watchArrivals } from './arrivals.ts'
import { foundTown, type TownFeed } from './town.ts'
import { GAP_MINUTES, settle } from './town-channels.ts'
import { type HubFigures, TownHubs } from './town-hubs.ts'
import { settleReaders } from './town-readers.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** A Monday, when the measurement begins. */
const FIRST_MIDNIGHT = Date.UTC(2026, 0, 5)
/** In which the feeds are added, and polled for the first time. */
const SETTLING = 6 * HOUR
/** Digests at set times come up to a day later. */
const DRAIN = 26 * HOUR

export interface SimulationOptions {
  readonly feeds: number
  readonly channels: number
  readonly days: number
  /** Days after the feeds were added that are not measured; none by default. */
  readonly warmUpDays?: number
  readonly cells: number
  readonly plan: 'free' | 'paid'
  readonly seed: number
  readonly storiesADay: number
  /** Minutes between two crons. */
  readonly cronMinutes: number
  /** People who follow channels by their own words; none by default. */
  readonly readers?: number
  /** Feeds that announce a hub, in percent; none by default. */
  readonly pushedPercent?: number
  /** Called after each simulated hour with the number of hours done and in total. */
  readonly progress?: (done: number, all: number) => void
}

export interface SimulationResult extends AccountResult {
  readonly hubs: HubFigures
  /** ms of this machine's time, per cycle of a cell. */
  readonly cycleMs: number
}

export async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  const start = FIRST_MIDNIGHT - (options.warmUpDays ?? 0) * DAY - SETTLING
  const town = foundTown({ ...options, start })
  const paperboy = await startSimulated({
    start,
    vars: { LIVE_GAP_MINUTES: String(GAP_MINUTES), PLAN: options.plan, CELLS: String(options.cells) },
    world: { callsKept: 1 },
    rateLimits: true,
    externalSubrequests: limits[options.plan].externalSubrequests,
    latency: 90,
    cronMinutes: options.cronMinutes,
    hibernates: true,
  })
  try {
    // Adding feeds takes no time; later requests do.
    open(paperboy, town, () => 0)
    const channels = await settle(paperboy, options, town)
    const readers = await settleReaders(paperboy, options.readers ?? 0, channels)
    open(paperboy, town, (feed) => feed.latency())
    const hubs = new TownHubs(paperboy, town)
    const arrivals = watchArrivals(paperboy)
    const end = FIRST_MIDNIGHT + options.days * DAY
    const account = new Account(paperboy, town, FIRST_MIDNIGHT)
    const hours = (end + DRAIN - start) / HOUR
    const started = process.hrtime.bigint()
    let cycles = 0
    for (let time = start + options.cronMinutes * MINUTE; time <= end + DRAIN; time += options.cronMinutes * MINUTE) {
      await hubs.passUntil(time)
      if (time >= FIRST_MIDNIGHT && time <= end) account.before(time)
      if (time > end) for (const feed of town) feed.close(end)
      await paperboy.cronAt(time)
      cycles += options.cells
      paperboy.cloud.steps.length = 0
      account.after(time)
      if (time % HOUR === 0) options.progress?.((time - start) / HOUR, hours)
    }
    const cycleMs = Number(process.hrtime.bigint() - started) / 1e6 / cycles
    return { ...account.result([...channels, ...readers], arrivals, end), hubs: hubs.figures(), cycleMs }
  } finally {
    paperboy.stop()
  }
}

function open(
  { sites, clock }: SimulatedPaperboy,
  town: readonly TownFeed[],
  latency: (feed: TownFeed) => number,
): void {
  for (const feed of town) {
    sites.set(feed.host, async (request) => {
      const answer = feed.answer(request, clock.now)
      if (answer === 'no answer') return new Promise(() => {})
      const ms = latency(feed)
      if (ms > 0) await new Promise<void>((resolve) => setTimeout(resolve, ms))
      return answer
    })
  }
}
