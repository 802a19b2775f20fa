/** Reactions that the sample's people give to posts: of Telegram's kinds, the page offers one. */
import type { Reaction, TelegramWorld } from '../simulators/telegram/telegram-world.ts'

/** One of Telegram's free reactions (core.telegram.org/bots/api#reactiontypeemoji), which the page's font has. */
const emoji = '🏆'

export interface PostReactions {
  /** Gives a person's reaction to a post, or takes it back. */
  toggle(post: { readonly person: number; readonly chat: number; readonly message: number }): void
  of(chat: number, message: number): readonly (Reaction & { readonly emoji: string })[]
}

export function createPostReactions(world: Pick<TelegramWorld, 'setReactions'>): PostReactions {
  /** People by post. */
  const given = new Map<string, ReadonlySet<number>>()
  const countOf = (people: ReadonlySet<number>) => (people.size === 0 ? [] : [{ emoji, count: people.size }])
  return {
    toggle({ person, chat, message }) {
      const key = `${chat}/${message}`
      const people = new Set(given.get(key))
      if (!people.delete(person)) people.add(person)
      world.setReactions({ chat, message, reactions: countOf(people) })
      given.set(key, people)
    },
    of: (chat, message) => countOf(given.get(`${chat}/${message}`) ?? new Set()),
  }
}
