/** Reactions to posts of channels: they are anonymous, so that bots get only their counts. */
import { chatJson } from './api-json.ts'
import type { JsonObject } from './model.ts'
import { isAdmin } from './rights.ts'
import type { State } from './state.ts'
import type { PeopleActions, Reaction } from './telegram-world.ts'

/** Kinds of reactions of a message: tdlib/td, option `reactions_uniq_max`. */
const MOST_KINDS = 11

/**
 * core.telegram.org/bots/api#messagereactioncountupdated: all reactions that are present, grouped with a delay of minutes. Only an
 * administrator gets them, and only if it lists them in allowed_updates: core.telegram.org/bots/api#update.
 */
export function setReactions(state: State, act: Parameters<PeopleActions['setReactions']>[0]): void {
  const chat = state.chat(act.chat)
  if (chat.type !== 'channel') throw new Error('only posts of channels have anonymous reactions')
  const message = state.message(chat.id, act.message)
  if (message === null || message.deleted || message.service !== null) throw new Error('there is no post to react to')
  const kinds = act.reactions.map((each) => JSON.stringify(typeJson(each)))
  if (new Set(kinds).size < kinds.length) throw new Error('a kind of reaction is there twice')
  if (kinds.length > MOST_KINDS) throw new Error(`a post has at most ${MOST_KINDS} kinds of reactions`)
  if (act.reactions.some(({ count }) => !Number.isSafeInteger(count) || count < 1))
    throw new Error('a reaction that nobody gave is not there')
  if (!isAdmin(state.member(chat, state.profile.id))) return
  state.updates.push('message_reaction_count', {
    chat: chatJson(state, chat),
    message_id: message.id,
    date: state.date,
    reactions: act.reactions.map((each) => ({ type: typeJson(each), total_count: each.count })),
  })
}

/** core.telegram.org/bots/api#reactiontype */
function typeJson(reaction: Reaction): JsonObject {
  if ('emoji' in reaction) return { type: 'emoji', emoji: reaction.emoji }
  return 'customEmoji' in reaction ? { type: 'custom_emoji', custom_emoji_id: reaction.customEmoji } : { type: 'paid' }
}
