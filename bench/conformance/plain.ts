/** Renders HTML as plain text with another parser than the project's, as an independent reference. */
import { Parser } from 'htmlparser2'

const blocks = new Set(
  (
    'address article aside blockquote br caption center dd dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 ' +
    'h6 header hr legend li main menu nav ol option p pre section table tbody td tfoot th thead tr ul'
  ).split(' '),
)
const hidden = new Set(['script', 'style', 'template', 'iframe', 'noframes'])

/** The text in one line: a space between blocks, no scripts and styles. */
export function plainOf(html: string): string {
  let text = ''
  let depth = 0
  const parser = new Parser(
    {
      onopentag(name) {
        if (hidden.has(name)) depth++
        if (blocks.has(name)) text += ' '
      },
      ontext(data) {
        if (depth === 0) text += data
      },
      onclosetag(name) {
        if (hidden.has(name)) depth--
        if (blocks.has(name)) text += ' '
      },
    },
    { decodeEntities: true },
  )
  parser.end(html)
  return lineOf(text)
}

/** Collapses white space, and removes characters without width. */
export function lineOf(text: string): string {
  return text
    .replace(/[\u00ad\u200b\ufeff]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
}
