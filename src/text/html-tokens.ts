/** Splits HTML into tags and texts in linear time, without what browsers do not show. */
import { endsName, finder, startsName, tagEnds } from './tag-scanner.ts'

export type HtmlToken =
  /** A run of text, as written: `html.slice(from, to)`. */
  | { readonly kind: 'text'; readonly from: number; readonly to: number }
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string; readonly isEmpty: boolean }
  | { readonly kind: 'close'; readonly name: string }

/** HTML's elements. `<T>` in a headline about types is none, so it stays. */
export const htmlElements: ReadonlySet<string> = new Set(
  (
    'a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br button ' +
    'canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed ' +
    'fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe ' +
    'img input ins kbd label legend li link main map mark marquee math menu meta meter nav nobr noframes noscript object ' +
    'ol optgroup option output p param picture pre progress q rb rp rt rtc ruby s samp script section select slot small ' +
    'source span strike strong style sub summary sup svg path g table tbody td template textarea tfoot th thead time ' +
    'title tr track tt u ul var video wbr ' +
    // MathML's, whose text is shown.
    'annotation annotation-xml maction menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts ' +
    'mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover semantics'
  ).split(' '),
)

/** Elements that begin and end lines. */
export const blockElements: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol option p pre section summary table tbody ' +
    'td tfoot th thead tr ul'
  ).split(' '),
)

/** Elements without content. */
export const voidElements: ReadonlySet<string> = new Set(
  'area base basefont br col embed frame hr img input link meta param source track wbr'.split(' '),
)

/** Elements whose content browsers do not show, each with the pattern of its end tag. */
const unseenElements = new Map(
  (
    'annotation annotation-xml audio canvas datalist head iframe noframes noscript object script select style svg ' +
    'template video'
  )
    .split(' ')
    .map((name): [string, RegExp] => [name, new RegExp(`</${name}(?=[\\s/>])`, 'giu')]),
)
/** Ruby annotations repeat the words below them. Their end tags may be omitted. */
const rubyEnd = /<(?:\/(?:rt|rp|rtc|ruby)|rt|rp|rb|rtc)(?=[\s/>])/giu
for (const name of ['rt', 'rp', 'rtc']) unseenElements.set(name, rubyEnd)

/** Maximum element names without an end tag that are searched for; it bounds the time. */
const maxEndless = 8

/** Splits HTML into tokens; each call gives the next one, null at the end. Skips unseen elements and those that an attribute hides. */
export function htmlTokenizer(html: string): () => HtmlToken | null {
  const tagEnd = tagEnds(html)
  const commentEnd = finder(html, '-->')
  const cdataEnd = finder(html, ']]>')
  const declarationEnd = finder(html, '>')
  /** Elements without an end tag in the rest of the text. */
  const endless = new Set<string>()
  let at = 0
  let pending: HtmlToken | null = null
  /** Where the end of the last CDATA section is, whose content is read as HTML: some publishers escape the section itself. */
  let sectionEnd = -1

  const next = (): HtmlToken | null => {
    if (pending !== null) {
      const token = pending
      pending = null
      return token
    }
    let from = at
    for (;;) {
      const mark = html.indexOf('<', at)
      if (sectionEnd >= at && (mark < 0 || sectionEnd < mark)) {
        const to = sectionEnd
        at = to + 3
        if (from < to) return { kind: 'text', from, to }
        from = at
        continue
      }
      if (mark < 0) {
        at = html.length
        return from < at ? { kind: 'text', from, to: at } : null
      }
      const tag = tagAt(mark)
      if (tag === null) {
        at = mark + 1
        continue
      }
      if (from < mark) {
        pending = tag.token
        return { kind: 'text', from, to: mark }
      }
      if (tag.token !== null) return tag.token
      from = at
    }
  }

  /** Reads the tag, comment or declaration at a `<` and moves `at` behind it; null if the `<` is text. */
  const tagAt = (mark: number): { readonly token: HtmlToken | null } | null => {
    const isClosing = html.charCodeAt(mark + 1) === 47
    const nameStart = isClosing ? mark + 2 : mark + 1
    const code = html.charCodeAt(nameStart)
    if (code === 63 || (code === 33 && /[a-z[-]/iu.test(html.charAt(nameStart + 1)))) {
      const past = pastDeclaration(mark)
      if (past < 0) return null
      at = past
      return { token: null }
    }
    const name = startsName(code) ? nameAt(html, nameStart) : ''
    if (!isTag(name)) return null
    const nameEnd = nameStart + name.length
    const end = tagEnd(nameEnd)
    if (end < 0) {
      if (!isCutOff(html, nameEnd)) return null
      at = html.length
      return { token: null }
    }
    at = end + 1
    if (isClosing) return { token: { kind: 'close', name } }
    const attributes = html.slice(nameEnd, end)
    const isEmpty = voidElements.has(name) || (attributes.endsWith('/') && name !== 'a')
    if (!isEmpty) passUnseen(name, attributes)
    return { token: { kind: 'open', name, attributes, isEmpty } }
  }

  const passUnseen = (name: string, attributes: string) => {
    if (endless.has(name) || endless.size > maxEndless) return
    const closing = unseenElements.get(name)
    const isHidden = closing === undefined && htmlElements.has(name) && hides(attributes)
    if (closing === undefined && !isHidden) return
    const end = closing === undefined ? elementEnd(html, name, at) : firstMatch(closing, html, at)
    if (end < 0) endless.add(name)
    else at = end
  }

  const pastDeclaration = (mark: number): number => {
    if (html.startsWith('<![CDATA[', mark)) {
      const found = cdataEnd(mark + 9)
      if (found === Number.POSITIVE_INFINITY) return -1
      sectionEnd = found
      return mark + 9
    }
    const [find, length] = html.startsWith('<!--', mark) ? [commentEnd, 3] : [declarationEnd, 1]
    // `<!-->` is a comment too.
    const end = find(mark + 2)
    return end === Number.POSITIVE_INFINITY ? -1 : end + length
  }

  return next
}

function nameAt(html: string, start: number): string {
  let end = start + 1
  while (end < html.length && end - start < 64 && !endsName(html.charCodeAt(end))) end++
  const written = html.slice(start, end)
  return htmlElements.has(written) ? written : written.toLowerCase()
}

/** Elements of HTML, custom elements and those of other vocabularies, such as `o:p`. */
function isTag(name: string): boolean {
  return htmlElements.has(name) || /^[a-z][\w.]*[-:][\w.:-]*$/u.test(name)
}

/** Whether a tag without an end was cut off in its attributes; some publishers truncate texts inside tags. */
function isCutOff(html: string, nameEnd: number): boolean {
  return /^\s+[\w:-]+\s*=/u.test(html.slice(nameEnd, nameEnd + 100))
}

/** Whether attributes hide an element from the screen or from screen readers. */
function hides(attributes: string): boolean {
  return (
    attributes !== '' &&
    /hidden|display/iu.test(attributes) &&
    (/(?:^|\s)hidden(?=[\s=/]|$)(?!\s*=\s*["']?until)/iu.test(unquoted(attributes)) ||
      /\saria-hidden\s*=\s*["']?true/iu.test(attributes) ||
      /\sstyle\s*=\s*(?:"[^"]*|'[^']*|[^\s"']*)display\s*:\s*none/iu.test(attributes))
  )
}

function unquoted(attributes: string): string {
  return attributes.replace(/"[^"]*"|'[^']*'/gu, '""')
}

function firstMatch(pattern: RegExp, html: string, from: number): number {
  pattern.lastIndex = from
  return pattern.exec(html)?.index ?? -1
}

/**
 * Position of the end tag of an element whose content begins at `from`, behind elements of the same name inside; -1 if there is none.
 */
function elementEnd(html: string, name: string, from: number): number {
  const tags = new RegExp(`<(/?)${name}(?=[\\s/>])`, 'giu')
  tags.lastIndex = from
  let depth = 1
  for (let found = tags.exec(html); found !== null; found = tags.exec(html)) {
    // Paragraphs do not nest; their end tags may be omitted.
    if (name === 'p') return found.index
    depth += found[1] === '' ? 1 : -1
    if (depth === 0) return found.index
  }
  return -1
}
