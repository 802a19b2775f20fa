/** Reads a model's numbered lines, as models write them: fences, introductions, other brackets and quotation marks. Pure. */
import { withAsciiDigits } from '../text/decimal-digits.ts'

/** A line's number, with brackets or a sign behind it: `1.`, `1)`, `[1]`, `⟦1⟧`, `**1.**`, `１．`. In 3.5 the full stop belongs to the number. */
const numberedLine =
  /^\s*(?:[-*•]\s+)?(?:\*\*)?(?:[[(（【⟦]\s*(\d{1,3})\s*[\])）】⟧][.．:：]?|(\d{1,3})\s*(?:[.．](?!\d)|[)）:：、]|\s-\s))(?:\*\*)?\s*(.*)$/u
const fence = /^\s*(?:```|~~~)/u
/** Of the request, which some models repeat. */
const markers = /⟦(?:\d+|[a-z ]{4,})⟧/gu
/** Marks that change nothing: byte order, soft hyphens, and those of direction. */
const harmless = /[\ufeff\u00ad\u200e\u200f]/gu

const pairs: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
  ['„', '”'],
  ['«', '»'],
  ['「', '」'],
  ["'", "'"],
  ['**', '**'],
]

/**
 * The text of each number from 1 to `count`; null where it is missing, or where the answer has several texts for it.
 * @param isCut the answer ended early: its last line is not whole
 */
export function readNumberedLines(answer: string, count: number, isCut: boolean): readonly (string | null)[] {
  const lines = withAsciiNumbers(answer)
    .split(/\r\n|[\r\n\u2028\u2029]/u)
    .filter((line) => !fence.test(line))
    .map((line) => line.replace(harmless, ''))
  const texts = new Map<number, string | null>()
  let last = 0
  for (const line of lines) {
    const [, bracketed, plain, text = ''] = numberedLine.exec(line) ?? []
    const number = Number(bracketed ?? plain ?? 0)
    if (number > 0) {
      last = number
      const known = texts.get(number)
      texts.set(number, known === undefined || known === text ? text : null)
    } else if (line.trim() === '') last = 0
    // Right below a numbered line: the rest of a text that the model broke, or a remark about it.
    else if (last > 0) texts.set(last, null)
  }
  if (texts.size === 0 && count === 1) return onlyLine(lines, isCut)
  if (isCut && last > 0) texts.set(last, null)
  splitMerged(texts, count)
  return Array.from({ length: count }, (_, at) => tidied(texts.get(at + 1) ?? null))
}

/** An answer about one text needs no number. */
function onlyLine(lines: readonly string[], isCut: boolean): readonly (string | null)[] {
  const full = lines.filter((line) => line.trim() !== '')
  return [full.length === 1 && !isCut ? tidied(full[0] ?? null) : null]
}

/** Numbers in the digits of all scripts, but other texts as they are. */
function withAsciiNumbers(answer: string): string {
  return answer.replace(/^(\P{L}{0,6})/gmu, (start) => withAsciiDigits(start))
}

/** Two lines that the model wrote into one, as “1. One 2. Two”. */
function splitMerged(texts: Map<number, string | null>, count: number): void {
  for (let number = 1; number < count; number++) {
    const text = texts.get(number)
    if (text == null || texts.has(number + 1)) continue
    const parts = text.split(new RegExp(`\\s${number + 1}[.)．]\\s+`, 'u'))
    const [one = '', other = ''] = parts
    if (parts.length !== 2) continue
    texts.set(number, one)
    texts.set(number + 1, other)
  }
}

function tidied(text: string | null): string | null {
  const line = text?.replace(markers, '').trim() ?? ''
  return line === '' ? null : line
}

/** Without quotation marks around it, unless the original has such marks. */
export function withoutQuotes(text: string, original: string): string {
  for (const [open, close] of pairs) {
    const isQuoted = text.length > open.length + close.length && text.startsWith(open) && text.endsWith(close)
    const inner = text.slice(open.length, text.length - close.length)
    if (isQuoted && !inner.includes(open) && !inner.includes(close) && !/^["“„«「']|["”“»」']$/u.test(original))
      return inner.trim()
  }
  return text
}
