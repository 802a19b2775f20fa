/** Tells HTML that was escaped twice on its way into a feed from text that is about HTML. */
import { decodeEntities } from '../../text/entities.ts'
import { blockElements, isHtmlElement, voidElements } from './html-tokens.ts'

/** So much is looked at, and so much more than that is kept. */
const sampleUnits = 8192
const keptUnits = 65_536

/** Elements whose end tags may be left out. */
const unendedElements = new Set('p li dt dd td th tr tbody thead tfoot option rb rp rt html head body'.split(' '))

/** The HTML that was escaped once more than it should be; null where the text is as it was meant to be. */
export function unescapedMarkup(html: string): string | null {
  const sample = html.slice(0, sampleUnits)
  if (!/&(?:lt|#0*60|#x0*3c);/iu.test(sample) || hasMarkup(sample)) return null
  const whole = html.slice(0, keptUnits)
  return isEvidentMarkup(decodeEntities(sample), html.length > sampleUnits) ? decodeEntities(whole) : null
}

/** More tags than one element's around everything; then what is escaped was meant to be seen. */
function hasMarkup(sample: string): boolean {
  const inside = /^\s*<(?:p|div)(?:\s[^<>]*)?>([\s\S]*?)<\/(?:p|div)>\s*$/iu.exec(sample)?.[1] ?? sample
  return /<[a-z!/]/iu.test(inside)
}

/**
 * Whether text holds HTML beyond doubt: nothing but elements of HTML, each closed where it has to be, and at least one
 * that encloses text closely, as markup does and talk of markup does not, or that carries attributes.
 */
function isEvidentMarkup(text: string, isCut: boolean): boolean {
  const open: string[] = []
  let evidence = 0
  for (const found of text.matchAll(/<(\/?)([a-z][\w:-]{0,40})((?:\s[^<>]*|\/)?)>/giu)) {
    const [whole, closing, written = '', attributes = ''] = found
    const name = written.toLowerCase()
    if (!isHtmlElement(name)) return false
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
