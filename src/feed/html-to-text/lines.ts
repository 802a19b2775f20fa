/** Splits HTML into visible lines, each with features that distinguish a story from other text. */
import { limits } from '../../limits.ts'
import { blockElements, type HtmlToken, htmlTokenizer } from '../../text/html-tokens.ts'
import { oneLine } from '../../text/one-line.ts'
import { attributePattern, attributeValue } from '../../text/tag-scanner.ts'
import type { SourceText } from '../source-text.ts'
import { textBetween } from './plain-text.ts'

/** A block of text. */
export interface Line {
  readonly text: string
  /** Length of its links' texts in UTF-16 units. */
  readonly linked: number
  /** The texts of its links. */
  readonly links: readonly string[]
  /** It has a share link. */
  readonly shares: boolean
  /** It is a caption of a picture or a table. */
  readonly isCaption: boolean
  /** It begins in a head cell of a table, or is the term of a definition. */
  readonly isHead: boolean
}

const headElements = new Set(['th', 'dt'])
const captionElements = new Set(['figcaption', 'caption'])
/** They separate words, but are not blocks. */
const pictureElements = new Set(['img', 'picture', 'video', 'audio', 'iframe'])
const href = attributePattern('href')

/** The lines of HTML that have text or share links, until `units` UTF-16 units of text are read. Each is read when it is asked for. */
export function* linesOf(
  html: SourceText,
  units: number,
  lines: number = limits.html.lines,
): Generator<Line, void, undefined> {
  const next = htmlTokenizer(html.raw)
  let count = 0
  let length = 0
  let line = emptyLine(false)
  let inCaption = false
  /** Where the text of the open link begins; -1 if none is open. */
  let linkStart = -1

  const endLink = () => {
    const text = linkStart < 0 ? '' : oneLine(line.text.slice(linkStart))
    linkStart = -1
    if (text === '') return
    line.links.push(text)
    line.linked += text.length
  }
  /** Ends the line. @returns it; null if it is empty */
  const endLine = () => {
    endLink()
    const ended = line
    ended.text = oneLine(ended.text)
    length += ended.text.length
    line = emptyLine(inCaption)
    if (ended.text === '' && !ended.shares) return null
    count++
    return ended
  }
  const startBlock = (token: Exclude<HtmlToken, { kind: 'text' }>) => {
    if (captionElements.has(token.name)) inCaption = token.kind === 'open'
    line.isHead = token.kind === 'open' && headElements.has(token.name)
    line.isCaption = inCaption || (token.kind === 'open' && isCaptionClass(token.attributes))
  }

  for (let token = next(); token !== null && length < units && count < lines; token = next()) {
    if (token.kind === 'text') line.text += textBetween(html, token.from, token.to, units)
    else if (blockElements.has(token.name)) {
      const ended = endLine()
      startBlock(token)
      if (ended !== null) yield ended
    } else if (token.name === 'a') {
      endLink()
      if (token.kind === 'close') continue
      linkStart = line.text.length
      line.shares ||=
        mayShare.test(token.attributes) && isShareLink(attributeValue(html.decode(token.attributes), href))
    } else if (pictureElements.has(token.name)) line.text += ' '
  }
  const last = endLine()
  if (last !== null) yield last
}

function emptyLine(isCaption: boolean) {
  const links: string[] = []
  return { text: '', linked: 0, links, shares: false, isCaption, isHead: false }
}

function isCaptionClass(attributes: string): boolean {
  return /\bclass\s*=\s*["'][^"']*caption/iu.test(attributes)
}

/** A quick check, which most links fail. */
const mayShare = /%3a%2f|=https?:|["'](?:whatsapp|viber|tg|line|sms|fb-messenger|weixin|mailto):/iu

/** Whether a link passes a page's address or text to a service or to another program. */
export function isShareLink(address: string): boolean {
  return (
    /^(?:whatsapp|viber|tg|line|sms|fb-messenger|weixin):|^mailto:\?/iu.test(address) ||
    /[?&](?:u|url|href|link|text|body|canonicalurl)=(?:[^&]*%3a%2f%2f|https?:)/iu.test(address)
  )
}
