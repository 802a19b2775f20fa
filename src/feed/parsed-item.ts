/** Completes drafts of items: fallbacks, absolute addresses and limits. */
import { limits } from '../limits.ts'
import type { Body, Enclosure, EpochMs, Item } from '../model.ts'
import { discussionOf } from '../text/discussion.ts'
import { oneLine } from '../text/one-line.ts'
import { truncateAtWord } from '../text/truncate.ts'
import { webAddress } from '../text/web-address.ts'
import { parseDate } from './date.ts'
import { discussedArticle, discussionIn } from './discussion-site.ts'
import { durationSeconds } from './duration-seconds.ts'
import { bodyOf } from './html-to-text/body.ts'
import { itemText } from './html-to-text/item-text.ts'
import { isPictureAddress, leadImage } from './html-to-text/lead-image.ts'
import { titleText } from './html-to-text/plain-text.ts'
import { publisherShortLink } from './html-to-text/short-link.ts'
import { summaryText } from './html-to-text/summary.ts'
import { htmlText, type ItemDraft, type RawEnclosure, type RichText } from './item-draft.ts'
import { firstLanguage } from './language-tag.ts'
import { linkAddress } from './link-address.ts'
import { beginningOf, isBlank } from './source-text.ts'
import type { RawKeys } from './xml/key-reader.ts'

/** An item with everything that is read from it. */
export type ParsedItem = Omit<Item, 'enclosure' | 'comments' | 'language'> & {
  readonly enclosures: readonly Enclosure[]
  /** The page with its comments: absolute http(s). */
  readonly comments: string | null
  readonly commentCount: number | null
  /** BCP 47, as it or its feed declares; null: neither does. */
  readonly language: string | null
  /** Its full text, created lazily; null if it has none. */
  readonly body: () => Body | null
  /** Its words for filters, a line for each block, at most `units` UTF-16 units; empty if it has none. */
  readonly text: (units: number) => string
  /** Its publisher's own short link. */
  readonly alias: string | null
}

/** What items inherit from their feed. */
export interface FeedContext {
  /** Absolute base of relative links. */
  readonly linkBase: string
  /** Absolute base of relative addresses in texts: the site, because texts are written for its pages. */
  readonly textBase: string
  /** The feed's author, for items without one. */
  readonly author: string | null
  /** The feed's language, for items that declare none; null: it declares none. */
  readonly language: string | null
  readonly now: EpochMs
}

/** The item of a draft. @param keys from the scan, in case the parser lost a field */
export function parsedItem(draft: ItemDraft, keys: RawKeys, feed: FeedContext): ParsedItem {
  const { titleUnits, summaryUnits, categoryUnits, categories } = limits.feed
  const base = draft.base === '' ? null : webAddress(draft.base, feed.linkBase)
  const { linkBase, textBase } = base === null ? feed : { linkBase: base, textBase: base }
  const text = draft.texts.find((each) => !isBlank(each)) ?? htmlText('')
  const title = titleOf(draft.title, titleUnits) || titleText(keys.title, titleUnits)
  const summary = text.kind === 'html' ? summaryText(text, summaryUnits, title) : plainLine(text, summaryUnits)
  const id = draft.id || keys.id
  const own = firstAddress([...draft.links, keys.link], linkBase)
  const article = discussedArticle(draft, own, linkBase)
  const link = article ?? own
  const commentCount = wholeNumber(draft.comments.count)
  return {
    id: id === '' ? null : oneLine(id).slice(0, limits.feed.linkUnits).toWellFormed(),
    title: title || truncateAtWord(summary, limits.digest.titleUnits),
    link,
    published: parseDate(draft.published || (draft.updated === '' ? keys.date : ''), feed.now),
    updated: parseDate(draft.updated, feed.now),
    author: namesOf(draft.authors) ?? feed.author,
    categories: distinct(distinct(draft.categories).map((each) => titleText(each, categoryUnits))).slice(0, categories),
    summary,
    image: imageOf(draft, textBase),
    // Read by few callers.
    get enclosures() {
      return enclosuresOf(draft.enclosures, linkBase)
    },
    get comments() {
      const named = firstAddress(draft.comments.addresses, linkBase) ?? discussionIn(draft, linkBase)
      return discussionOf({ link, comments: article === null ? named : own }, commentCount)
    },
    commentCount,
    get language() {
      return firstLanguage(draft.languages) ?? feed.language
    },
    body: () => bodyOf(draft.texts, base ?? link ?? textBase),
    text: (units) => itemText(draft.texts, units, title),
    alias: publisherShortLink(draft.texts, link),
  }
}

/** A number up to nine digits, possibly in groups; null for other texts. */
function wholeNumber(text: string): number | null {
  return /^\d{1,9}$|^\d{1,3}(?:,\d{3}){1,2}$/u.test(text) ? Number(text.replaceAll(',', '')) : null
}

function enclosuresOf(found: readonly RawEnclosure[], base: string): readonly Enclosure[] {
  const byAddress = new Map<string, Enclosure>()
  for (const { url, type, length, duration = '' } of found) {
    const seconds = durationSeconds(duration)
    const address = linkAddress(url, base)
    if (address === null || byAddress.has(address) || byAddress.size >= limits.feed.enclosures) continue
    byAddress.set(address, {
      url: address,
      type: type === '' ? null : oneLine(type).slice(0, limits.feed.mediaTypeUnits),
      length: /^\d{1,15}$/u.test(length) ? Number(length) : null,
      ...(seconds === null ? {} : { seconds }),
    })
  }
  return [...byAddress.values()]
}

/** A title as one line of at most `units`. */
export function titleOf(title: RichText, units: number): string {
  return title.kind === 'html' ? titleText(title.decode(title.raw), units) : plainLine(title, units)
}

function plainLine(text: RichText, units: number): string {
  return truncateAtWord(oneLine(beginningOf(text, units * 4)), units)
}

/** A faster `webAddress` for keys, of which a document has up to a thousand: absolute addresses stay as written. */
export function keyAddress(text: string, base: string): string | null {
  if ((text.startsWith('https://') || text.startsWith('http://')) && !/[\s\\]/.test(text))
    return text.length > limits.feed.linkUnits ? null : text
  return webAddress(text, base)
}

/** People's names in one line, each once; null if there are none. */
export function namesOf(people: readonly string[]): string | null {
  const names = distinct(people.slice(0, limits.feed.authors).flatMap(personNames))
  return names.length === 0 ? null : truncateAtWord(names.join(', '), limits.feed.authorUnits)
}

/** A separator of people, before a name or an address with its e-mail address. */
const betweenPeople = /(?<=[)>])\s*[,;]\s*|[,;]\s*(?=\S+@\S+\s*\()/u

/** The names in an author; several have e-mail addresses and separators. */
function personNames(text: string): readonly string[] {
  const line = titleText(text, limits.feed.authorUnits)
  return line.includes('@') ? line.split(betweenPeople).map(personName) : [line]
}

/** `ann@example.org (Ann)` and `"Ann" <ann@example.org>` are Ann. */
function personName(person: string): string {
  const name =
    /^\S+@\S+\s+[([](.+)[)\]]$/u.exec(person)?.[1] ?? /^([^<>@]*[^<>@\s])\s*[<([]\S+@[^\s<>]+[>)\]]$/u.exec(person)?.[1]
  return name?.replace(/^"(.+)"$/u, '$1') ?? person
}

/** The first candidate that is a web address. */
export function firstAddress(candidates: readonly string[], base: string): string | null {
  for (const candidate of candidates) {
    const address = linkAddress(candidate, base)
    if (address !== null) return address
  }
  return null
}

function imageOf({ images, texts, thumbnails }: ItemDraft, base: string): string | null {
  const named = firstAddress(images.filter(isPictureAddress), base)
  if (named !== null) return named
  for (const text of texts) {
    const lead = text.kind === 'html' ? leadImage(text) : null
    const address = lead === null ? null : webAddress(lead, base)
    if (address !== null) return address
  }
  return firstAddress(thumbnails.filter(isPictureAddress), base)
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.filter((text) => text !== ''))]
}
