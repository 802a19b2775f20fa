/** Recognises a document's format and opens it. */
import { limits } from '../limits.ts'
import type { EpochMs, FeedUrl } from '../model.ts'
import { jsonFeed } from './formats/json-feed.ts'
import { openTelegramPage } from './formats/telegram-preview.ts'
import { type XmlFormat, xmlFeed } from './formats/xml-feed.ts'
import { type OpenFeed, openFeed } from './open-feed.ts'
import { plainSource, type SourceText } from './source-text.ts'
import { expandEntities, readProlog } from './xml/prolog.ts'

export type Opened = { readonly kind: 'feed'; readonly feed: OpenFeed } | { readonly kind: 'page' | 'empty' | 'other' }

/** Opens a document that came from `url`. Never throws. */
export function openDocument(source: SourceText, url: FeedUrl, now: EpochMs): Opened {
  const sniffed = sniff(source)
  switch (sniffed.kind) {
    case 'rss':
    case 'atom':
      return { kind: 'feed', feed: openFeed(xmlFeed(sniffed.xml, sniffed.root, sniffed.kind), url, now) }
    case 'json': {
      const found = jsonFeed(sniffed.json)
      return found === null ? { kind: 'other' } : { kind: 'feed', feed: openFeed(found, url, now) }
    }
    case 'page': {
      const channel = openTelegramPage(source.decode(source.raw), url, now)
      return channel === null ? { kind: 'page' } : { kind: 'feed', feed: channel }
    }
    case 'empty':
    case 'other':
      return { kind: sniffed.kind }
  }
}

type Sniffed =
  | { readonly kind: XmlFormat; readonly xml: SourceText; readonly root: number }
  | { readonly kind: 'json'; readonly json: string }
  | { readonly kind: 'page' | 'empty' | 'other' }

const roots = /<(?:[\w.-]{1,40}:)?(rss|rdf|feed|channel)(?=[\s/>])/giu
const htmlRoot = /^<(?:html|head|body|meta|title|script|div|p|link|table|center)(?=[\s/>])/iu

/** Recognises the format by the first element, behind declarations, comments and warnings of PHP. */
function sniff(source: SourceText): Sniffed {
  const { raw: text, decode } = source
  const { end, isHtml, entities } = readProlog(text)
  if (end >= text.length) return { kind: 'empty' }
  if (text.charAt(end) === '{') return { kind: 'json', json: decode(text.slice(end)) }
  if (htmlRoot.test(text.slice(end, end + 20))) return { kind: 'page' }
  const start = text.slice(end, end + limits.xml.sniffedUnits)
  roots.lastIndex = 0
  const found = roots.exec(start)
  if (found === null) {
    const isPage = isHtml || (start.startsWith('<') && /<html[\s>]/iu.test(start))
    return { kind: isPage ? 'page' : 'other' }
  }
  const kind = found[1]?.toLowerCase() === 'feed' ? 'atom' : 'rss'
  const root = end + found.index
  if (entities.size === 0) return { kind, xml: source, root }
  // Values of entities are decoded, so the document must be too.
  const declared = readProlog(decode(text.slice(0, root))).entities
  return { kind, xml: plainSource(expandEntities(decode(text.slice(root)), declared)), root: 0 }
}
