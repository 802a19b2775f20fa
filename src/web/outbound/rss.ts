/** Writes an outbound feed as RSS 2.0 (rssboard.org/rss-specification), as the RSS profile recommends. Pure. */
import { limits, minuteMs, secondMs } from '../../limits.ts'
import { escapeHtml } from '../../text/escape-html.ts'
import type { OutboundFeed, OutboundItem } from './outbound-feed.ts'
import { element, textElement, type Xml, xmlDocument } from './xml-writer.ts'

/** Maximum width of a channel's image in RSS. */
const iconPixels = 144

export function writeRss(feed: OutboundFeed): string {
  const { title, home, base } = feed
  const icon = element(
    'image',
    {},
    element('url', {}, `${base}/apple-touch-icon.png`),
    // RSS requires the channel's own title and link here.
    element('title', {}, title),
    element('link', {}, home),
    element('width', {}, String(iconPixels)),
    element('height', {}, String(iconPixels)),
  )
  const channel = element(
    'channel',
    {},
    element('title', {}, title),
    element('link', {}, home),
    element('description', {}, feed.description),
    textElement('language', feed.language),
    element('lastBuildDate', {}, rfc822(feed.updated)),
    element('generator', {}, 'Paperboy'),
    element('ttl', {}, String((limits.web.channelSeconds * secondMs) / minuteMs)),
    icon,
    element('atom:link', { href: feed.self, rel: 'self', type: 'application/rss+xml' }),
    feed.items.map((item) => rssItem(item, feed.language)),
  )
  const namespaces = {
    version: '2.0',
    'xmlns:atom': 'http://www.w3.org/2005/Atom',
    'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
    'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
    'xmlns:media': 'http://search.yahoo.com/mrss/',
  }
  return xmlDocument(element('rss', namespaces, channel))
}

function rssItem(item: OutboundItem, feedLanguage: string | null): Xml {
  const { id, title, link, author, categories, source, enclosure, image, language } = item
  return element(
    'item',
    {},
    element('title', {}, title),
    textElement('link', link),
    element('guid', { isPermaLink: String(link === id) }, id),
    element('pubDate', {}, rfc822(item.at)),
    author === null ? null : element('dc:creator', {}, author),
    language === feedLanguage ? null : textElement('dc:language', language),
    categories.map((category) => element('category', {}, category)),
    descriptionOf(item),
    // RSS requires all three; 0: the length is unknown.
    enclosure === null
      ? null
      : element('enclosure', { url: enclosure.url, length: enclosure.length ?? 0, type: enclosure.type }),
    image === null || image === enclosure?.url ? null : element('media:content', { url: image, medium: 'image' }),
    textElement('comments', item.comments),
    // A `source` must have an address.
    source.address === null
      ? element('dc:source', {}, source.name)
      : element('source', { url: source.address }, source.name),
  )
}

/** A description is HTML, a title is not. It comes before the whole text, which some readers take for it otherwise. */
function descriptionOf({ summary, text }: OutboundItem): readonly (Xml | null)[] {
  if (text === null) return [textElement('description', summary === '' ? null : escapeHtml(summary))]
  if (summary === '') return [element('description', {}, text)]
  return [element('description', {}, escapeHtml(summary)), element('content:encoded', {}, text)]
}

/** RFC 822 with a four-digit year, as RSS requires. */
function rfc822(at: number): string {
  return new Date(at).toUTCString()
}
