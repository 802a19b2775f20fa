/** The one way in which feed XML becomes a tree: fast-xml-parser with settings that keep it quick and harmless. */
import { XMLParser } from 'fast-xml-parser'
import { decodeEntities } from './entities.ts'
import { unwrapped } from './markup.ts'

/** An element; texts and attributes are still as written. */
export interface XmlElement {
  readonly raw: string
  readonly node: Readonly<Record<string, unknown>>
}

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

const unknown = 'other'
const namesMost = 1000

/** Elements that are read. All others get one name and are dropped: no name that a feed invents becomes a property. */
const names = new Set([
  ...['rss', 'feed', 'channel', 'item', 'entry', 'rdf-rdf', 'title', 'link', 'guid', 'id', 'description', 'summary'],
  ...['content', 'pubdate', 'published', 'updated', 'issued', 'modified', 'created', 'author', 'name', 'email'],
  ...['category', 'enclosure', 'image', 'url', 'source', 'contributor', 'managingeditor', 'textinput', 'lastbuilddate'],
  ...[
    'content-encoded',
    'dc-date',
    'dc-creator',
    'dc-author',
    'dc-title',
    'dc-subject',
    'dc-description',
    'dcterms-modified',
  ],
  ...[
    'dcterms-created',
    'dcterms-issued',
    'media-group',
    'media-content',
    'media-thumbnail',
    'media-description',
    'itunes-author',
  ],
  ...['itunes-image', 'itunes-summary', 'feedburner-origlink', 'atom-link', 'atom-updated', 'atom-published'],
  ...['atom-author', 'atom-name', 'atom-summary', 'atom-content', 'xhtml-body', 'body', 'fullitem', 'tags'],
  ...['media-title', 'media-category', 'media-keywords', 'itunes-category', 'itunes-keywords', 'itunes-title'],
  ...['itunes-subtitle'],
])

/** Elements kept as written: their markup is content, not structure, and a tree of it would cost ten times the time. */
const wholes = ['title', 'description', 'summary', 'content', 'content-encoded', 'dc-title', 'dc-description']
  .concat(['media-description', 'itunes-summary', 'atom-summary', 'atom-content', 'xhtml-body', 'body', 'fullitem'])
  .concat(['media-title', 'itunes-title', 'itunes-subtitle'])
  .map((name) => `..${name}`)

/** Reads XML into an element whose children are the top ones. Throws on what fast-xml-parser refuses. */
export type XmlReader = (xml: string) => XmlElement

/**
 * A reader for one document. `prefix` (with its colon, or empty) is that of the feed's own elements; `root` is the text of
 * the document's first tags, for the namespaces that they declare.
 */
export function xmlReader(root: string, prefix: string): XmlReader {
  const declared = new Map<string, string>()
  for (const [, name = '', , uri = ''] of root.matchAll(/\sxmlns:([\w.-]+)\s*=\s*(["'])(.*?)\2/gsu)) {
    const vocabulary = vocabularies.get(uri.trim().toLowerCase())
    if (vocabulary !== undefined) declared.set(name.toLowerCase(), vocabulary)
  }
  const own = prefix.toLowerCase()
  const canonicalNames = new Map<string, string>()
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    processEntities: false,
    parseTagValue: false,
    parseAttributeValue: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    jPath: false,
    stopNodes: wholes,
    transformTagName(name) {
      const before = canonicalNames.get(name)
      if (before !== undefined) return before
      const found = canonical(name.toLowerCase(), own, declared)
      if (canonicalNames.size < namesMost) canonicalNames.set(name, found)
      return found
    },
    updateTag: (name) => name !== unknown,
    transformAttributeName: (name) => name.toLowerCase(),
    isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
  })
  return (xml) => element(parser.parse(xml))
}

function canonical(name: string, own: string, declared: ReadonlyMap<string, string>): string {
  // fast-xml-parser takes the `/` of an empty element off only later.
  if (name.endsWith('/')) return `${canonical(name.slice(0, -1), own, declared)}/`
  const colon = name.indexOf(':')
  const prefix = name.slice(0, colon + 1)
  const local = name.slice(colon + 1)
  const full =
    prefix === own || colon < 0 ? local : `${declared.get(prefix.slice(0, -1)) ?? prefix.slice(0, -1)}-${local}`
  return names.has(full) ? full : unknown
}

function element(value: unknown): XmlElement {
  if (typeof value === 'string') return { raw: value, node: {} }
  if (!isNode(value)) return { raw: '', node: {} }
  const text = value['#text']
  return { raw: typeof text === 'string' ? text : '', node: value }
}

function isNode(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The children of that name, in their order. */
export function children(parent: XmlElement, name: string): readonly XmlElement[] {
  const value = parent.node[name]
  return Array.isArray(value) ? value.map(element) : []
}

/** The first child of that name. */
export function child(parent: XmlElement, name: string): XmlElement | null {
  return children(parent, name)[0] ?? null
}

/** The decoded text of the first of these children that has any; empty where none has. */
export function childText(parent: XmlElement, ...names: readonly string[]): string {
  for (const name of names)
    for (const found of children(parent, name)) {
      const text = textOf(found)
      if (text !== '') return text
    }
  return ''
}

/** The decoded texts of all children of the first of these names that has any. */
export function firstTexts(parent: XmlElement, ...names: readonly string[]): readonly string[] {
  for (const name of names) {
    const texts = children(parent, name)
      .map(textOf)
      .filter((text) => text !== '')
    if (texts.length > 0) return texts
  }
  return []
}

/** An element's text, its CDATA opened and its references decoded once; markup in it stays. */
export function textOf(found: XmlElement): string {
  return unwrapped(found.raw).trim()
}

/** An attribute's decoded value; empty where it is absent. */
export function attributeOf(found: XmlElement | null, name: string): string {
  const value = found?.node[`@${name}`]
  return typeof value === 'string' ? decodeEntities(value).trim() : ''
}
