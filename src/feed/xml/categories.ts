/** Reads categories: elements, attributes, or lists with commas, by the namespace. */
import { separated } from '../category-list.ts'
import { attributeOf, children, shortText, type XmlElement } from './elements.ts'
import { mediaParents } from './media.ts'

/** The categories of an item, as written. */
export function categoriesOf(item: XmlElement): readonly string[] {
  const ofMedia = (name: string) => mediaParents(item).flatMap((parent) => children(parent, name))
  const plain = ['category', 'atom-category', 'dc-subject'].flatMap((name) => children(item, name))
  const nested = ['itunes-category', 'googleplay-category'].flatMap((name) => children(item, name))
  const listed = ['tags', 'itunes-keywords'].flatMap((name) => children(item, name))
  return [
    ...[...plain, ...ofMedia('media-category')].flatMap((category) => [
      ...separated(attributeOf(category, 'term')),
      ...separated(shortText(category)),
      attributeOf(category, 'label'),
    ]),
    // A podcast's categories and their subcategories; Apple defines no third level.
    ...[...nested, ...nested.flatMap((category) => children(category, 'itunes-category'))].map((category) =>
      attributeOf(category, 'text'),
    ),
    ...[...listed, ...ofMedia('media-keywords')].flatMap((list) => shortText(list).split(',')),
  ]
}
