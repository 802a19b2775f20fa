/** An address that does not answer yet: whether it is young, blocked from here or out of quota, and waiting for it. */
import { type AdminApi, AdminApiProblem } from '../operator/admin-api.ts'
import { OperatorProblem } from '../operator/problem.ts'
import type { ShowProgress } from '../terminal.ts'
import type { DeployDeps } from './deps.ts'

type Clock = Pick<DeployDeps, 'now' | 'sleep'>

/** A new address's name, certificate and routes become known one after the other, and not everywhere at once. */
const PATIENCE_MS = 5 * 60_000
const EVERY_MS = 2000
/** In a log. */
const PROGRESS_MS = 30_000
/** After this long with resets and time-outs an address counts as blocked; Cloudflare's API answers meanwhile. */
const BLOCKED_MS = 30_000

/**
 * `young`: new, and not known everywhere; resolves within minutes. `blocked`: something between this machine and
 * Cloudflare cuts connections off. `spent`: the day's requests are used up until midnight UTC.
 */
export type AddressState = 'young' | 'blocked' | 'spent'

/** A new address is not found, or has no certificate yet; its connections are not cut off. */
const cutOff: readonly string[] = ['refused', 'reset', 'timed-out', 'certificate', 'no-route', 'proxy']

export function addressState({ kind, network, answer }: AdminApiProblem): AddressState {
  if (kind === 'unreachable') return network !== null && cutOff.includes(network.kind) ? 'blocked' : 'young'
  if (answer?.kind === 'quota-spent') return 'spent'
  return answer?.kind === 'challenged' || answer?.kind === 'block-page' ? 'blocked' : 'young'
}

/** Something between this machine and the address cuts connections off. */
export class AddressBlocked extends Error {}

/** @param build the one that must answer @throws AddressBlocked, OperatorProblem */
export async function waitForWorker(
  { now, sleep }: Clock,
  adminApi: AdminApi,
  build: string,
  show: ShowProgress,
): Promise<void> {
  const until = now() + PATIENCE_MS
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
    const [state, why] = typeof problem === 'string' ? ['young', problem] : [addressState(problem), problem.message]
    if (state === 'spent')
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

/** Repeats requests while the address is young: one good answer does not mean that every location knows it. */
export function patientAdminApi(adminApi: AdminApi, { now, sleep }: Clock): AdminApi {
  async function patiently<Value>(ask: () => Promise<Value>): Promise<Value> {
    const until = now() + PATIENCE_MS
    for (;;) {
      try {
        return await ask()
      } catch (problem) {
        const isYoung =
          problem instanceof AdminApiProblem && problem.kind === 'no-paperboy' && addressState(problem) === 'young'
        if (!isYoung || now() > until) throw problem
        await sleep(EVERY_MS)
      }
    }
  }
  return {
    text: (path, request) => patiently(() => adminApi.text(path, request)),
    json: (path, schema, request) => patiently(() => adminApi.json(path, schema, request)),
    report: () => patiently(() => adminApi.report()),
    setUp: (wish) => patiently(() => adminApi.setUp(wish)),
    telegram: () => patiently(() => adminApi.telegram()),
    hello: () => patiently(() => adminApi.hello()),
  }
}
