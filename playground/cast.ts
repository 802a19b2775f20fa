/** The people and the channel of the playground, and names for later channels. */

import type { Rights } from '../simulators/telegram/model.ts'
import type { TelegramWorld } from '../simulators/telegram/telegram-world.ts'

export interface Cast {
  /** May use the bot: the Worker's OWNER_IDS names them. */
  readonly owner: number
  /** Anybody else. */
  readonly stranger: number
  readonly channel: number
}

export const ownerId = 1001

/** The rights that the bot asks for, and no more. */
export const postOnly: Rights = { can_manage_chat: true, can_post_messages: true }

export interface CastNames {
  readonly channel: string
  /** IETF tag of the owner's Telegram. */
  readonly language: string
}

const usualNames: CastNames = { channel: 'Morning Headlines', language: 'en' }

export function gather(world: TelegramWorld, names: CastNames = usualNames): Cast {
  const owner = world.addPerson({
    id: ownerId,
    firstName: 'Mei',
    lastName: 'Lin',
    username: 'meilin',
    languageCode: names.language,
  })
  const stranger = world.addPerson({ id: 2002, firstName: 'Stranger', username: 'somebody_else', languageCode: 'en' })
  const channel = world.addChannel({ title: names.channel, creator: owner.id, username: 'morning_headlines' })
  world.join(channel.id, stranger.id)
  return { owner: owner.id, stranger: stranger.id, channel: channel.id }
}

const furtherTitles = ['Second Edition', 'Harbour Wire', 'Late Extra', 'Weekend Reader'] as const

/** Creates another channel of a person, and adds the bot as they would. */
export function furtherChannel(world: TelegramWorld, person: number): number {
  const made = world.chats().filter(({ type }) => type === 'channel').length - 1
  const title = furtherTitles[made % furtherTitles.length] ?? ''
  const round = Math.floor(made / furtherTitles.length)
  const channel = world.addChannel({ title: round === 0 ? title : `${title} ${round + 1}`, creator: person })
  for (const { id } of world.people()) if (id !== person) world.join(channel.id, id)
  world.addBot({ chat: channel.id, by: person, rights: postOnly })
  return channel.id
}
