/** Where the bot will be: the Worker's name and address, and whether what is there already may be changed. */
import { botIdOf } from '../../src/environment.ts'
import type { Report } from '../../src/operator/report.ts'
import { DoorProblem } from '../operator/door-client.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { type DeployArguments, isLabel } from './arguments.ts'
import type { Account, Cloudflare } from './cloudflare.ts'
import type { DeployEdges } from './edges.ts'
import type { Bot } from './who.ts'

export interface Place {
  readonly account: Account
  /** Without a trailing slash. */
  readonly address: string
  /** Null: nothing is there yet, or what is there does not answer as this version would. */
  readonly report: Report | null
  readonly isNew: boolean
  /** The Worker has a webhook's secret, whether this machine knows it or not. */
  readonly hasSecret: boolean
  /** Of an earlier Worker of this name that is gone, or never was; null: there is none. */
  readonly namespace: string | null
}

type Options = Pick<DeployArguments, 'name' | 'dryRun' | 'replace' | 'subdomain'>

/** @param kept the token of the last time; null: there was none */
export async function findPlace(
  edges: DeployEdges,
  cloudflare: Cloudflare,
  account: Account,
  options: Options,
  bot: Bot,
  kept: string | null,
): Promise<Place> {
  const { terminal } = edges
  const { name } = options
  const found = await terminal.step(`The account “${account.name}”`, () => cloudflare.worker(account.id, name))
  if (found.kind === 'other')
    throw new OperatorProblem(
      `There is a Worker called “${name}” already, and it is no Paperboy. It stays as it is.`,
      'Choose another name: npm run deploy -- --name another-name',
    )
  const address = await addressOf(edges, cloudflare, account, options, bot)
  if (found.kind === 'none') {
    const namespace = await cloudflare.namespace(account.id, `${name}-store`)
    return { account, address, report: null, isNew: true, hasSecret: false, namespace }
  }
  const there = { account, address, isNew: false, hasSecret: found.hasSecret, namespace: null }
  try {
    return { ...there, report: await edges.door(address, bot.token).report() }
  } catch (problem) {
    if (!(problem instanceof DoorProblem)) throw problem
    // An earlier version, one that lacks its token, or one whose address is not known yet is deployed anew, if it is this bot's.
    const isOwn = (kept !== null && botIdOf({ BOT_TOKEN: kept }) === bot.id) || problem.reason.includes('BOT_TOKEN')
    if (!isOwn) await mayReplace(edges, options, bot, address)
    return { ...there, report: null }
  }
}

async function addressOf(
  edges: DeployEdges,
  cloudflare: Cloudflare,
  account: Account,
  options: Options,
  bot: Bot,
): Promise<string> {
  // An account without a workers.dev address cannot deploy at all.
  const subdomain =
    (await cloudflare.subdomain(account.id)) ?? (await chooseSubdomain(edges, cloudflare, account, options, bot))
  const own = edges.environment['PUBLIC_URL']?.trim().replace(/\/+$/u, '') ?? ''
  if (own === '') return `https://${options.name}.${subdomain}.workers.dev`
  return own.includes('://') ? own : `https://${own}`
}

/** Registers one, but for a look only. */
async function chooseSubdomain(
  { asker, terminal }: DeployEdges,
  cloudflare: Cloudflare,
  account: Account,
  { subdomain: wanted, dryRun }: Options,
  bot: Bot,
): Promise<string> {
  const suggested = bot.username.toLowerCase().replaceAll('_', '-')
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

async function askSubdomain(asker: DeployEdges['asker'], suggested: string): Promise<string> {
  for (;;) {
    const typed = (await asker.text(`A name for it [${suggested}]: `)) || suggested
    if (isLabel(typed)) return typed
  }
}

/** The Worker has another token, the same bot's older one or another bot's; or it cannot be told. */
async function mayReplace(edges: DeployEdges, { name, replace }: Options, bot: Bot, address: string): Promise<void> {
  const { url } = await edges.telegram(bot.token).webhook()
  // Telegram already brings this bot's updates there: its token was renewed.
  if (url.startsWith(`${address}/`) || replace) return
  const question = `The Worker “${name}” may run another bot, or this one with an older token. Shall it run @${bot.username} from now on?`
  if (edges.asker.isThere && (await edges.asker.yes(question, false))) return
  throw new OperatorProblem(
    `The Worker “${name}” runs another bot, or this one with an older token, or does not answer.`,
    'For a bot beside it: npm run deploy -- --name another-name. To have it run this bot instead: npm run deploy -- --replace',
  )
}
