/** Writes a text as a phrase, so that nothing in it is an operator. */
import { doubleQuotes } from './query-quotes.ts'

/** The text in quotation marks of a kind that it does not contain; null: it contains all kinds. */
export function quotedTerm(text: string): string | null {
  const [, opening = '', closing = ''] = doubleQuotes.find(([kind]) => !kind.test(text)) ?? []
  return opening === '' ? null : opening + text + closing
}
