/** Prepares text for Telegram messages. */
import { limits } from '../limits.ts'
import { detected } from './detected-entities.ts'
import { decodeEntities } from './entities.ts'
import { isolated, rightToLeft } from './isolate.ts'
import { oneLine } from './one-line.ts'
import { truncate } from './truncate.ts'

/** Maximum entities that Telegram may detect in a title: a message has 100 for all of its lines. */
const titleEntities = 30

/** The text of Telegram HTML from Paperboy. */
export function plainOf(html: string): string {
  return decodeEntities(html.replace(/<[^>]*>/gu, ''))
}

/** One line of plain text, not escaped, of at most `units`, in which Telegram detects at most `entities`. */
export function shortLine(text: string, units: number, entities: number): string {
  let line = truncate(oneLine(text), units)
  while (detected(line) > entities) line = truncate(line, Math.floor(line.length / 2))
  return line
}

/**
 * An item's title as a digest shows it: one plain line of at most 200 units; `untitled` if it has none. Right-to-left titles are
 * isolated (unicode.org/reports/tr9), which adds two units.
 */
export function titleLine(title: string, untitled: string): string {
  const units = limits.digest.titleUnits
  const line = shortLine(title, units, titleEntities) || shortLine(untitled, units, titleEntities)
  return rightToLeft.test(line) ? isolated(line) : line
}
