/** Whether a headline was taken back, and the post that it belongs to, for its reading page. */
import { hasPosts } from '../cycle/post-of-digest.ts'
import { dayMs, limits } from '../limits.ts'
import { readPostCode } from '../links/post-code.ts'
import type { ChannelId, EpochMs } from '../model.ts'
import type { Ledger } from '../store/ledger.ts'

export interface StoryState {
  /** The channel of the post took it back, or without a post, each channel that got it. */
  readonly isRetracted: boolean
  /** The code of its post: the given one if it has the headline, else the only public one, if nobody else's channel got it; null: neither. */
  readonly post: string | null
}

/** A headline waits this long at most: days between its edition and its post. */
const waitDays = Math.ceil(limits.store.pendingMs / dayMs) + 1

/** @param given the code of the post that the reader comes from @param channels those that got the item; null: unknown */
export function storyState(
  ledger: Ledger,
  story: string,
  given: string | null,
  channels: readonly ChannelId[] | null,
  now: EpochMs,
): StoryState {
  const code = given === null ? null : readPostCode(given, now)
  const day = code === null ? null : ledger.posts.dayOf(code)
  const isThere = day?.parts.some((part) => part.code === given && part.stories.some((each) => each.code === story))
  if (day !== null && isThere === true && isPublic(ledger, day.channel))
    return { isRetracted: ledger.retractedCodes.has(day.channel, story), post: given }
  const readers = (channels ?? []).slice(0, limits.store.channelsOfItem)
  return {
    isRetracted: readers.length > 0 && readers.every((channel) => ledger.retractedCodes.has(channel, story)),
    post: onlyPost(ledger, story, readers, now),
  }
}

/** The post with a headline, if exactly one public channel got it. The reader of another owner's private channel is not led to it. */
function onlyPost(ledger: Ledger, story: string, readers: readonly ChannelId[], now: EpochMs): string | null {
  const channels = readers.map((reader) => ledger.channels.get(reader)?.channel)
  const [channel, another] = channels.filter((each) => each !== undefined && hasPosts(each))
  const isShared = new Set(channels.map((each) => each?.owner)).size > 1
  // The code has the time of the item's edition.
  const first = readPostCode(story, now)?.day
  if (channel === undefined || another !== undefined || isShared || first === undefined) return null
  return ledger.posts.with(channel.id, story, first - 1, first + waitDays)?.code ?? null
}

function isPublic(ledger: Ledger, id: ChannelId): boolean {
  const channel = ledger.channels.get(id)?.channel
  return channel !== undefined && hasPosts(channel)
}
