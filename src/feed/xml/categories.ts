/** Reads categories: elements, attributes, or lists with commas, by the namespace. */
import { separated } from '../category-list.ts'
import { attributeOf, children, textOf, type XmlElement } from './elements.ts'

/** The categories of an item, as written. */
export function categoriesOf(item: XmlElement): readonly string[] {
  const single = ['category', 'atom-category', 'dc-subject', 'media-category'].flatMap((name) => children(item, name))
  const nested = ['itunes-category', 'googleplay-category'].flatMap((name) => children(item, name))
  const listed = ['tags', 'itunes-keywords', 'media-keywords'].flatMap((name) => children(item, name))
  return [
    ...single.flatMap((category) => [
      ...separated(attributeOf(category, 'term')),
      ...separated(textOf(category)),
      attributeOf(category, 'label'),
    ]),
    // A podcast's categories and their subcategories; Apple defines no third level.
    ...[...nested, ...nested.flatMap((category) => children(category, 'itunes-category'))].map((category) =>
      attributeOf(category, 'text'),
    ),
    ...listed.flatMap((list) => textOf(list).split(',')),
  ]
}
