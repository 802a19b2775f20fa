/** Composes a reader's digest of the chosen headlines. */
import { compose, type DigestInput, type DigestPart, newestHeadlines } from '../digest/compose.ts'
import { composeEach } from '../digest/compose-each.ts'
import { isInstant } from '../digest/schedule/instant.ts'
import { limits } from '../limits.ts'
import type { Channel, EpochMs } from '../model.ts'
import type { Selection } from '../store/channels.ts'
import type { Choice } from './choose-news.ts'
import type { CycleDeps } from './deps.ts'
import { digestWords } from './digest-words.ts'
import { digestLine, gather, headlinesOf, type Line } from './gather-stories.ts'
import { messageDrafts, type WaitingHeadline } from './message-drafts.ts'
import { messagesLeft } from './messages-left.ts'
import type { NewsByCode } from './selection-news.ts'

/** A reader's digest before it is stored. */
export interface SelectionDigest {
  readonly parts: readonly DigestPart[]
  readonly shown: readonly Line<WaitingHeadline>[]
  /** Older headlines, which the digest only counts. */
  readonly left: readonly WaitingHeadline[]
}

/** @param most messages of an instant selection @param now null: a preview, without heading */
export function selectionDigest(
  deps: Pick<CycleDeps, 'words'> & { readonly settings: Pick<CycleDeps['settings'], 'linkBase'> },
  { channel, follows }: Selection,
  { headlines }: Choice,
  news: NewsByCode,
  most: number,
  now: EpochMs | null,
): SelectionDigest {
  const timezone = channel.timezone ?? 'UTC'
  const words = deps.words(channel.language)
  const waiting = headlines.map(
    (headline, at): WaitingHeadline => ({ id: at + 1, headline: { ...headline, id: at + 1 } }),
  )
  const [only, other] = follows ?? []
  const hidesSources = other === undefined && news.get(only?.code ?? '')?.sources === false
  const look = { ...channel, sources: channel.sources && !hidesSources }
  // Gathering many headlines would take seconds.
  const { shown: newest, left: older } = newestHeadlines(waiting, gatheredAtMost(channel))
  const { shown, left } = newestHeadlines(gather(newest, look), channel.atMost ?? limits.readers.headlines)
  const leftHeadlines = [...older, ...left.flatMap(headlinesOf)]
  const input: DigestInput = {
    ...digestWords(words, timezone),
    heading: now === null || channel.schedule.kind === 'live' ? null : words.heading(now, timezone),
    // The news has the translations of its channel.
    lines: shown.map((line) => digestLine(line, null)),
    look,
    linkBase: deps.settings.linkBase,
    remarks: leftHeadlines.length > 0 ? [words.andMore(leftHeadlines.length)] : [],
  }
  const parts = isInstant(channel.schedule) ? composeEach(input, most) : compose(input)
  return { parts, shown, left: leftHeadlines }
}

function gatheredAtMost({ atMost }: Pick<Channel, 'atMost'>): number {
  return Math.min(limits.readers.gathered, 2 * (atMost ?? limits.readers.headlines))
}

/** In the unit of `judgingCost`. */
export function gatheringCost(channel: Pick<Channel, 'atMost'>, { headlines }: Choice): number {
  return limits.readers.gathering * Math.min(headlines.length, gatheredAtMost(channel))
}

/** One transaction: the messages are ready, and their headlines count as considered. */
export function composeSelection(
  deps: CycleDeps,
  selection: Selection,
  choice: Choice,
  news: NewsByCode,
  now: EpochMs,
): void {
  const { ledger } = deps
  const { channel } = selection
  const most = messagesLeft(deps, channel.id, now)
  const { parts, shown, left } = selectionDigest(deps, selection, choice, news, most, now)
  const drafts = messageDrafts(parts, shown, left)
  ledger.transaction(() => {
    for (const [index, draft] of drafts.entries()) {
      // Its headlines are not pending ones.
      const message = { ...draft, ids: [] }
      ledger.messages.addMessage(channel.id, message, index > 0 || channel.silent, now, null, choice.before)
    }
    ledger.channels.setFollows(channel.id, choice.follows, now)
  })
}
