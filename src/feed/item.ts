/** Makes an item of what a format found in its block: the fallbacks, the links and the limits that all formats share. */
import { limits } from '../limits.ts'
import type { Body, EpochMs, Item } from '../model.ts'
import { parseDate } from './date.ts'
import { bodyOf } from './html-to-text/body.ts'
import { isPictureAddress, leadImage } from './html-to-text/lead-image.ts'
import { cut, oneLine, titleText } from './html-to-text/plain-text.ts'
import { publisherShortLink } from './html-to-text/short-link.ts'
import { summaryText } from './html-to-text/summary.ts'
import type { RawKeys } from './xml/key-reader.ts'

/** A file that an item offers: an episode, a picture, a paper. */
export interface Enclosure {
  /** Absolute http(s). */
  readonly url: string
  /** Media type as written; null where there is none. */
  readonly type: string | null
  /** Bytes; null where unknown. */
  readonly length: number | null
}

/** An item as its feed has it; what is kept of it is an `Item`. */
export type ParsedItem = Item & {
  readonly enclosures: readonly Enclosure[]
  /** Its own text, made when it is asked for; null where it has none. */
  readonly body: () => Body | null
  /** Its publisher's own short link; null where none is told. */
  readonly alias: string | null
}

/** As a format found it; empty strings where there is nothing. */
export interface RawEnclosure {
  readonly url: string
  readonly type: string
  readonly length: string
}

/** A text with what it is written in. */
export interface Rich {
  readonly kind: 'plain' | 'html'
  readonly value: string
}

/** What a format read in an item's block, each list with the best first; empty strings where there is nothing. */
export interface Draft {
  readonly id: string
  readonly title: Rich
  readonly links: readonly string[]
  readonly published: string
  readonly updated: string
  readonly authors: readonly string[]
  readonly categories: readonly string[]
  readonly texts: readonly Rich[]
  /** Pictures that the feed names as such, and small ones for where a text has none. */
  readonly images: readonly string[]
  readonly thumbnails: readonly string[]
  readonly enclosures: readonly RawEnclosure[]
  /** xml:base. */
  readonly base: string
}

/** What a format read in a document's head. */
export interface Head {
  readonly title: Rich
  readonly site: string
  readonly updated: string
  readonly authors: readonly string[]
  readonly base: string
}

/** What an item takes from its feed. */
export interface Surroundings {
  /** Absolute: what relative addresses are relative to. */
  readonly base: string
  /** The feed's own author, for items without one. */
  readonly author: string | null
  readonly now: EpochMs
}

/** The draft where only an item's keys could be read. */
export function draftOf(keys: RawKeys): Draft {
  return {
    id: keys.id,
    title: { kind: 'html', value: keys.title },
    links: [keys.link],
    published: keys.date,
    updated: '',
    authors: [],
    categories: [],
    texts: [{ kind: 'html', value: keys.text }],
    images: [],
    thumbnails: [],
    enclosures: [],
    base: '',
  }
}

/** Fills in and cleans up. `keys` help where the parser lost what the scan had found. */
export function finishItem(draft: Draft, keys: RawKeys, around: Surroundings): ParsedItem {
  const { titleUnits, summaryUnits, categories } = limits.feed
  const base = draft.base === '' ? around.base : (webAddress(draft.base, around.base) ?? around.base)
  const text = draft.texts.find((candidate) => candidate.value !== '') ?? { kind: 'plain', value: '' }
  const named =
    rendered(draft.title, titleUnits, titleText) || rendered({ kind: 'html', value: keys.title }, titleUnits, titleText)
  const summary = rendered(text, summaryUnits, (html, units) => summaryText(html, units, named))
  const id = draft.id || keys.id
  const link = firstAddress([...draft.links, keys.link], base)
  return {
    id: id === '' ? null : oneLine(id).slice(0, limits.feed.linkUnits).toWellFormed(),
    title: named || cut(summary, limits.digest.titleUnits),
    link,
    published: parseDate(draft.published || (draft.updated === '' ? keys.date : ''), around.now),
    updated: parseDate(draft.updated, around.now),
    author: namesOf(draft.authors) ?? around.author,
    categories: distinct(draft.categories.map((category) => titleText(category, 100))).slice(0, categories),
    summary,
    image: imageOf(draft, base),
    enclosures: enclosuresOf(draft.enclosures, base),
    body: () => bodyOf(draft.texts, draft.base === '' ? (link ?? base) : base),
    alias: publisherShortLink(draft.texts, link),
  }
}

function enclosuresOf(found: readonly RawEnclosure[], base: string): readonly Enclosure[] {
  const byAddress = new Map<string, Enclosure>()
  for (const { url, type, length } of found) {
    const address = webAddress(url, base)
    if (address === null || byAddress.has(address) || byAddress.size >= limits.feed.enclosures) continue
    const bytes = /^\d{1,15}$/u.test(length) ? Number(length) : null
    byAddress.set(address, { url: address, type: type === '' ? null : oneLine(type).slice(0, 100), length: bytes })
  }
  return [...byAddress.values()]
}

/** A text by its kind as one line. */
export function rendered(text: Rich, units: number, render: (html: string, units: number) => string): string {
  return text.kind === 'html' ? render(text.value, units) : cut(oneLine(text.value.slice(0, units * 4)), units)
}

/** An absolute http(s) address within the limit; null for everything else, `javascript:` above all. */
export function webAddress(text: string, base: string): string | null {
  if (text === '' || text.length > limits.feed.linkUnits) return null
  const url = URL.parse(text.trim(), base)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null
  return url.href.length > limits.feed.linkUnits ? null : url.href
}

/** As `webAddress`, but an absolute address stays as it is written: keys are made of it, a thousand at a time. */
export function keyAddress(text: string, base: string): string | null {
  if ((text.startsWith('https://') || text.startsWith('http://')) && !/[\s\\]/.test(text))
    return text.length > limits.feed.linkUnits ? null : text
  return webAddress(text, base)
}

/** The people's names, each once, in one line; null where there are none. */
export function namesOf(people: readonly string[]): string | null {
  const names = distinct(people.slice(0, limits.feed.authors).map(personName))
  return names.length === 0 ? null : cut(names.join(', '), limits.feed.authorUnits)
}

/** `ann@example.org (Ann)` and `Ann <ann@example.org>` are Ann. */
function personName(text: string): string {
  const line = titleText(text, limits.feed.authorUnits)
  return (
    /^\S+@\S+\s+\((.+)\)$/u.exec(line)?.[1] ?? /^([^<>@]*[^<>@\s])\s*[<(]\S+@[^\s<>]+[>)]$/u.exec(line)?.[1] ?? line
  )
}

function firstAddress(candidates: readonly string[], base: string): string | null {
  for (const candidate of candidates) {
    const address = webAddress(candidate, base)
    if (address !== null) return address
  }
  return null
}

function imageOf({ images, texts, thumbnails }: Draft, base: string): string | null {
  const named = firstAddress(images.filter(isPictureAddress), base)
  if (named !== null) return named
  for (const { kind, value } of texts) {
    const lead = kind === 'html' ? leadImage(value) : null
    const address = lead === null ? null : webAddress(lead, base)
    if (address !== null) return address
  }
  return firstAddress(thumbnails.filter(isPictureAddress), base)
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.filter((text) => text !== ''))]
}
