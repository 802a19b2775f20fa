/** Finds the prose of an item among what publishers put around it. */

import { decodeEntities } from '../../text/entities.ts'
import { isBoilerplate, isLabel, trimmedEnd } from './boilerplate.ts'
import { unescapedMarkup } from './escaped-markup.ts'
import { type Line, linesOf } from './lines.ts'
import { cut, oneLine, plainText } from './plain-text.ts'
import { isByline, isCredit, isDateline } from './preamble.ts'

/** A row of links is no longer than this. UTF-16 units */
const rowUnits = 200
/** What its links say. UTF-16 units */
const linkUnits = 25
/** What remains after a preamble is no story if it is shorter. UTF-16 units */
const storyUnits = 20
/** A label, a date, a byline. UTF-16 units */
const shortUnits = 100

/**
 * The first prose of HTML in one line, at most `units` long, without boilerplate, what stands before the first words, and the
 * title, if the text begins with it. Where nothing remains, it is the text as it is.
 */
export function summaryText(html: string, units: number, title = ''): string {
  const source = unescapedMarkup(html) ?? html
  if (!source.includes('<')) return cut(trimmedEnd(oneLine(decodeEntities(source.slice(0, units * 8)))), units)
  const lines = linesOf(source, units * 1.5)
  const dropped = boilerplateAmong(lines, title)
  const kept = lines.filter((line) => !dropped.has(line))
  const first = kept.findIndex((line) => !isPreamble(line, title))
  const story = first < 0 ? '' : textOf(kept.slice(first))
  const text = story.length < storyUnits ? textOf(kept) || oneLine(plainText(source, units * 4)) : story
  return cut(text, units)
}

function textOf(lines: readonly Line[]): string {
  return trimmedEnd(lines.map((line) => line.text).join(' '))
}

/** Boilerplate wherever it stands. What a label asks to visit goes with it. */
export function boilerplateAmong(lines: readonly Line[], title: string): ReadonlySet<Line> {
  const dropped = new Set<Line>()
  let isOfLabel = false
  for (const [at, line] of lines.entries()) {
    const isLinkOnly = line.text !== '' && line.linked >= line.text.length
    const goes: boolean = isDropped(line, lines[at + 1], title) || (isOfLabel && isLinkOnly)
    if (goes) dropped.add(line)
    isOfLabel = goes && (isOfLabel || isLabel(line.text))
  }
  return dropped
}

function isDropped(line: Line, next: Line | undefined, title: string): boolean {
  if (line.shares && line.text.length - line.linked < shortUnits) return true
  if (next?.shares === true && isLabel(line.text)) return true
  if (isLinkRow(line)) return true
  // "The post TITLE appeared first on SITE", in whatever language.
  if (isMostly(line.text, title) && line.links.some((link) => isSame(link, title))) return true
  return isBoilerplate(line.text, line.links.length > 0)
}

/** What stands before the story: figures and dates, its author, its picture's caption, its title. */
export function isPreamble(line: Line, title: string): boolean {
  const { text, isCaption } = line
  if (!/\p{L}/u.test(text)) return true
  if (isCaption || isSame(text, title)) return true
  if (text.length > shortUnits) return false
  return isDateline(text) || isByline(text) || isCredit(text)
}

/** Several links of a word or two with no other words between them, but for whose they are. */
function isLinkRow({ text, links }: Line): boolean {
  if (links.length < 2 || text.length > rowUnits || links.some((link) => link.length > linkUnits)) return false
  const rest = links.reduce((left, link) => left.replace(link, ''), text)
  return !/\p{L}/u.test(rest) || /^\P{L}*(?:submitted|posted) by\P{L}*$/iu.test(rest)
}

function isSame(text: string, title: string): boolean {
  return title !== '' && text.length === title.length && text.toLowerCase() === title.toLowerCase()
}

/** Whether a text is a title with a few words around it. */
function isMostly(text: string, title: string): boolean {
  return title !== '' && text.length < title.length + shortUnits
}
