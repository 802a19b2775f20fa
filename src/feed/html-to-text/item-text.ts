/** The words of an item's texts, for filters. */
import { limits } from '../../limits.ts'
import { oneLine } from '../../text/one-line.ts'
import { truncateAtWord } from '../../text/truncate.ts'
import type { RichText } from '../item-draft.ts'
import { beginningOf, isBlank, plainSource } from '../source-text.ts'
import { paragraphsOf } from './body.ts'
import { isAdvertisement } from './boilerplate.ts'
import { unescapedMarkup } from './escaped-markup.ts'
import { type Line, linesOf } from './lines.ts'
import { boilerplateReader } from './summary.ts'

/**
 * The words of all its texts, the longest first, with a line for each block: without markup, scripts and boilerplate, such as share
 * buttons, that would match in every item. At most `units` UTF-16 units, cut after a word.
 */
export function itemText(texts: readonly RichText[], units: number, title = ''): string {
  const distinct = new Map(texts.filter((text) => !isBlank(text)).map((text) => [text.raw, text]))
  let whole = ''
  for (const text of [...distinct.values()].toSorted((one, other) => other.raw.length - one.raw.length)) {
    const room = units - whole.length - 1
    if (room <= 0) break
    const words = (text.kind === 'html' ? storyLines(text, room, title) : plainLines(text, room)).join('\n')
    // A teaser is usually the beginning of the text.
    if (words !== '' && !whole.startsWith(words)) whole += whole === '' ? words : `\n${words}`
  }
  return truncateAtWord(whole, units)
}

function plainLines(text: RichText, units: number): readonly string[] {
  return paragraphsOf(beginningOf(text, units)).map(oneLine)
}

/** The lines of HTML without boilerplate; all of them if nothing else remains. */
function storyLines(html: RichText, units: number, title: string): readonly string[] {
  const unescaped = unescapedMarkup(html)
  const source = unescaped === null ? html : plainSource(unescaped)
  const boilerplateAt = boilerplateReader(title)
  const all: string[] = []
  const kept: Line[] = []
  for (const line of linesOf(source, units, limits.html.linesOfText)) {
    const dropped = isAdvertisement(line.text) ? [] : boilerplateAt(line)
    if (line.text !== '') all.push(line.text)
    if (dropped.length === 0) kept.push(line)
    else if (kept.at(-1) === dropped[0]) kept.pop()
  }
  return kept.length === 0 ? all : kept.map(({ text }) => text).filter((text) => text !== '')
}
