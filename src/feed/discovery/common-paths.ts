/** Common addresses of feeds. */
import { limits } from '../../limits.ts'
import type { FeedUrl } from '../../model.ts'
import { type AddressRules, feedUrl } from '../http/address.ts'
import { isKnownSite } from './derived-feed.ts'

/** The likeliest first. */
const names = ['feed', 'rss.xml', 'atom.xml', 'feed.xml', 'rss', 'index.xml', 'feed.json']
/** Deeper folders contain articles. */
const maxSectionDepth = 2

/**
 * Addresses to try on the page's host, the likeliest first: in the page's folder if that may be a section of the site, and at the
 * root. None on sites with known rules.
 */
export function commonPaths(page: FeedUrl, rules: AddressRules): readonly FeedUrl[] {
  if (isKnownSite(page)) return []
  const { origin, pathname } = new URL(page)
  const segments = pathname.split('/').filter((segment) => segment !== '')
  const folders = /\.\w{1,5}$/u.test(segments.at(-1) ?? '') ? segments.slice(0, -1) : segments
  const isSection = folders.length > 0 && folders.length <= maxSectionDepth
  const few = names.slice(0, limits.finding.guesses / 2)
  const addresses = isSection
    ? [...few.map((name) => `${origin}/${folders.join('/')}/${name}`), ...few.map((name) => `${origin}/${name}`)]
    : names.map((name) => `${origin}/${name}`)
  return addresses.flatMap((address) => {
    const url = feedUrl(address, rules)
    return url.ok && url.value !== page ? [url.value] : []
  })
}
