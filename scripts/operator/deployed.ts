/** The deployed bot: its token, its Worker's address, and its webhook. */
import { type BotApi, BotApiProblem, botApi, type WebhookInfo } from '../bot-api.ts'
import { type AdminApi, connectAdminApi } from './admin-api.ts'
import { readKeys, tokenPattern } from './keys.ts'
import { OperatorProblem } from './problem.ts'
import { type Prompts, terminalPrompts } from './prompts.ts'

export interface DeployedDeps {
  /** The folder in whose .paperboy/ this machine keeps tokens and secrets. */
  readonly keysFolder: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly prompts: Prompts
  readonly telegram: (token: string) => BotApi
  readonly adminApi: (address: string, token: string) => AdminApi
}

/** The dependencies on this machine. `telegramRoot`: root of the Bot API, without a trailing slash. */
export function operatorDeps(root: string): DeployedDeps & { readonly telegramRoot: string } {
  const { env } = process
  const telegramRoot = (env['TELEGRAM_API_ROOT'] || 'https://api.telegram.org').replace(/\/+$/u, '')
  return {
    keysFolder: root,
    environment: env,
    prompts: terminalPrompts(),
    telegramRoot,
    telegram: (token) => botApi(telegramRoot, token),
    adminApi: connectAdminApi,
  }
}

export interface Deployed {
  readonly token: string
  readonly api: BotApi
  readonly address: string | null
}

/** @param worker the Worker's name @param given its address as typed; null: as kept when it was deployed, or as in the webhook */
export async function findDeployed(
  { keysFolder, environment, prompts, telegram }: DeployedDeps,
  worker: string,
  given: string | null,
): Promise<Deployed> {
  const keys = await readKeys(keysFolder, worker)
  const inEnvironment = environment['BOT_TOKEN']?.trim() ?? null
  const known = inEnvironment || keys.token
  const token = known ?? (await prompts.secret(tokenQuestion(worker)))
  if (token === '')
    throw new OperatorProblem(
      inEnvironment === '' ? 'BOT_TOKEN is empty.' : 'There is no bot token.',
      'Set BOT_TOKEN in the environment to the token from @BotFather, or run this where npm run deploy was run: that keeps the token in .paperboy/, by the name of the Worker (--name).',
    )
  if (!tokenPattern.test(token))
    throw new OperatorProblem(
      `${inEnvironment ? 'BOT_TOKEN' : known === null ? 'The typed token' : `The token in .paperboy/${worker}.env`} is not of the form 123456:ABC….`,
      'Copy the token once more from @BotFather (/mybots, the bot, “API Token”), and set BOT_TOKEN to it.',
    )
  const api = telegram(token)
  const address = given ?? keys.address ?? (await addressAtTelegram(api))
  return { token, api, address: address?.replace(/\/+$/u, '') ?? null }
}

function tokenQuestion(worker: string): string {
  return `This machine keeps no token for “${worker}”: it was deployed elsewhere, or under another name (--name).
@BotFather in Telegram shows the token: /mybots, the bot, “API Token”. It is used once and not kept.
The bot’s token (it is not shown): `
}

async function addressAtTelegram(api: BotApi): Promise<string | null> {
  try {
    const { url } = await api.webhook()
    return url === '' ? null : new URL(url).origin
  } catch (problem) {
    if (problem instanceof BotApiProblem) return null
    throw problem
  }
}

export function adminApiOf({ adminApi }: DeployedDeps, { token, address }: Deployed): AdminApi {
  if (address !== null) return adminApi(address, token)
  throw new OperatorProblem(
    'The Worker’s address is unknown: the bot has no webhook.',
    'Run npm run deploy first, or name the address: --address https://…',
  )
}

/**
 * Asks Telegram from this machine, or through the Worker where this machine does not reach Telegram.
 * @param adminApi null: the Worker cannot be asked @throws BotApiProblem, AdminApiProblem, OperatorProblem
 */
export async function webhookInfo(api: BotApi, adminApi: AdminApi | null): Promise<WebhookInfo> {
  try {
    return await api.webhook()
  } catch (problem) {
    if (adminApi === null || !(problem instanceof BotApiProblem) || problem.status !== 0) throw problem
    const { webhook } = await adminApi.telegram()
    if ('value' in webhook) return webhook.value
    throw new OperatorProblem(
      `Telegram can be reached neither from here nor from the Worker: ${webhook.problem}`,
      'Run the same command again: it goes on from here.',
    )
  }
}
