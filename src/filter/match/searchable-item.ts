/** An item prepared for filters: its texts are folded on first use. */
import type { Field } from '../fields.ts'
import { SearchableText } from './searchable-text.ts'

/** The fields that filters search. */
export interface FilterItem {
  readonly title: string
  readonly summary: string
  readonly categories: readonly string[]
  readonly author?: string | null
  readonly link?: string | null
  /** Title of its feed. */
  readonly source?: string
  /** Its whole text, a line for each block; null: it is not at hand. */
  readonly text?: string | null
  /** `text` is only a part of it that is known. */
  readonly isTextPart?: boolean
}

/** An item for any number of filters. */
export class SearchableItem {
  /** Whether its text is at hand, and has more than the summary. */
  readonly hasText: boolean
  /** Whether it has a text that is not at hand, or only in part. */
  readonly isTextOpen: boolean
  readonly #item: FilterItem
  #beginning: SearchableText | null = null
  #whole: SearchableText | null = null
  readonly #fields = new Map<Field, SearchableText>()

  constructor(item: FilterItem) {
    this.#item = item
    const { summary, text = null, isTextPart = false } = item
    this.hasText = text !== null && text !== '' && text !== summary
    // Without a summary there was no text to make one of.
    this.isTextOpen = isTextPart || (text === null && summary !== '')
  }

  /** Title, summary and categories, which most terms search. */
  get beginning(): SearchableText {
    this.#beginning ??= new SearchableText([this.#item.title, this.#item.summary, ...this.#item.categories])
    return this.#beginning
  }

  /** Its text. The summary stands for one that is not at hand. */
  get whole(): SearchableText {
    this.#whole ??= new SearchableText(this.#linesOfText())
    return this.#whole
  }

  /** A field that is searched alone. */
  text(field: Field): SearchableText {
    if (field === 'text') return this.whole
    const known = this.#fields.get(field)
    if (known !== undefined) return known
    const made = new SearchableText(field === 'category' ? this.#item.categories : [this.#item[field] ?? ''])
    this.#fields.set(field, made)
    return made
  }

  #linesOfText(): readonly string[] {
    const { summary, text, isTextPart = false } = this.#item
    if (!this.hasText) return [summary]
    return [...(isTextPart ? [summary] : []), ...(text ?? '').split('\n')]
  }
}
