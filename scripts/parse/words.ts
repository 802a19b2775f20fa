/** What went wrong with a document, in words for a terminal. */
import { wordsFor } from '../../src/i18n/words.ts'
import type { FeedProblem } from '../../src/result.ts'
import { decodeEntities } from '../../src/text/entities.ts'

/** The bot's own words, without their markup. */
export function inWords(it: FeedProblem): string {
  return decodeEntities(wordsFor('en').problem(it).replace(/<[^<>]*>/gu, ''))
}
