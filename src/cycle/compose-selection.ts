/** Composes a reader's digest of the chosen headlines. */
import { compose, type DigestInput, type DigestPart, newestHeadlines } from '../digest/compose.ts'
import { composeEach } from '../digest/compose-each.ts'
import { isInstant } from '../digest/schedule/instant.ts'
import type { Headline } from '../headline.ts'
import { limits } from '../limits.ts'
import type { Channel, EpochMs } from '../model.ts'
import type { Selection } from '../store/channels.ts'
import type { Choice } from './choose-news.ts'
import type { CycleDeps } from './deps.ts'
import { digestWords, gatheredIn, messagesLeft, textsOf } from './due-digests.ts'
import { digestLine, gather, headlinesOf } from './gather-stories.ts'
import type { NewsByCode } from './selection-news.ts'

interface Waiting {
  readonly id: number
  readonly headline: Headline
}

/** A reader's digest before it is stored. */
export interface SelectionDigest {
  readonly parts: readonly DigestPart[]
  readonly waiting: readonly Waiting[]
  /** Older headlines, which the digest only counts. */
  readonly left: readonly Waiting[]
  readonly gathered: ReadonlyMap<number, ReturnType<typeof gatheredIn>[number][1]>
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
  const waiting = headlines.map((headline, at): Waiting => ({ id: at + 1, headline: { ...headline, id: at + 1 } }))
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
    lines: shown.map(digestLine),
    look,
    linkBase: deps.settings.linkBase,
    remarks: leftHeadlines.length > 0 ? [words.andMore(leftHeadlines.length)] : [],
  }
  const parts = isInstant(channel.schedule) ? composeEach(input, most) : compose(input)
  return { parts, waiting, left: leftHeadlines, gathered: new Map(shown.flatMap(gatheredIn)) }
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
  const { parts, waiting, left, gathered } = selectionDigest(deps, selection, choice, news, most, now)
  const codes = new Map(waiting.map(({ id, headline }) => [id, headline.code]))
  ledger.transaction(() => {
    for (const [index, part] of parts.entries()) {
      const contents = [
        ...part.ids.map((id, at) => ({ code: codes.get(id) ?? '', ...textsOf(part.blocks[at]), ...gathered.get(id) })),
        ...(index === parts.length - 1 ? left : []).map(({ headline: { code } }) => ({ code, html: '', plain: '' })),
      ]
      // Its headlines are not pending ones, and readers choose no layout.
      const message = { ...part, ids: [], contents, instead: [] }
      const isSilent = index > 0 || channel.silent
      ledger.messages.addMessage(channel.id, message, isSilent, now, null, choice.before)
    }
    ledger.channels.setFollows(channel.id, choice.follows, now)
  })
}
