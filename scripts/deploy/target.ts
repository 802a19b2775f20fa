/** The deployment's target: the account's Worker of this name, its address and its KV namespace. */
import type { Report } from '../../src/admin/report.ts'
import { botIdOf } from '../../src/composition/environment.ts'
import type { DeployArguments } from '../commands.ts'
import { AdminApiProblem } from '../operator/admin-api.ts'
import type { Keys } from '../operator/keys.ts'
import { OperatorProblem } from '../operator/problem.ts'
import type { Account, Cloudflare, WorkerState } from './cloudflare.ts'
import { type Configuration, configurationOf, hasRoutes, routesOf, variableOf } from './configuration.ts'
import type { Bot } from './credentials.ts'
import type { DeployDeps } from './deps.ts'
import { isPaperboy, matchesRecordedSecret, namespaceIn } from './desired-worker.ts'
import { isLabel } from './host-names.ts'

export interface Target {
  readonly account: Account
  readonly address: string
  /** Hosts of this same Worker, also earlier ones: no other bot runs there. */
  readonly ownHosts: readonly string[]
  /** The Worker at Cloudflare; null: none of this name. */
  readonly current: WorkerState | null
  /** The Worker's report; null: it does not answer as this version would. */
  readonly report: Report | null
  /** Id of the KV namespace to use; null: to be created. */
  readonly namespace: string | null
}

export interface Search {
  readonly cloudflare: Cloudflare
  readonly account: Account
  /** wrangler.toml, which may be that of another Worker. */
  readonly configuration: Configuration
  readonly options: Pick<DeployArguments, 'name' | 'dryRun' | 'replace' | 'subdomain' | 'takeOver' | 'restore' | 'move'>
  readonly bot: Bot
  readonly keys: Keys
}

export async function findTarget(deps: DeployDeps, search: Search): Promise<Target> {
  const { cloudflare, account, options, bot, configuration } = search
  const { name } = options
  const readsRoutes = hasRoutes(routesOf(configurationOf(configuration, name)))
  const current = await deps.terminal.step(`The account “${account.name}”`, () =>
    cloudflare.worker(account.id, name, readsRoutes),
  )
  if (current !== null && !isPaperboy(current))
    throw new OperatorProblem(
      `There is a Worker called “${name}” already, and it is no Paperboy. It stays as it is.`,
      'Choose another name: npm run deploy -- --name another-name',
    )
  // An account without a workers.dev subdomain cannot deploy.
  const subdomain = (await cloudflare.subdomain(account.id)) ?? (await registerSubdomain(deps, search))
  const shared = sharedAddress(name, subdomain)
  const address = publicAddress(deps, configuration, name) ?? shared
  const ownHosts = ownHostsOf(search, shared, current)
  const namespace = await findNamespace(deps, search, current)
  const target = { account, address, ownHosts, current, report: null, namespace }
  if (current === null) {
    await checkNotElsewhere(deps, search, address)
    return target
  }
  try {
    return { ...target, report: await deps.adminApi(address, bot.token).report() }
  } catch (problem) {
    if (!(problem instanceof AdminApiProblem)) throw problem
    // An earlier version, a missing token, or an address that this machine cannot reach.
    if (!isOwn(search, current) && !problem.reason.includes('BOT_TOKEN')) await checkMayReplace(deps, search, address)
    return target
  }
}

/** Whether the Worker has this bot's token by the record of its deployment; without a record, by the keys on this machine. */
function isOwn({ account, bot, keys }: Search, current: WorkerState): boolean {
  const isKept = keys.token !== null && keys.account === account.id && botIdOf({ BOT_TOKEN: keys.token }) === bot.id
  const isTheBots = matchesRecordedSecret(current, 'BOT_TOKEN', bot.token)
  return isTheBots === null
    ? isKept
    : isTheBots || (isKept && matchesRecordedSecret(current, 'BOT_TOKEN', keys.token) === true)
}

export type NamespaceSearch = Pick<Search, 'cloudflare' | 'account' | 'configuration'> & {
  readonly options: Pick<DeployArguments, 'name'>
}

/**
 * The namespace in wrangler.toml belongs to the Worker in wrangler.toml. A Worker of any other name has its own: two bots
 * would overwrite each other's data.
 */
export async function findNamespace(
  { terminal }: Pick<DeployDeps, 'terminal'>,
  { cloudflare, account, configuration, options: { name } }: NamespaceSearch,
  current: WorkerState | null,
): Promise<string | null> {
  const configured = configuration.kv_namespaces.find(({ binding }) => binding === 'STORE')?.id ?? null
  const bound = current === null ? null : namespaceIn(current)
  const exists = (id: string | null) => (id === null ? false : cloudflare.hasNamespace(account.id, id))
  if (name === configuration.name) {
    if (await exists(configured)) return configured
    if (configured !== null)
      terminal.say('  The KV namespace in wrangler.toml is not in this account; the bot’s own is used instead.')
  }
  // After Cloudflare's button wrangler.toml has the namespace's id and another name, whose Worker does not exist.
  const other =
    name === configuration.name || bound !== configured
      ? null
      : await cloudflare.worker(account.id, configuration.name, false)
  const isShared = bound !== null && other !== null && namespaceIn(other) === bound
  if (isShared)
    terminal.say(
      `  This bot shared the KV namespace of “${configuration.name}” and gets its own. Nothing is sent again; short links in its old posts no longer open.`,
    )
  if (!isShared && (await exists(bound))) return bound
  return cloudflare.namespaceOf(account.id, `${name}-store`)
}

/** Before a new Worker is created: two of them with the same bot would send the same headlines. */
async function checkNotElsewhere(
  { telegram, prompts, terminal }: DeployDeps,
  { bot, keys, options }: Search,
  address: string,
): Promise<void> {
  const { takeOver, restore, dryRun, move } = options
  // A move and a restore check later, when the old bot may be shut down.
  if (takeOver || restore !== null || move) return
  const url = bot.isTelegramHere ? (await telegram(bot.token).webhook()).url : (keys.address ?? '')
  if (url === '' || url === address || url.startsWith(`${address}/`)) return
  const words = `This bot is in use at ${URL.canParse(url) ? new URL(url).host : 'another address'}. A Paperboy there keeps sending until it is shut down or deleted.`
  if (dryRun) return terminal.say(`  ${words} Only --take-over would go on.`)
  if (prompts.isInteractive && (await prompts.confirm(`${words} Let a new Worker take over?`, false))) return
  throw new OperatorProblem(
    `${words} Nothing was put on Cloudflare.`,
    'To move it here with all its data: npm run deploy -- --move. If that place is gone for good: npm run deploy -- --take-over',
  )
}

function ownHostsOf({ account, keys }: Search, shared: string, current: WorkerState | null): readonly string[] {
  if (current === null) return []
  const kept = keys.account === account.id && keys.address !== null ? [new URL(keys.address).host] : []
  return [new URL(shared).host, ...current.domains, ...kept]
}

/** PUBLIC_URL, without a trailing slash; null: the Worker has its workers.dev address. */
export function publicAddress(
  { environment }: Pick<DeployDeps, 'environment'>,
  configuration: Configuration,
  name: string,
): string | null {
  const configured = variableOf(configurationOf(configuration, name), 'PUBLIC_URL')
  const own = (environment['PUBLIC_URL']?.trim() || configured).replace(/\/+$/u, '')
  return own === '' ? null : own.includes('://') ? own : `https://${own}`
}

export function sharedAddress(name: string, subdomain: string): string {
  return `https://${name}.${subdomain}.workers.dev`
}

async function registerSubdomain(
  { prompts, terminal }: DeployDeps,
  { cloudflare, account, options: { subdomain: requested, dryRun }, bot }: Search,
): Promise<string> {
  const suggested = (bot.username ?? `paperboy-${bot.id}`).toLowerCase().replaceAll('_', '-')
  terminal.say('  The account has no workers.dev name yet. It is chosen once, and is part of every Worker’s address.')
  const ask = (initial: string) =>
    prompts.text(`A workers.dev name [${initial}]:`, {
      initial,
      validate: (typed) => (isLabel(typed) ? undefined : 'Use lower-case letters, digits and dashes.'),
    })
  let subdomain = requested ?? (dryRun ? suggested : await ask(suggested))
  const register = () => cloudflare.registerSubdomain(account.id, subdomain)
  while (!dryRun && !(await terminal.step(`${subdomain}.workers.dev requested`, register))) {
    if (requested !== null || !prompts.isInteractive)
      throw new OperatorProblem(
        `The workers.dev name “${subdomain}” is taken.`,
        'Choose another one: npm run deploy -- --subdomain another-name',
      )
    terminal.say(`  “${subdomain}” is taken.`)
    subdomain = await ask(`${suggested}-news`)
  }
  return subdomain
}

/** The Worker has another token (an older one of this bot, or another bot's), or does not answer. */
async function checkMayReplace(
  { telegram, prompts }: DeployDeps,
  { options: { name, replace }, bot }: Search,
  address: string,
): Promise<void> {
  if (replace) return
  // Telegram sends this bot's updates there already: its token was renewed.
  if (bot.isTelegramHere && (await telegram(bot.token).webhook()).url.startsWith(`${address}/`)) return
  const who = bot.username === null ? `the bot ${bot.id}` : `@${bot.username}`
  const question = `The Worker “${name}” may run another bot, or this one with an older token. Let it run ${who} from now on?`
  if (prompts.isInteractive && (await prompts.confirm(question, false))) return
  throw new OperatorProblem(
    `The Worker “${name}” runs another bot, or this one with an older token, or does not answer.`,
    'For a second bot: npm run deploy -- --name another-name. To have this Worker run this bot: npm run deploy -- --replace',
  )
}
