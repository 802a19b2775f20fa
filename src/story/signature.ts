/** What identifies an item's story: its headline, and a sketch of its text. Pure. */
import { encodeHash, HASH_DIGITS, longHash, shortHash } from './hash.ts'
import { Headline } from './headline.ts'
import { formatSketch, parseSketch, sketchOf, type TextSketch, textStems } from './text-sketch.ts'

/** Minimum weight of a headline for a key, four words or eight characters: shorter ones recur. */
const MIN_KEY_WEIGHT = 4
/** Number of sequence hashes by which copies of a text are found. */
const ANCHORS = 8

/** Words that folding makes equal to others: WHO and Who, Maßen and Massen. */
const lostInFolding = /(?<!\p{L})(?:(?:\p{Lu}\.?){2,}|\p{L}*ß\p{L}*)(?!\p{L})/gu

/** Folded texts, Latin letters with their marks. */
interface FoldedItem {
  readonly title: string
  /** The title before folding. */
  readonly rawTitle: string
  readonly text: string
  /** The feed's name. */
  readonly source: string
}

/** Everything needed to compare an item with others; from the item itself, or from what is stored of it. */
export class Signature {
  /** Hash of the title's words and the marks between them. Null: the title says too little. */
  readonly key: string | null
  /** Hashes of the headline's affixes. */
  readonly affixes: readonly string[]
  /** Encoded hashes of some sequences of the text, by which its copies are found. */
  readonly anchors: readonly string[]
  readonly #itemText: string
  readonly #stored: string
  readonly #title: () => Headline
  #headline: Headline | null = null
  #text: TextSketch | null | undefined
  #words: ReadonlySet<string> | null = null

  private constructor(itemText: string, stored: string, title: () => Headline) {
    const [words = '', sequences = ''] = stored.split('|', 2)
    const [key = '', ...affixes] = words.split('.')
    this.key = key === '' ? null : key
    this.affixes = affixes
    this.anchors = Array.from({ length: Math.min(ANCHORS, sequences.length / HASH_DIGITS) }, (_, at) =>
      sequences.slice(at * HASH_DIGITS, (at + 1) * HASH_DIGITS),
    )
    this.#itemText = itemText
    this.#stored = stored
    this.#title = title
  }

  static of({ title, rawTitle, text, source }: FoldedItem): Signature {
    const headline = new Headline(title, source)
    const sketch = sketchOf(text, title)
    const affixes = headline.affixes.map((each) => (each === '' ? '' : encodeHash(shortHash(each))))
    const head = [keyOf(headline, rawTitle) ?? '', ...affixes].join('.')
    const signature = new Signature(text, `${head}|${sketch === null ? '' : formatSketch(sketch)}`, () => headline)
    signature.#text = sketch
    return signature
  }

  /** @param stored what `serialise` returned @param title folded only when it is needed */
  static parse(stored: string, title: string, fold: (text: string) => string): Signature {
    const bar = stored.indexOf('|')
    const lazyTitle = () => new Headline(fold(title))
    if (stored.slice(0, bar).includes('.')) return new Signature('', stored, lazyTitle)
    // An earlier version hashed other words of the title, and stored no affixes.
    const ofTitle = Signature.of({ title: fold(title), rawTitle: title, text: '', source: '' })
    return new Signature('', ofTitle.serialise().replace(/\|$/u, stored.slice(bar)), lazyTitle)
  }

  /** Some 200 characters that, with the title, suffice to compare it with later items. FROZEN. */
  serialise(): string {
    return this.#stored
  }

  get headline(): Headline {
    this.#headline ??= this.#title()
    return this.#headline
  }

  /** Null: the text is too short to compare. */
  get text(): TextSketch | null {
    if (this.#text === undefined) this.#text = parseSketch(this.#stored.slice(this.#stored.indexOf('|') + 1))
    return this.#text
  }

  /** Stems of the text's words; none if only a sketch is known. */
  get words(): ReadonlySet<string> {
    this.#words ??= textStems(this.#itemText)
    return this.#words
  }
}

function keyOf(headline: Headline, rawTitle: string): string | null {
  const { tokens, weight } = headline.readIn(headline.languages)
  if (weight < MIN_KEY_WEIGHT) return null
  const lost = new Set(
    rawTitle.match(lostInFolding)?.map((word) => word.toLowerCase().replace('ß', 'ss').replaceAll('.', '')),
  )
  const words = tokens.map(({ text }) => (lost.has(text) ? `^${text}` : text))
  return longHash([...words, headline.rest, headline.marks, headline.isQuestion ? '?' : ''].join(' '))
}
