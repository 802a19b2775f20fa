/** Limits on the channels and feeds of people who use a public bot without owning it. */
import type { Holdings } from '../../cell/holdings.ts'
import { limits } from '../../limits.ts'
import type { UserId } from '../../model.ts'
import type { BotDeps, ChannelContext, PersonContext } from '../request-context.ts'
import { isOwner as ownsBot } from './owners.ts'

/** The person who registers a channel. */
export type Applicant = Pick<PersonContext, 'deps' | 'person' | 'isOwner'>

/**
 * How many feeds the owner of a channel may have in the channel's cell, after those in other cells; null: any number. Feeds
 * count for the channel's owner, even if somebody else adds them. The bot's owners may add any number.
 */
export async function feedsAllowed({
  deps,
  person,
  isOwner,
  entry,
  channel,
}: Applicant & Pick<ChannelContext, 'entry' | 'channel'>): Promise<number | null> {
  if (isOwner) return null
  const owner = (await channel.ownerOf()) ?? person.id
  if (owner !== person.id && ownsBot(deps.settings, await deps.directory.owners(), owner)) return null
  const { feeds } = await holdingsOf(deps, owner, entry.cell)
  return Math.max(0, limits.stranger.feeds - feeds)
}

/** Says that the channel's owner may have no more feeds. */
export async function respondTooManyFeeds(ctx: ChannelContext): Promise<void> {
  const isOwn = (await ctx.channel.ownerOf()) === ctx.person.id
  await ctx.respond(ctx.texts.tooManyFeeds(limits.stranger.feeds, isOwn ? null : ctx.entry.title))
}

/** Whether a person may register one more channel. @param feeds how many feeds the channel has */
export async function mayRegister({ deps, person, isOwner }: Applicant, feeds = 0): Promise<boolean> {
  if (isOwner) return true
  const held = await holdingsOf(deps, person.id, null)
  return held.channels < limits.stranger.channels && held.feeds + feeds <= limits.stranger.feeds
}

/** What a person has in all cells but one. @param except number of that cell; null: none */
async function holdingsOf(
  { cell, settings }: Pick<BotDeps, 'cell' | 'settings'>,
  person: UserId,
  except: number | null,
): Promise<Holdings> {
  const numbers = Array.from({ length: settings.cells }, (_, number) => number).filter((number) => number !== except)
  const held = await Promise.all(numbers.map((number) => cell(number).holdingsOf(person)))
  const total = (what: keyof Holdings) => held.reduce((sum, each) => sum + each[what], 0)
  return { channels: total('channels'), feeds: total('feeds') }
}
