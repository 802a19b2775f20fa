/** Reads where an item's comments are, and how many it has. */
import type { RawComments } from '../item-draft.ts'
import { permalinkOf } from '../link-address.ts'
import { attributeOf, childText, type XmlElement } from './elements.ts'
import { addressOf, linksOf } from './links.ts'

/**
 * The comments of an item: `comments` of RSS (rssboard.org/rss-specification), `slash:comments` (web.resource.org/rss/1.0/modules/slash),
 * and Atom's threading extension (RFC 4685), of which links to feeds of comments are left out.
 */
export function commentsOf(item: XmlElement): RawComments {
  const pages = linksOf(item, ['link', 'atom-link'], 'replies').filter(
    (link) => !/\b(?:atom|rss)\b/iu.test(attributeOf(link, 'type')),
  )
  const written = childText(item, 'comments')
  // Some publishers write the number or words where the address belongs.
  const number = /^\d+$/u.test(written) ? written : ''
  const counts = [
    childText(item, 'slash-comments', 'thr-total'),
    ...pages.map((link) => attributeOf(link, 'thr:count')),
  ]
  return {
    addresses: [permalinkOf(written, true), ...pages.map(addressOf)],
    count: [...counts, number].find((count) => count !== '') ?? '',
  }
}
