/** Pictures that are sent as photos, and buttons for sounds and films. */
import { describe, expect, it } from 'vitest'
import { fileButton, photoAddress } from '../../src/digest/card-media.ts'
import type { Headline } from '../../src/headline.ts'
import { limits } from '../../src/limits.ts'
import type { Look } from '../../src/look.ts'
import type { Enclosure } from '../../src/model.ts'
import { digest, headline } from './compose-digest.ts'

describe('a picture can be a photo', () => {
  const pictures: readonly (readonly [name: string, image: string | null, isPhoto: boolean])[] = [
    ['of a usual kind', 'https://i.example/1.jpg', true],
    ['without a kind in its address', 'https://i.example/image?id=7', true],
    ['whose address names another kind in its query', 'https://i.example/1.jpg?from=logo.svg', true],
    ['but not without TLS', 'http://i.example/1.jpg', false],
    ['but not a drawing', 'https://i.example/1.SVG', false],
    ['but not a film', 'https://i.example/1.mp4?x', false],
    ['but not behind a password', 'https://me:secret@i.example/1.jpg', false],
    ['but not on a host without a domain', 'https://localhost/1.jpg', false],
    ['but not on an address of a machine', 'https://10.0.0.1/1.jpg', false],
    ['but not of data', 'data:image/png;base64,AAAA', false],
    ['but not if there is none', null, false],
  ]
  it.each(pictures)('%s', (_, image, isPhoto) => expect(photoAddress(image)).toBe(isPhoto ? image : null))
})

describe('the button of a card', () => {
  const mp3 = 'https://e.example/1.mp3'
  const files: readonly (readonly [name: string, file: Partial<Enclosure>, text: string | null])[] = [
    ['plays an episode', { type: 'audio/mpeg', seconds: 2050 }, 'audio 34'],
    ['plays an episode of unknown length', { type: 'audio/mpeg' }, 'audio null'],
    ['plays a short sound without a length', { type: 'audio/mpeg', seconds: 20 }, 'audio null'],
    ['plays a film', { type: 'video/mp4', seconds: 3600 }, 'video 60'],
    ['knows a sound by its name', {}, 'audio null'],
    ['is not made for a document', { type: 'application/pdf' }, null],
    ['is not made for an unknown file', { url: 'https://e.example/1' }, null],
    [
      'is not made for a file behind a password',
      { url: 'https://me:secret@e.example/1.mp3', type: 'audio/mpeg' },
      null,
    ],
    ['is not made for a file on a host without a domain', { url: 'https://nas/1.mp3', type: 'audio/mpeg' }, null],
  ]
  it.each(files)('%s', (_, file, text) => {
    const enclosure = { url: mp3, type: null, length: null, ...file }
    const button = fileButton({ lead: headline(1, { enclosure }), others: [] }, (kind, minutes) => `${kind} ${minutes}`)
    expect(button).toEqual(text === null ? null : { text, url: enclosure.url })
  })

  it('is that of another feed if the first has none, and only cards have one', () => {
    const line = { lead: headline(1), others: [headline(2, { enclosure: { url: mp3, type: null, length: null } })] }
    const texts = (layout: Look['layout']) => digest([line], { look: { layout } }).flatMap(({ buttons }) => buttons)
    expect(texts('cards')).toEqual([{ text: 'audio null', url: mp3 }])
    expect([...texts('headlines'), ...texts('rich')]).toEqual([])
  })
})

describe('a card', () => {
  const image = 'https://i.example/1.jpg'
  const summary = 'word '.repeat(99)
  const long = { footer: 'f'.repeat(200) }
  const cards: readonly (readonly [
    name: string,
    lead: Partial<Headline>,
    others: number,
    look: Partial<Look>,
    form: string,
    shown: string,
  ])[] = [
    ['is a photo with its text as the caption', { image, summary: 'Short.' }, 0, {}, 'photo', 'Short.'],
    ['without a picture previews its page', { summary: 'Short.' }, 0, {}, 'html', 'Short.'],
    ['with an unusable picture previews it', { image: 'http://i.example/1.jpg' }, 0, {}, 'html', 'Title'],
    ['shortens its summary to fit the caption', { image, summary }, 4, long, 'photo', '…\nBBC World'],
    ['with no room for a summary previews its picture', { image, summary }, 8, long, 'html', 'word word'],
  ]
  it.each(cards)('%s', (_, lead, count, look, form, shown) => {
    const others = Array.from({ length: count }, (_value, at) => headline(at + 2, { source: 'S'.repeat(40) }))
    const line = { lead: headline(1, { title: 'Title '.repeat(30), ...lead }), others }
    const [part] = digest([line], {
      look: { layout: 'cards', ...look },
      remarks: count > 4 ? ['r'.repeat(200), 'r'.repeat(100)] : [],
    })
    expect(part).toMatchObject({ form, html: expect.stringContaining(shown) })
    const caption = part?.html.replace(/<[^>]*>/gu, '') ?? ''
    if (form === 'photo') expect(caption.length).toBeLessThanOrEqual(limits.telegram.captionUnits)
  })
})
