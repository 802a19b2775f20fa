/** What the words of one language are in a headline. */
import { bare, skeleton, sounded, spelled } from './spelling.ts'
import type { WordList } from './words/list.ts'

export type Role = 'harmless' | 'plain' | 'contrasting' | 'turning' | 'same'

/** What a word is; `name` is one for all words that mean the same. */
export interface Sense {
  readonly role: Role
  readonly name: string
}

/** Letters of a beginning or an end that tells what a word is. */
const PART_AT_LEAST = 2
/** In Korean a letter is a syllable: what is left of a word without its ending may be shorter. */
const syllabic = /^\p{sc=Hang}/u

/** Titles use the same words again and again. */
const REMEMBERED = 4000

/** What was found out of a word before, or is now. */
export function remembered<Found>(known: Map<string, Found>, word: string, find: () => Found): Found {
  const before = known.get(word)
  if (before !== undefined) return before
  if (known.size >= REMEMBERED) known.clear()
  const found = find()
  known.set(word, found)
  return found
}

/** Words, and beginnings and ends of words, that stand for something. */
export class Words<Meaning> {
  readonly #whole = new Map<string, Meaning>()
  readonly #beginnings = new Map<string, Meaning>()
  readonly #ends = new Map<string, Meaning>()
  #longest = 0

  /** `stem*` and `*tail` are parts. The first meaning of a word stays, but for what `merge` makes of both. */
  put(word: string, meaning: Meaning, merge: (old: Meaning, added: Meaning) => Meaning = (old) => old): void {
    const map = word.endsWith('*') ? this.#beginnings : word.startsWith('*') ? this.#ends : this.#whole
    const part = word.replace('*', '')
    if (map !== this.#whole) this.#longest = Math.max(this.#longest, part.length)
    const old = map.get(part)
    map.set(part, old === undefined ? meaning : merge(old, meaning))
  }

  whole(word: string): Meaning | undefined {
    return this.#whole.get(word)
  }

  /** By its longest part that is known. */
  parts(word: string): readonly Meaning[] {
    const found: Meaning[] = []
    for (let length = Math.min(word.length, this.#longest); length >= PART_AT_LEAST; length--) {
      const [begins, ends] = [this.#beginnings.get(word.slice(0, length)), this.#ends.get(word.slice(-length))]
      if (begins !== undefined) found.push(begins)
      if (ends !== undefined) found.push(ends)
    }
    return found
  }
}

/** The words of one language, put together when a headline in it is first met. */
export class Vocabulary {
  readonly list: WordList
  readonly #senses = new Map<string, Sense | null>()
  readonly #roots = new Map<string, string>()
  #words: Words<Sense> | null = null
  #endings: readonly string[] | null = null

  constructor(list: WordList) {
    this.list = list
  }

  /** What turns a headline goes before what does not. */
  sense(word: string): Sense | null {
    this.#words ??= this.#made()
    const words = this.#words
    return remembered(this.#senses, word, () => words.whole(word) ?? words.parts(word)[0] ?? null)
  }

  #made(): Words<Sense> {
    const words = new Words<Sense>()
    const { list } = this
    const add = (role: Role, text = '') => {
      for (const word of wordsIn(text, list)) words.put(word, { role, name: word })
    }
    add('turning', list.turning)
    add('contrasting', list.contrasting)
    for (const group of wordsIn(list.same ?? '', list)) {
      const [name = '', ...others] = group.split('/')
      for (const word of [name, ...others]) words.put(word, { role: 'same', name })
    }
    add('harmless', list.harmless)
    add('plain', list.plain)
    add('plain', list.particles)
    return words
  }

  /** A word as it is looked up: without marks, where these make no other word. */
  form(word: string): string {
    return isMarked(this.list) ? word : bare(word)
  }

  /** A word as it sounds, without the ending that its case or number gives it. */
  root(word: string): string {
    return remembered(this.#roots, word, () => this.#rootOf(word))
  }

  #rootOf(word: string): string {
    this.#endings ??= wordsIn(this.list.endings ?? '', this.list)
      .map(sounded)
      .filter((ending) => ending !== '')
    const whole = skeleton(word)
    const least = syllabic.test(word) ? 2 : 3
    const fits = (each: string) => whole.length - each.length >= least && whole.endsWith(each)
    const ending = this.#endings.find(fits)
    return ending === undefined ? whole : whole.slice(0, -ending.length)
  }
}

/** Vietnamese words differ by their marks alone: theirs are kept. */
export const isMarked = ({ language }: WordList): boolean => language === 'vi'

export function wordsIn(text: string, list: WordList): readonly string[] {
  const plain = isMarked(list) ? spelled(text) : bare(spelled(text))
  return plain.split(/\s+/u).filter((word) => word !== '')
}
