/** Recognises HTML that was escaped twice; text about HTML stays as it is. */
import { limits } from '../../limits.ts'
import { decodeEntities } from '../../text/entities.ts'
import { blockElements, htmlElements, voidElements } from '../../text/html-tokens.ts'
import { bytesOf, type SourceText } from '../source-text.ts'

const { sampleUnits, unescapedUnits } = limits.html

/** Elements whose end tags may be omitted. */
const unendedElements = new Set('p li dt dd td th tr tbody thead tfoot option rb rp rt html head body'.split(' '))

/** The HTML of a text that was escaped twice; null for other texts. */
export function unescapedMarkup(text: SourceText): string | null {
  const first = text.raw.indexOf('&')
  if (first < 0 || !escapedLess.test(text.raw.slice(first, bytesOf(sampleUnits)))) return null
  const html = text.decode(text.raw)
  const sample = html.slice(0, sampleUnits)
  if (!escapedLess.test(sample) || hasMarkup(sample)) return null
  const isMarkup = isEvidentMarkup(decodeEntities(sample), html.length > sampleUnits)
  return isMarkup ? decodeEntities(html.slice(0, unescapedUnits)) : null
}

const escapedLess = /&(?:lt|#0*60|#x0*3c);/iu

/** Whether a text that should be plain is certainly HTML. */
export function isMarkup(text: string): boolean {
  return text.includes('<') && isEvidentMarkup(text.slice(0, sampleUnits), text.length > sampleUnits)
}

/** Whether a text has tags besides one element around everything; then escaped tags are text. */
function hasMarkup(sample: string): boolean {
  const inside = /^\s*<(?:p|div)(?:\s[^<>]*)?>([\s\S]*?)<\/(?:p|div)>\s*$/iu.exec(sample)?.[1] ?? sample
  return /<[a-z!/]/iu.test(inside)
}

/**
 * Whether text is certainly HTML: all tags are HTML's and closed correctly, and at least one has attributes or encloses text without
 * a space, unlike tags in text about markup.
 */
function isEvidentMarkup(text: string, isCut: boolean): boolean {
  const open: string[] = []
  let evidence = 0
  for (const found of text.matchAll(/<(\/?)([a-z][\w:-]{0,40})((?:\s[^<>]*|\/)?)>/giu)) {
    const [whole, closing, written = '', attributes = ''] = found
    const name = written.toLowerCase()
    if (!htmlElements.has(name)) return false
    if (voidElements.has(name)) {
      if (/\s[\w-]+\s*=\s*\S/u.test(attributes)) evidence++
    } else if (closing === '') {
      open.push(name)
      if (encloses(text, found.index, found.index + whole.length, name) || /\s[\w-]+\s*=\s*["']/u.test(attributes))
        evidence++
    } else {
      while (open.length > 0 && open.at(-1) !== name && unendedElements.has(open.at(-1) ?? '')) open.pop()
      if (open.pop() !== name) return false
    }
  }
  return evidence > 0 && (isCut || open.every((name) => unendedElements.has(name)))
}

function encloses(text: string, start: number, end: number, name: string): boolean {
  const isClose = end < text.length && !/\s/u.test(text.charAt(end))
  if (!blockElements.has(name)) return isClose && text.includes(`</${name}`, end)
  return (start === 0 || /[>\s]/u.test(text.charAt(start - 1))) && (isClose || text.trimEnd().endsWith('>'))
}
