/** Short links: an edition and a position in it, as ten letters that no slip of the finger turns into another link. */
import * as v from 'valibot'
import { type EditionCode, editionCodeSchema } from '../model.ts'
import { permute, permutedBits } from './permute.ts'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const base = 62n
const codeLetters = 10
const editionLetters = 7

/** Positions in an edition are below this; editions are below 2^40, which seven letters hold. */
const positions = 1024n
const editions = 1n << BigInt(permutedBits)
/** Cells are below this, seconds below 2^34: some 544 years. */
const cells = 64
const seconds = 2 ** permutedBits / cells

/**
 * Codes are multiples of this prime; 2^50 multiples of it are fewer than 62^10. A wrong letter changes the number by
 * d * 62^a with 0 < d < 62, two swapped letters by d * (62^a - 62^b), and 743 divides neither: it is prime, above 62,
 * and no 62^n - 1 with 0 < n < 10 is a multiple of it. So neither slip makes another valid code.
 */
const check = 743n

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

/** The edition's code: seven base-62 letters. @throws RangeError unless it is a whole number from 0 to 2^40 - 1. */
export function editionCode(number: bigint | number): EditionCode {
  const edition = BigInt(number)
  if (edition < 0n || edition >= editions) throw new RangeError(`no edition number: ${edition}`)
  return v.parse(editionCodeSchema, spell(edition, editionLetters))
}

/** The number that an edition's code stands for. Seven letters that are no code may stand for one of 2^40 or more. */
export function editionNumberOf(edition: EditionCode): number {
  return Number(unspell(edition))
}

/**
 * The path of an item's short link: ten base-62 letters.
 * @param position the item's place in its edition, from 0 to 1023.
 * @throws RangeError where edition or position is none.
 */
export function shortCode(edition: EditionCode, position: number): string {
  const number = unspell(edition)
  const place = BigInt(position)
  if (number >= editions || place < 0n || place >= positions)
    throw new RangeError(`no short link: ${edition} ${position}`)
  return spell((number * positions + place) * check, codeLetters)
}

/**
 * Reads a short link's path, without the slash.
 * @returns null for whatever is no code: 742 of 743 wrong ones are known here, before anything is looked up.
 */
export function readShortCode(text: string): { readonly edition: EditionCode; readonly position: number } | null {
  if (!/^[0-9A-Za-z]{10}$/.test(text)) return null
  const number = unspell(text)
  if (number % check !== 0n) return null
  const place = number / check
  const edition = place / positions
  return edition < editions ? { edition: editionCode(edition), position: Number(place % positions) } : null
}

/**
 * The code of the edition that a cell begins at a second: another for each (second, cell), and without the key not to be
 * told from chance.
 * @param key secret bytes, 16 at least.
 * @param second since 2025-01-01, below 2^34.
 * @param cell below 64.
 * @throws RangeError where one of them is out of its range.
 */
export function editionCodeAt(key: Uint8Array, second: number, cell: number): EditionCode {
  if (!Number.isInteger(second) || second < 0 || second >= seconds) throw new RangeError(`no second: ${second}`)
  if (!Number.isInteger(cell) || cell < 0 || cell >= cells) throw new RangeError(`no cell: ${cell}`)
  return editionCode(permute(key, second * cells + cell))
}
