/** Extracts a summary from an item's HTML. */
import { limits } from '../../limits.ts'
import { decodeEntities } from '../../text/entities.ts'
import { oneLine } from '../../text/one-line.ts'
import { truncateAtWord } from '../../text/truncate.ts'
import { beginningOf, plainSource, type SourceText } from '../source-text.ts'
import { isBoilerplate, isLabel, trimmedEnd } from './boilerplate.ts'
import { unescapedMarkup } from './escaped-markup.ts'
import { type Line, linesOf } from './lines.ts'
import { plainText } from './plain-text.ts'
import { isByline, isCredit, isDateline } from './preamble.ts'

const { endingUnits, labelUnits, linkRowUnits, linkRowLinkUnits, storyUnits, preambleUnits } = limits.html

/**
 * The beginning of a story in one line of at most `units`, without boilerplate, preamble and repeated title; the whole text if nothing
 * remains.
 */
export function summaryText(html: SourceText, units: number, title = ''): string {
  const unescaped = unescapedMarkup(html)
  const source = unescaped === null ? html : plainSource(unescaped)
  if (!source.raw.includes('<')) return plainSummary(source, units)
  const { kept, first } = storyLines(linesOf(source, units * 1.5), units + labelUnits + endingUnits, title)
  const story = first < 0 ? '' : textOf(kept.slice(first))
  const text =
    story.length < storyUnits ? textOf(kept) || oneLine(plainText(source.decode(source.raw), units * 4)) : story
  return truncateAtWord(text, units)
}

/**
 * The lines without boilerplate, and the place of the story's first one; -1 if there is none. Reads on until the story has `enough`
 * UTF-16 units, as its last line may turn out to be a label of boilerplate.
 */
function storyLines(lines: Iterable<Line>, enough: number, title: string) {
  const boilerplateAt = boilerplateReader(title)
  const kept: Line[] = []
  let first = -1
  let length = 0
  for (const line of lines) {
    const dropped = boilerplateAt(line)
    if (dropped.length === 0) {
      if (first < 0 && !isPreamble(line, title)) first = kept.length
      if (first >= 0) length += line.text.length
      kept.push(line)
    } else if (kept.length > 0 && kept.at(-1) === dropped[0]) {
      length -= kept.pop()?.text.length ?? 0
      if (kept.length <= first) first = -1
      if (first < 0) length = 0
    }
    if (length >= enough) break
  }
  return { kept, first }
}

/** The same for a text without tags, of which usually the beginning is enough. */
function plainSummary(text: SourceText, units: number): string {
  const lineOf = (read: number) => oneLine(decodeEntities(beginningOf(text, read)))
  const beginning = lineOf(units * 2)
  return truncateAtWord(beginning.length > units * 1.5 ? beginning : trimmedEnd(lineOf(units * 8)), units)
}

function textOf(lines: readonly Line[]): string {
  return trimmedEnd(lines.map((line) => line.text).join(' '))
}

/**
 * The lines that are boilerplate, including the links that follow a label such as `Read also:`, and the labels of lines that are dropped.
 */
export function boilerplateAmong(lines: readonly Line[], title: string): ReadonlySet<Line> {
  return new Set(lines.flatMap(boilerplateReader(title)))
}

const none: readonly Line[] = []

/** Finds boilerplate line by line: each call gives the line if it is some, behind its label. */
export function boilerplateReader(title: string): (line: Line) => readonly Line[] {
  let before: Line | null = null
  let isOfLabel = false
  return (line) => {
    const isLinkOnly = line.text !== '' && line.linked >= line.text.length
    const goes = isDropped(line, title) || (isOfLabel && isLinkOnly)
    const label = goes && before !== null && isLabelOf(before, line) ? before : null
    isOfLabel = goes && (isOfLabel || isLabel(line.text))
    before = line
    if (!goes) return none
    return label === null ? [line] : [label, line]
  }
}

/** Whether a line only says what the next one is: it ends in a colon, or is the head of a row or the term of a definition. */
function isLabelOf(label: Line, line: Line): boolean {
  return isLabel(label.text) || (label.isHead && !line.isHead && label.text.length <= labelUnits)
}

function isDropped(line: Line, title: string): boolean {
  if (line.shares && line.text.length - line.linked < preambleUnits) return true
  if (isLinkRow(line)) return true
  // "The post TITLE appeared first on SITE", in any language.
  if (isMostly(line.text, title) && line.links.some((link) => isSame(link, title))) return true
  return isBoilerplate(line.text, line.links.length > 0)
}

/** Whether a line precedes a story: a date, a byline, a credit, a caption, the title, or no letters at all. */
export function isPreamble(line: Line, title: string): boolean {
  const { text, isCaption } = line
  if (!/\p{L}/u.test(text)) return true
  if (isCaption || isSame(text, title)) return true
  if (text.length > preambleUnits) return false
  return isDateline(text) || isByline(text) || isCredit(text)
}

/** Whether a line consists of several short links, possibly with `submitted by`. */
function isLinkRow({ text, links }: Line): boolean {
  if (links.length < 2 || text.length > linkRowUnits || links.some((link) => link.length > linkRowLinkUnits))
    return false
  const rest = links.reduce((left, link) => left.replace(link, ''), text)
  return !/\p{L}/u.test(rest) || /^\P{L}*(?:submitted|posted) by\P{L}*$/iu.test(rest)
}

function isSame(text: string, title: string): boolean {
  return title !== '' && text.length === title.length && text.toLowerCase() === title.toLowerCase()
}

/** Whether a text is hardly longer than the title. */
function isMostly(text: string, title: string): boolean {
  return title !== '' && text.length < title.length + preambleUnits
}
