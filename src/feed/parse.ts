/** Opens a document as a feed, a web page or neither; the only file that knows there are several formats. */
import type { EpochMs, FeedUrl } from '../model.ts'
import { jsonFeed } from './json-feed.ts'
import { type OpenFeed, openFeed } from './open-feed.ts'
import { readProlog, withEntities } from './prolog.ts'
import { openTelegramPage } from './telegram-page.ts'
import { type XmlFormat, xmlFeed } from './xml-feed.ts'

export type Opened =
  | { readonly kind: 'feed'; readonly feed: OpenFeed }
  | { readonly kind: 'page' }
  | { readonly kind: 'other' }

/** Opens a document that came from `url`. Never throws. */
export function openDocument(text: string, url: FeedUrl, now: EpochMs): Opened {
  const sniffed = sniff(text)
  switch (sniffed.kind) {
    case 'rss':
    case 'atom':
      return { kind: 'feed', feed: openFeed(xmlFeed(sniffed.xml, sniffed.kind), url, now) }
    case 'json': {
      const source = jsonFeed(sniffed.json)
      return source === null ? { kind: 'other' } : { kind: 'feed', feed: openFeed(source, url, now) }
    }
    case 'page': {
      const channel = openTelegramPage(text, url, now)
      return channel === null ? { kind: 'page' } : { kind: 'feed', feed: channel }
    }
    case 'other':
      return { kind: 'other' }
  }
}

type Sniffed =
  | { readonly kind: XmlFormat; readonly xml: string }
  | { readonly kind: 'json'; readonly json: string }
  | { readonly kind: 'page' | 'other' }

const roots = /<(?:[\w.-]{1,40}:)?(rss|rdf|feed|channel)(?=[\s/>])/giu
const htmlRoot = /^<(?:html|head|body|meta|title|script|div|p|link|table|center)(?=[\s/>])/iu
const rootUnits = 16_384

/** Tells the format by the first element; what stands before it (declarations, comments, warnings of PHP) is left out. */
function sniff(text: string): Sniffed {
  const { end, isHtml, entities } = readProlog(text)
  if (text.charAt(end) === '{') return { kind: 'json', json: text.slice(end) }
  if (htmlRoot.test(text.slice(end, end + 20))) return { kind: 'page' }
  const start = text.slice(end, end + rootUnits)
  roots.lastIndex = 0
  const found = roots.exec(start)
  if (found === null) {
    const isPage = isHtml || (start.startsWith('<') && /<html[\s>]/iu.test(start))
    return { kind: isPage ? 'page' : 'other' }
  }
  const xml = withEntities(text.slice(end + found.index), entities)
  return { kind: found[1]?.toLowerCase() === 'feed' ? 'atom' : 'rss', xml }
}
