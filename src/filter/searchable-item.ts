/** An item prepared for filters: its texts are folded on first use. */
import { ValueCache } from '../value-cache.ts'
import type { Field } from './fields.ts'
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
}

/** An item for any number of filters. */
export class SearchableItem {
  readonly #item: FilterItem
  readonly #texts = new ValueCache<Field | null, SearchableText>()

  constructor(item: FilterItem) {
    this.#item = item
  }

  /** A field; null: title, summary and categories. */
  text(field: Field | null): SearchableText {
    return this.#texts.get(field, () => new SearchableText(this.raw(field)))
  }

  /** A field before folding; null: title, summary and categories. */
  raw(field: Field | null): readonly string[] {
    const { title, summary, categories } = this.#item
    if (field === null) return [title, summary, ...categories]
    return field === 'category' ? categories : [this.#item[field] ?? '']
  }
}
