/** Finds the script of a text's letters, for fonts and direction. Pure. */
import { limits } from '../limits.ts'

/** Those of most letters on the web first; both kinds of kana are `Kana`, other names are as in ISO 15924. */
const patterns = [
  ['Latn', /\p{sc=Latn}/u],
  ['Hani', /\p{sc=Hani}/u],
  ['Arab', /\p{sc=Arab}/u],
  ['Cyrl', /\p{sc=Cyrl}/u],
  ['Kana', /[\p{sc=Hira}\p{sc=Kana}]/u],
  ['Hang', /\p{sc=Hang}/u],
  ['Hebr', /\p{sc=Hebr}/u],
  ['Grek', /\p{sc=Grek}/u],
  ['Deva', /\p{sc=Deva}/u],
  ['Thai', /\p{sc=Thai}/u],
  ['Beng', /\p{sc=Beng}/u],
  ['Taml', /\p{sc=Taml}/u],
  ['Telu', /\p{sc=Telu}/u],
  ['Armn', /\p{sc=Armn}/u],
  ['Geor', /\p{sc=Geor}/u],
  ['Ethi', /\p{sc=Ethi}/u],
  ['Thaa', /\p{sc=Thaa}/u],
  ['Syrc', /\p{sc=Syrc}/u],
  ['Nkoo', /\p{sc=Nkoo}/u],
  ['Adlm', /\p{sc=Adlm}/u],
] as const

/** `Zzzz`: a script without a pattern here. */
export type ScriptName = (typeof patterns)[number][0] | 'Zzzz'

export const scriptNames: ReadonlySet<string> = new Set(patterns.map(([name]) => name))

/** What a character is, besides its script's place in `patterns`. */
const noLetter = -1
const otherLetter = -2

/** What each UTF-16 unit is, three more; 0: not looked up yet. A regular expression for each letter of a page would take too long. */
const known = new Uint8Array(0x10000)

function kindOf(letter: string): number {
  const unit = letter.length === 1 ? letter.charCodeAt(0) : 0
  const before = known[unit] ?? 0
  if (before !== 0) return before - 3
  const at = patterns.findIndex(([, pattern]) => pattern.test(letter))
  const kind = !/\p{L}/u.test(letter) ? noLetter : at < 0 ? otherLetter : at
  if (letter.length === 1) known[unit] = kind + 3
  return kind
}

/** How many letters of the beginning of a text each script has. */
function countLetters(text: string): { readonly count: number; readonly of: ReadonlyMap<ScriptName, number> } {
  const of = new Map<ScriptName, number>()
  let count = 0
  for (const letter of text.slice(0, limits.web.scriptUnits)) {
    const kind = kindOf(letter)
    if (kind === noLetter) continue
    const name = patterns[kind]?.[0] ?? 'Zzzz'
    of.set(name, (of.get(name) ?? 0) + 1)
    if (++count >= limits.web.scriptLetters) break
  }
  return { count, of }
}

/** Minimum shares of letters: a foreign word in brackets is too little, while some kana make a text Japanese. */
export const minShare = 0.3
export const minKanaShare = 0.08

/**
 * The script of a text's letters; null: it has none. Latin names stand in texts of all scripts, so Latin needs more than the others.
 * @param kanaShare minimum share of kana
 */
export function mainScript(text: string, kanaShare: number): ScriptName | null {
  const { count, of } = countLetters(text)
  if (count === 0) return null
  if ((of.get('Kana') ?? 0) / count > kanaShare) return 'Kana'
  let main: ScriptName = 'Latn'
  let most = minShare * count
  for (const [name, letters] of of)
    if (name !== 'Latn' && name !== 'Kana' && letters > most) [main, most] = [name, letters]
  return main
}

const rightToLeft: ReadonlySet<string> = new Set(['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm'])

/** The direction in which a script is written, by its name. */
export function directionOf(script: string | null): 'ltr' | 'rtl' {
  return script !== null && rightToLeft.has(script) ? 'rtl' : 'ltr'
}
