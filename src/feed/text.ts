/** Turns what feeds put into titles and descriptions into safe plain text of one line, and finds the first image. */
import { decodeEntities } from './entities.ts'
import { attribute, attributeNames, endsName, startsName, tagEnds } from './markup.ts'

/** HTML's elements; `<T>` in a headline about types is none, and stays. */
const elements = new Set(
  (
    'a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br button ' +
    'canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed ' +
    'fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe ' +
    'img input ins kbd label legend li link main map mark marquee math menu meta meter nav nobr noframes noscript object ' +
    'ol optgroup option output p param picture pre progress q rp rt ruby s samp script section select slot small source ' +
    'span strike strong style sub summary sup svg path g table tbody td template textarea tfoot th thead time title tr ' +
    'track tt u ul var video wbr'
  ).split(' '),
)

const blockElements = new Set(
  (
    'address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol option p pre section summary table tbody ' +
    'td tfoot th thead tr ul'
  ).split(' '),
)

/** Elements whose content is no text for people, each with the pattern of its end. */
const hiddenElements = new Map(
  ['script', 'style', 'template', 'noframes', 'iframe', 'head', 'svg', 'math', 'select', 'object'].map(
    (name): [string, RegExp] => [name, new RegExp(`</${name}(?=[\\s/>])`, 'giu')],
  ),
)

/**
 * The text of HTML with its references decoded once: a line break between blocks, nothing of scripts and styles. Stops
 * when it has `enough` UTF-16 units, so that a summary of a book costs no more than one of a note.
 */
export function plainText(html: string, enough: number): string {
  if (!html.includes('<')) return decodeEntities(html.slice(0, enough * 8))
  const tagEnd = tagEnds(html)
  /** Hidden elements that turned out to have no end from some place on. */
  const endless = new Set<string>()
  let text = ''
  let at = 0
  while (at < html.length && text.length < enough) {
    const mark = html.indexOf('<', at)
    const end = mark < 0 ? html.length : mark
    text += decodeEntities(html.slice(at, Math.min(end, at + enough * 8)))
    if (mark < 0) break

    const isClosing = html.charCodeAt(mark + 1) === 47
    const nameStart = isClosing ? mark + 2 : mark + 1
    const code = html.charCodeAt(nameStart)
    if (code === 33 || code === 63) {
      at = endOfDeclaration(html, mark)
      continue
    }
    const name = startsName(code) ? nameAt(html, nameStart) : ''
    const tag = isTag(name) ? tagEnd(nameStart + name.length) : -1
    if (tag < 0) {
      text += '<'
      at = mark + 1
      continue
    }
    at = tag + 1
    if (blockElements.has(name)) text += '\n'
    const hidden = isClosing || html.charCodeAt(tag - 1) === 47 ? undefined : hiddenElements.get(name)
    if (hidden !== undefined && !endless.has(name)) {
      hidden.lastIndex = at
      const found = hidden.exec(html)
      if (found === null) endless.add(name)
      else at = found.index
    }
  }
  return text
}

function nameAt(html: string, start: number): string {
  let end = start + 1
  while (end < html.length && end - start < 64 && !endsName(html.charCodeAt(end))) end++
  return html.slice(start, end).toLowerCase()
}

/** Elements of HTML, custom elements, and those of other vocabularies, such as `o:p`. */
function isTag(name: string): boolean {
  return elements.has(name) || /^[a-z][\w.]*[-:][\w.:-]*$/u.test(name)
}

function endOfDeclaration(html: string, mark: number): number {
  const [opening, closing] = html.startsWith('<!--', mark)
    ? ['<!--', '-->']
    : html.startsWith('<![CDATA[', mark)
      ? ['<![CDATA[', ']]>']
      : ['<', '>']
  const end = html.indexOf(closing, mark + opening.length)
  return end < 0 ? html.length : end + closing.length
}

/**
 * Unicode controls, noncharacters, private formatting (zero-width space, soft hyphen, BOM, interlinear marks) and the
 * characters that embed, isolate or override direction: a headline must not turn round what stands beside it.
 */
const unwanted =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u180e\u200b\u2060-\u206f\u202a-\u202e\ufeff\ufff0-\ufffb\ufffe\uffff]/gu

/** One line of well-formed text: white space collapsed, nothing that is invisible or that turns the line round. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(unwanted, '')
    .replace(/[\s\u0085]+/gu, ' ')
    .trim()
}

/** A title: one line, at most `units` long. */
export function titleText(html: string, units: number): string {
  return cut(oneLine(plainText(html, units * 2)), units)
}

/** A summary: one line, at most `units` long, without what stands before the first words, such as a date. */
export function summaryText(html: string, units: number): string {
  const lines = plainText(html, units * 4).split('\n')
  const first = lines.findIndex((line) => /\p{L}/u.test(line))
  return cut(oneLine(lines.slice(Math.max(0, first)).join('\n')), units)
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Shortens to at most `units` UTF-16 units, `…` included: after a word if one ends nearby, never inside a grapheme. */
export function cut(text: string, units: number): string {
  if (text.length <= units) return text
  const most = units - 1
  const space = text.lastIndexOf(' ', most)
  if (space >= most - 40 && space > 0) return `${text.slice(0, space)}…`
  // A grapheme is looked for from a little before the limit: longer ones are not text for people.
  let from = Math.max(0, most - 64)
  if (isLowSurrogate(text, from)) from--
  let end = from
  for (const { index, segment } of graphemes.segment(text.slice(from, most + 64))) {
    if (from + index + segment.length > most) break
    end = from + index + segment.length
  }
  if (end === from) end = isLowSurrogate(text, most) ? most - 1 : most
  return `${text.slice(0, end).trimEnd()}…`
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff
}

const imagesTried = 10

/** The address, as written, of the first image in HTML that is no tracking pixel and no inline data; null without one. */
export function firstImage(html: string): string | null {
  const opening = /<img(?=[\s/])/giu
  const tagEnd = tagEnds(html)
  for (let tried = 0; tried < imagesTried; tried++) {
    const found = opening.exec(html)
    if (found === null) return null
    const end = tagEnd(found.index + 4)
    if (end < 0) return null
    opening.lastIndex = end
    const attributes = html.slice(found.index + 4, end)
    const isPixel = [attributeNames.width, attributeNames.height].some((name) =>
      /^[01](?:px)?$/u.test(attribute(attributes, name)),
    )
    const source = [attributeNames.src, attributeNames.dataSrc]
      .map((name) => attribute(attributes, name))
      .find((value) => value !== '' && !/^data:/iu.test(value))
    if (source !== undefined && !isPixel) return source
  }
  return null
}
