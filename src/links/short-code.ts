/** Short links: ten letters that name one item. Who knows one of them cannot work out another. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import { type EditionCode, type EpochMs, editionCodeSchema, type ShortLink } from '../model.ts'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const base = 62n
const codeLetters = 10
const editionLetters = 6

/**
 * A code is a number below 2^59 in base 62: its edition's number × 2^26 + the item's tag, which is random. An edition's number
 * is its slot × 64 + its cell.
 */
const tags = 2 ** 26
const { cells } = limits.cycle
const EPOCH_2025 = Date.UTC(2025, 0, 1)
const slotMs = 10_000
/** Enough until 2067. */
const slots = 2 ** 27

/**
 * Codes of an earlier form, which name an item by its place in the edition, are the multiples of this number up to 62^10. No code
 * of today's form is one, so a code tells its form.
 */
const formerCheck = 743n
const formerPositions = 1024n
const formerEditions = 2n ** 40n
const formerLetters = 7

function spell(number: bigint, letters: number): string {
  let rest = number
  let text = ''
  for (let at = 0; at < letters; at++) {
    text = alphabet.charAt(Number(rest % base)) + text
    rest /= base
  }
  return text
}

function unspell(text: string): bigint {
  let number = 0n
  for (const character of text) number = number * base + BigInt(alphabet.indexOf(character))
  return number
}

function editionSpelled(number: bigint, letters: number): EditionCode {
  return v.parse(editionCodeSchema, spell(number, letters))
}

/** The slot of ten seconds, counted from 2025, that a time is in. */
export function slotAt(time: EpochMs): number {
  return Math.max(0, Math.floor((time - EPOCH_2025) / slotMs))
}

/**
 * The code of the edition that a cell begins in a slot. It can be guessed; an item's cannot.
 * @param slot below 2^27 @param cell below 64
 * @throws RangeError where one of them is out of its range
 */
export function editionCode(slot: number, cell: number): EditionCode {
  if (!Number.isInteger(slot) || slot < 0 || slot >= slots) throw new RangeError(`no slot: ${slot}`)
  if (!Number.isInteger(cell) || cell < 0 || cell >= cells) throw new RangeError(`no cell: ${cell}`)
  return editionSpelled(BigInt(slot * cells + cell), editionLetters)
}

/**
 * Makes codes for the items of an edition, another one with each call. No slip of the finger makes one of them of another: in an
 * edition no two codes differ in one letter only, or in two that changed places.
 * @param random whole numbers below 2^32 that nobody can guess
 */
export function itemCodes(edition: EditionCode, random: () => number): () => string {
  const first = unspell(edition) * BigInt(tags)
  const taken = new Set<string>()
  return () => {
    for (let tag = random() % tags; ; tag = (tag + 1) % tags) {
      const number = first + BigInt(tag)
      const code = spell(number, codeLetters)
      const slips = slipsOf(code)
      if (number % formerCheck === 0n || slips.some((slip) => taken.has(slip))) continue
      for (const slip of slips) taken.add(slip)
      return code
    }
  }
}

/** What a code is but for one letter, whichever, and but for the order of its letters: where a slip leads to another, both have one of these. */
function slipsOf(code: string): readonly string[] {
  const letters = [...code]
  return [...letters.map((_, at) => `${code.slice(0, at)} ${code.slice(at + 1)}`), letters.sort().join('')]
}

/**
 * Reads a short link's path, without the slash.
 * @param now a link that is from long after this is none
 * @returns null for what is no code. Most of what is not is known here, before anything is looked up.
 */
export function readShortCode(text: string, now: EpochMs): ShortLink | null {
  if (!isShortCode(text)) return null
  const number = unspell(text)
  if (number % formerCheck === 0n) {
    const item = number / formerCheck
    const edition = item / formerPositions
    if (edition >= formerEditions) return null
    return { code: text, edition: editionSpelled(edition, formerLetters), position: Number(item % formerPositions) }
  }
  const edition = number / BigInt(tags)
  // Cells' clocks run ahead where cycles come faster than slots do.
  if (edition / BigInt(cells) > BigInt(slotAt(now + limits.web.linksAheadMs))) return null
  return { code: text, edition: editionSpelled(edition, editionLetters), position: null }
}

/** Whether it has the form of a short link's path. */
export function isShortCode(text: string): boolean {
  return /^[0-9A-Za-z]{10}$/u.test(text)
}

/** The code that names an item by its place in its edition, from 0 to 1023, as links to editions of seven letters do. */
export function formerShortCode(edition: EditionCode, position: number): string {
  return spell((unspell(edition) * formerPositions + BigInt(position)) * formerCheck, codeLetters)
}

/** An edition of the earlier form by its own code, as the addresses of its pages have it; null: it is none. */
export function readFormerEdition(text: string): EditionCode | null {
  if (text.length !== formerLetters) return null
  const code = v.safeParse(editionCodeSchema, text)
  return code.success && unspell(code.output) < formerEditions ? code.output : null
}
