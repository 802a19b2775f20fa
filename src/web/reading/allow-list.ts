/** The elements, attributes, addresses and characters of a feed's HTML that a page may contain. */
import { limits } from '../../limits.ts'
import { decodeEntities } from '../../text/entities.ts'
import { overTls, webAddress } from '../../text/web-address.ts'

const named = (names: string, as: string | null = null) =>
  names.split(' ').map((name): readonly [string, string] => [name, as ?? name])

/** Names of allowed elements, and what each becomes. Other elements are replaced by their content. */
const elements: ReadonlyMap<string, string> = new Map([
  // The page has its own h1.
  ...named('h1', 'h2'),
  ...named('h2 h3 h4'),
  ...named('h5 h6', 'h4'),
  ...named('div section article main header footer aside center address', 'div'),
  ...named('details summary fieldset legend form hgroup nav', 'div'),
  ...named('p blockquote pre ul ol li dl dt dd figure figcaption hr'),
  ...named('menu dir', 'ul'),
  ...named('table caption thead tbody tr th td'),
  // It may come before the rows that it ends.
  ...named('tfoot', 'tbody'),
  ...named('a b strong i em u s del ins sub sup small mark code kbd samp var q cite abbr dfn time br wbr img'),
  ...named('ruby rt rp bdi bdo'),
  ...named('strike', 's'),
  ...named('acronym', 'abbr'),
])

/** Dropped with their content: code, forms, and text that browsers parse differently. */
const droppedNames = new Set(
  (
    'script style template svg math noscript noembed noframes xmp plaintext listing title textarea select datalist button ' +
    'canvas iframe object applet audio video map portal fencedframe frameset head dialog'
  ).split(' '),
)
/** Embedded media, which become links, and the attributes with their address. */
const embeds: ReadonlyMap<string, readonly string[]> = new Map([
  ['iframe', ['src', 'data-src']],
  ['video', ['src', 'data-src']],
  ['audio', ['src', 'data-src']],
  ['embed', ['src']],
  ['object', ['data']],
])

type ElementRule =
  | { readonly kind: 'allowed'; readonly name: string }
  /** Replaced by its content. */
  | { readonly kind: 'unwrapped' }
  | { readonly kind: 'dropped' }

/** The rule for a source element, by its lower-case name. */
export function ruleFor(name: string): ElementRule {
  const allowed = elements.get(name)
  if (allowed !== undefined) return { kind: 'allowed', name: allowed }
  return droppedNames.has(name) || name.includes(':') ? { kind: 'dropped' } : { kind: 'unwrapped' }
}

/** The raw value of an attribute; null: absent. */
type AttributeReader = (name: string) => string | null

/** Attributes that may hold a picture's address, for lazy loading too; the likeliest first. */
const pictureAddresses = ['src', 'data-src', 'data-original', 'data-lazy-src', 'data-actualsrc', 'data-original-src']

const common = { lang: /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/u, dir: /^(?:ltr|rtl|auto)$/u }
const cell = { colspan: /^[1-9]\d{0,2}$/u, rowspan: /^\d{1,3}$/u }
/** Attributes with a fixed form, by element. */
const patterns: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  img: { width: /^\d{1,5}$/u, height: /^\d{1,5}$/u },
  td: cell,
  th: cell,
  ol: { start: /^-?\d{1,6}$/u },
  time: {
    datetime:
      /^\d{4}(?:-[01]\d(?:-[0-3]\d(?:[T ][0-2]\d:[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?(?:Z|[+-][01]\d:?[0-5]\d)?)?)?)?$/u,
  },
}
const requiredAttributes: ReadonlyMap<string, string> = new Map([
  ['bdo', 'dir'],
  ['time', 'datetime'],
])

/**
 * The allowed attributes of an element.
 * @param base absolute address for relative ones
 * @returns null for a picture without an address, a counting pixel, and an element that means nothing without an attribute
 */
export function attributesOf(
  name: string,
  attribute: AttributeReader,
  base: string,
): Readonly<Record<string, string>> | null {
  const text = (from: string) => decodeEntities(attribute(from) ?? '').trim()
  const short = (from: string) => allowedText(text(from).slice(0, limits.web.attributeUnits))
  const kept: Record<string, string> = {}
  for (const [from, pattern] of Object.entries({ ...common, ...patterns[name] })) {
    const value = text(from)
    if (pattern.test(value)) kept[from] = value
  }
  const required = requiredAttributes.get(name)
  if (required !== undefined && kept[required] === undefined) return null
  if (name === 'a') {
    const href = linkAddress(text('href'), base)
    return href === null ? kept : { ...kept, href, rel: 'nofollow noopener noreferrer' }
  }
  if (name === 'abbr' || name === 'dfn') return text('title') === '' ? kept : { ...kept, title: short('title') }
  if (name !== 'img') return kept
  const src = pictureAddresses
    .map((from) => (text(from) === '' ? null : webAddress(text(from), base)))
    .find((address) => address !== null)
  if (src == null || isPixel(text('width')) || isPixel(text('height'))) return null
  return {
    ...kept,
    src: overTls(src),
    alt: short('alt'),
    loading: 'lazy',
    decoding: 'async',
    referrerpolicy: 'no-referrer',
  }
}

/** Width or height, in pixels, of a counter or spacer. */
function isPixel(size: string): boolean {
  return /^[0-3](?:px)?$/u.test(size)
}

/** An absolute http(s) or mail address. */
function linkAddress(text: string, base: string): string | null {
  if (text === '' || text.startsWith('#') || text.length > limits.feed.linkUnits) return null
  if (/^mailto:[^\s?\p{C}]+@[^\s?\p{C}]+$/iu.test(text)) return text
  return webAddress(text, base)
}

/** The address of embedded media; null: not embedded, or no valid address. */
export function embedAddress(name: string, attribute: AttributeReader, base: string): string | null {
  for (const from of embeds.get(name) ?? []) {
    const address = webAddress(decodeEntities(attribute(from) ?? ''), base)
    if (address !== null) return address
  }
  return null
}

/** Removes what no document may contain (html.spec.whatwg.org/multipage/parsing.html#preprocessing-the-input-stream). */
export function allowedText(text: string): string {
  return text.replace(/\r\n?/gu, '\n').replace(/(?![\t\n\f])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu, '')
}
