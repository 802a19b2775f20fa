/** Texts whose parts are decoded on demand. */

/**
 * A text, such as a document or an item's HTML. Markup is ASCII, so in UTF-8 it is found without decoding, and of a large text only the
 * parts that are used are decoded.
 */
export interface SourceText {
  /** Undecoded UTF-8, one character for each byte; the decoded text of other encodings. */
  readonly raw: string
  /** Decodes a part of `raw`. */
  readonly decode: (part: string) => string
}

/** A text that is decoded already. */
export function plainSource(text: string): SourceText {
  return { raw: text, decode: (part) => part }
}

/** How much of a text is decoded to see whether it begins with white space only. */
const blankUnits = 100

/** Maximum bytes of this many UTF-16 units in UTF-8. */
export function bytesOf(units: number): number {
  return units * 3
}

/** The first `units` UTF-16 units, decoded, of the text between two positions. */
export function beginningOf({ raw, decode }: SourceText, units: number, from = 0, to = raw.length): string {
  const part = decode(raw.slice(from, Math.min(to, from + bytesOf(units))))
  return part.length > units ? part.slice(0, units) : part
}

/** Whether a text is empty or white space. */
export function isBlank(text: SourceText): boolean {
  const first = text.raw.search(/[^\t-\r ]/u)
  if (first < 0) return true
  // Space beyond ASCII is rare.
  if (text.raw.charCodeAt(first) < 128 || beginningOf(text, blankUnits, first).trim() !== '') return false
  return text.decode(text.raw).trim() === ''
}
