/** Which of an item's files it offers. */
import { expect, test } from 'vitest'
import { offeredFile } from '../../src/feed/offered-file.ts'
import { readDocument } from '../../src/feed/read-feed.ts'
import { noKeys, type ReadItem } from '../../src/model.ts'
import { noValidators } from '../../src/polling.ts'
import { feedAddress, now, rssOf } from './fixtures/documents.ts'

const file = (name: string, type: string | null = null) => ({ url: `https://e.org/${name}`, type, length: null })

test.each([
  ['an episode', [file('1.mp3', 'audio/mpeg')], '1.mp3'],
  ['a document', [file('1.pdf', 'application/pdf')], '1.pdf'],
  ['a film behind a picture', [file('1.jpg', 'image/jpeg'), file('1.mp4', 'video/mp4')], '1.mp4'],
  ['a film behind a picture without a type', [file('1.jpg?w=9'), file('1.mp4')], '1.mp4'],
  ['a film behind a picture with a vague type', [file('1.PNG', 'application/octet-stream'), file('1.mp4')], '1.mp4'],
  ['a film whose name ends like a picture', [file('1.jpg', 'video/mp4')], '1.jpg'],
  ['no picture', [file('1.webp', 'IMAGE/webp'), file('2', 'image')], null],
  ['not the item’s own picture', [file('cover', null)], null],
  ['no player of the past', [file('v/1', 'application/x-shockwave-flash')], null],
  ['no page', [file('watch', 'text/html; charset=utf-8')], null],
  ['nothing', [], null],
])('an item offers %s', (_name, files, offered) => {
  expect(offeredFile(files, 'https://e.org/cover')?.url ?? null).toBe(
    offered === null ? null : `https://e.org/${offered}`,
  )
})

const read = (item: string): ReadItem | undefined => {
  const text = rssOf(`<item><title>T</title><guid>g</guid>${item}</item>`, '<language>fr</language>')
  const bytes = new TextEncoder().encode(text)
  const request = { url: feedAddress, validators: noValidators, known: noKeys, first: false }
  const document = {
    bytes,
    contentType: null,
    url: feedAddress,
    validators: noValidators,
    advice: { waitMinutes: null, movedTo: null },
  }
  const reading = readDocument(request, document, { now, allowPrivate: false })
  return reading.kind === 'read' ? reading.items[0] : undefined
}

test('an item is read with its file, its comments and its language', () => {
  expect(
    read(
      '<enclosure url="https://e.org/1.mp3" type="audio/mpeg" length="3"/><comments>https://e.org/1#comments</comments>',
    ),
  ).toMatchObject({
    enclosure: { url: 'https://e.org/1.mp3', type: 'audio/mpeg', length: 3 },
    comments: 'https://e.org/1#comments',
    language: 'fr',
  })
})

test.each([
  [
    'a file that is no web address',
    '<enclosure url="magnet:?xt=urn:btih:1" type="application/x-bittorrent"/>',
    'enclosure',
  ],
  ['comments that are no web address', '<comments>javascript:alert(1)</comments>', 'comments'],
])('an item is read without %s', (_name, inside, field) => {
  expect(read(inside)).not.toHaveProperty(field)
})
