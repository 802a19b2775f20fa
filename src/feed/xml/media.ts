/** Reads the files of items: Media RSS (rssboard.org/media-rss) and enclosures. */
import type { RawEnclosure } from '../item-draft.ts'
import { attributeOf, children, childText, type XmlElement } from './elements.ts'

export interface Media {
  /** With their markup; empty if absent. */
  readonly title: string
  readonly description: string
  /** Addresses of pages that play the media. */
  readonly players: readonly string[]
  /** Addresses of pictures, the widest first. */
  readonly pictures: readonly string[]
  /** Addresses of thumbnails, the widest first. */
  readonly thumbnails: readonly string[]
  readonly enclosures: readonly RawEnclosure[]
}

/** The elements that may have media's fields of an item: itself, its groups, and their files; none if it has no media. */
export function mediaParents(item: XmlElement): readonly XmlElement[] {
  if (!hasMedia(item)) return []
  const parents = [item, ...children(item, 'media-group')]
  return [...parents, ...parents.flatMap((parent) => children(parent, 'media-content'))]
}

function hasMedia(item: XmlElement): boolean {
  for (const name of item.children.keys()) if (name.startsWith('media-')) return true
  return false
}

const noMedia: Media = { title: '', description: '', players: [], pictures: [], thumbnails: [], enclosures: [] }

/** The media of an item. */
export function mediaOf(item: XmlElement): Media {
  const all = mediaParents(item)
  if (all.length === 0) return noMedia
  const contents = all.flatMap((parent) => children(parent, 'media-content'))
  const thumbnails = all.flatMap((parent) => children(parent, 'media-thumbnail'))
  const firstText = (name: string) => all.map((parent) => childText(parent, name)).find((text) => text !== '') ?? ''
  return {
    title: firstText('media-title'),
    description: firstText('media-description'),
    players: all.flatMap((parent) => children(parent, 'media-player')).map((player) => attributeOf(player, 'url')),
    pictures: widestFirst(contents.filter(isPicture)).map((content) => attributeOf(content, 'url')),
    thumbnails: widestFirst(thumbnails).map((thumbnail) => attributeOf(thumbnail, 'url')),
    enclosures: contents.map((content) => rawEnclosure(content, 'url', 'filesize')),
  }
}

/** Whether a file is a picture, by its medium or type, or by its name if it has neither. */
export function isPicture(file: XmlElement): boolean {
  const [medium, type] = [attributeOf(file, 'medium'), attributeOf(file, 'type')]
  if (medium === '' && type === '') return /\.(?:jpe?g|png|gif|webp|avif)(?:[?#]|$)/iu.test(attributeOf(file, 'url'))
  return /^image\b/iu.test(medium) || /^image\//iu.test(type)
}

/** Files without a width come last. */
function widestFirst(files: readonly XmlElement[]): readonly XmlElement[] {
  const width = (file: XmlElement) => Number.parseInt(attributeOf(file, 'width'), 10) || 0
  return files.toSorted((a, b) => width(b) - width(a))
}

/** An enclosure of an element's attributes. @param url, length names of the attributes for address and size */
export function rawEnclosure(found: XmlElement, url: string, length: string): RawEnclosure {
  return { url: attributeOf(found, url), type: attributeOf(found, 'type'), length: attributeOf(found, length) }
}
