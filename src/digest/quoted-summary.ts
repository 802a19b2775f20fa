/** The beginning of an item's summary, as a digest quotes it below the headline. */
import type { Headline } from '../headline.ts'
import { limits } from '../limits.ts'
import { oneLine } from '../text/one-line.ts'
import { shortLine } from '../text/telegram-html.ts'
import { truncateAtWord } from '../text/truncate.ts'

const { quoteUnits, quoteLetters, summaryEntities } = limits.digest

/** What Hacker News, Lobsters and hnrss.org write in place of a summary. */
const label = /^(?:Comments$|(?:Article|Comments) URL: )/u

/** One plain line, cut behind a word; null: the item has no summary, or it says no more than the title. */
export function quotedSummary({ title, summary }: Pick<Headline, 'title' | 'summary'>): string | null {
  const line = oneLine(summary)
  if (label.test(line)) return null
  const own = beyondTitle(line, oneLine(title))
  if (own === null) return null
  // The private characters are those of digest-line.ts.
  const text = truncateAtWord(own.replace(/[\ue000-\ue02f]/gu, ''), quoteUnits)
  return shortLine(text, quoteUnits, summaryEntities) || null
}

/** The summary without the title at its beginning; null: hardly anything is left, or the title contains it. */
function beyondTitle(summary: string, title: string): string | null {
  const [whole, known] = [lettersOf(summary), lettersOf(title)]
  if (whole === '' || known.startsWith(whole)) return null
  if (known === '' || !whole.startsWith(known)) return summary
  if (whole.length - known.length < quoteLetters) return null
  let left = known.length
  let at = 0
  for (const character of summary) {
    if (left <= 0) break
    left -= lettersOf(character).length
    at += character.length
  }
  return summary.slice(at).replace(/^[\s\p{P}\p{S}]+/u, '')
}

/** Letters and digits only. */
function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
}
