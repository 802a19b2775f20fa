/** Files and pictures of items, in the forms that publishers write. */
import { describe, expect, test } from 'vitest'
import { atomOf, itemsOf, rssOf } from './fixtures/documents.ts'

const rss = (inner: string) => rssOf(`<item>${inner}</item>`)
const atom = (inner: string) => atomOf(`<entry>${inner}</entry>`)

describe('the file of an item', () => {
  const cases: readonly (readonly [name: string, document: string, files: readonly string[]])[] = [
    [
      'is the original of one that FeedBurner counts',
      rss(
        '<enclosure url="https://count.e.org/1.mp3" type="audio/mpeg" length="7"/><feedburner:origEnclosureLink>https://e.org/1.mp3</feedburner:origEnclosureLink>',
      ),
      ['https://e.org/1.mp3'],
    ],
    [
      'is the counted one if the original has no address',
      rss(
        '<enclosure url="https://count.e.org/1.mp3"/><feedburner:origEnclosureLink>1.mp3</feedburner:origEnclosureLink>',
      ),
      ['https://count.e.org/1.mp3'],
    ],
    ['is written as text', rss('<enclosure>https://e.org/1.mp3</enclosure>'), ['https://e.org/1.mp3']],
    ['is written as a child', rss('<enclosure><url>https://e.org/1.mp3</url></enclosure>'), ['https://e.org/1.mp3']],
    ['is not its caption', rss('<enclosure>A song</enclosure>'), []],
    ['is an enclosure of RSS in Atom', atom('<enclosure url="https://e.org/1.mp3"/>'), ['https://e.org/1.mp3']],
    [
      'is an enclosure of Atom in RSS',
      rss('<link rel="enclosure" href="https://e.org/1.mp3"/>'),
      ['https://e.org/1.mp3'],
    ],
  ]
  test.each(cases)('%s', (_name, document, files) => {
    expect(itemsOf(document)[0]?.enclosures.map(({ url }) => url)).toEqual(files)
  })
})

test.each([
  ['of a podcast', '<itunes:duration>34:00</itunes:duration><enclosure url="https://e.org/1.mp3"/>', 2040],
  ['of a film', '<media:content url="https://e.org/1.mp4" type="video/mp4" duration="90"/>', 90],
  ['of a document', '<enclosure url="https://e.org/1.pdf"/>', undefined],
])('the duration %s is that of its file', (_name, inside, seconds) => {
  expect(itemsOf(rss(inside))[0]?.enclosures[0]?.seconds).toBe(seconds)
})

describe('the picture of an item', () => {
  const cases: readonly (readonly [name: string, inside: string, image: string | null])[] = [
    ['is written as text', '<itunes:image>https://e.org/p.jpg</itunes:image>', 'https://e.org/p.jpg'],
    ['has another attribute', '<itunes:image url="https://e.org/p.jpg"/>', 'https://e.org/p.jpg'],
    ['is an image element', '<image>https://e.org/p.jpg</image>', 'https://e.org/p.jpg'],
    ['is in an image element', '<image><url>https://e.org/p.jpg</url><title>T</title></image>', 'https://e.org/p.jpg'],
    ['is a thumbnail', '<thumbnail url="https://e.org/p.jpg"/>', 'https://e.org/p.jpg'],
    ['is a thumbnail as text', '<media:thumbnail>//e.org/p.jpg</media:thumbnail>', 'https://e.org/p.jpg'],
    ['is no name', '<image>logo</image>', null],
  ]
  test.each(cases)('%s', (_name, inside, image) => {
    expect(itemsOf(rss(inside))[0]?.image).toBe(image)
  })
})
