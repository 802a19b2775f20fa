/** The login at Cloudflare, the account, and the bot's token. */
import { botIdOf } from '../../src/composition/environment.ts'
import { BotApiProblem } from '../bot-api.ts'
import { tokenPattern } from '../operator/keys.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { paint } from '../terminal.ts'
import type { Account, Cloudflare } from './cloudflare.ts'
import type { DeployDeps } from './deps.ts'
import { type Access, loginWay } from './wrangler.ts'

const loginAdvice =
  'Run `npx wrangler login` once (`npx wrangler login --device` where there is no browser), or set CLOUDFLARE_API_TOKEN to a token of the template “Edit Cloudflare Workers” (dash.cloudflare.com/profile/api-tokens).'

export async function logIn(deps: DeployDeps): Promise<Cloudflare> {
  const { wrangler, cloudflare, prompts, terminal } = deps
  const access = (await wrangler.access()) ?? (prompts.isInteractive ? await accessAfterLogin(deps) : null)
  if (access === null)
    throw new OperatorProblem(
      prompts.isInteractive ? 'The login at Cloudflare failed.' : 'There is no login at Cloudflare.',
      loginAdvice,
    )
  terminal.say(`${paint('green', '✓')} Logged in to Cloudflare`)
  return cloudflare(access)
}

async function accessAfterLogin(deps: DeployDeps): Promise<Access | null> {
  const { wrangler, terminal, environment, platform, isContainer } = deps
  const way = loginWay(environment, platform, isContainer)
  terminal.say(
    way === 'browser'
      ? '  A browser opens: log in to Cloudflare there. An account is free.'
      : '  Open the address below in a browser on any device, and log in to Cloudflare. An account is free.',
  )
  // If no browser opens, the other way is tried.
  const isIn = (await wrangler.login(way)) || (way === 'browser' && (await wrangler.login('device')))
  return isIn ? wrangler.access() : null
}

export const accountLabel = ({ name, id }: Account) => `${name} (${id})`

/**
 * The account that is named, remembered, or the only one; of several, the operator chooses once.
 * @param configured `account_id` in wrangler.toml @param kept the account of the last deployment
 */
export async function chooseAccount(
  { environment, prompts }: Pick<DeployDeps, 'environment' | 'prompts'>,
  cloudflare: Cloudflare,
  configured: string | null,
  kept: string | null,
): Promise<Account> {
  const named = environment['CLOUDFLARE_ACCOUNT_ID']?.trim() || configured
  if (named !== null) return { id: named, name: named }
  const accounts = await cloudflare.accounts()
  const [first, ...others] = accounts
  if (first === undefined)
    throw new OperatorProblem(
      'This login sees no account.',
      'Set CLOUDFLARE_ACCOUNT_ID to the account’s id, or give the API token the right “Account Settings: Read”.',
    )
  const same = accounts.find(({ id }) => id === kept)
  if (same !== undefined) return same
  const list = accounts.map((account) => `  ${accountLabel(account)}`).join('\n')
  if (kept !== null)
    throw new OperatorProblem(
      `This bot is in the account ${kept}, which this login does not see. It sees:\n${list}`,
      'Log in to that account (`npx wrangler login`). To move the bot to another account: npm run deploy -- --move',
    )
  if (others.length === 0) return first
  if (!prompts.isInteractive)
    throw new OperatorProblem(`This login sees several accounts:\n${list}`, 'Set CLOUDFLARE_ACCOUNT_ID to one of them.')
  return accounts[await prompts.select('Which account?', accounts.map(accountLabel))] ?? first
}

export interface Bot {
  readonly id: number
  readonly token: string
  /** Null: unknown, as Telegram cannot be reached from here. */
  readonly username: string | null
  readonly isTelegramHere: boolean
}

/** The token comes from the environment, from an earlier run (`kept`), or is typed. */
export async function findBot(deps: DeployDeps, kept: string | null): Promise<Bot> {
  const { environment, prompts, terminal } = deps
  const given = environment['BOT_TOKEN']?.trim() ?? ''
  if (given !== '') return checkedBot(deps, given, 'BOT_TOKEN')
  if (kept !== null) {
    try {
      return await checkedBot(deps, kept, 'the token of the last deployment')
    } catch (problem) {
      if (!(problem instanceof UnknownToken) || !prompts.isInteractive) throw problem
      terminal.say(`  ${problem.message}`)
    }
  }
  if (!prompts.isInteractive)
    throw new OperatorProblem(
      environment['BOT_TOKEN'] === undefined ? 'There is no bot token.' : 'BOT_TOKEN is empty.',
      'Set BOT_TOKEN to the token from @BotFather.',
    )
  terminal.say(
    '  Telegram’s @BotFather makes bots: send it /newbot, choose a name, and copy the token from its answer.',
  )
  for (;;) {
    const typed = await prompts.secret('The bot’s token (it is not shown):')
    try {
      return await checkedBot(deps, typed, 'that token')
    } catch (problem) {
      if (!(problem instanceof UnknownToken)) throw problem
      terminal.say(`  ${problem.message} ${problem.advice}`)
    }
  }
}

class UnknownToken extends OperatorProblem {}

/** Asks Telegram; if this machine does not reach it, the token's form is checked, and the Worker asks later. */
async function checkedBot({ telegram, terminal }: DeployDeps, token: string, what: string): Promise<Bot> {
  const advice = 'Copy the token once more from @BotFather (/mybots, the bot, “API Token”).'
  if (!tokenPattern.test(token)) throw new UnknownToken(`${capital(what)} is not of the form 123456:ABC….`, advice)
  try {
    const { id, username } = await terminal.step('Telegram knows the bot', () => telegram(token).me())
    return { id, token, username, isTelegramHere: true }
  } catch (problem) {
    if (!(problem instanceof BotApiProblem)) throw problem
    if (problem.status === 401 || problem.status === 404)
      throw new UnknownToken(`Telegram does not know ${what}.`, advice)
    terminal.say(`  Telegram cannot be reached from this machine (${problem.message}). The Worker asks it instead.`)
    return { id: botIdOf({ BOT_TOKEN: token }), token, username: null, isTelegramHere: false }
  }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
