/** Reads text in XML: CDATA sections, comments and character references. */
import { decodeEntities } from '../../text/entities.ts'
import { finder } from '../../text/tag-scanner.ts'
import { plainSource, type SourceText } from '../source-text.ts'

const cdataStart = '<![CDATA['

/** The text of raw XML: CDATA as written, the rest without comments and with references decoded. */
export function xmlText(raw: string): string {
  if (!raw.includes('<!')) return decodeEntities(raw)
  let text = ''
  for (let at = 0; at < raw.length; ) {
    const mark = raw.indexOf('<!', at)
    if (mark < 0) return text + decodeEntities(raw.slice(at))
    text += decodeEntities(raw.slice(at, mark))
    const isCdata = raw.startsWith(cdataStart, mark)
    if (!isCdata && !raw.startsWith('<!--', mark)) {
      text += '<!'
      at = mark + 2
      continue
    }
    const from = isCdata ? mark + cdataStart.length : mark + 4
    const end = raw.indexOf(isCdata ? ']]>' : '-->', from)
    if (isCdata) text += raw.slice(from, end < 0 ? raw.length : end)
    at = end < 0 ? raw.length : end + 3
  }
  return text
}

/** A reference that may stand for a character beyond ASCII, which undecoded text cannot have. */
const otherReference = /&(?!(?:amp|lt|gt|quot|apos|#[1-9]\d);)/u

/** The same as `xmlText`, not decoded if it is one CDATA section, or has references to ASCII only. */
export function xmlSource({ raw, decode }: SourceText): SourceText {
  const written = raw.trim()
  if (written.startsWith(cdataStart) && written.indexOf(']]>') === written.length - 3)
    return { raw: written.slice(cdataStart.length, -3), decode }
  if (!written.includes('<!') && !otherReference.test(written)) return { raw: decodeEntities(raw), decode }
  return plainSource(xmlText(decode(raw)))
}

/** Finds the position behind the CDATA section or comment at a `<!`; behind the `<!` if it is neither or has no end. */
export function hiddenEnds(text: string): (at: number) => number {
  const cdataEnd = finder(text, ']]>')
  const commentEnd = finder(text, '-->')
  return (at) => {
    const end = text.startsWith(cdataStart, at)
      ? cdataEnd(at)
      : text.startsWith('<!--', at)
        ? commentEnd(at + 4)
        : Number.POSITIVE_INFINITY
    return end === Number.POSITIVE_INFINITY ? at + 2 : end + 3
  }
}
