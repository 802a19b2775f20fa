/** The lead picture of a text and of an item. */
import { describe, expect, test } from 'vitest'
import { isPictureAddress, leadImage } from '../../../src/feed/html-to-text/lead-image.ts'
import { plainSource } from '../../../src/feed/source-text.ts'
import { itemsOf, rssOf } from '../fixtures/documents.ts'

describe('the picture of a text', () => {
  const cases: readonly (readonly [name: string, html: string, image: string | null])[] = [
    ['is the first', '<p>x</p><img alt="a > b" src="/a.jpg"><img src="/b.jpg">', '/a.jpg'],
    ['is no pixel', '<img src="/p.gif" width="1" height="1"/><IMG SRC=/b.jpg >', '/b.jpg'],
    ['is no pixel by its style', '<img src="/p.gif" style="width:1px;height:1px"><img src="/b.jpg">', '/b.jpg'],
    ['is no icon by its size', '<img src="/i.png" width="16"><img src="/b.jpg" width="640" height="100%">', '/b.jpg'],
    ['is no icon by its class', '<img class="social-icon" src="/i.png"><img src="/b.jpg">', '/b.jpg'],
    ['is no avatar', '<img src="https://avatars.example.org/u/1"><img src="/b.jpg">', '/b.jpg'],
    [
      'is no emoji',
      '<img class="wp-smiley" src="/x.png"><img src="/core/emoji/72x72/1f600.png"><img src="/b.jpg">',
      '/b.jpg',
    ],
    [
      'is no button of a feed service',
      '<img src="http://feeds.e.org/~ff/news?d=1"><img src="http://feeds.feedburner.com/~r/news/~4/1"><img src="http://feeds.wordpress.com/1.0/comments/e.wordpress.com/1/"><img src="/b.jpg">',
      '/b.jpg',
    ],
    ['is no inline data', '<img src="data:image/gif;base64,x" data-src="/lazy.jpg">', '/lazy.jpg'],
    ['loads late', '<img src="/blank.gif" data-original="/lazy.jpg">', '/lazy.jpg'],
    ['loads late from a set', '<img src="/placeholder.png" data-srcset="/s.jpg 320w, /l.jpg 1600w">', '/l.jpg'],
    ['has sizes of its own', '<img srcset="/s.jpg 320w, /m.jpg 1280w, /l.jpg 2560w">', '/m.jpg'],
    ['has none that is wide', '<img srcset="/s.jpg 320w, /m.jpg 640w">', '/m.jpg'],
    ['has commas in its addresses', '<img srcset="/w_320,h_2/a.jpg 320w, /w_900,h_6/a.jpg 900w">', '/w_900,h_6/a.jpg'],
    ['is of one density or another', '<img srcset="/1.jpg, /2.jpg 2x">', '/2.jpg'],
    [
      'stands in a choice of formats',
      '<picture><source type="image/webp" srcset="/a.webp 1x"><img src="/a.jpg"></picture>',
      '/a.webp',
    ],
    ['is not a film', '<video><source type="video/mp4" src="/a.mp4"></video><img src="/b.jpg">', '/b.jpg'],
    ['stands for a film', '<video poster="/p.jpg" src="/a.mp4"></video>', '/p.jpg'],
    ['is no drawing that cannot be shown', '<img src="/a.svg"><img src="/b.jpg?x=.svg">', '/b.jpg?x=.svg'],
    ['has references in its address', "<img src='/a?b=1&amp;c=2'>", '/a?b=1&c=2'],
    ['has an address beyond ASCII, without quotes', '<img src=/voilà/中.jpg width=640>', '/voilà/中.jpg'],
    ['has attributes that a no-break space does not separate', '<img \u00a0src="/a.jpg" data-src="/b.jpg">', '/b.jpg'],
    ['is none', '<p>image</p><imgs src="x">', null],
    ['is in no unclosed tag', '<img src="/a.jpg"', null],
  ]
  test.each(cases)('%s', (_name, html, image) => {
    expect(leadImage(plainSource(html))).toBe(image)
  })
})

test.each([
  ['https://secure.example.org/avatar/1?s=96', false],
  ['https://example.org/i/blank.gif', false],
  ['https://example.org/2024/avatar-the-film-premiere.jpg', true],
  ['https://example.org/count-dracula.jpg', true],
])('%s is a picture: %s', (address, isPicture) => {
  expect(isPictureAddress(address)).toBe(isPicture)
})

describe('the picture of an item', () => {
  const html = '<description>&lt;img src="https://e.org/text.jpg"&gt;</description>'
  const media =
    '<media:content url="https://e.org/m.jpg" medium="image" width="300"/><media:content url="https://e.org/wide.jpg" type="image/jpeg" width="900"/>'
  const avatar = '<media:content url="https://e.org/avatar/1" medium="image"/>'
  const film =
    '<media:content url="https://e.org/f.mp4" type="video/mp4"><media:thumbnail url="https://e.org/t.jpg" width="120"/></media:content>'
  const enclosure = '<enclosure url="https://e.org/e.jpg" type="image/jpeg"/>'
  const podcast = '<itunes:image href="https://e.org/p.jpg"/>'
  const cases: readonly (readonly [name: string, inside: string, image: string | null])[] = [
    ['the widest of the media', html + enclosure + podcast + film + media, 'wide'],
    ['an enclosure', html + podcast + film + avatar + enclosure, 'e'],
    ['the podcast’s', html + film + podcast, 'p'],
    ['the text’s', film + html, 'text'],
    ['a thumbnail', film, 't'],
    ['none', avatar, null],
  ]
  test.each(cases)('is the best one available: %s', (_name, inside, image) => {
    const root = 'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    const [item] = itemsOf(rssOf(`<item><title>T</title>${inside}</item>`).replace('<rss ', `<rss ${root} `))
    expect(item?.image).toBe(image === null ? null : `https://e.org/${image}.jpg`)
  })
})
