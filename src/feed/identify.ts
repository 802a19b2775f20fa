/** Tells whether an item was seen before; FROZEN: changing a key, its normal form or its hash re-sends the world. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import { type PackedKeys, packedKeysSchema } from '../model.ts'
import { digits, hashText, noHash } from './hash.ts'

/** What an item is known by, decoded but not rendered. */
export interface KeySource {
  /** guid, atom:id or rdf:about; null where there is none. */
  readonly id: string | null
  /** Absolute; null where there is none. */
  readonly link: string | null
  /** The title, or where that is empty the text; empty where there is neither. */
  readonly title: string
  /** As written: it only tells items with one title apart. */
  readonly date: string
}

/**
 * A record: three hashes of 6 bytes, in base64url 8 digits each: identity, link, title. The link's first bit tells whether the
 * item is its link's alone.
 */
const recordUnits = 24
const hashUnits = 8

/** Names of query parameters that tell the publisher where a click came from, and nothing about the page. */
const tracking =
  /^(?:utm_\w*|at_(?:medium|campaign|link\w*|ptr\w*|bbc\w*|custom\d)|mc_(?:cid|eid)|fbclid|gclid|dclid|yclid|msclkid|igshid|xtor|cmpid|ns_campaign|ns_mchannel|ns_source|ftag|ref_src|wt\.mc_id)=/iu

/**
 * One record for each item of a document, in its order. Identity is the id; the link where the id is missing or shared
 * by different stories; title and date where that fails too. A link that several items share under different titles, or
 * that is the site's own address, says nothing about an item and is left out.
 */
export function keysOf(items: readonly KeySource[], site: string | null): readonly string[] {
  const siteLink = site === null ? '' : linkKey(site)
  const storyOfId = distinction()
  const titleOfLink = distinction()
  const normal = items.map((item) => {
    const id = item.id === null ? '' : item.id.trim()
    const link = item.link === null ? '' : linkKey(item.link)
    const title = isTidy(item.title) ? item.title : item.title.replace(/\s+/gu, ' ').trim()
    storyOfId.note(id, `${link}\n${title}`)
    titleOfLink.note(link, title)
    return { id, link, title, date: item.date.trim() }
  })
  return normal.map(({ id, link, title, date }) => {
    const ownLink = link !== '' && link !== siteLink && titleOfLink.isOne(link)
    const identity = id !== '' && storyOfId.isOne(id) ? `id ${id}` : ownLink ? `link ${link}` : `text ${title}\n${date}`
    const linkPart = ownLink ? marked(hashText(link), id === '' || isOfLink(id, link)) : noHash
    return hashText(identity) + linkPart + (title === '' ? noHash : hashText(title))
  })
}

/** Whether a text surely has no white space to take out: a quick look spares nearly all titles a slow one. */
function isTidy(text: string): boolean {
  let before = 32
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const isOdd = code <= 32 ? code !== 32 || before === 32 : (code > 127 && code < 0x3001) || code === 0xfeff
    if (isOdd) return false
    before = code
  }
  return before !== 32
}

/** Whether an id is the item's own address, as it is or with a fragment: publishers count their edits there. */
function isOfLink(id: string, link: string): boolean {
  return /^https?:/iu.test(id) && linkKey(id.replace(/#.*$/su, '')) === link.replace(/#.*$/su, '')
}

/** A hash of 47 bits, after one that tells something. */
function marked(hash: string, isOwn: boolean): string {
  const digit = digits.indexOf(hash.charAt(0)) & 31
  const whole = digits.charAt(isOwn ? digit | 32 : digit) + hash.slice(1)
  return whole === noHash ? 'AAAAAAAB' : whole
}

function isMarked(hash: string): boolean {
  return digits.indexOf(hash.charAt(0)) >= 32
}

/** Notes which names stand for one thing throughout a document; a story listed twice is still one. */
function distinction() {
  const things = new Map<string, string | null>()
  return {
    note(name: string, thing: string) {
      const before = things.get(name)
      things.set(name, before === undefined || before === thing ? thing : null)
    },
    isOne: (name: string) => things.get(name) !== null,
  }
}

/** Whether a query's parameter, as `utm_source=rss`, says nothing about the page. */
export function isTracking(parameter: string): boolean {
  return tracking.test(parameter)
}

/** An address without its scheme and without tracking parameters, host in lower case. */
export function linkKey(link: string): string {
  const address = link.trim()
  const start = address.startsWith('https://') ? 8 : address.startsWith('http://') ? 7 : 0
  const slash = address.indexOf('/', start)
  // Most addresses are plain: the expression below would come to the same, slowly.
  if (start > 0 && slash > start && !address.includes('?') && !address.includes('#'))
    return address.slice(start, slash).toLowerCase() + address.slice(slash)
  const [, host = '', path = ''] = /^(?:https?:)?\/*([^/?#]*)(.*)$/isu.exec(address) ?? []
  const hash = path.indexOf('#')
  const fragment = hash < 0 || tracking.test(path.slice(hash + 1)) ? '' : path.slice(hash)
  const whole = hash < 0 ? path : path.slice(0, hash)
  const mark = whole.indexOf('?')
  if (mark < 0) return host.toLowerCase() + whole + fragment
  const query = whole
    .slice(mark + 1)
    .split('&')
    .filter((parameter) => !tracking.test(parameter))
    .join('&')
  return host.toLowerCase() + whole.slice(0, mark) + (query === '' ? '' : `?${query}`) + fragment
}

/** What is known of a feed's items. */
export interface Known {
  /** Adds a record, so that the same story further down the document counts as seen. */
  note(record: string): void
  /**
   * Seen under its identity or under its link. A new id and a new title under a known link are an edit where the id is the
   * link's own, or where only one title was ever seen there; where there were several, the link is a place where different
   * stories appear, and they are a new one.
   */
  seen(record: string): boolean
  /**
   * Whether the feed changed its ids: all its items look new, but most of their titles are known. Fewer than three
   * known titles prove nothing: feeds of one item often repeat theirs.
   */
  renamed(window: readonly string[]): boolean
}

/** Opens packed keys for asking. */
export function knownFrom(keys: PackedKeys): Known {
  const noted = [...recordsOf(keys)]
  const identities = new Set(noted.map(identityOf))
  // Nearly all items are known by their identity: what only the others need is made when the first of them comes.
  let titlesOfLink: Map<string, Set<string>> | null = null
  const addTitle = (all: Map<string, Set<string>>, record: string) => {
    if (linkOf(record) === noHash) return
    const place = marked(linkOf(record), false)
    all.set(place, (all.get(place) ?? new Set()).add(titleOf(record)))
  }
  const note = (record: string) => {
    noted.push(record)
    identities.add(identityOf(record))
    if (titlesOfLink !== null) addTitle(titlesOfLink, record)
  }
  const seenByLink = (link: string, title: string) => {
    if (link === noHash) return false
    if (titlesOfLink === null) {
      titlesOfLink = new Map()
      for (const record of noted) addTitle(titlesOfLink, record)
    }
    const there = titlesOfLink.get(marked(link, false))
    return there !== undefined && (isMarked(link) || there.size === 1 || there.has(title))
  }
  const seen = (record: string) => identities.has(identityOf(record)) || seenByLink(linkOf(record), titleOf(record))
  return {
    note,
    seen,
    renamed(window) {
      if (window.some(seen)) return false
      const titles = new Set(noted.map(titleOf))
      const own = new Set(window.map(titleOf))
      own.delete(noHash)
      const common = [...own].filter((title) => titles.has(title)).length
      return common >= 3 && common * 2 > own.size
    },
  }
}

/** Packs records; throws on what is none. */
export function pack(records: readonly string[]): PackedKeys {
  return v.parse(packedKeysSchema, records.join(''))
}

/** How many items packed keys hold. */
export function count(keys: PackedKeys): number {
  return keys.length / recordUnits
}

/**
 * What to remember after a reading: the document's items, then older ones, 100 or twice the document's, and no fewer than
 * before. A document of less than a quarter of what is known may have been cut short on its way: nothing is forgotten for it,
 * up to 1,000 items, as the next whole one would look new.
 */
export function remember(known: PackedKeys, window: PackedKeys): PackedKeys {
  const { rememberedAtLeast, rememberedAtMost } = limits.feed
  const enough = Math.max(rememberedAtLeast, 2 * count(window))
  const most = count(known) > 2 * enough ? rememberedAtMost : Math.max(enough, count(known))
  return distinct([...recordsOf(window), ...recordsOf(known)], Math.min(rememberedAtMost, most))
}

/** Each identity once, as it stands first. */
function distinct(records: readonly string[], most: number): PackedKeys {
  const identities = new Set<string>()
  const kept: string[] = []
  for (const record of records) {
    if (kept.length >= most) break
    if (identities.has(identityOf(record))) continue
    identities.add(identityOf(record))
    kept.push(record)
  }
  return pack(kept)
}

/** The single records, 24 characters each. */
export function recordsOf(keys: PackedKeys): readonly string[] {
  return Array.from({ length: count(keys) }, (_, at) => keys.slice(at * recordUnits, (at + 1) * recordUnits))
}

function identityOf(record: string): string {
  return record.slice(0, hashUnits)
}

function linkOf(record: string): string {
  return record.slice(hashUnits, 2 * hashUnits)
}

function titleOf(record: string): string {
  return record.slice(2 * hashUnits, recordUnits)
}
