/** The playground's people and their channels. */
import type { Rights } from '../simulators/telegram/model.ts'
import type { TelegramWorld } from '../simulators/telegram/telegram-world.ts'
import { type SampleLanguage, type SampleTexts, sampleLanguages } from './samples/sample-texts.ts'

export interface SamplePeople {
  /** Listed in the Worker's OWNER_IDS. */
  readonly owner: number
  /** May not use the bot. */
  readonly stranger: number
  readonly channel: number
}

const FIRST_OWNER = 1001
const FIRST_STRANGER = 2001

/** Each language has people of its own, so that the bot speaks with them in it. */
export function ownerIn(language: SampleLanguage): number {
  return FIRST_OWNER + sampleLanguages.indexOf(language)
}

/** All owners, of whom only those in a language that is shown exist. */
export const ownerIds: readonly number[] = sampleLanguages.map(ownerIn)

/** Exactly the rights that the bot requests. */
export const postOnly: Rights = { can_manage_chat: true, can_post_messages: true }

export function addSamplePeople(world: TelegramWorld, texts: SampleTexts): SamplePeople {
  const { language, tag } = texts
  const owner = world.addPerson({ id: ownerIn(language), languageCode: tag, ...texts.owner })
  const stranger = world.addPerson({
    id: FIRST_STRANGER + sampleLanguages.indexOf(language),
    languageCode: tag,
    ...texts.stranger,
  })
  const channel = world.addChannel({ creator: owner.id, ...texts.channel })
  world.join(channel.id, stranger.id)
  return { owner: owner.id, stranger: stranger.id, channel: channel.id }
}

/** Creates another channel of a person, adds the bot to it, and lets the other people of the sample join. */
export function addChannel(
  world: TelegramWorld,
  person: number,
  { owner, stranger }: SamplePeople,
  titles: readonly string[],
): number {
  const own = world.chats().filter(({ type, members }) => type === 'channel' && members.some(isOf([owner, stranger])))
  const count = own.length - 1
  const title = titles[count % titles.length] ?? ''
  const round = Math.floor(count / titles.length)
  const channel = world.addChannel({ title: round === 0 ? title : `${title} ${round + 1}`, creator: person })
  for (const id of [owner, stranger]) if (id !== person) world.join(channel.id, id)
  world.addBot({ chat: channel.id, by: person, rights: postOnly })
  return channel.id
}

function isOf(people: readonly number[]): (member: { readonly user: number }) => boolean {
  return ({ user }) => people.includes(user)
}
