/** What somebody may have of a bot that lets anybody in, so that strangers do not eat its operator's plan. */
import type { Holdings } from '../../cell/holdings.ts'
import { limits } from '../../limits.ts'
import type { UserId } from '../../model.ts'
import type { ChannelTurn, Turn } from '../request-context.ts'
import { isOwner as isOneOf } from './access.ts'

type Asker = Pick<Turn, 'deps' | 'person' | 'isOwner'>

/**
 * How many feeds the owner of a channel may have in the channel's cell, as some may be in others; null: any number. Feeds count
 * for the channel's owner, whoever adds them. The bot's owners add what they like.
 */
export async function feedsAllowed({ deps, person, isOwner, entry, channel }: ChannelTurn): Promise<number | null> {
  if (isOwner) return null
  const owner = (await channel.ownerOf()) ?? person.id
  if (owner !== person.id && isOneOf(deps.settings, await deps.directory.owners(), owner)) return null
  const { feeds } = await holdingsIn(deps, owner, (number) => number !== entry.cell)
  return Math.max(0, limits.stranger.feeds - feeds)
}

/** Says that there may be no more feeds: of the person, or of whoever else registered the channel. */
export async function answerOver({ words, person, entry, channel, reply }: ChannelTurn): Promise<void> {
  const isOwn = (await channel.ownerOf()) === person.id
  await reply(words.tooManyFeeds(limits.stranger.feeds, isOwn ? null : entry.title))
}

/** Whether a person may register one more channel. @param feeds how many it has already */
export async function mayRegister({ deps, person, isOwner }: Asker, feeds = 0): Promise<boolean> {
  if (isOwner) return true
  const held = await holdingsIn(deps, person.id, () => true)
  return held.channels < limits.stranger.channels && held.feeds + feeds <= limits.stranger.feeds
}

/** What a person has in some of the cells. */
async function holdingsIn(
  { cell, settings }: Asker['deps'],
  person: UserId,
  counts: (cell: number) => boolean,
): Promise<Holdings> {
  const numbers = Array.from({ length: settings.cells }, (_, number) => number).filter(counts)
  const held = await Promise.all(numbers.map((number) => cell(number).holdingsOf(person)))
  const total = (what: keyof Holdings) => held.reduce((sum, each) => sum + each[what], 0)
  return { channels: total('channels'), feeds: total('feeds') }
}
