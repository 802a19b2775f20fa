/** Reads JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1), and RSS written as JSON. */
import { limits } from '../../limits.ts'
import { decodeEntities } from '../../text/entities.ts'
import { separated } from '../category-list.ts'
import { isMarkup } from '../html-to-text/escaped-markup.ts'
import type { RawHubLinks } from '../hub-links.ts'
import { type FeedHead, htmlText, type ItemDraft, type RawEnclosure, type RichText, richText } from '../item-draft.ts'
import { permalinkOf } from '../link-address.ts'
import type { FeedSource } from '../open-feed.ts'
import { plainSource } from '../source-text.ts'
import { objectsIn } from './json-salvage.ts'

type JsonObject = Readonly<Record<string, unknown>>

/** The structure of a kind of JSON. */
interface Shape {
  readonly feed: (document: JsonObject) => JsonObject
  readonly items: string
  readonly head: (feed: JsonObject) => FeedHead
  readonly draft: (item: JsonObject) => ItemDraft
}

const jsonShape: Shape = { feed: (document) => document, items: 'items', head: jsonHead, draft: jsonDraft }
const rssShape: Shape = {
  feed: (document) => object(object(document['rss'])['channel']),
  items: 'item',
  head: rssHead,
  draft: rssDraft,
}

/** Reads a document; null if it is no feed. A document that breaks off has its complete items. Never throws. */
export function jsonFeed(json: string): FeedSource<JsonObject> | null {
  const whole = parsed(json)
  const document = whole ?? salvaged(json)
  if (document === null) return null
  const shape = isObject(document['rss']) ? rssShape : jsonShape
  const feed = shape.feed(document)
  const isNamed = /jsonfeed\.org/iu.test(text(feed, 'version'))
  const found = feed[shape.items]
  // JSON of other programs may have `items` too.
  const items = isNamed || shape === rssShape ? objectsOf(found) : Array.isArray(found) ? found : []
  if (!isNamed && !items.some((item) => isObject(item))) return null
  return {
    head: shape.head(feed),
    hubLinks: hubLinksIn(feed),
    blocks: items.filter(isObject),
    isCut: whole === null,
    keys: (item) => keysOf(shape.draft(item)),
    draft: shape.draft,
  }
}

/** Other types of hubs are no WebSub hubs, such as `rssCloud`. */
function hubLinksIn(feed: JsonObject): RawHubLinks {
  const found = objectsOf(feed['hubs']).filter(isObject)
  const hubs = found.flatMap((hub) => (/^(?:websub|pubsubhubbub)$/iu.test(text(hub, 'type')) ? text(hub, 'url') : []))
  return { hubs, selves: [text(feed, 'feed_url')] }
}

/** A list of objects, one object, or objects by their ids. */
function objectsOf(value: unknown): readonly unknown[] {
  const values = isObject(value) ? Object.values(value) : []
  return values.length > 0 && values.every(isObject) ? values : list(value)
}

function keysOf({ id, title, links, published, updated, texts }: ItemDraft) {
  const opening = texts.find(({ raw }) => raw !== '')?.raw.slice(0, limits.feed.keyTextUnits) ?? ''
  return {
    id,
    link: links.find((link) => link !== '') ?? '',
    title: title.raw,
    date: published || updated,
    text: title.raw === '' ? opening : '',
    opening,
  }
}

/** Control characters of ASCII. */
const control = /(?![\u007f-\u009f])\p{Cc}/gu

function parsed(json: string): JsonObject | null {
  const whole = strictlyParsed(json)
  // Strings with line breaks and tabs as they are; between values they are white space too.
  return whole ?? strictlyParsed(json.replaceAll(control, ' '))
}

function strictlyParsed(json: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(json)
    if (!isObject(value)) return null
    // The names of JSON Feed have no capitals, but some publishers write them with capitals.
    const hasCapitals = !('rss' in value) && Object.keys(value).some((name) => /[A-Z]/u.test(name))
    return hasCapitals ? object(JSON.parse(json, withLowerCase)) : value
  } catch {
    return null
  }
}

/** Adds the names of an object in lower case; names that were so already keep their values. */
function withLowerCase(_name: string, value: unknown): unknown {
  if (!isObject(value)) return value
  const entries = Object.entries(value)
  return Object.fromEntries([...entries.map(([name, inside]) => [name.toLowerCase(), inside]), ...entries])
}

/** The complete parts of broken JSON: the head before the list of items, and each item. */
function salvaged(json: string): JsonObject | null {
  const start = /"(items?)"\s*:\s*\[/u.exec(json)
  if (start === null) return null
  const from = start.index + start[0].length
  const items = objectsIn(json, from).flatMap((item) => parsed(item) ?? [])
  const before = json.slice(0, from)
  const document = parsed(`${before}]}`) ?? parsed(`${before}]}}}`)
  if (document === null) return { [start[1] ?? '']: items }
  const shape = isObject(document['rss']) ? rssShape : jsonShape
  const feed = { ...shape.feed(document), [shape.items]: items }
  return shape === rssShape ? { rss: { channel: feed } } : feed
}

function jsonHead(feed: JsonObject): FeedHead {
  return {
    title: plain(text(feed, 'title')),
    sites: [text(feed, 'home_page_url')],
    isRelativeToSite: true,
    updated: '',
    authors: authorsOf(feed),
    languages: [text(feed, 'language')],
    base: '',
  }
}

function jsonDraft(item: JsonObject): ItemDraft {
  const id = text(item, 'id')
  const attachments = list(item['attachments']).map(asFile)
  return {
    id,
    title: plain(text(item, 'title')),
    links: [text(item, 'url'), text(item, 'external_url'), /^https?:/iu.test(id) ? id : ''],
    published: text(item, 'date_published'),
    updated: text(item, 'date_modified'),
    authors: authorsOf(item),
    categories: typeof item['tags'] === 'string' ? item['tags'].split(',') : list(item['tags']).flatMap(tagsOf),
    texts: [
      plain(text(item, 'summary')),
      htmlText(text(item, 'content_html')),
      richText('plain', plainSource(text(item, 'content_text'))),
    ],
    images: [
      text(asFile(item['image']), 'url'),
      text(asFile(item['banner_image']), 'url'),
      ...attachments.filter((file) => /^image\//iu.test(text(file, 'mime_type'))).map((file) => text(file, 'url')),
    ],
    thumbnails: [],
    enclosures: attachments.map((file) => ({
      ...enclosureOf(file, 'mime_type', 'size_in_bytes'),
      duration: text(file, 'duration_in_seconds'),
    })),
    comments: { addresses: [text(object(item['_paperboy']), 'comments_url')], count: '' },
    external: text(item, 'external_url'),
    languages: [text(item, 'language')],
    base: '',
  }
}

/** Version 1.1 has a list of authors, version 1.0 one author. Either may be a name, a person, or a list of them. */
function authorsOf(parent: JsonObject): readonly string[] {
  const [several, one] = [parent['authors'], parent['author']].map((people) =>
    objectsOf(people).flat(2).flatMap(namesOf),
  )
  return several?.some((name) => name !== '') === true ? several : (one ?? [])
}

function namesOf(person: unknown): readonly string[] {
  if (!isObject(person)) return [asText(person)]
  const names = list(person['name']).map(asText)
  return names.some((name) => name !== '') ? names : [text(person, 'email')]
}

/** The tags in an entry of `tags`: a tag, a list with commas, an object with the tag's name, or one with tags. */
function tagsOf(tag: unknown): readonly string[] {
  if (!isObject(tag)) return separated(asText(tag))
  const name = text(tag, 'name') || text(tag, 'label') || text(tag, 'term')
  return name === '' ? Object.values(tag).map(asText) : [name]
}

/** A file; publishers also write only its address. */
function asFile(file: unknown): JsonObject {
  return isObject(file) ? file : { url: file }
}

function rssHead(channel: JsonObject): FeedHead {
  return {
    title: htmlText(text(channel, 'title')),
    sites: [text(channel, 'link')],
    isRelativeToSite: true,
    updated: text(channel, 'lastBuildDate') || text(channel, 'pubDate'),
    authors: [],
    languages: [text(channel, 'language')],
    base: '',
  }
}

function rssDraft(item: JsonObject): ItemDraft {
  const guid = item['guid']
  const id = isObject(guid) ? text(guid, '#value') || text(guid, '#text') : text(item, 'guid')
  const isPermalink = isObject(guid) ? asText(guid['isPermaLink']).toLowerCase() : ''
  const enclosures = list(item['enclosure']).map(asFile)
  return {
    id,
    title: htmlText(text(item, 'title')),
    links: [text(item, 'link'), isPermalink === 'false' ? '' : permalinkOf(id, isPermalink === 'true')],
    published: text(item, 'pubDate'),
    updated: '',
    authors: authorsOf(item),
    categories: list(item['category']).flatMap(tagsOf),
    texts: [htmlText(text(item, 'description'))],
    images: enclosures.filter((file) => /^image\//iu.test(text(file, 'type'))).map((file) => text(file, 'url')),
    thumbnails: [],
    enclosures: enclosures.map((file) => enclosureOf(file, 'type', 'length')),
    comments: { addresses: [permalinkOf(text(item, 'comments'), true)], count: text(item, 'slash:comments') },
    languages: [text(item, 'dc:language')],
    base: '',
  }
}

function enclosureOf(file: JsonObject, type: string, length: string): RawEnclosure {
  return { url: text(file, 'url'), type: text(file, type), length: text(file, length) }
}

/** Plain text by the standard, but publishers write HTML there, and HTML's references, which are decoded. */
function plain(value: string): RichText {
  // The value is the same for both, because items are recognised by it.
  return richText(isMarkup(value) ? 'html' : 'plain', plainSource(decodeEntities(value)))
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function object(value: unknown): JsonObject {
  return isObject(value) ? value : {}
}

/** A value that should be a list: a single value counts as a list of one. */
function list(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  return value === undefined || value === null ? [] : [value]
}

function text(parent: JsonObject, name: string): string {
  return asText(parent[name])
}

/** Numbers count as text: the standard requires it for ids. */
function asText(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
