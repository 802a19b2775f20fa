/** What happened to each published item in each channel, as the cell's tables say. */
import type { Why } from '../src/cell/fate.ts'
import { why } from '../src/cell/why.ts'
import type { Channel } from '../src/model.ts'
import type { Ledger } from '../src/store/ledger.ts'
import type { ArrivalTimes } from './arrival-times.ts'
import type { SampleFeed, SampleItem } from './feed-document.ts'

/** What happened to an item in a channel. */
export type PlaceFate =
  /** No cycle has read it yet. */
  | { readonly kind: 'unread' }
  /** `seconds`: since its publication. */
  | { readonly kind: 'sent'; readonly seconds: number | null }
  /** Waits for the next cycle. */
  | { readonly kind: 'next' }
  /** `until`: epoch ms; `timezone`: the channel's */
  | { readonly kind: 'held'; readonly until: number; readonly timezone: string; readonly because: 'quiet' | 'times' }
  | { readonly kind: 'paused' | 'under-way' | 'left-out' | 'retracted' | 'gone' | 'known' }
  | { readonly kind: 'merged'; readonly into: string }
  /** `term`: null if there is no single one; then the whole filter is shown. */
  | { readonly kind: 'dropped'; readonly term: string | null; readonly filter: string }

export interface ItemCard {
  readonly at: number
  readonly title: string
  /** Title of its feed. */
  readonly source: string
  readonly places: readonly { readonly channel: string; readonly fate: PlaceFate }[]
}

export interface ItemLog {
  published(item: SampleItem, feed: Pick<SampleFeed, 'title' | 'address'>): void
  /** Newest first. @param ledger null: nothing new is known */
  cards(ledger: Ledger | null): readonly ItemCard[]
}

interface Followed {
  readonly item: SampleItem
  readonly source: string
  readonly address: string
  places: ReadonlyMap<string, ItemCard['places'][number]>
}

const MAX_CARDS = 20

/** @param hasChat whether a chat's channel belongs to the sample @param liveGapMinutes the Worker's LIVE_GAP_MINUTES */
export function followItems(
  arrivals: ArrivalTimes,
  hasChat: (chat: number) => boolean,
  liveGapMinutes: number,
  now: () => number,
): ItemLog {
  let followed: readonly Followed[] = []
  return {
    published(item, { title: source, address }) {
      arrivals.published(item.title)
      followed = [{ item, source, address, places: new Map() }, ...followed].slice(0, MAX_CARDS)
    },
    cards(ledger) {
      const channels = ledger?.channels.all().filter(({ channel }) => hasChat(channel.chat)) ?? []
      for (const each of followed)
        for (const { channel } of channels) {
          const known = each.places.get(channel.id)
          if (ledger === null || (known !== undefined && isFinal(known.fate))) continue
          if (!ledger.feeds.usedBy(channel.id).some(({ url }) => String(url) === each.address)) continue
          const [found = null] = why(ledger, channel.id, each.item.link, now(), liveGapMinutes)
          const fate = placeFate(found, channel, arrivals.seconds(each.item.title, channel.chat))
          each.places = new Map([...each.places, [channel.id, { channel: channel.title, fate }]])
        }
      return followed.map(({ item, source, places }) => ({
        at: item.published,
        title: item.title,
        source,
        places: [...places.values()],
      }))
    },
  }
}

/** Sent headlines may still be taken back, but a card need not show it. */
function isFinal({ kind }: PlaceFate): boolean {
  return kind === 'sent' || kind === 'merged' || kind === 'dropped' || kind === 'known'
}

/** @param found null: no cycle has read the item */
export function placeFate(
  found: Pick<Why, 'fate'> | null,
  { schedule, timezone }: Pick<Channel, 'schedule' | 'timezone'>,
  seconds: number | null,
): PlaceFate {
  if (found === null) return { kind: 'unread' }
  const { fate } = found
  switch (fate.kind) {
    case 'sent':
      return { kind: 'sent', seconds }
    case 'waiting': {
      if (fate.next === null) return { kind: 'paused' }
      if (fate.next === 'now') return { kind: 'next' }
      const because = schedule.kind === 'live' ? 'quiet' : 'times'
      return { kind: 'held', until: fate.next, timezone: timezone ?? 'UTC', because }
    }
    case 'merged':
    case 'gathered':
      return { kind: 'merged', into: fate.into.title }
    case 'dropped':
      return { kind: 'dropped', term: fate.term, filter: fate.filter }
    default:
      return { kind: fate.kind }
  }
}
