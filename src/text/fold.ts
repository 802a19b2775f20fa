/** Folds texts for search: width, case, variants of letters and numbers are the same, and marks are apart. */
import { isAscii, isIdeograph, isJoining, tidyBlanks } from './casefold.ts'
import { foldWithMarks, marksIn, withoutMarks } from './letter-variants.ts'
import { plainNumbers } from './numbers.ts'
import { simplifiedUnit } from './simplified-chinese.ts'

/** A folded text. */
export interface Folded {
  /** Without marks that people may leave out. */
  readonly bare: string
  /** Those marks, by the unit of `bare` behind which they stand. Computed at each call. */
  readonly marks: () => ReadonlyMap<number, string>
}

const noMarks: ReadonlyMap<number, string> = new Map()

/** In ASCII, a quick test for numbers with separators. */
const separated = /[.,'][0-9]/

/** Folds a text for search. */
export function fold(text: string): Folded {
  if (isAscii(text)) {
    const usual = separated.test(text) ? plainNumbers(text) : text
    const lower = usual.toLowerCase()
    const bare = tidyBlanks(lower.includes('`') ? lower.replaceAll('`', "'") : lower)
    return { bare, marks: () => (/[A-Z]/.test(text) ? marksOf(usual, bare) : noMarks) }
  }
  const usual = usualSequences(text)
  const bare = tidyBlanks(usualKana(foldUnits(usual)))
  return { bare, marks: () => marksOf(usual, bare) }
}

function marksOf(usual: string, bare: string): ReadonlyMap<number, string> {
  const folded = tidyBlanks(usualKana(foldWithMarks(usual, true)))
  // Marks of one script on letters of another may go apart; such texts have no marks.
  return withoutMarks(folded) === bare ? marksIn(folded) : noMarks
}

/** A nasal before a consonant of its class is written as anusvara, too: हिन्दी and हिंदी (Lucene's HindiNormalizer). */
const nasals = new RegExp(
  [0x0900, 0x0a80, 0x0b00, 0x0c00, 0x0c80]
    .flatMap((block) =>
      // ka, ca, ṭa, ta and pa with their nasals have the same places in each of these blocks.
      [0x15, 0x1a, 0x1f, 0x24, 0x2a].map((row) => {
        const letter = (at: number) => `\\u${(block + at).toString(16).padStart(4, '0')}`
        return `${letter(row + 4)}${letter(0x4d)}(?=[${letter(row)}-${letter(row + 3)}])`
      }),
    )
    .join('|'),
  'g',
)
const viramas = /[\u094d\u0acd\u0b4d\u0c4d\u0ccd]/

/** Unifies spellings that take several letters, before letters are folded. */
function usualSequences(text: string): string {
  let usual = plainNumbers(text)
  if (viramas.test(usual)) {
    usual = usual.replace(nasals, (nasal) => String.fromCharCode((nasal.charCodeAt(1) & 0xff80) + 2))
  }
  // Hamza before waw: مسئول is Egyptian and Persian, مسؤول is usual elsewhere.
  if (usual.includes('ئو')) usual = usual.replaceAll('ئو', 'ؤو')
  // Thai: two letters that look like one.
  return usual.includes('เเ') ? usual.replaceAll('เเ', 'แ') : usual
}

const waveBetweenKana = /(?<=[\u3041-\u3096\u30a1-\u30fa])[~\u301c]|(?<=[\u30a1-\u30fa])-(?=[\u30a1-\u30fa])/g
/** At the end of a word of four characters or more, as Lucene's JapaneseKatakanaStemFilter has it. */
const lastProlonged = /(?<=[\u30a1-\u30fa\u30fc]{3})\u30fc(?![\u30a1-\u30fa\u30fc])/g
const prolonged = /[\u3041-\u3096\u30a1-\u30fa][-~\u301c\u30fc]/

/** Unifies the signs that prolong a vowel: ラ〜メン is ラーメン, サーバー is サーバ. */
function usualKana(folded: string): string {
  if (!prolonged.test(folded)) return folded
  return folded.replace(waveBetweenKana, '\u30fc').replace(lastProlonged, '')
}

/** The folded form of each UTF-16 unit without marks; 0: not computed yet. */
const units = new Uint16Array(0x10000)
/** The unit is removed, whatever stands beside it. */
const dropped = 0xfffe
/** The unit depends on its neighbours, or becomes several. */
const many = 0xffff
/** Marks that are removed and invisible characters; joiners depend on what they join. */
const removable =
  /[[[\p{M}&&[\p{scx=Arab}\p{scx=Hebr}\p{scx=Syrc}]]--[\u0300-\u036f]]\u093c\u0981\u09bc\u0a3c\u0abc\u0b3c\u0c3c\u0cbc\u00ad\u200b\u200e\u200f\u2060\ufe0e\ufe0f\ufeff]/v

function foldUnit(unit: number): number {
  if (isIdeograph(unit)) return simplifiedUnit(unit)
  const character = String.fromCharCode(unit)
  const joins = isJoining(character)
  // Between ideographs, which combine with nothing.
  const folded = withoutMarks(foldWithMarks(`一${character}一`, false))
  if (folded === '一一' && (!joins || removable.test(character))) return dropped
  return !joins && folded.length === 3 && !isJoining(folded) ? folded.charCodeAt(1) : many
}

function learn(unit: number): number {
  const folded = foldUnit(unit)
  units[unit] = folded
  return folded
}

let room = new Uint16Array(0x4000)

/** Folds a text unit by unit; units that depend on their neighbours are folded together with them. */
function foldUnits(text: string): string {
  if (room.length < text.length) room = new Uint16Array(text.length * 2)
  /** Where the last unit that stands for itself begins in the text and in the result. */
  let base = 0
  let baseLength = 0
  let length = 0
  let isChanged = false
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    const folded = units[unit] || learn(unit)
    if (folded === dropped) isChanged = true
    else if (folded !== many) {
      base = at
      baseLength = length
      isChanged ||= folded !== unit
      room[length++] = folded
    } else {
      let to = at + 1
      while (to < text.length && isDependent(text.charCodeAt(to))) to++
      const part = foldPart(text.slice(base, to))
      if (room.length < baseLength + part.length + text.length - to) room = larger(room, part.length + text.length)
      length = baseLength
      for (let next = 0; next < part.length; next++) room[length++] = part.charCodeAt(next)
      isChanged = true
      base = to
      baseLength = length
      at = to - 1
    }
  }
  return isChanged ? decoder.decode(room.subarray(0, length)) : text
}

function isDependent(unit: number): boolean {
  const folded = units[unit] || learn(unit)
  return folded === many || folded === dropped
}

function larger(small: Uint16Array<ArrayBuffer>, more: number): Uint16Array<ArrayBuffer> {
  const made = new Uint16Array(small.length + more)
  made.set(small)
  return made
}

const decoder = new TextDecoder('utf-16le', { ignoreBOM: true })

/** Parts of texts that were folded, such as й of two characters and emoji. */
const parts = new Map<string, string>()
const MAX_PARTS = 4000
const MAX_PART = 12

function foldPart(part: string): string {
  const known = parts.get(part)
  if (known !== undefined) return known
  const folded = withoutMarks(foldWithMarks(part, false))
  if (part.length <= MAX_PART) {
    if (parts.size >= MAX_PARTS) parts.clear()
    parts.set(part, folded)
  }
  return folded
}

/** Whether a word in katakana ends at a unit of a folded text, or goes on with a prolonged vowel. */
export function isEdgeOfKana(folded: string, at: number): boolean {
  return !/[\u30a1-\u30fa]/.test(folded.charAt(at))
}
