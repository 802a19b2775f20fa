/** Composes the digests that are due into messages. */
import type { BriefedSentence } from '../digest/briefing-blocks.ts'
import { compose, type DigestInput, type DigestPart, type EndLink } from '../digest/compose.ts'
import { composeEach } from '../digest/compose-each.ts'
import { composeRich } from '../digest/compose-rich.ts'
import { isInstant } from '../digest/schedule/instant.ts'
import { limits } from '../limits.ts'
import { readerLink } from '../links/reader-link.ts'
import type { Channel, EpochMs } from '../model.ts'
import { type CycleProblem, causeOf } from '../result.ts'
import type { ChannelState } from '../store/channels.ts'
import type { Pending } from '../store/deliveries.ts'
import type { Briefings } from './brief-digests.ts'
import type { CycleDeps, CycleWords } from './deps.ts'
import { digestContents } from './digest-contents.ts'
import { digestWords } from './digest-words.ts'
import { digestLine } from './gather-stories.ts'
import { isDigestDue } from './is-digest-due.ts'
import { messageDrafts } from './message-drafts.ts'
import { messagesLeft } from './messages-left.ts'
import { postOfDigest } from './post-of-digest.ts'
import { type Held, heldKey } from './translate-headlines.ts'

/**
 * Composes the pending headlines of channels whose digest is due. A channel has one unsent digest at a time.
 * @param complete every due feed was read: a set time without headlines counts as done
 * @param held headlines whose translation may come with the next cycle
 * @param briefings what stands above digests at set times
 */
export function composeDueDigests(
  deps: CycleDeps,
  now: EpochMs,
  complete: boolean,
  held: Held,
  briefings: Briefings,
): readonly CycleProblem[] {
  const { deliveries, messages, channels } = deps.ledger
  const busy = new Set(messages.unsent().map(({ channel }) => channel))
  const urgent = deliveries.urgent()
  return channels.all().flatMap((state): readonly CycleProblem[] => {
    const { id, pause, title } = state.channel
    if (pause !== null || busy.has(id)) return []
    try {
      const due = isDigestDue(state, deps.settings.liveGapMinutes, now)
      if (!due && !urgent.has(id)) return []
      // A digest at a set time does not wait: the next one may be a day away.
      const isLive = state.channel.schedule.kind === 'live'
      const pending = deliveries.pending(id).filter((each) => !isLive || !held.has(heldKey(id, each)))
      const waiting = due ? pending : pending.filter((each) => each.urgent)
      composeDigest(deps, state, waiting, due, now, complete, due ? briefings.get(id) : undefined)
      return []
    } catch (error) {
      // A bug in one channel must not keep the others from their digests.
      return [{ kind: 'channel-failed', channel: title, id, cause: causeOf(error) }]
    }
  })
}

function composeDigest(
  deps: CycleDeps,
  { channel }: ChannelState,
  waiting: readonly Pending[],
  due: boolean,
  now: EpochMs,
  complete: boolean,
  sentences: readonly BriefedSentence[] | undefined,
): void {
  const { ledger, settings } = deps
  const timezone = channel.timezone ?? 'UTC'
  if (waiting.length === 0) {
    // A set time without headlines is done: later headlines wait for the next.
    if (due && complete && channel.schedule.kind !== 'live') ledger.channels.setLastDigest(channel.id, now)
    return
  }
  const words = deps.words(channel.language)
  const gaps = ledger.gaps.waiting(channel.id)
  const { shown, left } = digestContents(channel, waiting, due)
  const heading = channel.schedule.kind === 'live' ? null : words.heading(now, timezone)
  const digest = postOfDigest(deps, channel, heading, now)
  const input: DigestInput = {
    ...digestWords(words, timezone),
    heading,
    briefing: sentences === undefined ? null : { heading: words.briefing, sentences },
    post: digest?.code ?? null,
    lines: shown.map((line) => digestLine(line, channel.translate)),
    look: channel,
    linkBase: settings.linkBase,
    endLink: linkForReaders(channel, settings, words),
    remarks: [
      ...(left.length > 0 ? [words.andMore(left.length)] : []),
      ...gaps.slice(0, limits.digest.gaps).map((gap) => words.gap(gap, now, timezone)),
      ...(gaps.length > limits.digest.gaps ? [words.moreGaps(gaps.length - limits.digest.gaps)] : []),
    ],
  }
  const parts = partsOf(deps, channel, input, now)
  const drafts = messageDrafts(parts, shown, left)
  ledger.transaction(() => {
    let last = 0
    for (const [index, draft] of drafts.entries()) {
      // Only the first part makes a sound.
      last = ledger.messages.addMessage(channel.id, draft, index > 0 || channel.silent, now, digest)
    }
    if (gaps.length > 0) ledger.gaps.attach(channel.id, last)
    if (due) ledger.channels.setLastDigest(channel.id, now)
  })
}

/** An instant channel has no rich messages: each story is a line of its own. */
function partsOf(deps: CycleDeps, channel: Channel, input: DigestInput, now: EpochMs): readonly DigestPart[] {
  if (isInstant(channel.schedule)) return composeEach(input, messagesLeft(deps, channel.id, now))
  return channel.layout === 'rich' ? composeRich(input) : compose(input)
}

function linkForReaders(
  { readers }: Channel,
  { bot = null }: CycleDeps['settings'],
  words: CycleWords,
): EndLink | null {
  return readers === undefined || bot === null ? null : { url: readerLink(bot, readers), text: words.readers }
}
