/** The Worker in the simulated cloud, in place of workerd, whose start takes more than a second: for tests that each need a Paperboy of their own. */

import { PUBLIC_URL, startSimulated } from '../../simulators/cloudflare/paperboy.ts'
import type { SimulatedWorkersAi } from '../../simulators/workers-ai/workers-ai.ts'
import type { Paperboy } from './paperboy.ts'

const MINUTE = 60_000

export type SimulatedPaperboy = Pick<Paperboy, 'world' | 'sites' | 'clock' | 'settle' | 'cron' | 'stop'>
/** With its web pages. */
export type SimulatedWeb = SimulatedPaperboy & Pick<Paperboy, 'open'>

/** Its crons may be far from the wall clock: set `clock.now`. Reading pages need workerd; their texts do not. @param start epoch ms @param ai absent: no language model is bound */
export async function startSimulatedPaperboy(
  vars: Record<string, string> = {},
  start?: number,
  ai?: SimulatedWorkersAi,
): Promise<SimulatedWeb> {
  const {
    cloud,
    world,
    sites,
    clock: wall,
    deliver,
    stop,
  } = await startSimulated({
    vars,
    ...(start === undefined ? {} : { start }),
    ...(ai === undefined ? {} : { ai }),
  })
  const clock = { now: wall.now }
  return {
    world,
    sites,
    clock,
    settle: () => deliver(),
    open: async (path, init) => {
      const answer = await cloud.fetch(new Request(new URL(path, PUBLIC_URL), init))
      if (answer === 'ended') throw new Error('the request was ended')
      return answer
    },
    cron: async (minutes = 5) => {
      clock.now += minutes * MINUTE
      wall.now += minutes * MINUTE
      await cloud.cron(clock.now)
    },
    stop: async () => stop(),
  }
}
