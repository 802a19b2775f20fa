/** What went wrong with a document, in words for a terminal. */
import { problem } from '../../src/bot/words/en/problems.ts'
import { decodeEntities } from '../../src/feed/markup/entities.ts'
import type { FeedProblem } from '../../src/result.ts'

/** The bot's own words, without their markup. */
export function inWords(it: FeedProblem): string {
  return decodeEntities(problem(it).replace(/<[^<>]*>/gu, ''))
}
