/** What of a feed's HTML may stand on a page of ours: elements, attributes, addresses. All else is left out. */
import { decodeEntities } from '../../text/entities.ts'
import { webAddress } from '../../text/web-address.ts'

const named = (names: string, as: string | null = null) =>
  names.split(' ').map((name): readonly [string, string] => [name, as ?? name])

/** What becomes of an element by its name; one that stands nowhere is taken away, and what is in it stays. */
const blocks: ReadonlyMap<string, string> = new Map([
  // The page has a first heading already.
  ...named('h1', 'h2'),
  ...named('h2 h3 h4'),
  ...named('h5 h6', 'h4'),
  ...named('div section article main header footer aside center address', 'div'),
  ...named('p blockquote pre ul ol li dl dt dd figure figcaption hr'),
  ...named('table caption thead tbody tfoot tr th td'),
])
const inlines: ReadonlyMap<string, string> = new Map([
  ...named('a b strong i em u s del ins sub sup small mark code kbd samp var q cite abbr dfn time br wbr img'),
  ...named('ruby rt rp bdi bdo'),
  ...named('strike', 's'),
  ...named('acronym', 'abbr'),
])

/** They go with all that is in them: it is code, or text that a browser would read otherwise, or for filling in. */
const withContent = new Set(
  (
    'script style template svg math noscript noembed noframes xmp plaintext listing title textarea select datalist button ' +
    'canvas iframe object applet audio video map portal fencedframe frameset head dialog'
  ).split(' '),
)
/** What is heard or seen elsewhere: a link leads there. The attributes that may hold the address. */
const elsewhere: ReadonlyMap<string, readonly string[]> = new Map([
  ['iframe', ['src', 'data-src']],
  ['video', ['src', 'data-src']],
  ['audio', ['src', 'data-src']],
  ['embed', ['src']],
  ['object', ['data']],
])

/** What is to become of an element. */
export type Fate =
  | { readonly kind: 'block' | 'inline'; readonly name: string }
  /** It goes, what is in it stays. */
  | { readonly kind: 'unwrapped' }
  | { readonly kind: 'dropped' }

export function fateOf(name: string): Fate {
  const block = blocks.get(name)
  if (block !== undefined) return { kind: 'block', name: block }
  const inline = inlines.get(name)
  if (inline !== undefined) return { kind: 'inline', name: inline }
  return withContent.has(name) || name.includes(':') ? { kind: 'dropped' } : { kind: 'unwrapped' }
}

/** An attribute as it is written; null where it is absent. */
export type AttributeReader = (name: string) => string | null

/** Where a picture's address may stand on pages that load late, the likelier first. */
const pictureAddresses = ['src', 'data-src', 'data-original', 'data-lazy-src', 'data-actualsrc', 'data-original-src']
const titleUnits = 300

/**
 * The attributes that an element keeps.
 * @param base absolute
 * @returns null where it is nothing without one that it lacks: a picture without an address
 */
export function attributesOf(
  name: string,
  attribute: AttributeReader,
  base: string,
): Readonly<Record<string, string>> | null {
  const text = (from: string) => decodeEntities(attribute(from) ?? '').trim()
  const kept: Record<string, string> = {}
  const keep = (from: string, pattern: RegExp) => {
    const value = text(from)
    if (pattern.test(value)) kept[from] = value
  }
  keep('lang', /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/u)
  keep('dir', /^(?:ltr|rtl|auto)$/u)
  switch (name) {
    case 'a': {
      const href = linkAddress(text('href'), base)
      if (href !== null) Object.assign(kept, { href, rel: 'nofollow noopener noreferrer' })
      return kept
    }
    case 'img': {
      const address = pictureAddresses
        .map((from) => (text(from) === '' ? null : webAddress(text(from), base)))
        .find((each) => each !== null)
      if (address == null || isDot(text('width')) || isDot(text('height'))) return null
      keep('width', /^\d{1,5}$/u)
      keep('height', /^\d{1,5}$/u)
      const alt = text('alt').slice(0, titleUnits)
      return { ...kept, src: address, alt, loading: 'lazy', decoding: 'async', referrerpolicy: 'no-referrer' }
    }
    case 'td':
    case 'th':
      keep('colspan', /^\d{1,3}$/u)
      keep('rowspan', /^\d{1,3}$/u)
      return kept
    case 'ol':
      keep('start', /^-?\d{1,6}$/u)
      return kept
    case 'time':
      keep('datetime', /^[\dTZ:.+ -]{4,40}$/u)
      return kept
    case 'abbr':
    case 'dfn':
      if (text('title') !== '') kept['title'] = text('title').slice(0, titleUnits)
      return kept
    default:
      return kept
  }
}

/** Counters and spacers. Pixels */
function isDot(size: string): boolean {
  return /^[0-3](?:px)?$/u.test(size)
}

/** Absolute http(s), or a mail address. */
function linkAddress(text: string, base: string): string | null {
  if (text === '' || text.startsWith('#')) return null
  if (/^mailto:[^\s?]+@[^\s?]+$/iu.test(text)) return text
  return webAddress(text, base)
}

/** Where a film, a sound or a frame is to be found; null for what is none, or leads nowhere. */
export function elsewhereOf(name: string, attribute: AttributeReader, base: string): string | null {
  for (const from of elsewhere.get(name) ?? []) {
    const address = webAddress(decodeEntities(attribute(from) ?? ''), base)
    if (address !== null) return address
  }
  return null
}
