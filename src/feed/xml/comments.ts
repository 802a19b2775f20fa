/** Reads where an item's comments are, and how many it has. */
import type { RawComments } from '../item-draft.ts'
import { permalinkOf } from '../link-address.ts'
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
  // Some publishers write the number or words where the address belongs.
  const number = /^\d+$/u.test(written) ? written : ''
  const counts = [
    childText(item, 'slash-comments', 'thr-total'),
    ...pages.flatMap(({ element }) =>
      [...element.attributes.keys()].filter(isCount).map((name) => attributeOf(element, name)),
    ),
  ]
  return {
    addresses: [permalinkOf(written, true), ...pages.map(({ address }) => address)],
    count: [...counts, number].find((count) => count !== '') ?? '',
  }
}

/** An attribute's prefix is the publisher's choice; of links, only this extension has one with a count. */
function isCount(attribute: string): boolean {
  return attribute.endsWith(':count')
}
