/** Ends the program before and after each step of a scenario, and lets it recover. */

import type { Crash } from '../../simulators/cloudflare/process-steps.ts'
import { channelChanges } from '../../src/cell/channel-api.ts'
import type { Deviation } from './account.ts'
import { brokenLink } from './links.ts'
import { wrongPost } from './posts.ts'
import { recover, type Scene, setScene } from './scene.ts'

/** Minutes to a cron that puts the hour's edition and seen keys into KV. */
const LAST_OF_HOUR = 60

export interface Outcome {
  /** The bot's answers. */
  readonly answers: readonly string[]
  readonly stored: readonly unknown[]
}

/** A piece of work that is cut short, and what happens around it. */
export interface Scenario {
  readonly name: string
  readonly vars?: Readonly<Record<string, string>>
  readonly before?: (scene: Scene) => Promise<void>
  /** The work that dies; a cron when missing. */
  readonly work?: (scene: Scene, crash: Crash | null) => Promise<unknown>
  /** Runs after the death, before the recovery. */
  readonly after?: (scene: Scene) => Promise<void>
  /** Must be equal for every death. */
  readonly outcome?: (scene: Scene) => Outcome
}

export interface Failure {
  readonly at: Crash | null
  readonly step: string
  readonly lost: readonly Deviation[]
  readonly repeated: readonly Deviation[]
  /** Another problem. */
  readonly left: string | null
}

/** The steps of the complete run, and the results of each death. */
export interface Exhausted {
  readonly steps: readonly string[]
  readonly deaths: number
  readonly failures: readonly Failure[]
}

/** Runs the scenario to the end, then with a death before and after each step. @param every 2: only every other death */
export async function crashAtEveryStep(scenario: Scenario, every = 1): Promise<Exhausted> {
  const whole = await run(scenario, null)
  const failures = isFailure(whole) ? [whole] : []
  let places = 0
  let deaths = 0
  for (const [index] of whole.steps.entries())
    for (const when of ['before', 'after'] as const) {
      // A ledger write is synchronous: the death after it equals the one before the next step.
      if (when === 'before' && isWrite(whole.steps[index - 1])) continue
      places += 1
      if (places % every !== 0) continue
      deaths += 1
      const failure = judge(whole, await run(scenario, { step: index + 1, when }))
      if (isFailure(failure)) failures.push(failure)
    }
  return { steps: whole.steps, deaths, failures }
}

/** The result is the same, and only the message in flight at the death was sent twice. */
function judge(whole: Run, died: Run): Run {
  if (died.left !== null || died.at === null || whole.outcome === null || died.outcome === null) return died
  const { step, when } = died.at
  // A message is on its way until its receipt is stored.
  const before = died.steps.slice(0, when === 'before' ? step - 1 : step)
  const isOnItsWay = isSaid(before.findLast((each) => !ignoredSteps.has(each)))
  const extra = died.said - whole.said
  if (extra > (isOnItsWay ? 1 : 0)) return { ...died, left: `${extra} messages were sent twice` }
  let found = 0
  for (const answer of died.outcome.answers) if (answer === whole.outcome.answers[found]) found += 1
  const isAnswered = found === whole.outcome.answers.length && died.outcome.answers.length - found <= extra
  const isStored = JSON.stringify(died.outcome.stored) === JSON.stringify(whole.outcome.stored)
  return isAnswered && isStored ? died : { ...died, left: `it came out as ${JSON.stringify(died.outcome)}` }
}

/** Steps between a message and the write that stores its receipt: calls that lead to this write, and the count of usage. */
const ignoredSteps: ReadonlySet<string> = new Set([
  'DIRECTORY.endUpdate',
  'DIRECTORY.keepCalls',
  'DIRECTORY.act',
  'CELL.act',
  ...channelChanges.map((change) => `CELL.${change}`),
  'INSERT INTO spending',
])
const isSaid = (step = '') => /^send(?:Message|Photo|RichMessage|Document)$/u.test(step)
const isWrite = (step = '') => step === 'transaction' || /^(?:INSERT|UPDATE|DELETE) /u.test(step)

const isFailure = ({ lost, repeated, left }: Failure) => lost.length > 0 || repeated.length > 0 || left !== null

interface Run extends Failure {
  readonly steps: readonly string[]
  readonly outcome: Outcome | null
  /** Messages that the bot has sent. */
  readonly said: number
}

async function run(scenario: Scenario, at: Crash | null): Promise<Run> {
  const scene = await setScene(scenario.vars)
  const { paperboy, account } = scene
  try {
    await scenario.before?.(scene)
    account.look()
    paperboy.cloud.steps.length = 0
    await (scenario.work?.(scene, at) ?? paperboy.cron(at, LAST_OF_HOUR))
    account.look()
    const steps = [...paperboy.cloud.steps]
    await scenario.after?.(scene)
    const outcome = scenario.outcome?.(scene) ?? null
    const said = paperboy.sent()
    const brokenAtOnce = await brokenLink(scene)
    await recover(scene)
    const left =
      brokenAtOnce ?? leftOver(scene) ?? wrongPost(scene) ?? (await brokenLink(scene)) ?? (await brokenLater(scene))
    const step = at === null ? 'none' : `${at.when} ${at.step}: ${steps[at.step - 1]}`
    return {
      at,
      step,
      steps,
      outcome,
      said,
      lost: account.lost(),
      repeated: account.repeated(),
      left,
    }
  } finally {
    paperboy.stop()
  }
}

/** The same once the ledger no longer has the editions. */
async function brokenLater(scene: Scene): Promise<string | null> {
  for (let hour = 0; hour < 3; hour += 1) await scene.paperboy.cron(null, 60)
  const [kept] = scene.paperboy.cloud.objects.query('CELL', 'SELECT count(*) AS count FROM editions')
  return kept?.['count'] === 0 ? brokenLink(scene) : 'an edition stays in the ledger'
}

/** What the recovery left open or on its way, or where KV and the ledgers have different versions of `seen`; null: nothing. */
export function leftOver({ paperboy: { cloud }, cells }: Scene): string | null {
  const isLeft = (query: string) => cloud.objects.query('CELL', `SELECT 1 FROM ${query} LIMIT 1`).length > 0
  if (isLeft('editions WHERE closed = 1 AND put_at IS NULL')) return 'an edition is not in KV'
  if (isLeft("messages WHERE state IN ('ready', 'sending')")) return 'a message is unsent'
  if (isLeft('pending')) return 'a headline is pending'
  if (isLeft('notices')) return 'a notice is unsent'
  if (isLeft('parcels')) return 'a channel is on its way'
  for (let cell = 0; cell < cells; cell += 1) {
    const seen = JSON.parse(cloud.store.peek(`seen:${cell}`) ?? '{"version":0}') as { readonly version: number }
    const [committed] = cloud.objects
      .storage('CELL', String(cell))
      .query("SELECT value FROM facts WHERE key = 'seen-version'")
    if (seen.version !== Number(committed?.['value'] ?? 0)) return `KV has version ${seen.version}, the ledger another`
  }
  return null
}
