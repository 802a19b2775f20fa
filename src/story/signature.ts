/** An item as far as another can be compared with it by title and text, and what is kept of that. Pure. */
import { HASH_DIGITS, longHash, shortHash, written } from './hash.ts'
import { Headline } from './headline.ts'
import { readSketch, sketchOf, type TextSketch, textWords, writtenSketch } from './text-sketch.ts'

/** A headline with less in it is too common to be one story: four words, eight characters. */
const KEY_WEIGHT = 4
/** Number of hashed sequences by which copies of a text are found. */
const ANCHORS = 8

/** Words that folding makes the same as others: WHO and Who, Maßen and Massen. */
const lostInFolding = /(?<!\p{L})(?:(?:\p{Lu}\.?){2,}|\p{L}*ß\p{L}*)(?!\p{L})/gu

/** Texts as filters fold them, Latin letters with their marks. */
export interface FoldedItem {
  readonly title: string
  /** The title before folding. */
  readonly written: string
  readonly text: string
  /** Name of its feed. */
  readonly source: string
}

export class Signature {
  /** The row of its title's words and the marks between them, hashed. Null: the title says too little. */
  readonly key: string | null
  /** What stands around these words (`Headline.dress`), hashed. */
  readonly dress: readonly string[]
  /** Some sequences of its text, by which its copies are found: hashes, written. */
  readonly anchors: readonly string[]
  readonly #item: FoldedItem | null
  readonly #kept: string
  readonly #title: () => Headline
  #headline: Headline | null = null
  #text: TextSketch | null | undefined
  #words: ReadonlySet<string> | null = null

  private constructor(item: FoldedItem | null, kept: string, title: () => Headline) {
    const [words = '', sequences = ''] = kept.split('|', 2)
    const [key = '', ...dress] = words.split('.')
    this.key = key === '' ? null : key
    this.dress = dress
    this.anchors = Array.from({ length: Math.min(ANCHORS, sequences.length / HASH_DIGITS) }, (_, at) =>
      sequences.slice(at * HASH_DIGITS, (at + 1) * HASH_DIGITS),
    )
    this.#item = item
    this.#kept = kept
    this.#title = title
  }

  static of(item: FoldedItem): Signature {
    const headline = new Headline(item.title, item.source)
    const text = sketchOf(item.text, item.title)
    const dress = headline.dress.map((each) => (each === '' ? '' : written(shortHash(each))))
    const kept = `${[keyOf(headline, item.written) ?? '', ...dress].join('.')}|${text === null ? '' : writtenSketch(text)}`
    const signature = new Signature(item, kept, () => headline)
    signature.#text = text
    return signature
  }

  /** @param kept what `kept` returned @param title which is only folded where it is looked at */
  static from(kept: string, title: string, fold: (text: string) => string): Signature {
    const bar = kept.indexOf('|')
    // An earlier version hashed other words of the title, and kept nothing of its dress.
    const current = kept.slice(0, bar).includes('.')
      ? kept
      : Signature.of({ title: fold(title), written: title, text: '', source: '' }).#kept.replace(
          /\|$/u,
          kept.slice(bar),
        )
    return new Signature(null, current, () => new Headline(fold(title)))
  }

  /** Some 200 characters that say of it, beside the title, what is needed to compare it with later ones. */
  kept(): string {
    return this.#kept
  }

  get headline(): Headline {
    this.#headline ??= this.#title()
    return this.#headline
  }

  /** Null: it has no text to tell by. */
  get text(): TextSketch | null {
    if (this.#text === undefined) this.#text = readSketch(this.#kept.slice(this.#kept.indexOf('|') + 1))
    return this.#text
  }

  /** Words of its text, as `wordsOf` has them; none where only its sketch is known. */
  get words(): ReadonlySet<string> {
    this.#words ??= textWords(this.#item?.text ?? '')
    return this.#words
  }
}

function keyOf(headline: Headline, title: string): string | null {
  const { tokens, weight } = headline.readIn(headline.languages)
  if (weight < KEY_WEIGHT) return null
  const lost = new Set(
    title.match(lostInFolding)?.map((word) => word.toLowerCase().replace('ß', 'ss').replaceAll('.', '')),
  )
  const words = tokens.map(({ text }) => (lost.has(text) ? `^${text}` : text))
  return longHash([...words, headline.rest, headline.marks, headline.asks ? '?' : ''].join(' '))
}
