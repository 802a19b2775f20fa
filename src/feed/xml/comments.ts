/** Reads where an item's comments are, and how many it has. */
import type { RawComments } from '../item-draft.ts'
import { attributeOf, childText, type XmlElement } from './elements.ts'
import type { Link } from './links.ts'

/**
 * The comments of an item with these links: `comments` of RSS (rssboard.org/rss-specification), `slash:comments`
 * (web.resource.org/rss/1.0/modules/slash), and Atom's threading extension (RFC 4685), of which links to feeds of comments are left out.
 */
export function commentsOf(item: XmlElement, links: readonly Link[]): RawComments {
  const pages = links.filter(
    ({ relation, element }) => relation === 'replies' && !/\b(?:atom|rss)\b/iu.test(attributeOf(element, 'type')),
  )
  const written = childText(item, 'comments')
  // Some publishers write the number where the address belongs.
  const [address, number] = /^\d+$/u.test(written) ? ['', written] : [written, '']
  const counts = [
    childText(item, 'slash-comments', 'thr-total'),
    ...pages.map(({ element }) => attributeOf(element, 'thr:count')),
  ]
  return {
    addresses: [address, ...pages.map((page) => page.address)],
    count: [...counts, number].find((count) => count !== '') ?? '',
  }
}
