/** An item as filters look at it: each of its texts folded when it is first asked for, and made quick to search when it is often. */

import { fold, isEdge, wordsOf } from '../text/fold.ts'
import type { Field } from './fields.ts'

/** What a filter looks at. */
export interface FilterItem {
  readonly title: string
  readonly summary: string
  readonly categories: readonly string[]
  readonly author?: string | null
  readonly link?: string | null
  /** Title of its feed. */
  readonly source?: string
}

/** A text that is looked at so often is worth an index. */
const OFTEN = 8
const unitBits = 0x3ff

/** The first two units and the length of a word, in ten bits: what `hasWord` looks at first. */
export function startOf(word: string): number {
  return (word.charCodeAt(0) * 31 + word.charCodeAt(1) * 7 + word.length) & unitBits
}

/** The first two units of a word of two and more, in ten bits. */
function headOf(word: string): number {
  return (word.charCodeAt(0) * 31 + word.charCodeAt(1)) & unitBits
}

const noStarts = new Uint8Array(0)

/** A folded text, and what makes searching it quick. */
export class Searchable {
  /** Latin letters keep their marks. */
  readonly exact: string
  /** Latin letters without marks. */
  readonly bare: string
  #asked = 0
  /** Its words in scripts that space them. */
  #words: ReadonlySet<string> | null = null
  /** How these begin: rules most words out without a look at them. */
  #starts: Uint8Array = noStarts
  #heads: Uint8Array = noStarts
  /** Which UTF-16 units it has, by their lower ten bits: rules most terms out without a search. */
  #units: Uint8Array | null = null

  /** @param lines none of which a term may reach across the end of */
  constructor(lines: readonly string[]) {
    const folded = lines.map(fold)
    this.exact = folded.map(({ exact }) => exact).join('\n')
    this.bare = folded.map(({ bare }) => bare).join('\n')
  }

  /** Whether a folded word, Latin marks taken off, stands in it by itself. @param start its `startOf` */
  hasWord(word: string, start: number): boolean {
    if (this.#words !== null) return this.#starts[start] === 1 && this.#words.has(word)
    this.#asked += 1
    if (this.#asked > OFTEN) {
      this.#words = new Set(wordsOf(this.bare))
      this.#starts = new Uint8Array(unitBits + 1)
      this.#heads = new Uint8Array(unitBits + 1)
      for (const each of this.#words) {
        this.#starts[startOf(each)] = 1
        this.#heads[headOf(each)] = 1
      }
      return this.#words.has(word)
    }
    for (let at = this.bare.indexOf(word); at >= 0; at = this.bare.indexOf(word, at + 1)) {
      if (isEdge(this.bare, at) && isEdge(this.bare, at + word.length)) return true
    }
    return false
  }

  /** False only where certainly none of its words, in scripts that space them, begins like this; two units at least. */
  mayBegin(term: string): boolean {
    return this.#words === null || this.#heads[headOf(term)] === 1
  }

  /** False only where it certainly does not hold a folded term. */
  mayHold(term: string): boolean {
    if (this.#units === null) {
      this.#asked += 1
      if (this.#asked <= OFTEN) return true
      this.#units = new Uint8Array(unitBits + 1)
      for (let at = 0; at < this.bare.length; at++) this.#units[this.bare.charCodeAt(at) & unitBits] = 1
    }
    const units = Math.min(4, term.length)
    for (let at = 0; at < units; at++) if (this.#units[term.charCodeAt(at) & unitBits] === 0) return false
    return true
  }
}

/** An item, to be matched by any number of filters. */
export class Prepared {
  readonly #item: FilterItem
  #all: Searchable | null = null
  readonly #fields = new Map<Field, Searchable>()

  constructor(item: FilterItem) {
    this.#item = item
  }

  /** Title, summary and categories. */
  get all(): Searchable {
    this.#all ??= new Searchable(this.written(null))
    return this.#all
  }

  field(field: Field): Searchable {
    const known = this.#fields.get(field)
    if (known !== undefined) return known
    const made = new Searchable(this.written(field))
    this.#fields.set(field, made)
    return made
  }

  /** The texts of a field as they were written; null: of title, summary and categories. */
  written(field: Field | null): readonly string[] {
    const { title, summary, categories, author, link, source } = this.#item
    switch (field) {
      case null:
        return [title, summary, ...categories]
      case 'title':
        return [title]
      case 'summary':
        return [summary]
      case 'category':
        return categories
      case 'author':
        return [author ?? '']
      case 'link':
        return [link ?? '']
      case 'source':
        return [source ?? '']
    }
  }
}
