/** Preview pages of public Telegram channels. */
import { describe, expect, test } from 'vitest'
import { isTelegramPage, openTelegramPage } from '../../../src/feed/formats/telegram-preview.ts'
import { openDocument } from '../../../src/feed/open-document.ts'
import type { ParsedItem } from '../../../src/feed/parsed-item.ts'
import { readFeed } from '../../../src/feed/read-feed.ts'
import { plainSource } from '../../../src/feed/source-text.ts'
import { limits } from '../../../src/limits.ts'
import { noKeys } from '../../../src/model.ts'
import { noValidators } from '../../../src/polling.ts'
import { address, now } from '../fixtures/documents.ts'

const url = address('https://t.me/s/gazette')

interface Parts {
  readonly before?: string
  readonly text?: string
  readonly after?: string
  readonly classes?: string
  readonly time?: string
}

/** A post in the markup of a preview page. */
function post(
  id: number,
  { before = '', text, after = '', classes = '', time = '2026-11-23T07:00:00+00:00' }: Parts = {},
) {
  return `<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message ${classes} js-widget_message" data-post="gazette/${id}" data-view="e30">
  <div class="tgme_widget_message_user"><a href="https://t.me/gazette"><i class="tgme_widget_message_user_photo bgcolor0"><img src="https://cdn.example/avatar.jpg"></i></a></div>
  <div class="tgme_widget_message_bubble">${before}${
    text === undefined ? '' : `<div class="tgme_widget_message_text js-message_text" dir="auto">${text}</div>`
  }${after}
  <div class="tgme_widget_message_footer compact js-message_footer"><a class="tgme_widget_message_date" href="https://t.me/gazette/${id}"><time datetime="${time}" class="time">07:00</time></a></div>
  </div></div></div>`
}

function page(
  posts: string,
  header = '<div class="tgme_channel_info_header_title"><span dir="auto">The <b>Gazette</b> &amp; Co</span></div>',
) {
  return `<!DOCTYPE html><html><head><meta property="og:title" content="Gazette by graph"><title>The Gazette – Telegram</title></head>
<body><header>${header}</header><section class="tgme_channel_history js-message_history">${posts}</section></body></html>`
}

function open(html: string) {
  const feed = openTelegramPage(html, url, now)
  if (feed === null) throw new Error('it was not taken for a channel')
  return feed
}

function only(html: string): ParsedItem {
  const feed = open(page(html))
  expect(feed.keys).toHaveLength(1)
  return feed.item(0)
}

const photo = (name: string) =>
  `<a class="tgme_widget_message_photo_wrap 51 grouped_media_wrap" href="https://t.me/gazette/1" style="width:453px;background-image:url('https://cdn.example/${name}.jpg')"></a>`

test('a post is an item', () => {
  const feed = open(
    page(
      post(123, {
        text: 'Rain in the north.<br/>It will last <a href="https://example.org/?a=1&amp;b=2">all day</a>.',
        before: photo('rain'),
      }),
    ),
  )
  expect(feed).toMatchObject({ title: 'The Gazette & Co', site: 'https://t.me/gazette' })
  expect(feed.keys).toEqual([
    {
      id: 'gazette/123',
      link: 'https://t.me/gazette/123',
      title: 'Rain in the north.\nIt will last all day.',
      date: '2026-11-23T07:00:00+00:00',
      at: Date.UTC(2026, 10, 23, 7),
      opening: '',
    },
  ])
  expect(feed.item(0)).toEqual({
    id: 'gazette/123',
    title: 'Rain in the north.',
    link: 'https://t.me/gazette/123',
    published: Date.UTC(2026, 10, 23, 7),
    updated: null,
    author: 'The Gazette & Co',
    categories: [],
    summary: 'Rain in the north. It will last all day.',
    image: 'https://cdn.example/rain.jpg',
    enclosures: [],
    comments: null,
    commentCount: null,
    language: null,
    body: expect.any(Function),
    text: expect.any(Function),
    alias: null,
  })
  expect(feed.item(0).body()).toEqual({
    html: 'Rain in the north.<br/>It will last <a href="https://example.org/?a=1&amp;b=2">all day</a>.',
    base: 'https://t.me/',
  })
})

describe('the title of a post', () => {
  const long = 'Word '.repeat(60)
  const cases: readonly (readonly [name: string, html: string, title: string])[] = [
    ['the first line', post(1, { text: '<b>Headline</b><br><br>Text' }), 'Headline'],
    ['the first line with words', post(1, { text: '🔥🔥<br/>Headline' }), 'Headline'],
    [
      'the first sentence of a paragraph',
      post(1, { text: `The council met again on Monday. ${long}` }),
      'The council met again on Monday.',
    ],
    [
      'more than an exclamation',
      post(1, { text: `Wow! The council met again. ${long}` }),
      'Wow! The council met again.',
    ],
    [
      'a sentence of Chinese',
      post(1, { text: `市议会周一再次开会讨论新的预算方案以及道路的修建问题。${'文字'.repeat(100)}` }),
      '市议会周一再次开会讨论新的预算方案以及道路的修建问题。',
    ],
    ['cut where it has no end', post(1, { text: long }), `${'Word '.repeat(39)}Word…`],
    [
      'decoded once, with emoji',
      post(1, {
        text: '<i class="emoji" style="background-image:url(\'//telegram.org/e.png\')"><b>🔥</b></i> A &amp;lt; B',
      }),
      '🔥 A &lt; B',
    ],
    [
      'of the inner of two texts',
      post(1, { text: '<div class="tgme_widget_message_text js-message_text">Inner</div>' }),
      'Inner',
    ],
    [
      'a poll’s question',
      post(1, {
        after: '<div class="tgme_widget_message_poll"><div class="tgme_widget_message_poll_question">Tea?</div></div>',
      }),
      'Tea?',
    ],
    [
      'a document’s name',
      post(1, {
        after:
          '<a class="tgme_widget_message_document_wrap"><div class="tgme_widget_message_document_title accent_color">a.pdf</div></a>',
      }),
      'a.pdf',
    ],
    ['a sign and the channel for a picture', post(1, { before: photo('a') }), '🖼 The Gazette & Co'],
    ['the channel for what cannot be shown', post(1), 'The Gazette & Co'],
  ]
  test.each(cases)('is %s', (_name, html, title) => {
    expect(only(html).title).toBe(title)
  })
})

describe('the text of a post', () => {
  const reply = `<a class="tgme_widget_message_reply" href="https://t.me/gazette/9"><i class="tgme_widget_message_reply_thumb" style="background-image:url('https://cdn.example/quote.jpg')"></i><div class="tgme_widget_message_text js-message_reply_text">Old news</div></a>`
  const preview = `<a class="tgme_widget_message_link_preview" href="https://example.org/"><i class="link_preview_image" style="background-image:url('https://cdn.example/preview.jpg')"></i><div class="link_preview_title">Linked</div></a>`
  const video = `<a class="tgme_widget_message_video_player"><i class="tgme_widget_message_video_thumb" style="background-image:url('https://cdn.example/video.jpg')"></i><time class="message_video_duration">0:12</time></a>`
  const cases: readonly (readonly [name: string, html: string, item: Partial<ParsedItem>])[] = [
    ['a quotation', post(1, { before: reply, text: 'New' }), { title: 'New', image: null }],
    [
      'a link’s preview',
      post(1, { text: 'Read this', after: preview }),
      { title: 'Read this', image: 'https://cdn.example/preview.jpg' },
    ],
    ['a link alone', post(1, { after: preview }), { title: 'Linked', summary: '' }],
    [
      'a video',
      post(1, { before: video, text: 'Look' }),
      { title: 'Look', image: 'https://cdn.example/video.jpg', published: Date.UTC(2026, 10, 23, 7) },
    ],
    ['an album', post(1, { before: photo('a') + photo('b'), text: 'Two' }), { image: 'https://cdn.example/a.jpg' }],
    [
      'an attribute in a text',
      post(1, { text: 'class="tgme_widget_message" data-post="evil/1"' }),
      { id: 'gazette/1' },
    ],
    [
      'a picture that is no address',
      post(1, { before: photo("'); x:url('javascript:x") }),
      { image: 'https://cdn.example/' },
    ],
    ['a time that is none', post(1, { time: 'soon' }), { published: null }],
    ['a time to come', post(1, { time: '2036-01-01T00:00:00+00:00' }), { published: now }],
  ]
  test.each(cases)('excludes quotes, links and media: %s', (_name, html, item) => {
    expect(only(html)).toMatchObject(item)
  })
})

describe('preview pages', () => {
  test('have their posts in order, without service messages', () => {
    const posts =
      post(1, { text: 'One' }) +
      post(2, { text: 'Photo changed', classes: 'service_message' }) +
      post(3, { text: 'Three' })
    expect(open(page(posts)).keys.map(({ id }) => id)).toEqual(['gazette/1', 'gazette/3'])
  })
  test('of a channel without posts are feeds without items', () => {
    expect(open(page('')).keys).toEqual([])
  })
  test('have the title of the channel or its name', () => {
    expect(open(page('', '')).title).toBe('Gazette by graph')
    expect(open('<html><section class="tgme_channel_history">').title).toBe('gazette')
  })
  test('are read even if their posts never end', () => {
    const html = page(post(1, { text: 'One<div>' }) + post(2, { text: 'Two' }))
    const feed = open(html.slice(0, html.indexOf('Two') + 3))
    expect(feed.keys.map((_, at) => feed.item(at).title)).toEqual(['One', 'Two'])
  })
  test('have at most a thousand posts', () => {
    const posts = Array.from({ length: 1100 }, (_, n) => `<div class="tgme_widget_message" data-post="gazette/${n}">`)
    expect(open(page(posts.join(''))).keys).toHaveLength(limits.feed.items)
  })
  const others: readonly (readonly [name: string, html: string, at: string])[] = [
    ['of another site', page(post(1, { text: 'One' })), 'https://example.org/s/gazette'],
    ['of a person', '<!DOCTYPE html><div class="tgme_page_title">Ann</div>', 'https://t.me/s/gazette'],
    ['that a channel without a preview leads to', '<!DOCTYPE html><div class="tgme_page">', 'https://t.me/gazette'],
  ]
  test.each(others)('do not include %s', (_name, html, at) => {
    expect(openTelegramPage(html, address(at), now)).toBeNull()
    expect(openDocument(plainSource(html), address(at), now).kind).toBe('page')
  })
  test('are recognised by their host', () => {
    expect(
      ['https://t.me/x', 'https://telegram.me/x', 'https://at.me/x'].map((each) => isTelegramPage(address(each))),
    ).toEqual([true, true, false])
  })
})

describe('the feed of a preview page', () => {
  const read = (html: string, known = noKeys) =>
    readFeed(
      { url, validators: noValidators, known, first: false },
      { fetch: async () => new Response(html), now, allowPrivate: false },
    )

  test('has the newest posts first, and recognises them later', async () => {
    const posts = post(1, { text: 'One', time: '2026-11-22T07:00:00+00:00' }) + post(2, { text: 'Two' })
    const first = await read(page(posts))
    if (first.kind !== 'read') throw new Error(JSON.stringify(first))
    expect(first.items.map(({ title }) => title)).toEqual(['Two', 'One'])
    const second = await read(page(posts.replace('One', 'One, edited') + post(3, { text: 'Three' })), first.window)
    expect(second).toMatchObject({ kind: 'read', items: [{ title: 'Three' }] })
  })
  test('fails with its own problem if there is no preview', async () => {
    expect(await read('<!DOCTYPE html><div class="tgme_page">')).toMatchObject({
      kind: 'failed',
      problem: { kind: 'no-telegram-preview' },
    })
  })
})

test('the words of a post for filters are its whole text, a line for each of its lines', () => {
  const feed = open(page(post(1, { text: `First line<br>${'long '.repeat(200)}<br><b>last</b> line` })))
  expect(feed.item(0).text(4000)).toBe(`First line\n${'long '.repeat(200).trim()}\nlast line`)
})
