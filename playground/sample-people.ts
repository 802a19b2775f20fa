/** The playground's people and their channels. */
import type { Rights } from '../simulators/telegram/model.ts'
import type { TelegramWorld } from '../simulators/telegram/telegram-world.ts'

export interface SamplePeople {
  /** Listed in the Worker's OWNER_IDS. */
  readonly owner: number
  /** May not use the bot. */
  readonly stranger: number
  readonly channel: number
}

export const ownerId = 1001

/** Exactly the rights that the bot requests. */
export const postOnly: Rights = { can_manage_chat: true, can_post_messages: true }

export interface SampleNames {
  readonly channel: string
  /** IETF tag of the owner's language. */
  readonly language: string
}

const defaultNames: SampleNames = { channel: 'Morning Headlines', language: 'en' }

export function addSamplePeople(world: TelegramWorld, names: SampleNames = defaultNames): SamplePeople {
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

const newTitles = ['Second Edition', 'Harbour Wire', 'Late Extra', 'Weekend Reader'] as const

/** Creates another channel of a person, adds the bot to it, and lets the others join. */
export function addChannel(world: TelegramWorld, person: number): number {
  const count = world.chats().filter(({ type }) => type === 'channel').length - 1
  const title = newTitles[count % newTitles.length] ?? ''
  const round = Math.floor(count / newTitles.length)
  const channel = world.addChannel({ title: round === 0 ? title : `${title} ${round + 1}`, creator: person })
  for (const { id } of world.people()) if (id !== person) world.join(channel.id, id)
  world.addBot({ chat: channel.id, by: person, rights: postOnly })
  return channel.id
}
