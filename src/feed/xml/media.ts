/** Reads the files of items: Media RSS (rssboard.org/media-rss) and enclosures. */
import type { RawEnclosure } from '../item-draft.ts'
import { attributeOf, children, childText, textOf, type XmlElement } from './elements.ts'

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
    players: all.flatMap((parent) => children(parent, 'media-player')).map(fileAddress),
    pictures: widestFirst(contents.filter(isPicture)).map(fileAddress),
    thumbnails: widestFirst(thumbnails).map(fileAddress),
    enclosures: contents.map((content) => ({
      ...rawEnclosure(content, 'filesize'),
      duration: attributeOf(content, 'duration'),
    })),
  }
}

/** Whether a file is a picture, by its medium or type, or by its name if it has neither. */
export function isPicture(file: XmlElement): boolean {
  const [medium, type] = [attributeOf(file, 'medium'), attributeOf(file, 'type')]
  if (medium === '' && type === '') return /\.(?:jpe?g|png|gif|webp|avif)(?:[?#]|$)/iu.test(fileAddress(file))
  return /^image\b/iu.test(medium) || /^image\//iu.test(type)
}

/** Files without a width come last. */
function widestFirst(files: readonly XmlElement[]): readonly XmlElement[] {
  const width = (file: XmlElement) => Number.parseInt(attributeOf(file, 'width'), 10) || 0
  return files.toSorted((a, b) => width(b) - width(a))
}

/** The address of a file: its attribute, or else a child or the text, where publishers put it too. */
export function fileAddress(file: XmlElement): string {
  const stated = attributeOf(file, 'url') || attributeOf(file, 'href') || childText(file, 'url')
  if (stated !== '') return stated
  const text = textOf(file)
  return /^(?:https?:)?\/\/[^\s<]+$/iu.test(text) ? text : ''
}

/** An enclosure of an element. @param length name of the attribute for its size */
export function rawEnclosure(found: XmlElement, length: string): RawEnclosure {
  return { url: fileAddress(found), type: attributeOf(found, 'type'), length: attributeOf(found, length) }
}
