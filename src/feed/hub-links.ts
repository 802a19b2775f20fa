/** Finds the WebSub hubs that a document announces, and its topic (w3.org/TR/websub, section 4). Pure. */
import { limits } from '../limits.ts'
import type { HubLinks } from '../polling.ts'
import { webAddress } from '../text/web-address.ts'
import { linksInHeader } from './http/link-header.ts'
import type { XmlElement } from './xml/elements.ts'
import { linksOf, relatedLinks } from './xml/links.ts'

/** Links to hubs and to the document itself, as written. */
export interface RawHubLinks {
  readonly hubs: readonly string[]
  readonly selves: readonly string[]
}

export const noHubLinks: RawHubLinks = { hubs: [], selves: [] }

/** The links in a feed's head. @param feed the element with the feed's own fields */
export function hubLinksIn(feed: XmlElement): RawHubLinks {
  const links = linksOf(feed, 'atom-link', 'link')
  return { hubs: relatedLinks(links, 'hub'), selves: relatedLinks(links, 'self') }
}

/** The links in a response's `Link` header. */
function hubLinksInHeader(header: string | undefined): RawHubLinks {
  if (header === undefined) return noHubLinks
  const links = linksInHeader(header)
  const related = (relation: string) => links.flatMap((link) => (link.relations.includes(relation) ? link.target : []))
  return { hubs: related('hub'), selves: related('self') }
}

/**
 * Null: it announces none. Its own links count only if the header names no hub. The topic comes from where the hubs are, else from the
 * other place; a document without one is its own topic.
 * @param header `Link`
 * @param own what the document says
 * @param url of the document, after redirects
 * @param base what its own links are relative to
 */
export function hubLinksOf(header: string | undefined, own: RawHubLinks, url: string, base: string): HubLinks | null {
  const ofHeader = hubLinksInHeader(header)
  const places = [
    { hubs: addresses(ofHeader.hubs, url), selves: ofHeader.selves, base: url },
    { hubs: addresses(own.hubs, base), selves: own.selves, base },
  ]
  const first = places.find(({ hubs }) => hubs.length > 0)
  if (first === undefined) return null
  const topics = [first, ...places].flatMap((place) =>
    place.selves.flatMap((self) => asWritten(self, place.base) ?? []),
  )
  return { hubs: first.hubs.slice(0, limits.hub.hubsADocument), topic: topics[0] ?? url }
}

function addresses(links: readonly string[], base: string): readonly string[] {
  return [...new Set(links.flatMap((link) => nonEmpty(link, base) ?? []))]
}

/** An empty link would be the document itself. */
function nonEmpty(link: string, base: string): string | null {
  return link.trim() === '' ? null : webAddress(link, base)
}

/** A topic is compared letter by letter, so an absolute address stays as it is written. */
function asWritten(link: string, base: string): string | null {
  const address = nonEmpty(link, base)
  return address !== null && /^https?:\/\/[\x21-\x7e]+$/iu.test(link.trim()) ? link.trim() : address
}
