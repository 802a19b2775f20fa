/** The real Worker with its storage on disk, channels and feeds. Its process can be killed and started again. */
import { setTimeout as sleep } from 'node:timers/promises'
import { postOnly } from '../../playground/sample-people.ts'
import type { Shutdown } from '../../scripts/shutdown.ts'
import { type HarnessOptions, OWNER, startWorkerHarness } from '../worker-harness.ts'
import { brokenLinks } from './links.ts'
import { createPublishers, type Publishers } from './publishers.ts'

const CHANNELS = 3
const FEEDS = 6
/** ms between two deliveries of an update that the Worker did not accept: an interrupted command holds its lease for a while. */
const REDELIVER_MS = 2000
const REDELIVERIES = 40

/** When the Worker is killed: before or after the answer to one of its calls, or after this many ms. */
export type Moment =
  | { readonly kind: 'call'; readonly number: number; readonly when: 'before' | 'after' }
  | { readonly kind: 'time'; readonly ms: number }

export interface TortureHarness {
  readonly publishers: Publishers
  /** Titles in the posts of each channel, with repetitions. */
  readonly posted: () => readonly (readonly string[])[]
  /** Follows every link that was ever posted, past all caches. @returns those that do not lead to their item */
  readonly brokenLinks: () => Promise<readonly string[]>
  /** Runs a cycle, five minutes after the last one. @returns whether it completed */
  readonly cycle: () => Promise<boolean>
  /** The owner sends something to the bot; it is delivered once. */
  readonly say: (text: string) => Promise<void>
  /** Delivers pending updates until the Worker has accepted all of them. */
  readonly redeliver: () => Promise<void>
  /** Kills the Worker at this moment of `work`, and restarts it. @returns whether it was killed before `work` ended */
  readonly killDuring: (moment: Moment, work: () => Promise<unknown>) => Promise<boolean>
  readonly feedUrl: (path: string) => string
  readonly channelName: (number: number) => string
}

export async function startTortureHarness(
  shutdown: Shutdown,
  worker: HarnessOptions['worker'] = {},
): Promise<TortureHarness> {
  const publishers = createPublishers(FEEDS, Date.now)
  let calls = 0
  let onCall: (number: number, when: 'before' | 'after') => void = () => {}
  const harness = await startWorkerHarness(shutdown, {
    feeds: publishers.sites,
    worker,
    observe: async (answer) => {
      calls += 1
      const number = calls
      onCall(number, 'before')
      const response = await answer()
      onCall(number, 'after')
      return response
    },
  })
  const { world, deliver, cycle, feedUrl } = harness
  const channels = Array.from({ length: CHANNELS }, (_, number) => {
    const { id } = world.addChannel({ title: `Channel ${number}`, creator: OWNER, username: `channel_${number}_news` })
    world.addBot({ chat: id, by: OWNER, rights: postOnly })
    return id
  })
  await deliver()
  return {
    publishers,
    posted: () =>
      channels.map((chat) =>
        world
          .messages(chat)
          .filter(({ byBot }) => byBot)
          .flatMap(({ text }) => [...text.matchAll(/Headline \w+/gu)].map(([title]) => title)),
      ),
    brokenLinks: () =>
      brokenLinks(
        harness.worker().url,
        channels.flatMap((chat) => world.messages(chat)),
      ),
    cycle: () =>
      cycle().then(
        () => true,
        () => false,
      ),
    async say(text) {
      await harness.say(text)
    },
    async redeliver() {
      for (let tries = 0; world.pending().length > 0; tries += 1) {
        if (tries > REDELIVERIES) throw new Error('The Worker does not accept an update.')
        await deliver()
        if (world.pending().length > 0) await sleep(REDELIVER_MS)
      }
    },
    async killDuring(moment, work) {
      const { pid, ended } = harness.worker()
      let isKilled = false
      const kill = () => {
        if (isKilled) return
        isKilled = true
        process.kill(-pid, 'SIGKILL')
      }
      const first = calls
      onCall = (number, when) => {
        if (moment.kind === 'call' && number - first === moment.number && when === moment.when) kill()
      }
      const timer = moment.kind === 'time' ? setTimeout(kill, moment.ms) : undefined
      await work()
      onCall = () => {}
      clearTimeout(timer)
      const wasInTime = isKilled
      kill()
      await ended
      await harness.restart()
      return wasInTime
    },
    feedUrl,
    channelName: (number) => `@channel_${number}_news`,
  }
}
