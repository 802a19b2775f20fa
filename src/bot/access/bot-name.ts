/** The bot's @name. */
import * as v from 'valibot'
import { botSchema, parsed } from '../../telegram/answers.ts'
import type { BotDeps } from '../request-context.ts'

const nameSchema = v.pick(botSchema, ['username'])

/** The bot's name without the @. Asks Telegram once, and stores the answer. @returns null if Telegram does not answer */
export async function botName({ directory, call }: Pick<BotDeps, 'directory' | 'call'>): Promise<string | null> {
  const known = await directory.fact('bot-username')
  if (known !== null) return known
  const bot = parsed(nameSchema, await call('getMe', {}))
  if (!bot.ok) return null
  await directory.setFact('bot-username', bot.value.username)
  return bot.value.username
}
