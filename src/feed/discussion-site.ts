/** Items of Hacker News, Lobsters and Reddit: which of their addresses is the article, and which the discussion. */
import { limits } from '../limits.ts'
import type { ItemDraft } from './item-draft.ts'
import { linkAddress } from './link-address.ts'

/** The sites, each with the paths of its discussions. */
const sites: readonly (readonly [host: RegExp, discussion: RegExp])[] = [
  [/^news\.ycombinator\.com$/u, /^\/item\?id=\d/u],
  [/^lobste\.rs$/u, /^\/s\/\w/u],
  // Its own pictures, films and galleries lead to the discussion or lack it, so they are no articles.
  [/(?:^|\.)(?:reddit\.com|redd\.it)$/u, /^(?:\/(?:r|u|user)\/[\w-]+)?\/comments\/\w/u],
]

/** The site that an address belongs to; undefined: none of them. */
function siteOf(address: string) {
  const { hostname, pathname, search } = new URL(address)
  const site = sites.find(([host]) => host.test(hostname))
  return site === undefined ? undefined : { host: site[0], isDiscussion: site[1].test(pathname + search) }
}

/**
 * The article that an item discusses, if its own link leads to the discussion: JSON Feed's `external_url`, or the link that Reddit labels
 * `[link]`. Null: the item has no article elsewhere. Items are recognised by what their feed has as a link, which stays the same.
 */
export function discussedArticle(draft: ItemDraft, link: string | null, base: string): string | null {
  const site = link === null ? undefined : siteOf(link)
  if (site?.isDiscussion !== true) return null
  const labelled = anchorsIn(draft).findLast(({ label }) => label === '[link]')
  for (const candidate of [draft.external ?? '', labelled?.href ?? '']) {
    const address = linkAddress(candidate, base)
    if (address !== null && siteOf(address)?.host !== site.host) return address
  }
  return null
}

/**
 * The discussion of an item whose feed has no element for it: its `external_url` or its id (hnrss as JSON Feed and as Atom), or a link
 * in its text that is labelled so. Only on one of the sites.
 */
export function discussionIn(draft: ItemDraft, base: string): string | null {
  const isDiscussion = (address: string | null) => address !== null && siteOf(address)?.isDiscussion === true
  const named = [draft.external ?? '', /^https?:/iu.test(draft.id) ? draft.id : '']
  const found = named.map((each) => linkAddress(each, base)).find(isDiscussion)
  if (found !== undefined) return found
  const labelled = anchorsIn(draft).filter(({ label, before }) => isLabel.test(label) || isLabelled.test(before))
  return labelled.map(({ href }) => linkAddress(href, base)).findLast(isDiscussion) ?? null
}

/** The texts of links: `[comments]` of Reddit, `Comments` of Hacker News and Lobsters. */
const isLabel = /^\[?(?:\d+ )?comments?\]?$/iu
/** The text before a link of hnrss.org. */
const isLabelled = /Comments URL:\s*$/iu
const anchor = /([^<>]{0,40})<a\s[^<>]{0,200}?href\s*=\s*["']([^"'<>]{1,2000})["'][^<>]{0,200}>([^<>]{0,100})</giu

interface Anchor {
  /** The text before it. */
  readonly before: string
  readonly href: string
  readonly label: string
}

/** The links at the end of the texts, where these sites have them. */
function anchorsIn({ texts }: ItemDraft): readonly Anchor[] {
  return texts.flatMap(({ kind, raw, decode }) => {
    const part = kind === 'html' ? raw.slice(-limits.html.discussionUnits) : ''
    // Most texts have none.
    if (!part.includes('omment')) return []
    const end = decode(part)
    return [...end.matchAll(anchor)].map(
      ([, before = '', href = '', label = '']): Anchor => ({ before, href, label: label.trim().toLowerCase() }),
    )
  })
}
