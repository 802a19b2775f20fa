/** Waits for an address that does not answer yet, and says why it does not. */
import { type AdminApi, AdminApiProblem } from '../operator/admin-api.ts'
import { OperatorProblem } from '../operator/problem.ts'
import type { ShowProgress } from '../terminal.ts'
import type { DeployDeps } from './deps.ts'

type Clock = Pick<DeployDeps, 'now' | 'sleep'>

/** The name, certificate and routes of a new address propagate one after the other. */
const TIMEOUT_MS = 5 * 60_000
const EVERY_MS = 2000
/** Interval of progress lines in a log. */
const PROGRESS_MS = 30_000
/** An address with resets and time-outs for this long counts as blocked, as Cloudflare's API answers meanwhile. */
const BLOCKED_MS = 30_000

/**
 * `propagating`: new, and not known everywhere yet; it takes minutes. `blocked`: something between this machine and
 * Cloudflare cuts connections off. `out-of-quota`: the day's requests are used up until midnight UTC.
 */
export type AddressState = 'propagating' | 'blocked' | 'out-of-quota'

/** A new address is not found, or has no certificate yet; its connections are not cut off. */
const cutOff: readonly string[] = ['refused', 'reset', 'timed-out', 'certificate', 'no-route', 'proxy']

export function addressState({ kind, network, answer }: AdminApiProblem): AddressState {
  if (kind === 'unreachable') return network !== null && cutOff.includes(network.kind) ? 'blocked' : 'propagating'
  if (answer?.kind === 'quota-spent') return 'out-of-quota'
  return answer?.kind === 'challenged' || answer?.kind === 'block-page' ? 'blocked' : 'propagating'
}

/** Something between this machine and the address cuts connections off. */
export class AddressBlocked extends Error {}

/** Waits until this build answers. @throws AddressBlocked, OperatorProblem */
export async function waitForWorker(
  { now, sleep }: Clock,
  adminApi: AdminApi,
  build: string,
  show: ShowProgress,
): Promise<void> {
  const until = now() + TIMEOUT_MS
  let shownAt = now()
  let blockedSince: number | null = null
  for (;;) {
    const problem = await adminApi.report().then(
      (report) => (report.build === build ? null : `it still runs ${report.build ?? 'another version'}`),
      (thrown: unknown) => {
        if (thrown instanceof AdminApiProblem) return thrown
        throw thrown
      },
    )
    if (problem === null) return
    const [state, why] =
      typeof problem === 'string' ? ['propagating', problem] : [addressState(problem), problem.message]
    if (state === 'out-of-quota')
      throw new OperatorProblem(
        'The Worker is on Cloudflare, but the account’s requests of today are spent (error 1027), so it does not answer.',
        'Run the same command again after midnight UTC. Telegram keeps new messages until then.',
      )
    blockedSince = state === 'blocked' ? (blockedSince ?? now()) : null
    if (blockedSince !== null && now() - blockedSince > BLOCKED_MS) {
      // Cloudflare itself refuses, so Telegram would be refused too.
      if (typeof problem !== 'string' && problem.answer?.kind === 'challenged')
        throw new OperatorProblem(
          'The Worker is on Cloudflare, but a firewall rule, a challenge or Cloudflare Access turns requests away from its address.',
          'npm run doctor says what to change in the dashboard. Then run the same command again: it goes on from here.',
        )
      throw new AddressBlocked(why)
    }
    if (now() > until)
      throw new OperatorProblem(
        `The Worker is on Cloudflare, but does not answer as it should: ${why}.`,
        'A new address can take longer. Run the same command again in some minutes: it goes on from here. If no address on workers.dev opens here, it is blocked: see docs/behind-walls.md. npm run doctor says more.',
      )
    const isDue = now() - shownAt > PROGRESS_MS
    if (isDue) shownAt = now()
    show(`not yet; a new address takes a minute or two (${why})`, isDue)
    await sleep(EVERY_MS)
  }
}

/** Repeats requests while the address propagates: after one good answer, other locations may not know it yet. */
export function retryingAdminApi(adminApi: AdminApi, { now, sleep }: Clock): AdminApi {
  async function retry<Value>(ask: () => Promise<Value>): Promise<Value> {
    const until = now() + TIMEOUT_MS
    for (;;) {
      try {
        return await ask()
      } catch (problem) {
        const isPropagating =
          problem instanceof AdminApiProblem &&
          problem.kind === 'no-paperboy' &&
          addressState(problem) === 'propagating'
        if (!isPropagating || now() > until) throw problem
        await sleep(EVERY_MS)
      }
    }
  }
  return {
    text: (path, request) => retry(() => adminApi.text(path, request)),
    json: (path, schema, request) => retry(() => adminApi.json(path, schema, request)),
    report: () => retry(() => adminApi.report()),
    setUp: (request) => retry(() => adminApi.setUp(request)),
    telegram: () => retry(() => adminApi.telegram()),
    hello: () => retry(() => adminApi.hello()),
  }
}
