/** What stands around a headline: labels that say how it is told, and the name of who tells it. Pure. */
import { bare, spelled } from './spelling.ts'
import { labels, outlets } from './words/labels.ts'

let labelSet: ReadonlySet<string> | null = null
let outletNames: { readonly words: ReadonlySet<string>; readonly parts: readonly string[] } | null = null
const bracketed = /^\s*[[【(〔](?<inside>[^\]】)〕]{1,24})[\]】)〕][\s:]*/u
const prefixed = /^\s*(?<inside>[^:|·•]{1,30}?)\s*(?::|\||·|•|\s-)\s*(?=\S)/u
const trailed = /\s*[[【(](?<inside>[^\]】)]{1,24})[\]】)]\s*$|\s+[-|·•]\s+(?<after>[^-|·•]{1,30})$/u
const signed = /(?:\s+[-·•]\s+|\s*\|\s*|_)(?<inside>[^|_]{2,40})$/u
/** Scripts in which an outlet's name may stand in one word with others. */
const compound = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Hang}]/u

/** A headline and what stood around it; empty: none. */
export interface Undressed {
  readonly text: string
  readonly label: string
  readonly outlet: string
}

/**
 * A folded and spelled headline without its labels and outlet.
 * @param source name of the feed that it is from, treated likewise; empty: not known
 */
export function undressed(headline: string, source: string): Undressed {
  let inner = headline
  let [label, outlet] = ['', '']
  // [Video] Live: …
  for (let round = 0; round < 2; round++) {
    for (const dress of [bracketed, prefixed]) {
      const found = dress.exec(inner)
      const inside = found?.groups?.['inside']
      if (!isLabel(inside)) continue
      label += inside
      inner = inner.slice(found?.[0].length)
    }
    const behind = trailed.exec(inner)
    const after = behind?.groups?.['inside'] ?? behind?.groups?.['after']
    if (isLabel(after)) {
      label += after
      inner = inner.slice(0, behind?.index)
    }
    const signature = signed.exec(inner)
    // What stands behind the bar may as well be the headline.
    if (signature !== null && signature[0].length < signature.index && isOutlet(signature, source)) {
      outlet += signature.groups?.['inside']
      inner = inner.slice(0, signature.index)
    }
  }
  return { text: inner, label, outlet }
}

function isLabel(inside: string | undefined): boolean {
  if (inside === undefined) return false
  labelSet ??= new Set(wordsIn(labels))
  const words = bare(inside.trim().replace(/[!.…,]+/gu, '')).split(/[\s+&/]+/u)
  const known = labelSet
  return words.length <= 4 && (known.has(words.join('_')) || words.every((word) => known.has(word)))
}

function isOutlet({ groups }: RegExpExecArray, source: string): boolean {
  const inside = (groups?.['inside'] ?? '').trim()
  const words = wordsOf(inside)
  if (words.length > 5 || /\d/u.test(inside)) return false
  const ofSource = wordsOf(source)
  if (ofSource.length > 0 && (isWithin(words, ofSource) || isWithin(ofSource, words))) return true
  outletNames ??= namesOf(wordsIn(outlets))
  const { words: known, parts } = outletNames
  return words.some((word) => known.has(word)) || parts.some((part) => inside.includes(part))
}

function wordsOf(text: string): readonly string[] {
  return bare(text).match(/[\p{L}\p{M}\p{N}']+/gu) ?? []
}

function isWithin(some: readonly string[], all: readonly string[]): boolean {
  return some.every((word) => all.includes(word))
}

function namesOf(names: readonly string[]) {
  return { words: new Set(names), parts: names.filter((name) => compound.test(name)) }
}

function wordsIn(list: string): readonly string[] {
  return list.split(/\s+/u).map((word) => bare(spelled(word)))
}
