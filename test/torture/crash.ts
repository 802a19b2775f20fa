/** Ends the program before and after every single step of what a scenario does, and lets it recover. */

import type { Death } from '../../simulators/cloudflare/cloud.ts'
import { PUBLIC_URL } from '../../simulators/cloudflare/paperboy.ts'
import { channelChanges } from '../../src/cell/channel-api.ts'
import type { Deviation } from './account.ts'
import { recover, type Scene, setScene } from './scene.ts'

export interface Outcome {
  /** What the bot has answered by then. */
  readonly answers: readonly string[]
  readonly stored: readonly unknown[]
}

/** What happens before and in the work that is to be cut short. */
export interface Scenario {
  readonly name: string
  readonly vars?: Readonly<Record<string, string>>
  /** What leads up to it. */
  readonly before?: (scene: Scene) => Promise<void>
  /** What is ended in the middle; a cron when missing. */
  readonly work?: (scene: Scene, death: Death | null) => Promise<unknown>
  /** What happens afterwards, before anything recovers. */
  readonly after?: (scene: Scene) => Promise<void>
  /** What has to be the same then, wherever it died. */
  readonly outcome?: (scene: Scene) => Outcome
}

export interface Failure {
  readonly at: Death | null
  readonly step: string
  readonly lost: readonly Deviation[]
  readonly repeated: readonly Deviation[]
  /** Something else that is not as it should be. */
  readonly left: string | null
}

/** Every step of the work's own run, and what came of ending it there. */
export interface Exhausted {
  readonly steps: readonly string[]
  readonly deaths: number
  readonly failures: readonly Failure[]
}

/** Dies before and after every step of the scenario's work, each time from the beginning, and not at all. @param every 2: at every other of these places */
export async function exhaust(scenario: Scenario, every = 1): Promise<Exhausted> {
  const whole = await run(scenario, null)
  const failures = isFailure(whole) ? [whole] : []
  let places = 0
  let deaths = 0
  for (const [index] of whole.steps.entries())
    for (const when of ['before', 'after'] as const) {
      // A write to the ledger takes no time: after it is before what follows.
      if (when === 'before' && isWrite(whole.steps[index - 1])) continue
      places += 1
      if (places % every !== 0) continue
      deaths += 1
      const failure = judge(whole, await run(scenario, { step: index + 1, when }))
      if (isFailure(failure)) failures.push(failure)
    }
  return { steps: whole.steps, deaths, failures }
}

/** The same came of it, and the bot has said nothing twice but the one message that was on its way when it died. */
function judge(whole: Run, died: Run): Run {
  if (died.left !== null || died.at === null || whole.outcome === null || died.outcome === null) return died
  const { step, when } = died.at
  // A message is on its way until it is noted that it arrived.
  const before = died.steps.slice(0, when === 'before' ? step - 1 : step)
  const isOnItsWay = isSaid(before.findLast((each) => !notes.has(each)))
  const extra = died.said - whole.said
  if (extra > (isOnItsWay ? 1 : 0)) return { ...died, left: `${extra} messages were sent twice` }
  let found = 0
  for (const answer of died.outcome.answers) if (answer === whole.outcome.answers[found]) found += 1
  const isAnswered = found === whole.outcome.answers.length && died.outcome.answers.length - found <= extra
  const isStored = JSON.stringify(died.outcome.stored) === JSON.stringify(whole.outcome.stored)
  return isAnswered && isStored ? died : { ...died, left: `it came out as ${JSON.stringify(died.outcome)}` }
}

/** Calls that lead to such a note; it is there with the write that follows them. */
const notes: ReadonlySet<string> = new Set([
  'DIRECTORY.endUpdate',
  'DIRECTORY.keepCalls',
  'DIRECTORY.act',
  'CELL.act',
  ...channelChanges.map((change) => `CELL.${change}`),
  'INSERT INTO spending',
])
const isSaid = (step = '') => step === 'sendMessage' || step === 'sendDocument'
const isWrite = (step = '') => step === 'transaction' || /^(?:INSERT|UPDATE|DELETE) /u.test(step)

const isFailure = ({ lost, repeated, left }: Failure) => lost.length > 0 || repeated.length > 0 || left !== null

interface Run extends Failure {
  readonly steps: readonly string[]
  readonly outcome: Outcome | null
  /** How many messages the bot has sent by then. */
  readonly said: number
}

async function run(scenario: Scenario, at: Death | null): Promise<Run> {
  const scene = await setScene(scenario.vars)
  const { paperboy, account } = scene
  try {
    await scenario.before?.(scene)
    account.look()
    paperboy.cloud.steps.length = 0
    await (scenario.work?.(scene, at) ?? paperboy.cron(at))
    account.look()
    const steps = [...paperboy.cloud.steps]
    await scenario.after?.(scene)
    const outcome = scenario.outcome?.(scene) ?? null
    const said = paperboy.sent()
    await recover(scene)
    const step = at === null ? 'none' : `${at.when} ${at.step}: ${steps[at.step - 1]}`
    return {
      at,
      step,
      steps,
      outcome,
      said,
      lost: account.lost(),
      repeated: account.repeated(),
      left: leftOver(scene) ?? (await unreadable(scene)),
    }
  } finally {
    paperboy.stop()
  }
}

/** Every headline of a post leads somewhere, and what a post offers to read can be read. */
async function unreadable({ paperboy: { cloud } }: Scene): Promise<string | null> {
  const posts = cloud.look('CELL', 'SELECT html FROM messages').map(({ html }) => String(html))
  for (const [, code, read] of posts.join().matchAll(/paperboy\.test\/([0-9A-Za-z]{10})(\/read)?"/gu)) {
    const path = read === undefined ? `/${code}` : `/${code}.md`
    const answer = await cloud.fetch(new Request(`${PUBLIC_URL}${path}`))
    if (answer === 'ended' || answer.status !== (read === undefined ? 302 : 200)) return 'a link leads nowhere'
  }
  return null
}

/** When all is quiet, nothing is open or on its way, and KV and the ledgers agree on what was seen. */
export function leftOver({ paperboy: { cloud }, cells }: Scene): string | null {
  const isLeft = (query: string) => cloud.look('CELL', `SELECT 1 FROM ${query} LIMIT 1`).length > 0
  if (isLeft('open_cycle')) return 'a cycle is open'
  if (isLeft('open_bodies')) return 'a text is not in KV'
  if (isLeft("messages WHERE state IN ('ready', 'sending')")) return 'a message is unsent'
  if (isLeft('pending')) return 'a headline is pending'
  if (isLeft('notices')) return 'a notice is untold'
  if (isLeft('parcels')) return 'a channel is on its way'
  for (let cell = 0; cell < cells; cell += 1) {
    const seen = JSON.parse(cloud.store.peek(`seen:${cell}`) ?? '{"version":0}') as { readonly version: number }
    const [committed] = cloud.storage('CELL', String(cell)).look("SELECT value FROM facts WHERE key = 'seen-version'")
    if (seen.version !== Number(committed?.['value'] ?? 0)) return `KV has version ${seen.version}, the ledger another`
  }
  return null
}
