/** An item's signature: its headline, and a sketch of its text, by which items are compared. Pure. */
import { lazy } from '../lazy.ts'
import { casefold } from '../text/casefold.ts'
import { encodeHash, HASH_DIGITS, longHash, shortHash } from './hash.ts'
import { Headline } from './headline.ts'
import { formatSketch, parseSketch, sketchOf, type TextSketch, textStems } from './text-sketch.ts'

/** Minimum weight of a headline with a key, four words or eight characters: shorter headlines recur. */
const MIN_KEY_WEIGHT = 4
/** Number of sequence hashes by which copies of a text are found. */
const ANCHORS = 8

/** Words that folding makes equal to others: WHO and Who, Maßen and Massen. */
const lostInFolding = /(?<!\p{L})(?:(?:\p{Lu}\.?){2,}|\p{L}*ß\p{L}*)(?!\p{L})/gu

/** Persian writes the same words with a space or with a zero-width non-joiner. */
const joiner = /(?<=\p{sc=Arab})\u200c(?=\p{sc=Arab})/gu

/** Letters keep their marks. */
export function foldTitle(text: string): string {
  return casefold(text.replace(joiner, ' '))
}

/** Everything needed to compare an item with others; from the item itself, or from what is stored of it. */
export class Signature {
  /** Hash of the title's words and the punctuation between them. Null: the title is too short. */
  readonly key: string | null
  /** Hashes of the headline's affixes. */
  readonly affixes: readonly string[]
  /** Encoded hashes of some sequences of the text, by which its copies are found. */
  readonly anchors: readonly string[]
  readonly #stored: string
  readonly #headline: () => Headline
  readonly #text: () => TextSketch | null
  readonly #words: () => ReadonlySet<string>

  private constructor(
    stored: string,
    headline: () => Headline,
    text: () => TextSketch | null,
    words: () => ReadonlySet<string>,
  ) {
    const [title = '', sequences = ''] = stored.split('|', 2)
    const [key = '', ...affixes] = title.split('.')
    this.key = key === '' ? null : key
    this.affixes = affixes
    this.anchors = Array.from({ length: Math.min(ANCHORS, sequences.length / HASH_DIGITS) }, (_, at) =>
      sequences.slice(at * HASH_DIGITS, (at + 1) * HASH_DIGITS),
    )
    this.#stored = stored
    this.#headline = headline
    this.#text = text
    this.#words = words
  }

  /** @param source the feed's name; empty: unknown */
  static of(title: string, text: string, source: string): Signature {
    const [foldedTitle, foldedText] = [foldTitle(title), foldTitle(text)]
    const headline = new Headline(foldedTitle, foldTitle(source))
    const sketch = sketchOf(foldedText, foldedTitle)
    const affixes = headline.affixes.map((each) => (each === '' ? '' : encodeHash(shortHash(each))))
    const stored = `${[keyOf(headline, title) ?? '', ...affixes].join('.')}|${sketch === null ? '' : formatSketch(sketch)}`
    return new Signature(
      stored,
      () => headline,
      () => sketch,
      lazy(() => textStems(foldedText)),
    )
  }

  /** @param stored what `serialise` returned */
  static parse(stored: string, title: string): Signature {
    const bar = stored.indexOf('|')
    // An earlier version hashed other words of the title, and stored no affixes.
    const current = stored.slice(0, bar).includes('.')
      ? stored
      : Signature.of(title, '', '').#stored.slice(0, -1) + stored.slice(bar)
    return new Signature(
      current,
      lazy(() => new Headline(foldTitle(title))),
      lazy(() => parseSketch(stored.slice(bar + 1))),
      () => noWords,
    )
  }

  /** About 200 characters that, with the title, suffice to compare the item with later ones. FROZEN. */
  serialise(): string {
    return this.#stored
  }

  get headline(): Headline {
    return this.#headline()
  }

  /** Null: the text is too short to compare. */
  get text(): TextSketch | null {
    return this.#text()
  }

  /** Stems of the text's words; none if only a sketch is stored. */
  get words(): ReadonlySet<string> {
    return this.#words()
  }
}

const noWords: ReadonlySet<string> = new Set()

function keyOf(headline: Headline, title: string): string | null {
  const { tokens, weight } = headline.readIn(headline.languages)
  if (weight < MIN_KEY_WEIGHT) return null
  const lost = new Set(
    title.match(lostInFolding)?.map((word) => word.toLowerCase().replace('ß', 'ss').replaceAll('.', '')),
  )
  const words = tokens.map(({ text }) => (lost.has(text) ? `^${text}` : text))
  return longHash([...words, headline.rest, headline.marks, headline.isQuestion ? '?' : ''].join(' '))
}
