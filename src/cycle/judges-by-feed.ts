/** The channels that decide about each feed's items: their filters, their stories and their settings. Pure. */
import { matcherOf, type Verdict } from '../filter/match/matcher.ts'
import type { SearchableItem } from '../filter/match/searchable-item.ts'
import { wantsFullText } from '../look.ts'
import type { Channel, ChannelId, FeedUrl } from '../model.ts'
import type { FeedUse } from './feed-uses.ts'
import { Stories, type Story } from './merge-stories.ts'

type Judgement = Verdict & {
  /** The filter that drops the item; null: none. */
  readonly by: 'channel' | 'feed' | null
}

/** A channel that uses a feed, with what decides about the feed's items for it. */
export interface Judge {
  readonly use: FeedUse
  readonly verdict: (item: SearchableItem) => Judgement
  /** Null: the channel does not merge stories. */
  readonly stories: Stories | null
  readonly isReading: boolean
  readonly wantsFullText: boolean
}

interface JudgesInput {
  readonly channels: readonly Channel[]
  readonly subscriptions: readonly FeedUse[]
  /** A channel's stories of the last 48 hours, oldest first. */
  readonly stories: (channel: ChannelId) => readonly Story[]
}

export function judgesByFeed(input: JudgesInput): ReadonlyMap<FeedUrl, readonly Judge[]> {
  const channels = new Map(
    input.channels.map((channel) => [channel.id, { channel, verdict: matcherOf(channel.filter) }]),
  )
  const stories = new Map<ChannelId, Stories>()
  const storiesOf = ({ id, stories: isMerging }: Channel) => {
    if (!isMerging) return null
    const made = stories.get(id) ?? new Stories(input.stories(id))
    stories.set(id, made)
    return made
  }
  const judges = new Map<FeedUrl, Judge[]>()
  for (const use of input.subscriptions) {
    const user = channels.get(use.channel)
    if (user === undefined) continue
    const { channel } = user
    const ofFeed = matcherOf(use.filter)
    const judge: Judge = {
      use,
      verdict: (item) => {
        const first = user.verdict(item)
        if (!first.keep) return { ...first, by: 'channel' }
        const second = ofFeed(item)
        if (!second.keep) return { ...second, by: 'feed' }
        // What the text decided is worth remembering, as nobody can look again.
        return { ...(first.field === 'text' ? first : second), by: null }
      },
      get stories() {
        return storiesOf(channel)
      },
      isReading: channel.reading,
      wantsFullText: wantsFullText(channel),
    }
    judges.set(use.feed, [...(judges.get(use.feed) ?? []), judge])
  }
  return judges
}
