/** Puts the Worker on Cloudflare, and reads back whether all of it is as wanted. */
import { OperatorProblem } from '../operator/problem.ts'
import type { Cloudflare, WorkerState } from './cloudflare.ts'
import { type Configuration, hasRoutes } from './configuration.ts'
import { checkMayTake } from './domain.ts'
import type { DeployDeps } from './edges.ts'
import { type Difference, differencesOf, differenceWords, type WantedWorker } from './wanted-worker.ts'

export interface Order {
  readonly cloudflare: Cloudflare
  /** The account's id. */
  readonly account: string
  readonly configuration: Configuration
  readonly wanted: WantedWorker
  /** Null: there is no Worker of this name yet. */
  readonly there: WorkerState | null
  /** Domains of which it is known that they may lead to the Worker. */
  readonly checkedHosts: readonly string[]
}

/** @throws OperatorProblem where Cloudflare refuses a part, or does not have it afterwards */
export async function putWorker(deps: DeployDeps, order: Order): Promise<void> {
  const { terminal, wrangler } = deps
  const { cloudflare, account, configuration, there, checkedHosts } = order
  const { name, secrets } = order.wanted
  const namespace =
    order.wanted.namespace ??
    (await terminal.step('A KV namespace for the bot', () => cloudflare.makeNamespace(account, `${name}-store`)))
  const wanted = { ...order.wanted, namespace }
  // For wrangler, account_id goes over CLOUDFLARE_ACCOUNT_ID.
  const filled = { ...filledIn(configuration, wanted), account_id: account }
  const put = (what: Configuration) => wrangler.deploy({ configuration: what, account, secrets, log: () => {} })
  await terminal.step('The Worker, its KV namespace and its secrets are on Cloudflare', async () => {
    const known = [...(there?.domains ?? []), ...checkedHosts]
    const hosts = wanted.domains.filter((host) => !known.includes(host))
    // Only a Worker that is there can be asked which of its hosts lead elsewhere.
    if (hosts.length > 0 && there === null) await put({ ...filled, route: undefined, routes: [] })
    if (hosts.length > 0) await checkMayTake(deps, (await cloudflare.takenHosts(account, name, hosts)) ?? hosts)
    await put(filled)
  })
  await terminal.step('Cloudflare has all of it: version, secrets, namespace, cron, address', async () => {
    const left = await leftOver(deps, cloudflare, account, wanted)
    if (left.length > 0)
      throw new OperatorProblem(
        `wrangler reported success, but not as wanted on Cloudflare: ${left.map(differenceWords).join(', ')}.`,
        'Run the same command again: it puts right what differs. If it stays, npm run doctor says more.',
      )
  })
}

const READINGS = 5
/** ms; Cloudflare's API may take a moment to tell of what was just put there. */
const AGAIN_MS = 2000

/** Triggers that wrangler left out are set directly; anything else stays a difference. */
async function leftOver(
  { sleep }: Pick<DeployDeps, 'sleep'>,
  cloudflare: Cloudflare,
  account: string,
  wanted: WantedWorker,
): Promise<readonly Difference[]> {
  for (let reading = 1; ; reading += 1) {
    const left = differences(wanted, await cloudflare.worker(account, wanted.name, hasRoutes(wanted)))
    if (left.length === 0 || reading === READINGS) return left
    for (const { kind } of left) {
      if (kind === 'crons') await cloudflare.setCrons(account, wanted.name, wanted.crons)
      if (kind === 'workers-dev' && wanted.workersDev) await cloudflare.enableWorkersDev(account, wanted.name)
    }
    await sleep(AGAIN_MS)
  }
}

function differences(wanted: WantedWorker, there: WorkerState | null): readonly Difference[] {
  return there === null ? [{ kind: 'build', there: null }] : differencesOf(wanted, there)
}

/** wrangler.toml with what is decided for this Worker. */
function filledIn(configuration: Configuration, { name, variables, namespace }: WantedWorker): Configuration {
  return {
    ...configuration,
    name,
    vars: variables,
    kv_namespaces: configuration.kv_namespaces.map((each) =>
      each.binding === 'STORE' && namespace !== null ? { ...each, id: namespace } : each,
    ),
  }
}
