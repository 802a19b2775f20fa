/** Finds the web addresses in a text that a person sends: the input of a command, a message, a line of a list. */
import { limits } from '../limits.ts'

export interface WrittenAddress {
  /** As written, but with `%20` for a space. It may lack a scheme, and may contain a password. */
  readonly address: string
  /** What stands before it in its line, without bullets and numbers: perhaps its title. */
  readonly before: string
  /** What stands behind it in its line, up to the next address. */
  readonly after: string
}

interface Span {
  readonly start: number
  readonly end: number
}

const lineEnds = /\r\n?|[\n\v\f\u0085\u2028\u2029]/u

/**
 * The addresses of a text in their order. One without a scheme counts if its line has nothing but addresses.
 * @param isAnyHost one without a scheme counts in any line, if the text has no other
 */
export function addressesIn(text: string, isAnyHost = false): readonly WrittenAddress[] {
  // JSON may escape slashes.
  const lines = text.replaceAll('\\/', '/').split(lineEnds)
  const found = lines.flatMap((line) => addressesOf(line, false))
  return found.length === 0 && isAnyHost ? lines.flatMap((line) => addressesOf(line, true)) : found
}

function addressesOf(line: string, isAnyHost: boolean): readonly WrittenAddress[] {
  if (!/[.:．：]/u.test(line)) return []
  const schemed = spansOf(line, schemes)
  const others = blanked(line, schemed)
  const hosted = spansOf(others, hosts)
  const isCounted = isAnyHost || !/\p{L}/u.test(blanked(others, hosted))
  const sites = new Set(schemed.flatMap(({ start, end }) => sitesOf(line.slice(start, end))))
  const own = hosted.filter(({ start, end }) => !sites.has(line.slice(start, end).toLowerCase()))
  const spans = (isCounted ? [...schemed, ...own] : schemed).toSorted((a, b) => a.start - b.start)
  return spans.map(({ start, end }, at) => ({
    address: written(line.slice(start, end)),
    before: titleIn(line.slice(spans[at - 1]?.end ?? 0, start)),
    after: line.slice(end, spans[at + 1]?.start ?? line.length).trim(),
  }))
}

/** Names of an address's site, which are perhaps its title: `Ars.example` in `Ars.example | https://www.ars.example/feed`. */
function sitesOf(url: string): readonly string[] {
  const host = /^[^/]*\/+(?:www\.)?([^/?#]{1,253})/iu.exec(url)?.[1]?.toLowerCase() ?? ''
  const parent = host.slice(host.indexOf('.') + 1)
  return [host, `www.${host}`, parent, `www.${parent}`]
}

/** Full-width ASCII as ASCII; every character keeps its place. */
function halfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/gu, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
}

/** The line with quotes, which end addresses, in place of these spans. */
function blanked(line: string, spans: readonly Span[]): string {
  const kept = [...spans, { start: line.length, end: line.length }].map(({ start, end }, at) => {
    return line.slice(spans[at - 1]?.end ?? 0, start) + '"'.repeat(end - start)
  })
  return kept.join('')
}

/** `https://`, any other `scheme://`, and a feed's own scheme without slashes: `feed:example.com`. */
const schemes =
  /(?<![a-z\d+.-])(?:(?:feed|pcast|itpc|podcast|rss|view-source):(?=https?:\/|[^\s/@:]{1,253}\.[^\s\d])|https?:\/{1,3}|[a-z][a-z\d+.-]{1,20}:\/\/)(?=[^\s"'<>/])/giu
/**
 * A host name with a dot, such as `example.com/feed`; an e-mail address has none. An IPv4 address has a port or a path; others may be
 * numbers of versions.
 */
const hosts =
  /(?<![\p{L}\p{N}@:/.\-_%=&?+#])(?:(?:[\p{L}\p{N}][\p{L}\p{N}-]{0,62}\.){1,10}\p{L}[\p{L}\p{N}-]{1,62}(?::\d{1,5})?|(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5}|(?=\/[\w.-]{0,100}[a-z])))(?![\p{L}\p{N}@:\-_(=+%$&])/giu
/** What looks like a host name and ends like this is the name of a file: none of these is a top-level domain. */
const fileName =
  /^[^/?#:]*\.(?:apk|atom|csv|docx?|epub|exe|gif|gz|html?|ics|iso|jpe?g|js|json|log|m4a|mp[34]|odt|ogg|opml|pdf|php|png|pptx?|rar|rdf|rss|svg|tar|txt|wav|webp|xlsx?|xml|ya?ml)(?:[/?#:]|$)/iu

/** The addresses that begin with a pattern's matches. */
function spansOf(line: string, pattern: RegExp): readonly Span[] {
  const plain = halfWidth(line)
  const spans: Span[] = []
  const begins = new RegExp(pattern)
  const open: string[] = []
  let read = 0
  for (let match = begins.exec(plain); match !== null; match = begins.exec(plain)) {
    const start = match.index
    trackBrackets(line, read, start, open)
    read = Math.max(trimmedEnd(line, start, endOf(line, plain, match, open)), start + match[0].length)
    // A scheme alone is no address.
    const isAddress = pattern === hosts ? !fileName.test(plain.slice(start, read)) : read > start + match[0].length
    if (isAddress) spans.push({ start, end: read })
    begins.lastIndex = read
  }
  return spans
}

/** Opening brackets and quotes, and what closes them. */
const pairs: ReadonlyMap<string, string> = new Map(
  '() [] {} （） ［］ ｛｝ ｟｠ 「」 『』 ｢｣ 《》 〈〉 【】 〔〕 〖〗 〘〙 〚〛 ⟨⟩ ⟪⟫ ⟦⟧ ⦅⦆ ❨❩ ❪❫ ❬❭ ❲❳ ﹙﹚ ﹛﹜ ﹝﹞ ︵︶ ﹁﹂ ﹃﹄ «» ‹› “” „“ ‘’'
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.charAt(1)]),
)
const closings: ReadonlySet<string> = new Set(pairs.values())
/** Ends every address: among others, marks of directions, which chats write around addresses. */
const stop = /[\s\p{Cc}"<>`＂＜＞｀\p{Bidi_Control}\u200b\u2060\ufeff]/u
/** Ends an address that is ASCII so far; others may be titles, such as 你好，李焕英. */
const chinesePunctuation = /[，。；：！？、…]/u
/** Separates addresses, but may also be a part of one. */
const separator = /[,;，；、|·•→⇒]/u
/** Emoji behind a word, and behind them no more of the address. */
const decoration =
  /(?<=\w)[\p{ExtPict}\p{EMod}\p{RI}\p{Join_C}\p{VS}]+(?=https?:|$|[^\w/?#=&%.\p{ExtPict}\p{EMod}\p{RI}\p{Join_C}\p{VS}-])/uy

/** Brackets that are still open behind a part of the line. */
function trackBrackets(line: string, from: number, to: number, open: string[]): void {
  for (let at = from; at < to; at++) {
    const char = line.charAt(at)
    const closing = pairs.get(char)
    if (closing !== undefined) open.push(closing)
    else if (closings.has(char)) open.splice(Math.max(0, open.lastIndexOf(char)), open.includes(char) ? 1 : 0)
    if (open.length > 20) open.shift()
  }
}

/** Where the address ends that begins with a pattern's match. @param around brackets that are open before it */
function endOf(line: string, plain: string, match: RegExpExecArray, around: readonly string[]): number {
  const start = match.index
  const rest = start + match[0].length
  const quote = line.charAt(start - 1) === "'" ? "'" : ''
  const open: string[] = []
  const limit = Math.min(line.length, start + limits.feed.linkUnits + 1)
  let isAscii = true
  let spacesEnd = -1
  for (let at = rest; at < limit; at++) {
    const char = line.charAt(at)
    if (char === ' ' && spacesEnd < 0) spacesEnd = pastSpaces(plain.slice(start, at), plain.slice(at, at + 200), at)
    if (char === ' ' && at < spacesEnd) continue
    if (char === '>') return beforeArrow(line, rest, at)
    if (stop.test(char) || char === quote) return at
    const closing = pairs.get(char)
    const isClosing = closings.has(char)
    if (isClosing && char === open.at(-1)) open.pop()
    else if (closing !== undefined) open.push(closing)
    else if (isClosing && (around.includes(char) || char > '\u00ff')) return at
    else if (isAscii && chinesePunctuation.test(char) && !isInAuthority(plain, rest, at)) return at
    else if (separator.test(char) && beginsAddress(plain, at + 1)) return at
    else if (isAscii && char > '\u007f' && isDecoration(line, at)) return at
    if (char > '\u007f') isAscii = false
  }
  return limit
}

/** Where an arrow such as `->` begins that ends at `end`. */
function beforeArrow(line: string, from: number, end: number): number {
  let at = end
  while (at > from && /[-=]/u.test(line.charAt(at - 1))) at--
  return at
}

function isDecoration(line: string, at: number): boolean {
  decoration.lastIndex = at
  return decoration.test(line)
}

/**
 * Whether a Chinese full stop is the first dot of a host name, as Chinese keyboards write it, or a full-width colon stands before a
 * port or a password.
 */
function isInAuthority(plain: string, from: number, at: number): boolean {
  const char = plain.charAt(at)
  if (char === '。') return /^[\w-]+。[a-z]/iu.test(plain.slice(from, at + 2))
  const behind = plain.slice(at + 1, at + 1 + limits.access.passwordUnits)
  return char === ':' && /^[^/?#]*$/u.test(plain.slice(from, at)) && /^(?:\d{1,5}(?![^/?#\s])|[^\s/?#]*@)/u.test(behind)
}

/** Where an address goes on to behind a space, because it surely does: with a further parameter, or up to the name of a file; else -1. */
function pastSpaces(head: string, tail: string, at: number): number {
  const own = tail.slice(0, tail.search(/[a-z]:\/\/|["<>]|$/iu))
  const goesOn = head.includes('?')
    ? /^.*&[\w.[\]%-]{1,40}=[^\s&]*(?:&\S*)?/u.exec(own)
    : /^(?: [^\s.]{1,60}){0,3}? [^\s.]{1,100}\.(?:xml|rss|atom|rdf|json)(?![\w/])\S*/iu.exec(own)
  return goesOn === null ? -1 : at + goesOn[0].length
}

function beginsAddress(plain: string, at: number): boolean {
  const next = plain.slice(at, at + 300).trimStart()
  return [schemes, hosts].some((pattern) => next.search(pattern) === 0)
}

/** Leaves out punctuation, brackets that the address did not open or does not close, and emphasis around it, at its end. */
function trimmedEnd(line: string, start: number, end: number): number {
  const before = line.charAt(start - 1)
  for (let at = end; at > start; at--) {
    const char = line.charAt(at - 1)
    const isEmphasis = (char === '_' || char === '~') && char === before
    const isLoose = isEmphasis || pairs.has(char) || (closings.has(char) && !isBalanced(line.slice(start, at), char))
    if (!isLoose && !/[.,;:!?*|'…，。；：！？、\s]/u.test(char)) return at
  }
  return start
}

/** Whether a closing bracket at the end of a text was opened in it. */
function isBalanced(text: string, closing: string): boolean {
  let balance = 0
  for (const char of text) balance += char === closing ? -1 : pairs.get(char) === closing ? 1 : 0
  return balance >= 0
}

/** The address with an ASCII scheme and host. What follows stays as written, unless it too was typed in full width. */
function written(address: string): string {
  const plain = halfWidth(address)
  const path = /^(?:[a-z][a-z\d+.-]*:(?:\/\/)?)*[^/?#]*/iu.exec(plain)?.[0].length ?? 0
  const isFullWidth = path < address.length && address.charAt(path) !== plain.charAt(path)
  return (isFullWidth ? plain : plain.slice(0, path) + address.slice(path)).replaceAll(' ', '%20')
}

/** A title without the bullet, the number, and the separator around it. */
function titleIn(text: string): string {
  const linked = /\[([^[\]]{1,500})\]\($/u.exec(text)
  if (linked !== null) return linked[1]?.trim() ?? ''
  return text
    .replace(/^[\s\-–—*•·▪◦‣+>|,;#"'“”「」『』«»()（）[\]]+/u, '')
    .replace(/^\d{1,4}[.):、．]\s*/u, '')
    .replace(/[\s\-–—:：=|,;，；>"'“”「」『』«»([（]+$/u, '')
    .trim()
}
