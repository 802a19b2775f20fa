/** Codes of short links: ten letters that identify one item and cannot be guessed. FROZEN: codes are published. */
import * as v from 'valibot'
import type { ShortLink } from '../edition-item.ts'
import { limits } from '../limits.ts'
import { type EditionCode, type EpochMs, editionCodeSchema } from '../model.ts'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const base = 62n
const codeLetters = 10
const editionLetters = 6

/**
 * A code is a number below 2^59 in base 62: the edition's number × 2^26 + the item's random tag. An edition's number is its
 * slot × 64 + its cell.
 */
const tags = 2 ** 26
const { cells } = limits.cycle
const EPOCH_2025 = Date.UTC(2025, 0, 1)
const slotMs = 10_000
/** Enough until 2067. */
const slots = 2 ** 27

/**
 * Legacy codes identify an item by its position in the edition. They are the multiples of this number up to 62^10; current
 * codes never are.
 */
const legacyCheck = 743n
const legacyPositions = 1024n
const legacyEditions = 2n ** 40n
const legacyLetters = 7

function encode(number: bigint, letters: number): string {
  let rest = number
  let text = ''
  for (let at = 0; at < letters; at++) {
    text = alphabet.charAt(Number(rest % base)) + text
    rest /= base
  }
  return text
}

function decode(text: string): bigint {
  let number = 0n
  for (const character of text) number = number * base + BigInt(alphabet.indexOf(character))
  return number
}

function encodeEdition(number: bigint, letters: number): EditionCode {
  return v.parse(editionCodeSchema, encode(number, letters))
}

/** The ten-second slot of a time, counted from 2025. */
export function slotAt(time: EpochMs): number {
  return Math.max(0, Math.floor((time - EPOCH_2025) / slotMs))
}

/**
 * The code of the edition that a cell starts in a slot. Unlike an item's, it can be guessed.
 * @param slot below 2^27 @param cell below 64
 * @throws RangeError for any other slot or cell
 */
export function editionCode(slot: number, cell: number): EditionCode {
  if (!Number.isInteger(slot) || slot < 0 || slot >= slots) throw new RangeError(`no slot: ${slot}`)
  if (!Number.isInteger(cell) || cell < 0 || cell >= cells) throw new RangeError(`no cell: ${cell}`)
  return encodeEdition(BigInt(slot * cells + cell), editionLetters)
}

/**
 * Creates codes for the items of an edition, a new one with each call. No typo turns one into another: no two codes of an edition
 * differ only in one letter, or only in the order of two letters.
 * @param random unguessable integers below 2^32
 * @param before the codes that the edition has already
 */
export function itemCodes(edition: EditionCode, random: () => number, before: readonly string[] = []): () => string {
  const first = decode(edition) * BigInt(tags)
  const taken = new Set<string>(before.flatMap(typoKeys))
  return () => {
    for (let tag = random() % tags; ; tag = (tag + 1) % tags) {
      const number = first + BigInt(tag)
      const code = encode(number, codeLetters)
      const variants = typoKeys(code)
      if (number % legacyCheck === 0n || variants.some((each) => taken.has(each))) continue
      for (const each of variants) taken.add(each)
      return code
    }
  }
}

/** Keys that two codes share if a typo turns one into the other: the code without one letter, and its sorted letters. */
function typoKeys(code: string): readonly string[] {
  const letters = [...code]
  return [...letters.map((_, at) => `${code.slice(0, at)} ${code.slice(at + 1)}`), letters.sort().join('')]
}

/** The code with a tag in an edition's range; null: it would be a legacy code. @param tag below 2^26 */
export function codeWithTag(edition: EditionCode, tag: number): string | null {
  const number = decode(edition) * BigInt(tags) + BigInt(tag)
  return number % legacyCheck === 0n ? null : encode(number, codeLetters)
}

/** @param code as `readShortCode` accepts it */
export function tagOf(code: string): number {
  return Number(decode(code) % BigInt(tags))
}

/**
 * Parses a short link's path, without the slash.
 * @param now a code from long after this is invalid
 * @returns null for most invalid codes, which need no lookup
 */
export function readShortCode(text: string, now: EpochMs): ShortLink | null {
  if (!isShortCode(text)) return null
  const number = decode(text)
  if (number % legacyCheck === 0n) {
    const item = number / legacyCheck
    const edition = item / legacyPositions
    if (edition >= legacyEditions) return null
    return { code: text, edition: encodeEdition(edition, legacyLetters), position: Number(item % legacyPositions) }
  }
  const edition = number / BigInt(tags)
  // A cell's slots are ahead of the clock if its cycles are less than ten seconds apart.
  if (edition / BigInt(cells) > BigInt(slotAt(now + limits.web.linksAheadMs))) return null
  return { code: text, edition: encodeEdition(edition, editionLetters), position: null }
}

/** The cell that opened an edition; null: an edition of an earlier version does not tell. */
export function cellOfEdition(edition: EditionCode): number | null {
  return edition.length === editionLetters ? Number(decode(edition) % BigInt(cells)) : null
}

/** When an edition was opened, to ten seconds, epoch ms; null: an edition of an earlier version does not tell. */
export function editionTime(edition: EditionCode): EpochMs | null {
  if (edition.length !== editionLetters) return null
  return EPOCH_2025 + Number(decode(edition) / BigInt(cells)) * slotMs
}

/** Whether a text looks like a short link's path. */
export function isShortCode(text: string): boolean {
  return /^[0-9A-Za-z]{10}$/u.test(text)
}

/** The code of an item in a legacy edition, by its position from 0 to 1023. */
export function legacyShortCode(edition: EditionCode, position: number): string {
  return encode((decode(edition) * legacyPositions + BigInt(position)) * legacyCheck, codeLetters)
}

/** A legacy edition's own code, as in its page's address; null: invalid. */
export function readLegacyEdition(text: string): EditionCode | null {
  if (text.length !== legacyLetters) return null
  const code = v.safeParse(editionCodeSchema, text)
  return code.success && decode(code.output) < legacyEditions ? code.output : null
}
