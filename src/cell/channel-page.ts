/** The stories of a channel's last 48 hours, as its web page and its outbound feeds show them. */
import { createHash } from 'node:crypto'
import { hasPosts } from '../cycle/post-of-digest.ts'
import { shownTitle } from '../digest/shown-title.ts'
import type { Translation } from '../headline.ts'
import type { Language } from '../language.ts'
import { limits } from '../limits.ts'
import type { Translate } from '../look.ts'
import type { ChannelId, Enclosure, EpochMs, FeedUrl, ReaderCode } from '../model.ts'
import type { Ledger } from '../store/ledger.ts'
import type { Outcome } from '../store/outcomes.ts'
import { type LocalDay, localDay } from './day-page.ts'

/** A story on a channel's page. */
export interface PageStory {
  /** Code of its short link. */
  readonly code: string
  readonly title: string
  /** What the channel's posts have in place of the title; null: the title. */
  readonly translation: (Pick<Translation, 'language'> & { readonly text: string }) | null
  readonly link: string | null
  readonly source: string
  readonly summary: string
  readonly author: string | null
  readonly categories: readonly string[]
  readonly published: EpochMs | null
  readonly image: string | null
  /** BCP 47; null: unknown. */
  readonly language: string | null
  readonly enclosure: Enclosure | null
  /** The page with its comments; null: none. */
  readonly comments: string | null
  /** Whether it has a reading page. */
  readonly isReadable: boolean
  readonly feed: FeedUrl
  /** When the item was read. */
  readonly at: EpochMs
  /** Other feeds with the story, each with the code of its own short link; null: it has none. */
  readonly also: readonly { readonly source: string; readonly code: string | null }[]
}

export interface ChannelPage {
  /** Content hash; changes whenever the page does. */
  readonly version: string
  readonly title: string
  readonly username: string | null
  readonly language: Language
  readonly timezone: string
  /** Whether items have reading pages, and feeds their texts. */
  readonly reading: boolean
  /** When its stories last changed; null: unknown, as there are none, or some were retracted since. */
  readonly modified: EpochMs | null
  /** The last 48 hours, newest first. */
  readonly stories: readonly PageStory[]
  /** The code of its link for readers; absent: it has none. */
  readonly readers?: ReaderCode
  /** The newest day of its archive; null: there is none. */
  readonly newestDay: LocalDay | null
}

export type PageAnswer =
  /** The channel has no page: its owner has not switched it on. */
  | { readonly kind: 'off' }
  /** The caller has this version. */
  | { readonly kind: 'same' }
  | { readonly kind: 'page'; readonly page: ChannelPage }

/** Pages kept in the object's memory, so that many readers cost the rows of one. */
export type PageMemory = Map<ChannelId, { readonly at: EpochMs; readonly page: ChannelPage }>

/** @param known the version that the caller has; null: none */
export function channelPage(
  ledger: Ledger,
  memory: PageMemory,
  id: ChannelId,
  known: string | null,
  now: EpochMs,
): PageAnswer {
  const remembered = memory.get(id)
  const isFresh = remembered !== undefined && Math.abs(now - remembered.at) < limits.web.pageMs
  const page = isFresh ? remembered.page : lookUp(ledger, id, remembered?.page ?? null, now)
  if (page === null) return { kind: 'off' }
  if (!isFresh) memory.set(id, { at: now, page })
  return known === page.version ? { kind: 'same' } : { kind: 'page', page }
}

/** @param before the last version @returns null: the owner has not switched the page on */
function lookUp(ledger: Ledger, id: ChannelId, before: ChannelPage | null, now: EpochMs): ChannelPage | null {
  const channel = ledger.channels.get(id)?.channel
  if (channel === undefined || !channel.page) return null
  const since = now - limits.store.outcomesMs
  const { title, username, language, timezone, reading, translate } = channel
  const readers = channel.readers === undefined ? {} : { readers: channel.readers }
  const newestAt = hasPosts(channel) ? (ledger.posts.newest(id)?.at ?? null) : null
  const newestDay = newestAt === null ? null : localDay(newestAt, timezone ?? 'UTC')
  const span = ledger.outcomes.span(id, since)
  const content = [
    span,
    ledger.retractions(),
    title,
    username,
    language,
    timezone,
    reading,
    newestDay,
    translate?.language ?? null,
    ...Object.values(readers),
  ]
  const version = createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 16)
  if (before?.version === version) return before
  const outcomes = ledger.outcomes.of(id).filter(({ at }) => at >= since)
  const settings = { title, username, language, timezone: timezone ?? 'UTC', reading }
  const modified = outcomes.some(({ isRetracted }) => isRetracted) ? null : (outcomes[0]?.at ?? null)
  return { version, ...settings, ...readers, modified, stories: storiesOf(outcomes, translate), newestDay }
}

/** Newest first. */
function storiesOf(
  outcomes: readonly (Outcome & { readonly at: EpochMs })[],
  translate: Translate | null,
): readonly PageStory[] {
  const kept = outcomes.filter((outcome) => outcome.kept)
  const shown = kept.filter(({ isRetracted }) => isRetracted !== true)
  const own = new Set(
    kept.flatMap(({ code, isMerged, repeats }) => (isMerged || repeats !== undefined ? [] : (code ?? []))),
  )
  /** The code of the story that the outcome repeats; null: it is a story itself. */
  const repeated = ({ code, isMerged, repeats }: Outcome) => {
    const of = isMerged ? code : (repeats?.code ?? null)
    return of !== null && own.has(of) ? of : null
  }
  const others = Map.groupBy(shown, repeated)
  return shown.flatMap((outcome): readonly PageStory[] => {
    const { code, isMerged, source } = outcome
    if (code === null || isMerged || repeated(outcome) !== null) return []
    const { title, link, summary, author, categories, published, at, feed, isReadable = false } = outcome
    const { image = null, language = null, enclosure = null, comments = null } = outcome
    const also = new Map<string, string | null>()
    for (const other of others.get(code) ?? [])
      if (other.source !== source)
        also.set(other.source, (other.isMerged ? null : other.code) ?? also.get(other.source) ?? null)
    const named = [...also].map(([name, path]) => ({ source: name, code: path }))
    const shown = { code, title, link, source, summary, author, categories, published, at, feed }
    const translated = shownTitle(outcome, translate)
    const translation =
      translated === null || translate === null ? null : { language: translate.language, text: translated.title }
    return [{ ...shown, translation, image, language, enclosure, comments, isReadable, also: named }]
  })
}
