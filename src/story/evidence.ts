/** Whether two items tell the same story, and how surely. Pure. */
import { Headline } from './headline.ts'
import { likenessOf } from './likeness.ts'
import { relationOf, sketchOf, type TextSketch, textWords, wordsOf } from './text-sketch.ts'

/** A headline with less in it is too common to be one story: four words, eight characters. */
const KEY_WEIGHT = 4

/** An item as far as another can be compared with it. */
export interface Signature {
  readonly headline: Headline
  /** The row of its words without harmless ones: headlines with one key say the same. Null: it says too little. */
  readonly key: string | null
  /** Null: it has no text to tell by. */
  readonly text: TextSketch | null
  /** Words of its text; empty where only its sketch is known. */
  readonly words: ReadonlySet<string>
}

/** Texts as filters fold them, Latin letters with their marks. */
export interface FoldedItem {
  readonly title: string
  readonly text: string
  /** Name of its feed. */
  readonly source: string
}

export function signatureOf({ title, text, source }: FoldedItem): Signature {
  const headline = new Headline(title, source)
  return { headline, key: keyOf(headline), text: sketchOf(text, title), words: textWords(text) }
}

function keyOf(headline: Headline): string | null {
  const row = headline.readIn(headline.languages).tokens.filter(({ role }) => role !== 'harmless')
  const weight = row.reduce((sum, { role, weight: each }) => sum + (role === 'plain' ? 0 : each), 0)
  return weight < KEY_WEIGHT
    ? null
    : [...row.map(({ text }) => text), headline.rest, headline.asks ? '?' : ''].join(' ')
}

/** The titles say the same; the text is the same, and the titles are alike; or there is no more than likeness. */
export type Evidence = 'title' | 'text' | 'likely'

/** @returns null where there is no evidence that both tell the same story, or some against it */
export function evidenceOf(one: Signature, other: Signature): Evidence | null {
  const texts = relationOf(one.text, other.text)
  if (texts === 'apart') return null
  if (one.key !== null && one.key === other.key) return texts === 'unclear' ? 'likely' : 'title'
  const titles = likenessOf(one.headline, other.headline)
  if (texts !== 'copy') return titles.isLikely ? 'likely' : null
  if (!titles.isLikely) return titles.isAlike ? null : 'likely'
  // What only one title says may be what tells two reports of one form apart, unless the text says it too.
  const words = one.words.union(other.words)
  const isTold = titles.rest.every(({ text, isNumber }) =>
    isNumber ? other.text?.numbers.includes(text) : [...wordsOf([text])].every((word) => words.has(word)),
  )
  return isTold ? 'text' : 'likely'
}
