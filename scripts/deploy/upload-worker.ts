/** Deploys the Worker with wrangler, and checks with Cloudflare's API that it has its desired state. */
import { OperatorProblem } from '../operator/problem.ts'
import type { Terminal } from '../terminal.ts'
import { type Configuration, hasRoutes, variableTexts } from './configuration.ts'
import type { DeployDeps } from './deps.ts'
import { type DesiredWorker, type Difference, differencesOf } from './desired-worker.ts'
import { checkMayTake } from './domain.ts'
import type { Plan } from './plan.ts'
import type { Wrangler } from './wrangler.ts'

export async function uploadWorker(deps: DeployDeps, plan: Plan): Promise<void> {
  const { terminal, wrangler } = deps
  const { cloudflare, configuration, checkedHosts } = plan
  const { current } = plan.target
  const account = plan.target.account.id
  const { name, secrets } = plan.desired
  const namespace =
    plan.desired.namespace ??
    (await terminal.step('A KV namespace for the bot', () => cloudflare.makeNamespace(account, `${name}-store`)))
  const desired = { ...plan.desired, namespace }
  // For wrangler, account_id overrides CLOUDFLARE_ACCOUNT_ID.
  const completed = { ...withDesired(configuration, desired), account_id: account }
  const upload = (what: Configuration) => wrangler.deploy({ configuration: what, account, secrets, log: () => {} })
  await terminal.step('The Worker, its KV namespace and its secrets are on Cloudflare', async () => {
    const known = [...(current?.domains ?? []), ...checkedHosts]
    const hosts = desired.domains.filter((host) => !known.includes(host))
    // Cloudflare tells which hosts lead elsewhere only for an existing Worker.
    if (hosts.length > 0 && current === null) await upload({ ...completed, route: undefined, routes: [] })
    if (hosts.length > 0) await checkMayTake(deps, (await cloudflare.takenHosts(account, name, hosts)) ?? hosts)
    await upload(completed)
  })
  await terminal.step('Cloudflare has all of it: version, secrets, namespace, cron, address', async () => {
    const left = await remainingDifferences(deps, plan, desired)
    if (left.length > 0)
      throw new OperatorProblem(
        `wrangler reported success, but these differ on Cloudflare: ${left.map(({ words }) => words).join(', ')}.`,
        'Run the same command again: it corrects what differs. If that does not help, run npm run doctor.',
      )
  })
}

const TRIES = 5
/** Cloudflare's API may lag behind the upload. */
const RETRY_MS = 2000

/** Sets triggers that wrangler left out. @returns the remaining differences */
async function remainingDifferences(
  { sleep }: DeployDeps,
  { cloudflare, target: { account } }: Plan,
  desired: DesiredWorker,
): Promise<readonly Difference[]> {
  for (let tries = 1; ; tries += 1) {
    const current = await cloudflare.worker(account.id, desired.name, hasRoutes(desired))
    const missing: Difference = { kind: 'build', name: '', words: 'the version' }
    const left = current === null ? [missing] : differencesOf(desired, current)
    if (left.length === 0 || tries === TRIES) return left
    for (const { kind } of left) {
      if (kind === 'crons') await cloudflare.setCrons(account.id, desired.name, desired.crons)
      if (kind === 'workers-dev' && desired.workersDev) await cloudflare.enableWorkersDev(account.id, desired.name)
    }
    await sleep(RETRY_MS)
  }
}

function withDesired(configuration: Configuration, { name, variables, namespace }: DesiredWorker): Configuration {
  const kv = configuration.kv_namespaces.map((each) =>
    each.binding === 'STORE' && namespace !== null ? { ...each, id: namespace } : each,
  )
  return { ...configuration, name, vars: variables, kv_namespaces: kv }
}

/** `npm run deploy` inside Cloudflare's own builds. */
export async function deployInBuild(
  wrangler: Wrangler,
  configuration: Configuration,
  build: string,
  terminal: Terminal,
): Promise<void> {
  await wrangler.deploy({
    configuration: { ...configuration, vars: { ...variableTexts(configuration), BUILD: build } },
    account: null,
    secrets: {},
    log: (text) => terminal.say(text.trimEnd()),
  })
  terminal.say('\n  Now open the Worker’s address with /setup at its end, and enter the WEBHOOK_SECRET that you chose.')
}
