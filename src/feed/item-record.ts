/** The record that identifies a seen item: hashes of its fields and its date. FROZEN: changing a hash sends every item again. */
import * as v from 'valibot'
import { type EpochMs, type PackedKeys, packedKeysSchema } from '../model.ts'
import { digits, hashText, noHash } from './hash.ts'
import { linkKey } from './link-key.ts'

/** The fields that identify an item: decoded, with their markup. */
export interface KeySource {
  /** guid, atom:id or rdf:about. */
  readonly id: string | null
  /** Absolute. */
  readonly link: string | null
  /** The title, or else the text; empty if there is neither. */
  readonly title: string
  /** As written. */
  readonly date: string
  /** The date as an instant, possibly in the future. */
  readonly at: EpochMs | null
  /** The beginning of the text, as written. */
  readonly opening: string
}

/**
 * Length of a record in base64url digits: hashes of id, link and title (8 each), hash of the text's beginning (6), date in seconds
 * (6), flags (1). The first bit of the link's hash is set if the link acts as the id.
 */
export const recordUnits = 37
const noText = 'AAAAAA'
const noDate = 'AAAAAA'
const LESS = 0x3c
const AMPERSAND = 0x26

/** Flags of a record. */
const LISTED = 1
const PARTIAL = 2
const PUSHED = 4

export type ItemRecord = string

/**
 * The records of a document's items, in order.
 * @param isCut the document breaks off, or is pushed, so missing items may still be listed
 * @param remembered a link with or without `www.` counts as the one in their records, as servers of one site may differ
 * @param isPushed a hub delivered the document
 */
export function recordsOf(
  items: readonly KeySource[],
  site: string | null,
  isCut: boolean,
  remembered: readonly ItemRecord[] = [],
  isPushed = false,
): readonly ItemRecord[] {
  const links = new Set(remembered.map(linkOf))
  const siteLink = site === null ? '' : linkKey(site)
  const flags = digits.charAt(LISTED | (isCut ? PARTIAL : 0) | (isPushed ? PUSHED : 0))
  // An id that all items share distinguishes none of them. A few pushed items do not show that.
  const isShared = items.length > 1 && items.every(({ id }) => id === items[0]?.id)
  const hasNoIds = isShared || (isPushed && areNameless(remembered))
  return items.map(({ id, link, title, at, opening }) => {
    const ownId = id === null || hasNoIds ? '' : id.trim()
    const ownLink = link === null ? '' : linkKey(link)
    const isLinkOnly = ownId === '' || isOfLink(ownId, ownLink)
    const ofLink = ownLink === '' ? noHash : linkHash(ownLink)
    const isUnknown = links.size > 0 && ownLink !== '' && !links.has(ofLink)
    const ofSwitched = isUnknown ? linkHash(toggledWww(ownLink)) : noHash
    const isSwitched = isUnknown && links.has(ofSwitched)
    const words = tidy(title)
    return (
      (ownId === '' ? noHash : hashText(`id ${isLinkOnly && isSwitched ? toggledWww(ownId) : ownId}`)) +
      (ownLink === '' || ownLink === siteLink ? noHash : marked(isSwitched ? ofSwitched : ofLink, isLinkOnly)) +
      (words === '' ? noHash : hashText(words)) +
      textHash(opening) +
      seconds(at) +
      flags
    )
  })
}

/** Whether none of several listed items has an id. */
function areNameless(remembered: readonly ItemRecord[]): boolean {
  const listed = remembered.filter(isListed)
  return listed.length > 1 && listed.every((record) => idOf(record) === noHash)
}

/** The ids that version 1 may have stored for an item. */
export function formerIds({ id, link, title, date }: KeySource): readonly string[] {
  const ofText = hashText(`text ${tidy(title)}\n${date.trim()}`)
  const ofId = id === null ? [] : [hashText(`id ${id.trim()}`)]
  return link === null ? [...ofId, ofText] : [...ofId, hashText(`link ${linkKey(link)}`), ofText]
}

/** Packs records; throws if one is invalid. */
export function pack(records: readonly ItemRecord[]): PackedKeys {
  return v.parse(packedKeysSchema, records.join(''))
}

/** The number of records in packed keys. */
export function count(keys: PackedKeys): number {
  return keys.length / recordUnits
}

/** The records in packed keys. */
export function unpack(keys: PackedKeys): readonly ItemRecord[] {
  return Array.from({ length: count(keys) }, (_, at) => keys.slice(at * recordUnits, (at + 1) * recordUnits))
}

/** The hashes of id, link and title. */
export function keyOf(record: ItemRecord): string {
  return record.slice(0, 24)
}

/** Equal for all records of an unchanged item. An item with an id is unchanged even if its date or text changes. */
export function unchangedKey(record: ItemRecord): string {
  return record.startsWith(noHash) ? record.slice(8, 36) : keyOf(record)
}

/** The record without its flags. */
export function contentOf(record: ItemRecord): string {
  return record.slice(0, -1)
}

/** The hash of the id; `noHash`: none. */
export function idOf(record: ItemRecord): string {
  return record.slice(0, 8)
}

/** The hash of the link; `noHash`: none, or the site's own. */
export function linkOf(record: ItemRecord): string {
  const hash = record.slice(8, 16)
  return hash === noHash ? noHash : unmarked(hash)
}

/** Whether the link acts as the id: there is no id, or it is the item's address, possibly with a fragment that counts edits. */
export function isKnownByLink(record: ItemRecord): boolean {
  return digits.indexOf(record.charAt(8)) >= 32
}

/** The hash of the title; `noHash`: none. */
export function titleOf(record: ItemRecord): string {
  return record.slice(16, 24)
}

/** The hash of the text's beginning; null: no text. */
export function textOf(record: ItemRecord): string | null {
  const hash = record.slice(24, 30)
  return hash === noText ? null : hash
}

/** The date in seconds since 1970; null: no date. */
export function dateOf(record: ItemRecord): number | null {
  let value = 0
  for (let at = 30; at < 36; at++) value = value * 64 + digits.indexOf(record.charAt(at))
  return value === 0 ? null : value
}

/** Whether the last document lists the item. */
export function isListed(record: ItemRecord): boolean {
  return (flagsOf(record) & LISTED) !== 0
}

/** Whether its document broke off, or was pushed. */
export function isPartial(record: ItemRecord): boolean {
  return (flagsOf(record) & PARTIAL) !== 0
}

/** Whether a hub delivered its document. */
export function isPushed(record: ItemRecord): boolean {
  return (flagsOf(record) & PUSHED) !== 0
}

/** Whether a hub delivered these items of a feed: it may list others, which have not vanished. */
export function isPushedDocument(records: readonly ItemRecord[]): boolean {
  return records.length > 0 && records.every(isPushed)
}

/** The record of an item that the last document does not list. */
export function unlisted(record: ItemRecord): ItemRecord {
  return contentOf(record) + digits.charAt(0)
}

function flagsOf(record: ItemRecord): number {
  return digits.indexOf(record.charAt(recordUnits - 1))
}

/** A hash of 47 bits, as `marked` uses the first bit. */
function linkHash(link: string): string {
  const whole = unmarked(hashText(link))
  return whole === noHash ? 'AAAAAAAB' : whole
}

/** Clears the bit that `marked` sets. */
function unmarked(hash: string): string {
  const first = digits.indexOf(hash.charAt(0))
  return first < 32 ? hash : digits.charAt(first & 31) + hash.slice(1)
}

/** Sets the first bit if the link acts as the id. */
function marked(hash: string, isLinkOnly: boolean): string {
  return isLinkOnly ? digits.charAt(digits.indexOf(hash.charAt(0)) | 32) + hash.slice(1) : hash
}

/** An address or its key with `www.` added or removed. */
function toggledWww(address: string): string {
  return address.replace(
    /^(https?:\/\/)?(www\.)?/iu,
    (_, scheme = '', www) => scheme + (www === undefined ? 'www.' : ''),
  )
}

/** Whether an id is the item's address; some publishers count edits in its fragment. */
function isOfLink(id: string, link: string): boolean {
  return /^https?:/iu.test(id) && linkKey(id.replace(/#.*$/su, '')) === link.replace(/#.*$/su, '')
}

const ESCAPED_LESS = /^(?:lt|#0*60|#x0*3c);/iu
const TAG_END = /(?:>|&(?:gt|#0*62|#x0*3e);)/giu

/** Position behind a tag, which may be escaped; -1 if it has no end. */
function tagEnd(opening: string, at: number): number {
  TAG_END.lastIndex = at + 1
  return TAG_END.test(opening) ? TAG_END.lastIndex : -1
}

/** Hashed part of a text: visible UTF-16 units. */
const VISIBLE = 120

/** The hash of a text's beginning, without white space and tags, whose links may contain session ids. */
function textHash(opening: string): string {
  const start = opening.startsWith('<![CDATA[') ? 9 : 0
  let [one, two, visible] = [0x811c9dc5 | 0, 0x01000193, 0]
  for (let at = start; at < opening.length && visible < VISIBLE; at++) {
    const code = opening.charCodeAt(at)
    if (code <= 32) continue
    if (code === LESS || (code === AMPERSAND && ESCAPED_LESS.test(opening.slice(at + 1, at + 7)))) {
      const close = tagEnd(opening, at)
      if (close < 0) break
      at = close - 1
      continue
    }
    one = Math.imul(one ^ code, 0x01000193)
    two = Math.imul(two ^ code, 0x5bd1e995)
    visible++
  }
  if (visible === 0) return noText
  const text = sixDigits((one >>> 0) * 16 + (two & 15))
  return text === noText ? 'AAAAAB' : text
}

function seconds(at: EpochMs | null): string {
  return at === null ? noDate : sixDigits(Math.min(64 ** 6 - 1, Math.max(0, Math.floor(at / 1000))))
}

/** A whole number below 2^36. */
function sixDigits(value: number): string {
  const [high, low] = [Math.floor(value / 0x40000), value % 0x40000]
  return threeDigits(high) + threeDigits(low)
}

function threeDigits(bits: number): string {
  return digits.charAt(bits >> 12) + digits.charAt((bits >> 6) & 63) + digits.charAt(bits & 63)
}

function tidy(title: string): string {
  return isTidy(title) ? title : title.replace(/\s+/gu, ' ').trim()
}

/** A quick check that nearly all titles pass: a text certainly has single spaces only. */
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
