/** Feed discovery on real pages, and on pages that were made to break it. */
import { existsSync, readFileSync } from 'node:fs'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { discoverFeeds, guessFeeds } from '../../src/feed/discovery/discover-feeds.ts'
import { openTelegramPage } from '../../src/feed/formats/telegram-preview.ts'
import { type FeedUrl, feedUrlSchema } from '../../src/model.ts'
import { charactersRead } from '../characters-read.ts'
import { isLong } from '../runs.ts'
import { where } from '../where.ts'

const strict = { allowPrivate: false }
const address = (text: string): FeedUrl => v.parse(feedUrlSchema, text)
const folder = `${import.meta.dirname}/../../../shared/corpora/real`

/** Real pages with their addresses, the feeds they name, and what is found without their `<link>`s. */
const real: readonly (readonly [file: string, page: string, feeds: readonly string[], without: readonly string[]])[] = [
  ['DaringFireball', 'https://daringfireball.net/', ['https://daringfireball.net/feeds/main'], []],
  [
    'YouTubeTheVolvoRocks',
    'https://www.youtube.com/user/TheVolvorocks',
    ['https://www.youtube.com/feeds/videos.xml?channel_id=UCct7QF2jcWRY6dhXWMSq9LQ'],
    ['https://www.youtube.com/feeds/videos.xml?channel_id=UCct7QF2jcWRY6dhXWMSq9LQ'],
  ],
  [
    'coco',
    'https://www.theatlantic.com/entertainment/archive/2017/11/coco/546695/',
    ['https://www.theatlantic.com/feed/all/', 'https://www.theatlantic.com/feed/best-of/'],
    [],
  ],
  ['furbo', 'https://furbo.org/', ['http://furbo.org/feed/'], ['http://furbo.org/feed']],
  [
    'inessential',
    'https://inessential.com/',
    ['http://inessential.com/xml/rss.xml'],
    ['http://inessential.com/xml/rss.xml'],
  ],
  [
    'sixcolors',
    'https://sixcolors.com/',
    ['http://feedpress.me/sixcolors'],
    ['http://feedpress.me/sixcolors?type=xml'],
  ],
]

where(existsSync(folder), 'found no ../shared/corpora').describe('real pages', () => {
  test.each(real)('%s', (file, page, feeds, without) => {
    const html = readFileSync(`${folder}/${file}.html`, 'utf8')
    const urls = (text: string) => discoverFeeds(text, address(page), strict).map(({ url }) => url)
    expect(urls(html)).toEqual(feeds)
    expect(urls(html.replace(/<link[^>]*alternate[^>]*>/gu, ''))).toEqual(without)
  })
})

/** Characters of a page that was made to break discovery. A long one has to end too: of 2 MB, the most that is read, in `npm run test:long`. */
const sizes = { counted: 200_000, whole: isLong ? 2_000_000 : 600_000 }

describe('a page is read in a few passes', () => {
  const feed = 'rel="alternate" type="application/rss+xml"'
  const pieces: readonly (readonly [name: string, piece: string])[] = [
    ['unclosed links', '<link '],
    ['links to nowhere', `<link ${feed} href="">`],
    ['links and anchors', `<link ${feed} href="/a" title="x"><a href="/feed">RSS</a>`],
    ['unclosed double quotes', '<link rel="'],
    ['unclosed single quotes', `<link rel='`],
    ['quotes of both kinds', `<link a="'`],
    ['100,000 anchors', '<a href="/x">RSS</a>'],
    ['unclosed anchors', '<a '],
    ['anchors full of space', `<a${' '.repeat(60)}`],
    ['bases', '<base href="x">'],
    ['comments', '<!-- -->'],
    ['unclosed comments', '<!--'],
    ['unclosed scripts', '<script>'],
    ['unclosed titles', '<title>'],
    ['attributes', '<link a=b '],
    ['equals signs', '='],
    ['brackets', '<'],
    ['data of channels', '"channelId":"UC'],
    ['posts', '<div class="tgme_widget_message" data-post="example/1">'],
    ['texts of posts', '<div class="js-message_text">'],
    ['ends of texts', '</div>'],
    ['pictures', `<a class="tgme_widget_message_photo_wrap" style="background-image:url('x`],
    ['times', '<time datetime="'],
  ]
  const start =
    '<html><section class="tgme_channel_history"><div class="tgme_widget_message" data-post="example/1"><link '
  const pageOf = (piece: string, size: number) => start + piece.repeat(Math.ceil(size / piece.length))
  const readers: readonly ((html: string) => unknown)[] = [
    (html) => discoverFeeds(html, address('https://www.youtube.com/@x'), strict),
    (html) => guessFeeds(html, address('https://example.org/'), strict),
    (html) => {
      const posts = openTelegramPage(html, address('https://t.me/s/example'), 0)
      return posts?.keys.map((_, at) => posts.item(at))
    },
  ]
  test.each(pieces)('%s', async (_name, piece) => {
    for (const read of readers) {
      const html = pageOf(piece, sizes.counted)
      const { characters } = await charactersRead(() => read(html))
      expect(characters).toBeLessThan(10 * html.length)
      read(pageOf(piece, sizes.whole))
    }
  })
})
