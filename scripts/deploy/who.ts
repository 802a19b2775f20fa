/** Who deploys which bot: the login at Cloudflare, the account, and the bot's token. */
import { botIdOf } from '../../src/composition/environment.ts'
import { BotApiProblem } from '../bot-api.ts'
import { tokenPattern } from '../operator/keys.ts'
import { OperatorProblem } from '../operator/problem.ts'
import type { Account, Cloudflare } from './cloudflare.ts'
import type { DeployDeps } from './edges.ts'
import { loginWay } from './wrangler.ts'

const loginAdvice =
  'Run `npx wrangler login` once (`npx wrangler login --device` where there is no browser), or set CLOUDFLARE_API_TOKEN to a token of the template “Edit Cloudflare Workers” (dash.cloudflare.com/profile/api-tokens).'

export async function logIn(deps: DeployDeps): Promise<Cloudflare> {
  const { wrangler, cloudflare, asker, terminal, environment, platform, isContainer } = deps
  const access = await terminal.step('The login at Cloudflare', () => wrangler.access())
  if (access !== null) return cloudflare(access)
  if (!asker.isThere) throw new OperatorProblem('Nobody is logged in at Cloudflare.', loginAdvice)
  const way = loginWay(environment, platform, isContainer)
  if (way === 'browser') terminal.say('  A browser opens, for you to log in at Cloudflare. An account is free.')
  else
    terminal.say('  Open the address below in a browser on any device, and log in at Cloudflare. An account is free.')
  // A browser that does not open is no reason to stop.
  const isIn = (await wrangler.login(way)) || (way === 'browser' && (await wrangler.login('device')))
  const second = isIn ? await wrangler.access() : null
  if (second === null) throw new OperatorProblem('The login at Cloudflare failed.', loginAdvice)
  return cloudflare(second)
}

export interface AccountHints {
  /** `account_id` of wrangler.toml. */
  readonly configured: string | null
  /** The account of the last time. */
  readonly kept: string | null
}

/** Named, remembered, or the only one; asked for once, where there are several. */
export async function chooseAccount(
  { environment, asker, terminal }: Pick<DeployDeps, 'environment' | 'asker' | 'terminal'>,
  cloudflare: Cloudflare,
  { configured, kept }: AccountHints,
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
  const list = accounts.map(({ name, id }, at) => `  ${at + 1}  ${name} (${id})`).join('\n')
  if (kept !== null)
    throw new OperatorProblem(
      `This bot is in the account ${kept}, which this login does not see. It sees:\n${list}`,
      'Log in to that account (`npx wrangler login`). To move the bot to another account: npm run deploy -- --move',
    )
  if (others.length === 0) return first
  if (!asker.isThere)
    throw new OperatorProblem(`This login sees several accounts:\n${list}`, 'Set CLOUDFLARE_ACCOUNT_ID to one of them.')
  return askAccount({ terminal, asker }, accounts)
}

/** @param accounts several */
export async function askAccount(
  { terminal, asker }: Pick<DeployDeps, 'terminal' | 'asker'>,
  accounts: readonly Account[],
): Promise<Account> {
  terminal.say(accounts.map(({ name, id }, at) => `  ${at + 1}  ${name} (${id})`).join('\n'))
  for (;;) {
    const chosen = accounts[Number(await asker.text('Which account, by its number? ')) - 1]
    if (chosen !== undefined) return chosen
  }
}

export interface Bot {
  readonly id: number
  readonly token: string
  /** Null: Telegram cannot be reached from here, and nobody knows it yet. */
  readonly username: string | null
  /** Telegram can be reached from this machine. */
  readonly isTelegramHere: boolean
}

/** From the environment, from an earlier run, or typed in secret. @param kept null: there was none */
export async function findBot(deps: DeployDeps, kept: string | null): Promise<Bot> {
  const { environment, asker, terminal } = deps
  const given = environment['BOT_TOKEN']?.trim() ?? ''
  if (given !== '') return checkedBot(deps, given, 'BOT_TOKEN')
  if (kept !== null) {
    try {
      return await checkedBot(deps, kept, 'the token of the last time')
    } catch (problem) {
      if (!(problem instanceof UnknownToken) || !asker.isThere) throw problem
      terminal.say(`  ${problem.message}`)
    }
  }
  if (!asker.isThere)
    throw new OperatorProblem(
      environment['BOT_TOKEN'] === undefined ? 'There is no bot token.' : 'BOT_TOKEN is empty.',
      'Set BOT_TOKEN to what @BotFather gave you.',
    )
  terminal.say(
    '  Telegram’s @BotFather makes bots: send it /newbot, choose a name, and copy the token that it answers with.',
  )
  for (;;) {
    const typed = await asker.secret('The bot’s token (it is not shown): ')
    try {
      return await checkedBot(deps, typed, 'that')
    } catch (problem) {
      if (!(problem instanceof UnknownToken)) throw problem
      terminal.say(`  ${problem.message} ${problem.advice}`)
    }
  }
}

class UnknownToken extends OperatorProblem {}

/** Asks Telegram; where this machine does not reach it, the token's form has to do, and the Worker asks later. */
async function checkedBot({ telegram, terminal }: DeployDeps, token: string, what: string): Promise<Bot> {
  const advice = 'Copy the token once more from @BotFather (/mybots, the bot, “API Token”).'
  if (!tokenPattern.test(token)) throw new UnknownToken(`${what} is not of the form 123456:ABC….`, advice)
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
