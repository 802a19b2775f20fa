/** Names the elements that are read, independent of a document's prefixes. */
import { limits } from '../../limits.ts'

/** Namespaces without scheme and final slash, and the prefixes that this code uses for them. */
const namespaces = new Map([
  ['purl.org/dc/elements/1.1', 'dc'],
  ['purl.org/dc/elements/1.0', 'dc'],
  ['purl.org/dc/terms', 'dcterms'],
  ['purl.org/rss/1.0', 'rss'],
  ['my.netscape.com/rdf/simple/0.9', 'rss'],
  ['backend.userland.com/rss2', 'rss'],
  ['backend.userland.com/rss', 'rss'],
  ['blogs.law.harvard.edu/tech/rss', 'rss'],
  ['purl.org/net/rss1.1#', 'rss'],
  ['purl.org/rss/1.0/modules/content', 'content'],
  ['purl.org/rss/1.0/modules/slash', 'slash'],
  ['purl.org/rss/1.0/modules/syndication', 'sy'],
  ['purl.org/syndication/thread/1.0', 'thr'],
  ['search.yahoo.com/mrss', 'media'],
  ['video.search.yahoo.com/mrss', 'media'],
  ['tools.search.yahoo.com/mrss', 'media'],
  ['www.rssboard.org/media-rss', 'media'],
  ['www.itunes.com/dtds/podcast-1.0.dtd', 'itunes'],
  ['www.google.com/schemas/play-podcasts/1.0', 'googleplay'],
  ['rssnamespace.org/feedburner/ext/1.0', 'feedburner'],
  ['www.w3.org/2005/atom', 'atom'],
  ['purl.org/atom/ns#', 'atom'],
  ['www.w3.org/1999/02/22-rdf-syntax-ns#', 'rdf'],
  ['www.w3.org/1999/xhtml', 'xhtml'],
])

/** Names that some publishers write without a prefix, or with their namespace in the element itself. */
const unprefixed = new Map([
  ['creator', 'dc-creator'],
  ['date', 'dc-date'],
  ['encoded', 'content-encoded'],
  ['keywords', 'itunes-keywords'],
  ['subject', 'dc-subject'],
])

/** Replaces all other names, so that no name from a document becomes a property. */
export const unknown = 'other'

/** Elements around a feed's own fields, which contain elements only. */
export const containers: ReadonlySet<string> = new Set(['rss', 'rdf-rdf', 'feed', 'channel'])

/** Elements whose content is kept as written: markup in them is text, not structure. */
export const textElements: ReadonlySet<string> = new Set(
  (
    'title description summary content content-encoded dc-title dc-description body fullitem media-title ' +
    'media-description itunes-title itunes-subtitle itunes-summary xhtml-body atom-title atom-summary atom-content ' +
    'googleplay-description name email atom-name atom-email itunes-name itunes-email'
  ).split(' '),
)

/** Elements that are read. */
const names = new Set([
  ...containers,
  ...textElements,
  ...(
    'item entry link guid id pubdate published updated issued modified created author uri url category enclosure source ' +
    'managingeditor lastbuilddate tags dc-date dc-creator dc-author dc-subject dc-language language dcterms-modified dcterms-created dcterms-issued ' +
    'dc-identifier comments slash-comments thr-total googleplay-author googleplay-category googleplay-image image thumbnail categories ' +
    'media-group media-content media-thumbnail media-player media-category media-keywords itunes-author itunes-owner itunes-image itunes-category ' +
    'itunes-keywords itunes-duration feedburner-origlink feedburner-origenclosurelink pheedo-origlink ttl skiphours hour skipdays day sy-updateperiod sy-updatefrequency atom-link atom-id atom-category ' +
    'atom-updated atom-published atom-issued atom-modified atom-created atom-author atom-uri'
  ).split(' '),
])

/**
 * Maps names in a document to the names in this code: `dc-date`, `title`, or `other`.
 * @param root the document's first tags, which declare namespaces
 * @param prefix of the feed's own elements, with its colon; empty: none
 */
export function elementNamer(root: string, prefix: string): (written: string) => string {
  const declared = new Map<string, string>()
  for (const [, name = '', , uri = ''] of root.matchAll(/\sxmlns:([\w.-]+)\s*=\s*(["'])(.*?)\2/gsu)) {
    const known = namespaces.get(
      uri
        .trim()
        .toLowerCase()
        .replace(/^https?:\/\/|\/$/gu, ''),
    )
    if (known !== undefined) declared.set(name.toLowerCase(), known)
  }
  const own = prefix.toLowerCase()
  const ownSpace = /^<(?:[\w.-]{1,40}:)?feed[\s>]/iu.test(root) ? 'atom' : 'rss'
  const cache = new Map<string, string>()
  return (written) => {
    const cached = cache.get(written)
    if (cached !== undefined) return cached
    const name = nameOf(written.toLowerCase(), own, ownSpace, declared)
    if (cache.size < limits.xml.names) cache.set(written, name)
    return name
  }
}

function nameOf(name: string, own: string, ownSpace: string, declared: ReadonlyMap<string, string>): string {
  const colon = name.indexOf(':')
  const prefix = name.slice(0, Math.max(0, colon))
  const local = name.slice(colon + 1)
  const space = declared.get(prefix) ?? prefix
  const isOwn = colon < 0 || `${prefix}:` === own || space === ownSpace
  const full = isOwn ? (unprefixed.get(local) ?? local) : `${space}-${local}`
  // The newer vocabulary of Dublin Core has all terms of the older one.
  const older = full.startsWith('dcterms-') ? full.replace('terms', '') : full
  return names.has(full) ? full : names.has(older) ? older : unknown
}
