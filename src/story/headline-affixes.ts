/** Strips labels such as `Breaking:` and the outlet's name from a headline. Pure. */
import { lazy } from '../lazy.ts'
import { normaliseSpelling, withoutMarks } from './spelling.ts'
import { labels, outlets } from './words/labels.ts'

const bracketed = /^\s*[[【(〔](?<inside>[^\]】)〕]{1,24})[\]】)〕][\s:]*/u
const prefixed = /^\s*(?<inside>[^:|·•]{1,30}?)\s*(?::|\||·|•|\s-)\s*(?=\S)/u
const trailing = /\s*[[【(](?<inside>[^\]】)]{1,24})[\]】)]\s*$|\s+[-|·•]\s+(?<after>[^-|·•]{1,30})$/u
const signed = /(?:\s+[-·•]\s+|\s*\|\s*|_)(?<inside>[^|_]{2,40})$/u
/** Scripts without spaces, or whose words are joined. */
const compounding = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Hang}]/u

const knownLabels = lazy(() => new Set(normalisedWords(labels)))
const knownOutlets = lazy(() => new Set(normalisedWords(outlets)))
/** Outlets in scripts in which they may be part of a longer word. */
const outletParts = lazy(() => [...knownOutlets()].filter((name) => compounding.test(name)))

/** A headline and its affixes; empty strings: none. */
interface StrippedHeadline {
  readonly text: string
  readonly label: string
  readonly outlet: string
}

/**
 * Strips labels and outlet from a headline that is folded and normalised in spelling.
 * @param source the feed's name, folded and normalised likewise; empty: unknown
 */
export function stripAffixes(headline: string, source: string): StrippedHeadline {
  let [text, label, outlet] = [headline, '', '']
  // Two rounds, for `[Video] Live: …`.
  for (let round = 0; round < 2; round++) {
    for (const pattern of [bracketed, prefixed]) {
      const found = pattern.exec(text)
      const inside = found?.groups?.['inside']
      if (!isLabel(inside)) continue
      label += inside
      text = text.slice(found?.[0].length)
    }
    const trail = trailing.exec(text)
    const after = trail?.groups?.['inside'] ?? trail?.groups?.['after']
    if (isLabel(after)) {
      label += after
      text = text.slice(0, trail?.index)
    }
    const signature = signed.exec(text)
    // If the part after the bar is longer, it is the headline.
    if (signature !== null && signature[0].length < signature.index && isOutlet(signature, source)) {
      outlet += signature.groups?.['inside']
      text = text.slice(0, signature.index)
    }
  }
  return { text, label, outlet }
}

function isLabel(inside: string | undefined): boolean {
  if (inside === undefined) return false
  const known = knownLabels()
  const words = withoutMarks(inside.trim().replace(/[!.…,]+/gu, '')).split(/[\s+&/]+/u)
  return words.length <= 4 && (known.has(words.join('_')) || words.every((word) => known.has(word)))
}

function isOutlet({ groups }: RegExpExecArray, source: string): boolean {
  const inside = (groups?.['inside'] ?? '').trim()
  const words = wordsOf(inside)
  if (words.length > 5 || /\d/u.test(inside)) return false
  const ofSource = wordsOf(source)
  const isWithin = (some: readonly string[], all: readonly string[]) => some.every((word) => all.includes(word))
  if (ofSource.length > 0 && (isWithin(words, ofSource) || isWithin(ofSource, words))) return true
  return words.some((word) => knownOutlets().has(word)) || outletParts().some((part) => inside.includes(part))
}

function wordsOf(text: string): readonly string[] {
  return withoutMarks(text).match(/[\p{L}\p{M}\p{N}']+/gu) ?? []
}

function normalisedWords(list: string): readonly string[] {
  return list.split(/\s+/u).map((word) => withoutMarks(normaliseSpelling(word)))
}
