/** An item prepared for filters: its texts are folded on first use. */
import { ValueCache } from '../../value-cache.ts'
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
  /** Title, summary and categories, which most terms search. */
  #beginning: SearchableText | null = null
  readonly #texts = new Map<Field, SearchableText>()
  readonly #lines = new ValueCache<Field | null, readonly string[]>()

  constructor(item: FilterItem) {
    this.#item = item
    const { summary, text = null, isTextPart = false } = item
    this.hasText = text !== null && text !== '' && text !== summary
    // Without a summary there was no text to make one of.
    this.isTextOpen = isTextPart || (text === null && summary !== '')
  }

  /** A field; null: title, summary and categories. The summary stands for a text that is not at hand. */
  text(field: Field | null): SearchableText {
    const known = field === null ? this.#beginning : this.#texts.get(field)
    if (known != null) return known
    const made = new SearchableText(this.raw(field))
    if (field === null) this.#beginning = made
    else this.#texts.set(field, made)
    return made
  }

  /** A field before folding, as lines; null: title, summary and categories. */
  raw(field: Field | null): readonly string[] {
    return this.#lines.get(field, () => this.#linesOf(field))
  }

  #linesOf(field: Field | null): readonly string[] {
    const { title, summary, categories, text, isTextPart = false } = this.#item
    if (field === null) return [title, summary, ...categories]
    if (field === 'text')
      return this.hasText ? [...(isTextPart ? [summary] : []), ...(text ?? '').split('\n')] : [summary]
    return field === 'category' ? categories : [this.#item[field] ?? '']
  }
}
