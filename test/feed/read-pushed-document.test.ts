/** Documents that hubs deliver. test/feed/pushed/habits.test.ts says which of their items are new. */
import { describe, expect, it, test } from 'vitest'
import { isPushed, pack, recordsOf, unpack } from '../../src/feed/item-record.ts'
import { readPushedDocument } from '../../src/feed/read-pushed-document.ts'
import { limits } from '../../src/limits.ts'
import { noKeys } from '../../src/model.ts'
import type { PushedDocument } from '../../src/polling.ts'
import type { FeedReading } from '../../src/result.ts'
import { taggedUrl } from '../../src/text/private-feed-url.ts'
import { address } from './fixtures/documents.ts'
import { down, feedUrl, formats, item, NOW, render } from './fixtures/pushed-feed.ts'

function read(body: string | Uint8Array, change: Partial<PushedDocument> = {}): FeedReading {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  return readPushedDocument({ url: feedUrl, body: bytes, contentType: null, known: noKeys, ...change }, NOW)
}
const titlesOf = (reading: FeedReading) =>
  reading.kind === 'read' ? reading.items.map(({ title }) => title) : reading.kind

/** As in YouTube's documentation: developers.google.com/youtube/v3/guides/push_notifications. */
const youTube = `<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns="http://www.w3.org/2005/Atom">
  <link rel="hub" href="https://pubsubhubbub.appspot.com"/>
  <link rel="self" href="https://www.youtube.com/xml/feeds/videos.xml?channel_id=CHANNEL_ID"/>
  <title>YouTube video feed</title><updated>2015-04-01T19:05:24.552394234+00:00</updated>
  <entry><id>yt:video:VIDEO_ID</id><yt:videoId>VIDEO_ID</yt:videoId><yt:channelId>CHANNEL_ID</yt:channelId><title>Video title</title>
    <link rel="alternate" href="http://www.youtube.com/watch?v=VIDEO_ID"/>
    <author><name>Channel title</name><uri>http://www.youtube.com/channel/CHANNEL_ID</uri></author>
    <published>2015-03-06T21:40:57+00:00</published><updated>2015-03-09T19:05:24.552394234+00:00</updated></entry></feed>`
const deletion = `<feed xmlns:at="http://purl.org/atompub/tombstones/1.0" xmlns="http://www.w3.org/2005/Atom">
  <at:deleted-entry ref="yt:video:VIDEO_ID" when="2015-03-06T21:40:57+00:00"><link href="http://www.youtube.com/watch?v=VIDEO_ID"/>
  <at:by><name>Channel title</name><uri>http://www.youtube.com/channel/CHANNEL_ID</uri></at:by></at:deleted-entry></feed>`

describe('a pushed document', () => {
  test.each(formats)('in %s is recognised by its content, whatever its type says', (format) => {
    expect(titlesOf(read(render(format, down(2, 1)), { contentType: 'text/html' }))).toEqual(['Title 2', 'Title 1'])
  })

  it('of YouTube has its video', () => {
    expect(read(youTube)).toMatchObject({
      kind: 'read',
      isCut: true,
      isPushed: true,
      items: [
        {
          id: 'yt:video:VIDEO_ID',
          title: 'Video title',
          link: 'http://www.youtube.com/watch?v=VIDEO_ID',
          author: 'Channel title',
        },
      ],
    })
  })

  it('that announces hubs subscribes nobody', () => {
    expect(read(youTube)).not.toHaveProperty('hub')
  })

  it('of a deletion is empty', () => {
    expect(read(deletion)).toMatchObject({ kind: 'read', items: [], window: noKeys, recognised: [] })
  })

  it('is decoded as its type says', () => {
    const text = new TextEncoder().encode('<rss><channel><item><title>xx</title><guid>1</guid></item></channel></rss>')
    // "я" and "ж" in KOI8-R.
    text.set([0xd1, 0xd6], text.indexOf('x'.charCodeAt(0)))
    expect(titlesOf(read(text, { contentType: 'application/rss+xml; charset=koi8-r' }))).toEqual(['яж'])
  })

  it('has links relative to the address behind the feed’s redirects', () => {
    const relative = render('atom', [item(1, { link: 'one' })])
    const linkOf = (reading: FeedReading) => (reading.kind === 'read' ? reading.items[0]?.link : null)
    expect(linkOf(read(relative))).toBe('https://blog.example/one')
    expect(linkOf(read(relative, { from: address('https://cdn.example/a/feed') }))).toBe('https://cdn.example/a/one')
  })

  it('has texts on request', () => {
    const html = render('rss', [item(1, { text: '<p>Some words</p>' })])
    expect(read(html, { bodies: true, textUnits: 1000 })).toMatchObject({
      items: [{ body: { html: expect.stringContaining('Some words') }, text: 'Some words' }],
    })
    const reading = read(html)
    expect(reading.kind === 'read' ? Object.keys(reading.items[0] ?? {}) : []).not.toEqual(
      expect.arrayContaining(['body']),
    )
  })

  it('of a private feed is read under its tag', () => {
    const url = taggedUrl(feedUrl, 'tag')
    expect(read(render('atom', [item(1)]), { url })).toMatchObject({
      kind: 'read',
      url,
      items: [{ link: 'https://blog.example/1' }],
    })
  })

  it('marks what it shows as pushed', () => {
    const reading = read(render('atom', down(3, 1)))
    expect(reading.kind === 'read' && unpack(reading.window).every(isPushed)).toBe(true)
  })

  it('remembers no entry that may be old, so that a poll can decide', () => {
    const first = read(render('atom', down(30, 16)))
    const known = first.kind === 'read' ? first.window : noKeys
    const reading = read(render('atom', [item(31), item(3, { title: 'Edited' })]), { known })
    expect(reading).toMatchObject({
      items: [{ title: 'Title 31' }],
      recognised: [{ title: 'Edited', evidence: 'age' }],
    })
    expect(reading.kind === 'read' ? unpack(reading.window) : []).toHaveLength(1)
  })

  it('says which known entry was edited', () => {
    const known = pack(recordsOf([], null, false))
    const first = read(render('atom', down(5, 1)), { known })
    const reading = read(render('atom', [item(3, { title: 'Edited' })]), {
      known: first.kind === 'read' ? first.window : known,
    })
    expect(reading).toMatchObject({ items: [], isChanged: true, recognised: [{ title: 'Edited', evidence: 'id' }] })
  })
})

describe('a hostile document', () => {
  const failed = (kind: string) => ({ kind: 'failed', url: feedUrl, problem: { kind } })
  test.each<readonly [string, string, object]>([
    ['that is empty', '', failed('empty-document')],
    ['of white space', ' \n\t'.repeat(1000), failed('empty-document')],
    [
      'that is a page',
      '<!DOCTYPE html><html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>',
      failed('not-a-feed'),
    ],
    ['of words', 'Hello', failed('not-a-feed')],
    ['of other JSON', '{"hub.mode":"publish"}', failed('not-a-feed')],
    ['of other XML', '<opml><body/></opml>', failed('not-a-feed')],
    ['of brackets', '<'.repeat(1_000_000), failed('not-a-feed')],
    ['of nested JSON', '{"items":'.repeat(100_000), failed('not-a-feed')],
  ])('%s fails', (_, body, expected) => {
    expect(read(body)).toMatchObject(expected)
  })

  it('of random bytes fails', () => {
    expect(read(Uint8Array.from({ length: 100_000 }, (_, at) => (at * 7919) % 256))).toMatchObject({ kind: 'failed' })
  })

  it('that breaks off has the entries before', () => {
    const whole = render('atom', down(5, 1))
    expect(titlesOf(read(whole.slice(0, whole.indexOf('Title 2'))))).toEqual(['Title 5', 'Title 4', 'Title 3'])
  })

  it('that exceeds the limit is read up to it', () => {
    const text = 'x'.repeat(100_000)
    const reading = read(
      render(
        'rss',
        down(50, 1, () => ({ text })),
      ),
    )
    expect(reading).toMatchObject({ kind: 'read', isCut: true })
    // Its size is not the feed's.
    for (const property of ['exceedsLimit', 'isLarge']) expect(reading).not.toHaveProperty(property)
    expect(titlesOf(reading)).toHaveLength(Math.floor(limits.feed.bodyBytes / 100_200))
  })

  it('of a single entry that exceeds the limit is too large', () => {
    const reading = read(render('rss', [item(1, { text: 'x'.repeat(limits.feed.bodyBytes) })]))
    expect(reading).toMatchObject(failed('too-large'))
  })

  it('of many entries has a thousand', () => {
    expect(
      titlesOf(
        read(
          render(
            'rss',
            down(3000, 1, () => ({ text: '' })),
          ),
        ),
      ),
    ).toHaveLength(limits.feed.items)
  })
})
