/** Shortens text, with `…` at the end. */

const ellipsis = '…'
/** Maximum UTF-16 units that a cut goes back to the end of a word. */
const wordUnits = 40
/** Maximum UTF-16 units of a grapheme in readable text. */
const graphemeUnits = 64
/** Two characters of which neither joins another: ASCII, kana, Chinese characters, and full-width forms. Segmenting is slow. */
const separate = /^[ -~\u3001-\u3020\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uff01-\uff5e]{2}$/
let segmenter: Intl.Segmenter | null = null

/** At most `units` UTF-16 units, cut between graphemes. */
export function truncate(text: string, units: number): string {
  if (text.length <= units) return text
  const room = units - ellipsis.length
  if (separate.test(text.slice(room - 1, room + 1))) return text.slice(0, room).trimEnd() + ellipsis
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' })
  const end = segmenter.segment(text.slice(0, units + graphemeUnits)).containing(room)?.index ?? 0
  const kept = end > 0 ? text.slice(0, end) : text.slice(0, room).replace(/[\u200d\p{Cs}]+$/u, '')
  return kept.trimEnd() + ellipsis
}

/** At most `units` UTF-16 units, cut after a word if one ends nearby, else between graphemes. */
export function truncateAtWord(text: string, units: number): string {
  if (text.length <= units) return text
  const room = units - ellipsis.length
  const space = text.lastIndexOf(' ', room)
  return space > 0 && space >= room - wordUnits ? text.slice(0, space) + ellipsis : truncate(text, units)
}
