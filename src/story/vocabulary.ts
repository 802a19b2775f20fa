/** The roles of a language's words in a headline. */
import { lazy } from '../lazy.ts'
import { limits } from '../limits.ts'
import { ValueCache } from '../value-cache.ts'
import { normaliseSpelling, phonetic, phoneticKey, withoutMarks } from './spelling.ts'
import type { WordList } from './words/list.ts'

export type Role = 'optional' | 'function' | 'contrasting' | 'distinguishing' | 'synonym'

/** A word's role. Synonyms have the same `name`. */
export interface Sense {
  readonly role: Role
  readonly name: string
}

/** Minimum length of a beginning or ending that determines a word's role. */
const MIN_PART = 2
/** A Korean letter is a syllable, so shorter stems suffice. */
const syllabic = /^\p{sc=Hang}/u

/** A cache by word; titles use the same words again and again. */
export function wordCache<Value>(): ValueCache<string, Value> {
  return new ValueCache(limits.story.cachedWords)
}

/** Maps words, and beginnings and endings of words. */
export class WordMap<Value> {
  readonly #whole = new Map<string, Value>()
  readonly #beginnings = new Map<string, Value>()
  readonly #endings = new Map<string, Value>()

  /** `stem*` is a beginning, `*tail` an ending. A word keeps its first value unless `merge` combines both. */
  put(word: string, value: Value, merge: (old: Value, added: Value) => Value = (old) => old): void {
    const map = word.endsWith('*') ? this.#beginnings : word.startsWith('*') ? this.#endings : this.#whole
    const part = word.replace('*', '')
    const old = map.get(part)
    map.set(part, old === undefined ? value : merge(old, value))
  }

  whole(word: string): Value | undefined {
    return this.#whole.get(word)
  }

  /** The values of its known parts, the longest first. */
  parts(word: string): readonly Value[] {
    const found: Value[] = []
    for (let length = word.length; length >= MIN_PART; length--) {
      const [beginning, ending] = [this.#beginnings.get(word.slice(0, length)), this.#endings.get(word.slice(-length))]
      if (beginning !== undefined) found.push(beginning)
      if (ending !== undefined) found.push(ending)
    }
    return found
  }
}

/** The words of one language, prepared on first use. */
export class Vocabulary {
  readonly list: WordList
  readonly #senses = wordCache<Sense | null>()
  readonly #roots = wordCache<string>()
  readonly #words = lazy(() => wordMapOf(this.list))
  readonly #suffixes = lazy(() =>
    splitWords(this.list.suffixes ?? '', this.list)
      .map(phonetic)
      .filter(Boolean),
  )

  constructor(list: WordList) {
    this.list = list
  }

  /** A distinguishing role takes precedence over the others. */
  sense(word: string): Sense | null {
    return this.#senses.get(word, () => this.#words().whole(word) ?? this.#words().parts(word)[0] ?? null)
  }

  /** The form of a word for lookups: without marks, unless marks distinguish words. */
  form(word: string): string {
    return keepsMarks(this.list) ? word : withoutMarks(word)
  }

  /** The phonetic key of a word without its case or number suffix. */
  root(word: string): string {
    return this.#roots.get(word, () => {
      const whole = phoneticKey(word)
      const minStem = syllabic.test(word) ? 2 : 3
      const suffix = this.#suffixes().find((each) => whole.length - each.length >= minStem && whole.endsWith(each))
      return suffix === undefined ? whole : whole.slice(0, -suffix.length)
    })
  }
}

function wordMapOf(list: WordList): WordMap<Sense> {
  const words = new WordMap<Sense>()
  const add = (role: Role, text = '') => {
    for (const word of splitWords(text, list)) words.put(word, { role, name: word })
  }
  add('distinguishing', list.distinguishing)
  add('contrasting', list.contrasting)
  for (const group of splitWords(list.synonyms ?? '', list)) {
    const [name = '', ...others] = group.split('/')
    for (const word of [name, ...others]) words.put(word, { role: 'synonym', name })
  }
  add('optional', list.optional)
  add('function', list.functionWords)
  add('function', list.clitics)
  return words
}

/** Vietnamese words differ by their marks alone. */
export function keepsMarks({ language }: WordList): boolean {
  return language === 'vi'
}

/** The words of a list's text, normalised as headlines are. */
export function splitWords(text: string, list: WordList): readonly string[] {
  const normalised = normaliseSpelling(text)
  const words = keepsMarks(list) ? normalised : withoutMarks(normalised)
  return words.split(/\s+/u).filter((word) => word !== '')
}
