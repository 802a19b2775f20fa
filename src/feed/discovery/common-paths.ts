/** Where feeds often stand on a site whose pages name none. */
import { limits } from '../../limits.ts'
import type { FeedUrl } from '../../model.ts'
import { type AddressRules, feedUrl } from '../http/address.ts'
import { isKnownSite } from './derived-feed.ts'

/** The likelier first. */
const names = ['feed', 'rss.xml', 'atom.xml', 'feed.xml', 'rss', 'index.xml', 'feed.json']
/** A folder deeper than this is one of articles. */
const foldersDeep = 2

/**
 * Addresses to try, the likelier first: of the page's own folder if that may be a section of the site, and of the root.
 * Always the page's own host; none on sites whose feeds follow from rules.
 */
export function commonPaths(page: FeedUrl, rules: AddressRules): readonly FeedUrl[] {
  if (isKnownSite(page)) return []
  const { origin, pathname } = new URL(page)
  const segments = pathname.split('/').filter((segment) => segment !== '')
  const folders = /\.\w{1,5}$/u.test(segments.at(-1) ?? '') ? segments.slice(0, -1) : segments
  const isSection = folders.length > 0 && folders.length <= foldersDeep
  const few = names.slice(0, limits.finding.guesses / 2)
  const addresses = isSection
    ? [...few.map((name) => `${origin}/${folders.join('/')}/${name}`), ...few.map((name) => `${origin}/${name}`)]
    : names.map((name) => `${origin}/${name}`)
  return addresses.flatMap((address) => {
    const url = feedUrl(address, rules)
    return url.ok && url.value !== page ? [url.value] : []
  })
}
