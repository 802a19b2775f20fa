/** A channel's settings: filters with their back-test, and the view of it that the bot shows. */

import { digestWords } from '../cycle/deliver.ts'
import type { CycleEdges } from '../cycle/edges.ts'
import { atMost, compose, type DigestPart } from '../digest/compose.ts'
import { isDue, nextDigest } from '../digest/when.ts'
import { matcherOf } from '../filter/match.ts'
import { Prepared } from '../filter/prepared.ts'
import { parseFilter } from '../filter/query.ts'
import type { ChannelId, EpochMs } from '../model.ts'
import { type FilterProblem, ok, type Result } from '../result.ts'
import type { ChannelState } from '../store/channels.ts'
import type { Ledger } from '../store/ledger.ts'
import type { BackTest, ChannelView } from './api.ts'
import { feedViews } from './subscribe.ts'

const HIDDEN_SHOWN = 3

export function channelView(ledger: Ledger, id: ChannelId, now: EpochMs, liveGapMinutes: number): ChannelView | null {
  const state = ledger.channels.get(id)
  if (state === null) return null
  const waiting = ledger.deliveries.waiting(id)
  const next = state.channel.pause === null ? whenNext(state, waiting > 0, now, liveGapMinutes) : null
  return { channel: state.channel, feeds: feedViews(ledger, id), waiting, nextDigest: next }
}

function whenNext(
  { channel, lastDigestAt, scheduleSince: since }: ChannelState,
  waits: boolean,
  now: EpochMs,
  liveGapMinutes: number,
): EpochMs | 'now' {
  const { schedule, timezone, quiet } = channel
  const zone = timezone ?? 'UTC'
  const due = isDue(schedule, zone, { now, lastDigestAt, since }, liveGapMinutes, quiet)
  // A set time that was missed is made up for, if there is something to send.
  if (due && (waits || schedule.kind === 'live')) return 'now'
  return nextDigest(schedule, zone, now, lastDigestAt, liveGapMinutes, quiet)
}

/** Saves a filter that parses; one that does not changes nothing. `number`: of a feed; null: of the whole channel. */
export function setFilter(
  ledger: Ledger,
  id: ChannelId,
  number: number | null,
  query: string,
): Result<BackTest, FilterProblem> | 'no-such-feed' {
  const filter = parseFilter(query)
  if (!filter.ok) return filter
  const state = ledger.channels.get(id)
  const feed = feedViews(ledger, id).find((view) => view.number === number)
  if (state === null || (number !== null && feed === undefined)) return 'no-such-feed'
  if (feed === undefined) ledger.channels.configure({ ...state.channel, filter: query })
  else ledger.subscriptions.setFilter(id, feed.url, query)
  return ok(backTest(ledger, id))
}

/** What the filters as they are now would have done to the last 48 hours. */
function backTest(ledger: Ledger, id: ChannelId): BackTest {
  const matchers = new Map(feedViews(ledger, id).map(({ url, filter }) => [url, matcherOf(filter)]))
  const ofChannel = matcherOf(ledger.channels.get(id)?.channel.filter ?? '')
  const hidden: string[] = []
  const outcomes = ledger.outcomes.of(id)
  for (const outcome of outcomes) {
    const item = new Prepared(outcome)
    const passes = ofChannel(item).keep && (matchers.get(outcome.feed)?.(item).keep ?? true)
    if (!passes) hidden.push(outcome.title)
  }
  return { passed: outcomes.length - hidden.length, total: outcomes.length, hidden: hidden.slice(0, HIDDEN_SHOWN) }
}

/** What waits, as the next digest would show it. */
export function preview(
  edges: Pick<CycleEdges, 'ledger' | 'words'>,
  id: ChannelId,
  linkBase: string | null,
): readonly DigestPart[] {
  const channel = edges.ledger.channels.get(id)?.channel
  if (channel === undefined) return []
  const words = edges.words(channel.language)
  const { shown, left } = atMost(edges.ledger.deliveries.pending(id), channel.atMost)
  return compose({
    ...digestWords(words, channel.timezone ?? 'UTC'),
    heading: null,
    headlines: shown.map(({ headline }) => headline),
    look: channel,
    linkBase,
    remarks: left.length > 0 ? [words.andMore(left.length)] : [],
  })
}
