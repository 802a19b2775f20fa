/** `/start` opens the menu. A link to the bot may carry an input: the confirmation of a group. */
import type { ChatId } from '../../model.ts'
import { registerByName, respondRegistered } from '../access/register.ts'
import type { Handler } from '../request-context.ts'
import { homeScreen } from '../screens/home.ts'

/** The input of a link that confirms a group in private: its chat and topic. */
const confirmation = /^here(-\d{5,})(?:_(\d+))?$/u

export const start: Handler = async (ctx) => {
  const { deps, person, texts, input } = ctx
  const [, group, thread] = confirmation.exec(input) ?? []
  if (group !== undefined) {
    const topic = thread === undefined ? null : { thread: Number(thread), name: `#${thread}` }
    return respondRegistered(ctx, group, await registerByName(ctx, Number(group), topic))
  }
  const channels = await deps.directory.channelsOf(person.id)
  if (channels.length === 0) return ctx.respondWithChooser(texts.welcome(person.name, 0), texts)
  const { html, rows } = await homeScreen(ctx)
  await ctx.respond(html, rows)
}

/** The input of a link that confirms a group. Letters, digits, `_` and `-` are allowed: core.telegram.org/bots/features#deep-linking */
export function confirmationOf(chat: ChatId, thread: number | null): string {
  return `here${chat}${thread === null ? '' : `_${thread}`}`
}
