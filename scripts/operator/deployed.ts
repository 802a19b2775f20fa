/** Finds the bot that is deployed: its token, and where its Worker answers. */
import { type BotApi, BotApiProblem } from '../bot-api.ts'
import type { Asker } from './ask.ts'
import type { Door } from './door-client.ts'
import { readKeys, tokenPattern } from './keys.ts'
import { OperatorProblem } from './problem.ts'

export interface DeployedDeps {
  /** Where this machine keeps tokens and secrets. */
  readonly keysIn: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly asker: Asker
  readonly telegram: (token: string) => BotApi
  readonly door: (address: string, token: string) => Door
}

export interface Deployed {
  readonly token: string
  readonly api: BotApi
  /** Null: nobody knows it. */
  readonly address: string | null
}

/** @param worker its name @param given its address as typed; null: as kept from deploying, or as Telegram has it */
export async function findDeployed(
  { keysIn, environment, asker, telegram }: DeployedDeps,
  worker: string,
  given: string | null,
): Promise<Deployed> {
  const keys = await readKeys(keysIn, worker)
  const inEnvironment = environment['BOT_TOKEN']?.trim() ?? null
  const known = inEnvironment || keys.token
  const token = known ?? (await asker.secret(tokenQuestion(worker)))
  if (token === '')
    throw new OperatorProblem(
      inEnvironment === '' ? 'BOT_TOKEN is empty.' : 'There is no bot token.',
      'Set BOT_TOKEN in the environment to what @BotFather gave you, or run this where npm run deploy was run: that keeps the token in .paperboy/, by the name of the Worker (--name).',
    )
  if (!tokenPattern.test(token))
    throw new OperatorProblem(
      `${inEnvironment ? 'BOT_TOKEN' : known === null ? 'What was typed' : `The token in .paperboy/${worker}.env`} is not of the form 123456:ABC….`,
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

/** The door of a Worker whose address is needed. @throws OperatorProblem */
export function doorOf({ door }: DeployedDeps, { token, address }: Deployed): Door {
  if (address === null)
    throw new OperatorProblem(
      'Nobody knows where the Worker is: the bot has no webhook.',
      'Run npm run deploy first, or name the address: --address https://…',
    )
  return door(address, token)
}
