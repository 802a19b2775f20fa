/** The Worker in the simulated cloud, in place of workerd, whose start takes more than a second: for tests that each need a Paperboy of their own. */
import { startSimulated } from '../../simulators/cloudflare/paperboy.ts'
import type { Paperboy } from './paperboy.ts'

const MINUTE = 60_000

export type SimulatedPaperboy = Pick<Paperboy, 'world' | 'sites' | 'clock' | 'settle' | 'cron' | 'stop'>

/** Its crons may be far from the wall clock: set `clock.now`. */
export async function startSimulatedPaperboy(vars: Record<string, string> = {}): Promise<SimulatedPaperboy> {
  const { cloud, world, sites, clock: wall, deliver, stop } = await startSimulated({ vars })
  const clock = { now: wall.now }
  return {
    world,
    sites,
    clock,
    settle: () => deliver(),
    cron: async (minutes = 5) => {
      clock.now += minutes * MINUTE
      wall.now += minutes * MINUTE
      await cloud.cron(clock.now)
    },
    stop: async () => stop(),
  }
}
