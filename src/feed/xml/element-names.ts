/** The names that feeds are read by: which elements matter, whatever prefix a document gives their vocabulary. */

/** Vocabularies by their namespace, with the prefix that the rest of the code knows them by. */
const vocabularies = new Map([
  ['http://purl.org/dc/elements/1.1/', 'dc'],
  ['http://purl.org/dc/terms/', 'dcterms'],
  ['http://purl.org/rss/1.0/modules/content/', 'content'],
  ['http://search.yahoo.com/mrss/', 'media'],
  ['http://search.yahoo.com/mrss', 'media'],
  ['http://www.itunes.com/dtds/podcast-1.0.dtd', 'itunes'],
  ['http://rssnamespace.org/feedburner/ext/1.0', 'feedburner'],
  ['http://www.w3.org/2005/atom', 'atom'],
  ['http://purl.org/atom/ns#', 'atom'],
  ['http://www.w3.org/1999/02/22-rdf-syntax-ns#', 'rdf'],
  ['http://www.w3.org/1999/xhtml', 'xhtml'],
])

/** What all other elements are called, so that no name that a feed invents becomes a property. */
export const unknown = 'other'
const namesMost = 1000

/** What a document's own part consists of: they hold elements, and nothing else that is read. */
const containers = new Set(['rss', 'rdf-rdf', 'feed', 'channel'])

/** Elements whose inside is wanted as it is written: its markup is content, not structure. */
export const wholes: ReadonlySet<string> = new Set([
  ...[
    'title',
    'description',
    'summary',
    'content',
    'content-encoded',
    'dc-title',
    'dc-description',
    'body',
    'fullitem',
  ],
  ...['media-title', 'media-description', 'itunes-title', 'itunes-subtitle', 'itunes-summary', 'xhtml-body'],
  ...['atom-summary', 'atom-content'],
])

/** Elements that are read. */
const names = new Set([
  ...containers,
  ...wholes,
  ...['item', 'entry', 'link', 'guid', 'id', 'pubdate', 'published', 'updated', 'issued', 'modified', 'created'],
  ...['author', 'name', 'email', 'category', 'enclosure', 'source', 'managingeditor'],
  ...['lastbuilddate', 'tags', 'dc-date', 'dc-creator', 'dc-author', 'dc-subject', 'dcterms-modified'],
  ...['dcterms-created', 'dcterms-issued', 'media-group', 'media-content', 'media-thumbnail', 'media-category'],
  ...['media-keywords', 'itunes-author', 'itunes-image', 'itunes-category', 'itunes-keywords', 'feedburner-origlink'],
  ...['atom-link', 'atom-updated', 'atom-published', 'atom-author', 'atom-name'],
])

export function isContainer(name: string): boolean {
  return containers.has(name)
}

/**
 * Tells what an element is called that a document writes so: `dc-date`, `title`, or `other`. `prefix` (with its colon, or
 * empty) is that of the feed's own elements; `root` is the text of the first tags, for the namespaces that they declare.
 */
export function nameTeller(root: string, prefix: string): (written: string) => string {
  const declared = new Map<string, string>()
  for (const [, name = '', , uri = ''] of root.matchAll(/\sxmlns:([\w.-]+)\s*=\s*(["'])(.*?)\2/gsu)) {
    const vocabulary = vocabularies.get(uri.trim().toLowerCase())
    if (vocabulary !== undefined) declared.set(name.toLowerCase(), vocabulary)
  }
  const own = prefix.toLowerCase()
  const told = new Map<string, string>()
  return (written) => {
    const before = told.get(written)
    if (before !== undefined) return before
    const found = tell(written.toLowerCase(), own, declared)
    if (told.size < namesMost) told.set(written, found)
    return found
  }
}

function tell(name: string, own: string, declared: ReadonlyMap<string, string>): string {
  // fast-xml-parser takes the `/` of an empty element off only later.
  if (name.endsWith('/')) return `${tell(name.slice(0, -1), own, declared)}/`
  const colon = name.indexOf(':')
  const prefix = name.slice(0, colon + 1)
  const local = name.slice(colon + 1)
  const full =
    prefix === own || colon < 0 ? local : `${declared.get(prefix.slice(0, -1)) ?? prefix.slice(0, -1)}-${local}`
  return names.has(full) ? full : unknown
}
