/** Where the bot will be: the account's Worker of this name, its address, and whether what is there may be changed. */

import type { Report } from '../../src/admin/report.ts'
import { botIdOf } from '../../src/composition/environment.ts'
import { DoorProblem } from '../operator/door-client.ts'
import type { Keys } from '../operator/keys.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { type DeployArguments, isLabel } from './arguments.ts'
import type { Account, Cloudflare, WorkerState } from './cloudflare.ts'
import { type Configuration, configurationOf, hasRoutes, routesOf, variableOf } from './configuration.ts'
import type { DeployDeps } from './edges.ts'
import { isNoted, isPaperboy, namespaceIn } from './wanted-worker.ts'
import type { Bot } from './who.ts'

export interface Place {
  readonly account: Account
  /** Without a trailing slash. */
  readonly address: string
  /** Where this same Worker answers, or did as this machine knows: no other goes on there. */
  readonly ownHosts: readonly string[]
  /** As Cloudflare has it; null: there is none of this name. */
  readonly there: WorkerState | null
  /** What it says itself; null: it does not answer as this version would. */
  readonly report: Report | null
  /** Id of the KV namespace to use; null: one has to be made. */
  readonly namespace: string | null
}

export interface Search {
  readonly cloudflare: Cloudflare
  readonly account: Account
  /** wrangler.toml, which may be another Worker's. */
  readonly configuration: Configuration
  readonly options: Pick<DeployArguments, 'name' | 'dryRun' | 'replace' | 'subdomain' | 'takeOver' | 'restore' | 'move'>
  readonly bot: Bot
  readonly keys: Keys
}

export async function findPlace(deps: DeployDeps, search: Search): Promise<Place> {
  const { cloudflare, account, options, bot } = search
  const { name } = options
  const asksRoutes = hasRoutes(routesOf(configurationOf(search.configuration, name)))
  const there = await deps.terminal.step(`The account “${account.name}”`, () =>
    cloudflare.worker(account.id, name, asksRoutes),
  )
  if (there !== null && !isPaperboy(there))
    throw new OperatorProblem(
      `There is a Worker called “${name}” already, and it is no Paperboy. It stays as it is.`,
      'Choose another name: npm run deploy -- --name another-name',
    )
  const { address, shared } = await addressOf(deps, search)
  const ownHosts = ownHostsOf(search, shared, there)
  const namespace = await findNamespace(deps, search, there)
  if (there === null) {
    await checkNotInUse(deps, search, address)
    return { account, address, ownHosts, there, report: null, namespace }
  }
  try {
    const report = await deps.door(address, bot.token).report()
    return { account, address, ownHosts, there, report, namespace }
  } catch (problem) {
    if (!(problem instanceof DoorProblem)) throw problem
    // This bot's Worker is deployed again: an earlier version, no token, or an address that this machine cannot reach.
    if (!isOwn(search, there) && !problem.reason.includes('BOT_TOKEN')) await mayReplace(deps, search, address)
    return { account, address, ownHosts, there, report: null, namespace }
  }
}

/** By what an earlier run noted at the Worker; where none did, by what it kept here. */
function isOwn({ account, bot, keys }: Search, there: WorkerState): boolean {
  const isKept = keys.token !== null && keys.account === account.id && botIdOf({ BOT_TOKEN: keys.token }) === bot.id
  const isTheBots = isNoted(there, 'BOT_TOKEN', bot.token)
  return isTheBots === null ? isKept : isTheBots || (isKept && isNoted(there, 'BOT_TOKEN', keys.token) === true)
}

export type NamespaceSearch = Pick<Search, 'cloudflare' | 'account' | 'configuration'> & {
  readonly options: Pick<DeployArguments, 'name'>
}

/**
 * The namespace of wrangler.toml belongs to the Worker of wrangler.toml; any other name has one of its own, or two bots
 * would overwrite each other's memory.
 */
export async function findNamespace(
  { terminal }: Pick<DeployDeps, 'terminal'>,
  { cloudflare, account, configuration, options: { name } }: NamespaceSearch,
  there: WorkerState | null,
): Promise<string | null> {
  const configured = configuration.kv_namespaces.find(({ binding }) => binding === 'STORE')?.id ?? null
  const bound = there === null ? null : namespaceIn(there)
  const exists = (id: string | null) => (id === null ? false : cloudflare.hasNamespace(account.id, id))
  if (name === configuration.name) {
    if (await exists(configured)) return configured
    if (configured !== null)
      terminal.say('  The KV namespace in wrangler.toml is not in this account; the bot’s own is used instead.')
  }
  // The Worker of wrangler.toml may be one that never was: a button's copy has the id, and another name.
  const other =
    name === configuration.name || bound !== configured
      ? null
      : await cloudflare.worker(account.id, configuration.name, false)
  const isShared = bound !== null && other !== null && namespaceIn(other) === bound
  if (isShared)
    terminal.say(
      `  This bot shared the KV namespace of “${configuration.name}”, and gets one of its own. Nothing is sent again; short links in its old posts no longer open.`,
    )
  if (!isShared && (await exists(bound))) return bound
  return cloudflare.namespaceOf(account.id, `${name}-store`)
}

/** Before a new Worker is put anywhere: another one that goes on with the bot would send the same. */
async function checkNotInUse(
  { telegram, asker, terminal }: DeployDeps,
  { bot, keys, options }: Search,
  address: string,
): Promise<void> {
  const { takeOver, restore, dryRun, move } = options
  // A move and a restore look for themselves, later: the old bot may be resting by then.
  if (takeOver || restore !== null || move) return
  const url = bot.isTelegramHere ? (await telegram(bot.token).webhook()).url : (keys.address ?? '')
  if (url === '' || url === address || url.startsWith(`${address}/`)) return
  const words = `This bot is in use at ${URL.canParse(url) ? new URL(url).host : 'another address'}. A Paperboy there goes on sending until it is retired or deleted.`
  if (dryRun) return terminal.say(`  ${words} It would take --take-over to go on.`)
  if (asker.isThere && (await asker.yes(`${words} Shall a new Worker take over?`, false))) return
  throw new OperatorProblem(
    `${words} Nothing was put on Cloudflare.`,
    'To move it here with everything it knows: npm run deploy -- --move. If that place is gone for good: npm run deploy -- --take-over',
  )
}

function ownHostsOf({ account, keys }: Search, shared: string, there: WorkerState | null): readonly string[] {
  if (there === null) return []
  const kept = keys.account === account.id && keys.address !== null ? [new URL(keys.address).host] : []
  return [new URL(shared).host, ...there.domains, ...kept]
}

async function addressOf(
  deps: DeployDeps,
  search: Search,
): Promise<{ readonly address: string; readonly shared: string }> {
  const { cloudflare, account, configuration, options } = search
  // An account without a workers.dev address cannot deploy at all.
  const subdomain = (await cloudflare.subdomain(account.id)) ?? (await chooseSubdomain(deps, search))
  const shared = sharedAddress(options.name, subdomain)
  return { address: publicAddress(deps, configuration, options.name) ?? shared, shared }
}

/** PUBLIC_URL, without a trailing slash; null: the Worker has its workers.dev address. */
export function publicAddress(
  { environment }: Pick<DeployDeps, 'environment'>,
  configuration: Configuration,
  name: string,
): string | null {
  const configured = variableOf(configurationOf(configuration, name), 'PUBLIC_URL')
  const own = (environment['PUBLIC_URL']?.trim() || configured).replace(/\/+$/u, '')
  if (own === '') return null
  return own.includes('://') ? own : `https://${own}`
}

export function sharedAddress(name: string, subdomain: string): string {
  return `https://${name}.${subdomain}.workers.dev`
}

/** Registers one, but for a look only. */
async function chooseSubdomain(
  { asker, terminal }: DeployDeps,
  { cloudflare, account, options: { subdomain: wanted, dryRun }, bot }: Search,
): Promise<string> {
  const suggested = (bot.username ?? `paperboy-${bot.id}`).toLowerCase().replaceAll('_', '-')
  terminal.say(
    '  The account has no workers.dev address yet; one is chosen once, and is part of every Worker’s address.',
  )
  let subdomain = wanted ?? (dryRun ? suggested : await askSubdomain(asker, suggested))
  const register = () => cloudflare.registerSubdomain(account.id, subdomain)
  while (!dryRun && !(await terminal.step(`${subdomain}.workers.dev was asked for`, register))) {
    if (wanted !== null || !asker.isThere)
      throw new OperatorProblem(
        `The workers.dev address “${subdomain}” belongs to somebody else.`,
        'Choose another one: npm run deploy -- --subdomain another-name',
      )
    terminal.say(`  “${subdomain}” belongs to somebody else.`)
    subdomain = await askSubdomain(asker, `${suggested}-news`)
  }
  return subdomain
}

async function askSubdomain(asker: DeployDeps['asker'], suggested: string): Promise<string> {
  for (;;) {
    const typed = (await asker.text(`A name for it [${suggested}]: `)) || suggested
    if (isLabel(typed)) return typed
  }
}

/** The Worker has another token, the same bot's older one or another bot's; or it cannot be told. */
async function mayReplace(
  { telegram, asker }: DeployDeps,
  { options: { name, replace }, bot }: Search,
  address: string,
): Promise<void> {
  if (replace) return
  // Telegram already brings this bot's updates there: its token was renewed.
  if (bot.isTelegramHere && (await telegram(bot.token).webhook()).url.startsWith(`${address}/`)) return
  const who = bot.username === null ? `the bot ${bot.id}` : `@${bot.username}`
  const question = `The Worker “${name}” may run another bot, or this one with an older token. Shall it run ${who} from now on?`
  if (asker.isThere && (await asker.yes(question, false))) return
  throw new OperatorProblem(
    `The Worker “${name}” runs another bot, or this one with an older token, or does not answer.`,
    'For a bot beside it: npm run deploy -- --name another-name. To have it run this bot instead: npm run deploy -- --replace',
  )
}
