/** What went wrong with a document, in words for a terminal. */
import { problem } from '../../src/i18n/en/problems.ts'
import type { FeedProblem } from '../../src/result.ts'
import { decodeEntities } from '../../src/text/entities.ts'

/** The bot's own words, without their markup. */
export function inWords(it: FeedProblem): string {
  return decodeEntities(problem(it).replace(/<[^<>]*>/gu, ''))
}
