/** The sample feeds as RSS 2.0 and Atom 1.0, a page without a feed, and a small page for each item. */
import { escapeHtml } from '../src/text/escape-html.ts'

export interface SampleItem {
  readonly id: string
  readonly title: string
  readonly link: string
  readonly published: number
  readonly summary: string
  /** The full text as HTML; missing: there is only a summary. */
  readonly text?: string
  /** The address of the real article; missing: the article is invented. */
  readonly original?: string
}

export interface SampleFeed {
  readonly title: string
  readonly language: string
  /** Address of the feed itself. */
  readonly address: string
  /** Address of the WebSub hub that it announces; missing: none. */
  readonly hub?: string
  readonly items: readonly SampleItem[]
}

/** Escapes text for XML and HTML, without control characters, which XML forbids even escaped. */
function escapeText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern removes them
  return escapeHtml(text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/gu, ''))
}

export function rssDocument(feed: SampleFeed): string {
  const items = feed.items.map(
    (item) => `<item>
<title>${escapeText(item.title)}</title>
<link>${escapeText(item.link)}</link>
<guid isPermaLink="${item.id === item.link}">${escapeText(item.id)}</guid>
<pubDate>${new Date(item.published).toUTCString()}</pubDate>
<description>${escapeText(item.text ?? item.summary)}</description>
</item>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${escapeText(feed.title)}</title>
<link>${escapeText(new URL('/', feed.address).href)}</link>
<description>${escapeText(feed.title)}</description>
<language>${feed.language}</language>
<atom:link rel="self" href="${escapeText(feed.address)}"/>
${feed.hub === undefined ? '' : `<atom:link rel="hub" href="${escapeText(feed.hub)}"/>`}
${items.join('\n')}
</channel>
</rss>
`
}

export function atomDocument(feed: SampleFeed): string {
  const entries = feed.items.map(
    (item) => `<entry>
<title>${escapeText(item.title)}</title>
<link rel="alternate" href="${escapeText(item.link)}"/>
<id>${escapeText(item.id)}</id>
<published>${new Date(item.published).toISOString()}</published>
<updated>${new Date(item.published).toISOString()}</updated>
<summary>${escapeText(item.summary)}</summary>
${item.text === undefined ? '' : `<content type="html">${escapeText(item.text)}</content>`}
</entry>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.language}">
<title>${escapeText(feed.title)}</title>
<id>${escapeText(feed.address)}</id>
<link rel="self" href="${escapeText(feed.address)}"/>
${feed.hub === undefined ? '' : `<link rel="hub" href="${escapeText(feed.hub)}"/>`}
<updated>${new Date(feed.items[0]?.published ?? 0).toISOString()}</updated>
${entries.join('\n')}
</feed>
`
}

/** A list of feeds, as feed readers export it (OPML 2.0). */
export function opmlDocument(feeds: readonly Pick<SampleFeed, 'title' | 'address'>[]): string {
  const outlines = feeds.map(({ title, address }) => {
    const text = escapeText(title)
    return `<outline type="rss" text="${text}" title="${text}" xmlUrl="${escapeText(address)}"/>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
<head><title>Paperboy</title></head>
<body>
${outlines.join('\n')}
</body>
</opml>
`
}

/** A page that lists its articles, and names no feed. */
export function listPage({ title, language, items }: SampleFeed): string {
  const rows = items.map((item) => `<li><a href="${escapeText(item.link)}">${escapeText(item.title)}</a></li>`)
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/fonts.css">
<title>${escapeText(title)}</title>
<style>body { font-family: serif, "Playground Han" }</style>
<main>
<h1>${escapeText(title)}</h1>
<ul class="notices">
${rows.join('\n')}
</ul>
</main>
</html>
`
}

/** The page of an item, for short links. */
export function articlePage(feed: SampleFeed, item: SampleItem): string {
  return `<!doctype html>
<html lang="${feed.language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/fonts.css">
<title>${escapeText(item.title)}</title>
<style>
:root { color-scheme: light dark; font: 1.15rem/1.6 Georgia, "Noto Serif CJK SC", serif, "Playground Han" }
body { max-width: 34rem; margin: 12vh auto; padding: 0 1.5rem }
p { opacity: .75 }
</style>
<p>${escapeText(feed.title)}</p>
<h1>${escapeText(item.title)}</h1>
<p><time>${new Date(item.published).toUTCString()}</time></p>
${item.original === undefined && item.text !== undefined ? item.text : `<p>${escapeText(item.summary)}</p>`}
${item.original === undefined ? '' : `<p><a href="${escapeText(item.original)}">${escapeText(new URL(item.original).host)}</a></p>`}
</html>
`
}
