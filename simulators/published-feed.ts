/** A feed that a test publishes: RSS 2.0 with ETag and 304. */
import { escapeUTF8 } from 'entities/escape'

export type Site = (request: Request) => Response | Promise<Response>

export interface Entry {
  readonly title: string
  readonly link: string
  readonly id?: string
  readonly published?: Date
  /** HTML. */
  readonly text?: string
  /** Further elements, as XML. */
  readonly more?: string
}

export interface TestFeed {
  readonly site: Site
  readonly publish: (...entries: readonly Entry[]) => void
  /** Removes entries, as a short feed does. */
  readonly withdraw: (...entries: readonly Entry[]) => void
  /** Replaces the entries with the same links, where they stand. */
  readonly edit: (...entries: readonly Entry[]) => void
  /** If-None-Match of the last request. */
  readonly lastIfNoneMatch: () => string | null
}

/** @param first the newest first */
export function testFeed(title: string, first: readonly Entry[] = []): TestFeed {
  let entries = [...first]
  let version = 1
  let ifNoneMatch: string | null = null
  return {
    publish: (...more) => {
      entries = [...more.toReversed(), ...entries]
      version += 1
    },
    withdraw: (...gone) => {
      entries = entries.filter(({ link }) => !gone.some((entry) => entry.link === link))
      version += 1
    },
    edit: (...edited) => {
      entries = entries.map((entry) => edited.find(({ link }) => link === entry.link) ?? entry)
      version += 1
    },
    lastIfNoneMatch: () => ifNoneMatch,
    site: (request) => {
      const etag = `"${version}"`
      ifNoneMatch = request.headers.get('if-none-match')
      if (ifNoneMatch === etag) return new Response(null, { status: 304, headers: { etag } })
      return new Response(document(title, entries), { headers: { 'content-type': 'application/rss+xml', etag } })
    },
  }
}

function document(title: string, entries: readonly Entry[]): string {
  const items = entries.map(
    (entry) =>
      `<item><title>${escapeUTF8(entry.title)}</title><link>${escapeUTF8(entry.link)}</link>` +
      `<guid isPermaLink="false">${escapeUTF8(entry.id ?? entry.link)}</guid>` +
      `${entry.published === undefined ? '' : `<pubDate>${entry.published.toUTCString()}</pubDate>`}` +
      `${entry.text === undefined ? '' : `<description>${escapeUTF8(entry.text)}</description>`}${entry.more ?? ''}</item>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>${escapeUTF8(title)}</title><link>https://news.example/</link>${items.join('')}</channel></rss>`
}
