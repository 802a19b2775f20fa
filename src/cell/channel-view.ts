/** A channel with its feeds as the bot shows it, and the preview of its next digest. */
import type { CycleDeps } from '../cycle/deps.ts'
import { digestWords } from '../cycle/digest-words.ts'
import { digestLine, gather, headlinesOf } from '../cycle/gather-stories.ts'
import { isDigestDue } from '../cycle/is-digest-due.ts'
import { hasPosts } from '../cycle/post-of-digest.ts'
import { compose, type DigestInput, type DigestPart, newestHeadlines } from '../digest/compose.ts'
import { composeEach } from '../digest/compose-each.ts'
import { nextDigest } from '../digest/due-times.ts'
import { isInstant } from '../digest/schedule/instant.ts'
import { limits } from '../limits.ts'
import type { ChannelId, EpochMs } from '../model.ts'
import type { ChannelState } from '../store/channels.ts'
import type { Ledger } from '../store/ledger.ts'
import type { ChannelView } from './channel-api.ts'
import { feedOverviews } from './list-feeds.ts'

/** @param selected headlines that wait for a reader's selection; null: it is a channel */
export function channelView(
  ledger: Ledger,
  id: ChannelId,
  now: EpochMs,
  liveGapMinutes: number,
  selected: number | null = null,
): ChannelView | null {
  const state = ledger.channels.get(id)
  if (state === null) return null
  const waiting = selected ?? ledger.deliveries.waiting(id)
  const next = whenNext(state, waiting > 0, now, liveGapMinutes)
  const newestPost = hasPosts(state.channel) ? (ledger.posts.newest(id)?.code ?? null) : null
  return { channel: state.channel, feeds: feedOverviews(ledger, id, now), waiting, nextDigest: next, newestPost }
}

/** When the next digest is due; null: paused. @param waits whether headlines wait */
export function whenNext(
  state: ChannelState,
  waits: boolean,
  now: EpochMs,
  liveGapMinutes: number,
): EpochMs | 'now' | null {
  const { schedule, timezone, quiet, pause } = state.channel
  if (pause !== null) return null
  // A missed digest is sent late, if headlines wait.
  if ((waits || schedule.kind === 'live') && isDigestDue(state, liveGapMinutes, now)) return 'now'
  return nextDigest(schedule, timezone ?? 'UTC', now, state.lastDigestAt, liveGapMinutes, quiet)
}

/** The waiting headlines as the next digest would show them. */
export function preview(
  deps: Pick<CycleDeps, 'ledger' | 'words'>,
  id: ChannelId,
  linkBase: string | null,
): readonly DigestPart[] {
  const channel = deps.ledger.channels.get(id)?.channel
  if (channel === undefined) return []
  const words = deps.words(channel.language)
  const { shown, left } = newestHeadlines(gather(deps.ledger.deliveries.pending(id), channel), channel.atMost)
  const notShown = left.flatMap(headlinesOf).length
  const input: DigestInput = {
    ...digestWords(words, channel.timezone ?? 'UTC'),
    heading: null,
    lines: shown.map((line) => digestLine(line, channel.translate)),
    look: channel,
    linkBase,
    remarks: notShown > 0 ? [words.andMore(notShown)] : [],
  }
  return isInstant(channel.schedule) ? composeEach(input, limits.digest.instantMessages) : compose(input)
}
