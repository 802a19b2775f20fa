/** Reads JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1), and RSS written as JSON. */
import { limits } from '../../limits.ts'
import { decodeEntities } from '../../text/entities.ts'
import { type FeedHead, htmlText, type ItemDraft, type RawEnclosure, type RichText } from '../item-draft.ts'
import type { FeedSource } from '../open-feed.ts'
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
  const items = list(feed[shape.items])
  const isNamed = /jsonfeed\.org/iu.test(text(feed, 'version'))
  if (!isNamed && !items.some((item) => isObject(item))) return null
  return {
    head: shape.head(feed),
    blocks: items.filter(isObject),
    isCut: whole === null,
    keys: (item) => keysOf(shape.draft(item)),
    draft: shape.draft,
  }
}

function keysOf({ id, title, links, published, updated, texts }: ItemDraft) {
  const opening = texts.find(({ value }) => value !== '')?.value.slice(0, limits.feed.keyTextUnits) ?? ''
  return {
    id,
    link: links.find((link) => link !== '') ?? '',
    title: title.value,
    date: published || updated,
    text: title.value === '' ? opening : '',
    opening,
  }
}

function parsed(json: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(json)
    return isObject(value) ? value : null
  } catch {
    return null
  }
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
    site: text(feed, 'home_page_url'),
    updated: '',
    authors: authorsOf(feed),
    base: '',
  }
}

function jsonDraft(item: JsonObject): ItemDraft {
  const id = text(item, 'id')
  const attachments = list(item['attachments']).filter(isObject)
  return {
    id,
    title: plain(text(item, 'title')),
    links: [text(item, 'url'), text(item, 'external_url'), /^https?:/iu.test(id) ? id : ''],
    published: text(item, 'date_published'),
    updated: text(item, 'date_modified'),
    authors: authorsOf(item),
    categories: list(item['tags']).map(asText),
    texts: [
      plain(text(item, 'summary')),
      htmlText(text(item, 'content_html')),
      { kind: 'plain', value: text(item, 'content_text') },
    ],
    images: [
      text(item, 'image'),
      text(item, 'banner_image'),
      ...attachments.filter((file) => /^image\//iu.test(text(file, 'mime_type'))).map((file) => text(file, 'url')),
    ],
    thumbnails: [],
    enclosures: attachments.map((file) => enclosureOf(file, 'mime_type', 'size_in_bytes')),
    base: '',
  }
}

/** Version 1.1 has a list of authors, version 1.0 one author. */
function authorsOf(parent: JsonObject): readonly string[] {
  const authors = list(parent['authors']).filter(isObject)
  return (authors.length > 0 ? authors : [object(parent['author'])]).map((author) => text(author, 'name'))
}

function rssHead(channel: JsonObject): FeedHead {
  return {
    title: htmlText(text(channel, 'title')),
    site: text(channel, 'link'),
    updated: text(channel, 'lastBuildDate') || text(channel, 'pubDate'),
    authors: [],
    base: '',
  }
}

function rssDraft(item: JsonObject): ItemDraft {
  const guid = item['guid']
  const id = isObject(guid) ? text(guid, '#value') || text(guid, '#text') : text(item, 'guid')
  const isPermalink = /^https?:/iu.test(id) && !(isObject(guid) && asText(guid['isPermaLink']) === 'false')
  const enclosures = [item['enclosure']].flat().filter(isObject)
  return {
    id,
    title: htmlText(text(item, 'title')),
    links: [text(item, 'link'), isPermalink ? id : ''],
    published: text(item, 'pubDate'),
    updated: '',
    authors: [text(item, 'author')],
    categories: [item['category']].flat().map(asText),
    texts: [htmlText(text(item, 'description'))],
    images: enclosures.filter((file) => /^image\//iu.test(text(file, 'type'))).map((file) => text(file, 'url')),
    thumbnails: [],
    enclosures: enclosures.map((file) => enclosureOf(file, 'type', 'length')),
    base: '',
  }
}

function enclosureOf(file: JsonObject, type: string, length: string): RawEnclosure {
  return { url: text(file, 'url'), type: text(file, type), length: text(file, length) }
}

/** Plain text by the standard, but publishers use HTML's references in it, which are decoded. */
function plain(value: string): RichText {
  return { kind: 'plain', value: decodeEntities(value) }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function object(value: unknown): JsonObject {
  return isObject(value) ? value : {}
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function text(parent: JsonObject, name: string): string {
  return asText(parent[name])
}

/** Numbers count as text: the standard requires it for ids. */
function asText(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
