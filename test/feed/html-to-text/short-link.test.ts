/** Publishers' own short links in share buttons. */
import { describe, expect, it } from 'vitest'
import { publisherShortLink, withoutButtonMark } from '../../../src/feed/html-to-text/short-link.ts'
import { htmlText } from '../../../src/feed/item-draft.ts'
import { charactersRead } from '../../characters-read.ts'

const story = 'https://www.rfi.fr/cn/story'
const button = (service: string, address: string) =>
  `<a href="https://${service}${encodeURIComponent(address)}&amp;via=x"><span></span></a>`
const facebook = (address: string) => button('www.facebook.com/sharer.php?u=', address)
const twitter = (address: string) => button('twitter.com/intent/tweet?url=', address)
const whatsapp = (address: string) => `<a href="whatsapp://send?text=${encodeURIComponent(`Title - ${address}`)}">x</a>`

const cases: readonly (readonly [name: string, html: string, link: string | null, alias: string | null])[] = [
  [
    'with the mark of each button',
    facebook('https://rfi.my/9uU7.F') + twitter('https://rfi.my/9uU7.T') + whatsapp('https://rfi.my/9uU7.W'),
    story,
    'rfi.my/9uU7',
  ],
  ['alike in all of them', facebook('https://nyti.ms/3abc') + twitter('https://nyti.ms/3abc'), story, 'nyti.ms/3abc'],
  ['not where one button alone has it', facebook('https://ad.example/x1y2'), story, null],
  ['not the story itself', facebook(story) + twitter(story), story, null],
  ['not another page of the site', facebook('https://www.rfi.fr/abc') + twitter('https://rfi.fr/abc'), story, null],
  ['not a service', facebook('https://t.co/abc') + twitter('https://t.co/abc'), story, null],
  ['not a long address', facebook('https://x.example/a/b/c') + twitter('https://x.example/a/b/c'), story, null],
  ['not a link of the text', '<a href="https://rfi.my/9uU7">one</a><a href="https://rfi.my/9uU7">two</a>', story, null],
  [
    'not the address of a picture',
    `<img src="https://p.example/?u=${encodeURIComponent('https://x.example/abc')}">`.repeat(2),
    story,
    null,
  ],
  ['not a link without quotes', '<a href=https://x.example/abc>one</a>'.repeat(2), story, null],
  [
    'without an encoded colon',
    '<a href="https://s.example/?u=https://x.example/abc&v=1">x</a>'.repeat(2),
    story,
    'x.example/abc',
  ],
  ['of an item without a link', facebook('https://rfi.my/9uU7') + twitter('https://rfi.my/9uU7'), null, 'rfi.my/9uU7'],
  ['nothing in nothing', '', story, null],
]

describe('the publisher’s short link', () => {
  it.each(cases)('is found only if it is certain: %s', (_, html, link, alias) => {
    expect(publisherShortLink([htmlText(html)], link)).toBe(alias)
  })
})

it.each([
  ['rfi.my/9uU7.T', 'rfi.my/9uU7'],
  ['rfi.my/9uU7', 'rfi.my/9uU7'],
  ['news.example/2026/story.a', 'news.example/2026/story.a'],
  ['news.example/index.html', 'news.example/index.html'],
])('a short link loses the mark of its button: %s', (address, bare) => {
  expect(withoutButtonMark(address)).toBe(bare)
})

it('finding a short link takes linear time', async () => {
  for (const piece of ['<a href="?u=https%3a%2f%2f', 'href="%3a%2f%2f', facebook('https://x.example/y'), 'share =']) {
    const value = `share ${piece.repeat(100_000 / piece.length)}`
    const { characters } = await charactersRead(() => publisherShortLink([htmlText(value)], story))
    expect(characters).toBeLessThan(10 * value.length)
  }
})
