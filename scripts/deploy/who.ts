/** Who deploys which bot: the login at Cloudflare, the account, and the bot's token. */
import { BotApiProblem, type Me } from '../bot-api.ts'
import { tokenPattern } from '../operator/keys.ts'
import { OperatorProblem } from '../operator/problem.ts'
import type { Account, Cloudflare } from './cloudflare.ts'
import type { DeployEdges } from './edges.ts'

const loginAdvice =
  'Run `npx wrangler login` once; where there is no browser, set CLOUDFLARE_API_TOKEN to a token of the template “Edit Cloudflare Workers” (dash.cloudflare.com/profile/api-tokens).'

export async function logIn({ wrangler, cloudflare, asker, terminal }: DeployEdges): Promise<Cloudflare> {
  const access = await terminal.step('wrangler was asked for the login at Cloudflare', () => wrangler.access())
  if (access !== null) return cloudflare(access)
  if (!asker.isThere) throw new OperatorProblem('Nobody is logged in at Cloudflare.', loginAdvice)
  terminal.say('  A browser opens, for you to log in at Cloudflare; an account is free and made there too.')
  const second = (await wrangler.login()) ? await wrangler.access() : null
  if (second === null) throw new OperatorProblem('The login at Cloudflare did not work out.', loginAdvice)
  return cloudflare(second)
}

export async function chooseAccount(
  { environment, asker, terminal }: DeployEdges,
  cloudflare: Cloudflare,
): Promise<Account> {
  const named = environment['CLOUDFLARE_ACCOUNT_ID']?.trim()
  if (named !== undefined && named !== '') return { id: named, name: named }
  const accounts = await cloudflare.accounts()
  const [first, ...others] = accounts
  if (first === undefined)
    throw new OperatorProblem(
      'This login sees no account.',
      'Set CLOUDFLARE_ACCOUNT_ID to the account’s id, or give the API token the right “Account Settings: Read”.',
    )
  if (others.length === 0) return first
  const list = accounts.map(({ name, id }, at) => `  ${at + 1}  ${name} (${id})`).join('\n')
  if (!asker.isThere)
    throw new OperatorProblem(`This login sees several accounts:\n${list}`, 'Set CLOUDFLARE_ACCOUNT_ID to one of them.')
  terminal.say(list)
  for (;;) {
    const chosen = accounts[Number(await asker.text('Which account, by its number? ')) - 1]
    if (chosen !== undefined) return chosen
  }
}

export interface Bot extends Me {
  readonly token: string
}

/** From the environment, from an earlier run, or typed in secret. @param kept null: there was none */
export async function findBot(edges: DeployEdges, kept: string | null): Promise<Bot> {
  const { environment, asker, terminal } = edges
  const given = environment['BOT_TOKEN']?.trim() ?? ''
  if (given !== '') return terminal.step('Telegram knows the bot', () => known(edges, given, 'BOT_TOKEN'))
  if (kept !== null) {
    try {
      return await terminal.step('Telegram knows the bot', () => known(edges, kept, 'the token of the last time'))
    } catch (problem) {
      if (!(problem instanceof OperatorProblem) || !(problem instanceof UnknownToken) || !asker.isThere) throw problem
      terminal.say(`  ${problem.message}`)
    }
  }
  if (!asker.isThere) throw new OperatorProblem('There is no bot token.', 'Set BOT_TOKEN to what @BotFather gave you.')
  terminal.say(
    '  Telegram’s @BotFather makes bots: send it /newbot, choose a name, and copy the token that it answers with.',
  )
  for (;;) {
    const typed = await asker.secret('The bot’s token (it is not shown): ')
    try {
      return await terminal.step('Telegram knows the bot', () => known(edges, typed, 'that'))
    } catch (problem) {
      if (!(problem instanceof UnknownToken)) throw problem
      terminal.say(`  ${problem.message} ${problem.advice}`)
    }
  }
}

class UnknownToken extends OperatorProblem {}

async function known({ telegram }: DeployEdges, token: string, what: string): Promise<Bot> {
  const advice = 'Copy the token once more from @BotFather (/mybots, the bot, “API Token”).'
  if (!tokenPattern.test(token)) throw new UnknownToken(`${what} is not of the form 123456:ABC….`, advice)
  try {
    return { ...(await telegram(token).me()), token }
  } catch (problem) {
    if (!(problem instanceof BotApiProblem)) throw problem
    if (problem.status === 401 || problem.status === 404)
      throw new UnknownToken(`Telegram does not know ${what}.`, advice)
    throw problem
  }
}
