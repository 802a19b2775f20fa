/** Deploys the Worker with wrangler, and checks at Cloudflare's API that everything is as wanted. */
import { OperatorProblem } from '../operator/problem.ts'
import type { Terminal } from '../terminal.ts'
import { type Configuration, hasRoutes, variableTexts } from './configuration.ts'
import type { DeployDeps } from './deps.ts'
import { checkMayTake } from './domain.ts'
import type { Plan } from './plan.ts'
import { type Difference, differencesOf, type WantedWorker } from './wanted-worker.ts'
import type { Wrangler } from './wrangler.ts'

export async function uploadWorker(deps: DeployDeps, plan: Plan): Promise<void> {
  const { terminal, wrangler } = deps
  const { cloudflare, configuration, checkedHosts } = plan
  const { there } = plan.target
  const account = plan.target.account.id
  const { name, secrets } = plan.wanted
  const namespace =
    plan.wanted.namespace ??
    (await terminal.step('A KV namespace for the bot', () => cloudflare.makeNamespace(account, `${name}-store`)))
  const wanted = { ...plan.wanted, namespace }
  // For wrangler, account_id overrides CLOUDFLARE_ACCOUNT_ID.
  const filled = { ...filledIn(configuration, wanted), account_id: account }
  const upload = (what: Configuration) => wrangler.deploy({ configuration: what, account, secrets, log: () => {} })
  await terminal.step('The Worker, its KV namespace and its secrets are on Cloudflare', async () => {
    const known = [...(there?.domains ?? []), ...checkedHosts]
    const hosts = wanted.domains.filter((host) => !known.includes(host))
    // Cloudflare tells which hosts lead elsewhere only for an existing Worker.
    if (hosts.length > 0 && there === null) await upload({ ...filled, route: undefined, routes: [] })
    if (hosts.length > 0) await checkMayTake(deps, (await cloudflare.takenHosts(account, name, hosts)) ?? hosts)
    await upload(filled)
  })
  await terminal.step('Cloudflare has all of it: version, secrets, namespace, cron, address', async () => {
    const left = await leftOver(deps, plan, wanted)
    if (left.length > 0)
      throw new OperatorProblem(
        `wrangler reported success, but not as wanted on Cloudflare: ${left.map(({ words }) => words).join(', ')}.`,
        'Run the same command again: it corrects what differs. If that does not help, run npm run doctor.',
      )
  })
}

const READINGS = 5
/** Cloudflare's API may lag behind the upload. */
const AGAIN_MS = 2000

/** Sets triggers that wrangler left out; anything else remains a difference. */
async function leftOver(
  { sleep }: DeployDeps,
  { cloudflare, target: { account } }: Plan,
  wanted: WantedWorker,
): Promise<readonly Difference[]> {
  for (let reading = 1; ; reading += 1) {
    const there = await cloudflare.worker(account.id, wanted.name, hasRoutes(wanted))
    const missing: Difference = { kind: 'build', name: '', words: 'the version' }
    const left = there === null ? [missing] : differencesOf(wanted, there)
    if (left.length === 0 || reading === READINGS) return left
    for (const { kind } of left) {
      if (kind === 'crons') await cloudflare.setCrons(account.id, wanted.name, wanted.crons)
      if (kind === 'workers-dev' && wanted.workersDev) await cloudflare.enableWorkersDev(account.id, wanted.name)
    }
    await sleep(AGAIN_MS)
  }
}

function filledIn(configuration: Configuration, { name, variables, namespace }: WantedWorker): Configuration {
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
