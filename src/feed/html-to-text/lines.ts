/** Breaks HTML into the lines that a reader sees, with what tells a story from what stands around it. */
import { decodeEntities } from '../../text/entities.ts'
import { attribute, attributeNames } from '../xml/markup.ts'
import { blockElements, type HtmlToken, htmlReader } from './html-tokens.ts'
import { oneLine, textSlice } from './plain-text.ts'

/** A block of text with nothing beside it. */
export interface Line {
  readonly text: string
  /** How much of it is the text of links, in UTF-16 units. */
  readonly linked: number
  /** The texts of its links. */
  readonly links: readonly string[]
  /** It has a link that hands the page on to somebody. */
  readonly shares: boolean
  /** It stands below a picture or a table. */
  readonly isCaption: boolean
}

const linesMost = 400
const captionElements = new Set(['figcaption', 'caption'])
/** They stand between words without being blocks. */
const pictures = new Set(['img', 'picture', 'video', 'audio', 'iframe'])

/** The lines of HTML that have text, or that share, until there are so many UTF-16 `units` of text. */
export function linesOf(html: string, units: number): readonly Line[] {
  const { next } = htmlReader(html)
  const lines: Line[] = []
  let length = 0
  let line = emptyLine(false)
  let inCaption = false
  /** Where the text of the link begins that is open; -1 where none is. */
  let linkStart = -1

  const endLink = () => {
    const text = linkStart < 0 ? '' : oneLine(line.text.slice(linkStart))
    linkStart = -1
    if (text === '') return
    line.links.push(text)
    line.linked += text.length
  }
  const endLine = () => {
    endLink()
    const text = oneLine(line.text)
    if (text !== '' || line.shares) lines.push({ ...line, text })
    length += text.length
    line = emptyLine(inCaption)
  }
  const startBlock = (token: Exclude<HtmlToken, { kind: 'text' }>) => {
    endLine()
    if (captionElements.has(token.name)) inCaption = token.kind === 'open'
    line.isCaption = inCaption || (token.kind === 'open' && isCaptionClass(token.attributes))
  }

  for (let token = next(); token !== null && length < units && lines.length < linesMost; token = next()) {
    if (token.kind === 'text') line.text += decodeEntities(textSlice(html, token.from, token.to, units))
    else if (blockElements.has(token.name)) startBlock(token)
    else if (token.name === 'a') {
      endLink()
      if (token.kind === 'close') continue
      linkStart = line.text.length
      line.shares ||= mayShare.test(token.attributes) && isShareLink(attribute(token.attributes, attributeNames.href))
    } else if (pictures.has(token.name)) line.text += ' '
  }
  endLine()
  return lines
}

function emptyLine(isCaption: boolean) {
  const links: string[] = []
  return { text: '', linked: 0, links, shares: false, isCaption }
}

function isCaptionClass(attributes: string): boolean {
  return /\bclass\s*=\s*["'][^"']*caption/iu.test(attributes)
}

/** A quick look, which few links pass. */
const mayShare = /%3a%2f|=https?:|["'](?:whatsapp|viber|tg|line|sms|fb-messenger|weixin|mailto):/iu

/** Links that carry a page's address or text to a service, or open another program with it. */
export function isShareLink(href: string): boolean {
  return (
    /^(?:whatsapp|viber|tg|line|sms|fb-messenger|weixin):|^mailto:\?/iu.test(href) ||
    /[?&](?:u|url|href|link|text|body|canonicalurl)=(?:[^&]*%3a%2f%2f|https?:)/iu.test(href)
  )
}
