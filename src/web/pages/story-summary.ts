/** What a page shows of a story's summary. Pure. */
import { truncateAtWord } from '../../text/truncate.ts'

/** A shorter rest says nothing new. */
const restUnits = 20

/**
 * The summary in at most `units`, without a repetition of the title at its beginning; empty if nothing else remains. A title may be the
 * beginning of the text, cut.
 */
export function storySummary(title: string, summary: string, units: number): string {
  const stem = title.replace(/\s*…$/u, '')
  if (stem === '' || !summary.startsWith(stem)) return truncateAtWord(summary, units)
  const rest = summary.slice(stem.length)
  // The title may be the beginning of the first word by chance.
  const isWhole = stem !== title || !/^[\p{L}\p{N}]/u.test(rest) || !/[\p{L}\p{N}]$/u.test(stem)
  if (!isWhole) return truncateAtWord(summary, units)
  const words = rest.replace(/^[^\p{L}\p{N}]+/u, '')
  if (words.length < restUnits) return ''
  return truncateAtWord(stem === title ? words : `… ${words}`, units)
}
