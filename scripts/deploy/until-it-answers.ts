/** Waits until the Worker answers at its address; tells a young address from one that is blocked here. */
import { type Door, DoorProblem } from '../operator/door-client.ts'
import { OperatorProblem } from '../operator/problem.ts'
import type { ShowProgress } from '../terminal.ts'
import { addressState } from './address-state.ts'
import type { DeployDeps } from './edges.ts'

/** ms; names, certificates and routes of a new address become known one by one. */
const ANSWER_MS = 5 * 60_000
const EVERY_MS = 2000
/** ms; in a log, which keeps every line. */
const PROGRESS_MS = 30_000
/** ms of resets and time-outs after which the address counts as blocked; Cloudflare's API answers meanwhile. */
const BLOCKED_MS = 30_000

/** Something between this machine and the address cuts connections off. */
export class AddressBlocked extends Error {}

type Clock = Pick<DeployDeps, 'now' | 'sleep'>

/** @param build what has to answer @throws AddressBlocked, OperatorProblem */
export async function untilItAnswers(
  { now, sleep }: Clock,
  door: Door,
  build: string,
  show: ShowProgress,
): Promise<void> {
  const until = now() + ANSWER_MS
  let told = now()
  let blockedSince: number | null = null
  for (;;) {
    const problem = await door.report().then(
      (report) => (report.build === build ? null : `it still runs ${report.build ?? 'another version'}`),
      (thrown: unknown) => {
        if (!(thrown instanceof DoorProblem)) throw thrown
        return thrown
      },
    )
    if (problem === null) return
    const state = problem instanceof DoorProblem ? addressState(problem) : 'young'
    const why = problem instanceof DoorProblem ? problem.message : problem
    if (state === 'spent') throw spent()
    blockedSince = state === 'blocked' ? (blockedSince ?? now()) : null
    if (blockedSince !== null && now() - blockedSince > BLOCKED_MS)
      throw problem instanceof DoorProblem && problem.answer?.kind === 'challenged'
        ? turnedAway()
        : new AddressBlocked(why)
    if (now() > until)
      throw new OperatorProblem(
        `The Worker is on Cloudflare, but does not answer as it should: ${why}.`,
        'A new address can take longer. Run the same command again in some minutes: it goes on from here. If no address on workers.dev opens here, it is blocked: see docs/behind-walls.md. npm run doctor says more.',
      )
    const isDue = now() - told > PROGRESS_MS
    if (isDue) told = now()
    show(`not yet; a new address takes a minute or two (${why})`, isDue)
    await sleep(EVERY_MS)
  }
}

function spent(): OperatorProblem {
  return new OperatorProblem(
    'The Worker is on Cloudflare, but the account’s requests of today are spent (error 1027), so it answers nobody.',
    'Run the same command again after midnight UTC. Telegram keeps what people write until then.',
  )
}

/** Cloudflare itself does, so Telegram would not come through either. */
function turnedAway(): OperatorProblem {
  return new OperatorProblem(
    'The Worker is on Cloudflare, but a firewall rule, a challenge or Cloudflare Access turns requests away from its address.',
    'npm run doctor says what to change in the dashboard. Then run the same command again: it goes on from here.',
  )
}
