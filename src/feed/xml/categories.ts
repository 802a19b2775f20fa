/** Reads categories: elements, attributes, or lists with commas, by the namespace. */
import { separated } from '../category-list.ts'
import { attributeOf, children, childrenNamed, shortText, type XmlElement } from './elements.ts'
import { mediaParents } from './media.ts'

/** The categories of an item, as written. */
export function categoriesOf(item: XmlElement): readonly string[] {
  const parents = mediaParents(item)
  const ofMedia = (name: string) => parents.flatMap((parent) => children(parent, name))
  const plain = [
    ...childrenNamed(item, ['category', 'atom-category', 'dc-subject']),
    ...children(item, 'categories').flatMap((list) => children(list, 'category')),
  ]
  const nested = childrenNamed(item, ['itunes-category', 'googleplay-category'])
  const listed = childrenNamed(item, ['tags', 'itunes-keywords'])
  const found: string[] = []
  for (const category of [...plain, ...ofMedia('media-category')])
    found.push(...separated(attributeOf(category, 'term')), ...tagsOf(category), attributeOf(category, 'label'))
  // A podcast's categories and their subcategories; Apple defines no third level.
  for (const category of [...nested, ...nested.flatMap((each) => children(each, 'itunes-category'))])
    found.push(attributeOf(category, 'text'))
  for (const list of [...listed, ...ofMedia('media-keywords')]) found.push(...shortText(list).split(','))
  return found
}

/** The text of a category. Flickr's has tags between spaces (rssboard.org/media-rss#media-category). */
function tagsOf(category: XmlElement): readonly string[] {
  const text = shortText(category)
  return attributeOf(category, 'scheme') === 'urn:flickr:tags' ? text.split(/\s+/u) : separated(text)
}
