/** Items and heads as the formats read them, before the shared fallbacks and limits. */
import { plainSource, type SourceText } from './source-text.ts'
import type { RawKeys } from './xml/key-reader.ts'

/** A text and its markup. */
export interface RichText extends SourceText {
  readonly kind: 'plain' | 'html'
}

/** An enclosure as written; absent values are empty strings. */
export interface RawEnclosure {
  readonly url: string
  readonly type: string
  readonly length: string
  /** Of a sound or film; absent: the format does not say it for each file. */
  readonly duration?: string
}

/** Where an item's comments are, as written; absent values are empty strings. */
export interface RawComments {
  /** The best first. */
  readonly addresses: readonly string[]
  readonly count: string
}

/** An item as a format read it. Lists have the best first; absent values are empty strings. */
export interface ItemDraft {
  readonly id: string
  readonly title: RichText
  readonly links: readonly string[]
  readonly published: string
  readonly updated: string
  readonly authors: readonly string[]
  readonly categories: readonly string[]
  readonly texts: readonly RichText[]
  /** Pictures that the feed names as such. */
  readonly images: readonly string[]
  /** Small pictures, for items without others. */
  readonly thumbnails: readonly string[]
  readonly enclosures: readonly RawEnclosure[]
  readonly comments: RawComments
  /** JSON Feed's `external_url`. */
  readonly external?: string
  /** Languages that the item declares, the best first. */
  readonly languages: readonly string[]
  /** xml:base. */
  readonly base: string
}

/** A feed's own fields as a format read them; absent values are empty strings. */
export interface FeedHead {
  readonly title: RichText
  /** Addresses of the site, the best first. */
  readonly sites: readonly string[]
  /** Relative links are relative to the site, not to the document. */
  readonly isRelativeToSite: boolean
  readonly updated: string
  readonly authors: readonly string[]
  /** Languages that it declares, the best first. */
  readonly languages: readonly string[]
  /** xml:base. */
  readonly base: string
}

/** No comments. */
export const noComments: RawComments = { addresses: [], count: '' }

/** HTML, which is what RSS texts are in practice. */
export function htmlText(value: string): RichText {
  return richText('html', plainSource(value))
}

/** A text of a kind. */
export function richText(kind: RichText['kind'], { raw, decode }: SourceText): RichText {
  return { kind, raw, decode }
}

/** The draft of an item if only its keys could be read. */
export function draftOf(keys: RawKeys): ItemDraft {
  return {
    id: keys.id,
    title: htmlText(keys.title),
    links: [keys.link],
    published: keys.date,
    updated: '',
    authors: [],
    categories: [],
    texts: [htmlText(keys.text)],
    images: [],
    thumbnails: [],
    enclosures: [],
    comments: noComments,
    languages: [],
    base: '',
  }
}
