/** An item as far as another can be compared with it by title and text, and what is kept of that. Pure. */
import { longHash } from './hash.ts'
import { Headline } from './headline.ts'
import { readSketch, sketchOf, type TextSketch, textWords, written } from './text-sketch.ts'

/** A headline with less in it is too common to be one story: four words, eight characters. */
const KEY_WEIGHT = 4
const noWords: ReadonlySet<string> = new Set()

/** Texts as filters fold them, Latin letters with their marks. */
export interface FoldedItem {
  readonly title: string
  readonly text: string
  /** Name of its feed. */
  readonly source: string
}

export class Signature {
  /** The row of its title's words without harmless ones, hashed. Null: the title says too little. */
  readonly key: string | null
  /** Null: it has no text to tell by. */
  readonly text: TextSketch | null
  /** Words of its text, as `wordsOf` has them; empty where only its sketch is known. */
  readonly words: ReadonlySet<string>
  readonly #title: () => Headline
  #headline: Headline | null = null

  private constructor(title: () => Headline, key: string | null, text: TextSketch | null, words: ReadonlySet<string>) {
    this.#title = title
    this.key = key
    this.text = text
    this.words = words
  }

  static of({ title, text, source }: FoldedItem): Signature {
    const headline = new Headline(title, source)
    return new Signature(() => headline, keyOf(headline), sketchOf(text, title), textWords(text))
  }

  /** @param kept what `kept` returned @param folded the title, which is only asked for where it is looked at */
  static from(kept: string, folded: () => string): Signature {
    const [key = '', ...sketch] = kept.split('|')
    return new Signature(() => new Headline(folded()), key === '' ? null : key, readSketch(sketch.join('|')), noWords)
  }

  /** Some 160 characters that say of it, beside the title, what is needed to compare it with later ones. */
  kept(): string {
    return `${this.key ?? ''}|${this.text === null ? '' : written(this.text)}`
  }

  get headline(): Headline {
    this.#headline ??= this.#title()
    return this.#headline
  }
}

function keyOf(headline: Headline): string | null {
  const row = headline.readIn(headline.languages).tokens.filter(({ role }) => role !== 'harmless')
  const weight = row.reduce((sum, { role, weight: each }) => sum + (role === 'plain' ? 0 : each), 0)
  if (weight < KEY_WEIGHT) return null
  return longHash([...row.map(({ text }) => text), headline.rest, headline.asks ? '?' : ''].join(' '))
}
