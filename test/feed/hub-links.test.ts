/** The hubs that documents announce, as publishers announce them. */
import { describe, expect, it, test } from 'vitest'
import { type FetchedDocument, readDocument, readFeed } from '../../src/feed/read-feed.ts'
import { noKeys } from '../../src/model.ts'
import { type Credentials, type FeedRequest, type HubLinks, noValidators } from '../../src/polling.ts'
import { taggedUrl } from '../../src/text/private-feed-url.ts'
import { address, now } from './fixtures/documents.ts'

const URL_OF_FEED = address('https://blog.example/news/feed')
const HUB = 'https://hub.example/'
const SELF = 'https://blog.example/feed'

/** What a document announces. */
function announced(text: string, linkHeader?: string, change: Partial<FeedRequest> = {}): HubLinks | null {
  const document: FetchedDocument = {
    bytes: new TextEncoder().encode(text),
    contentType: null,
    ...(linkHeader === undefined ? {} : { linkHeader }),
    url: URL_OF_FEED,
    validators: noValidators,
    advice: { waitMinutes: null, movedTo: null },
  }
  const request = { url: URL_OF_FEED, validators: noValidators, known: noKeys, first: false, ...change }
  const reading = readDocument(request, document, { now, allowPrivate: false })
  expect(reading.kind).toBe('read')
  return reading.kind === 'read' ? (reading.hub ?? null) : null
}

const atom = (head: string, attributes = '') =>
  `<feed xmlns="http://www.w3.org/2005/Atom"${attributes}><title>T</title>${head}<entry><id>1</id><title>One</title>
  <link rel="hub" href="https://of-entry.example/"/><link rel="self" href="https://of-entry.example/"/></entry></feed>`
const rss = (head: string, after = '') =>
  `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title><link>https://blog.example/</link>${head}
  <item><title>One</title><guid>1</guid></item>${after}</channel></rss>`
const json = (fields: object) =>
  JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'T', items: [{ id: '1' }], ...fields })
const hub = `<link rel="hub" href="${HUB}"/>`
const self = `<link rel="self" href="${SELF}"/>`
const one = (topic: string): HubLinks => ({ hubs: [HUB], topic })

describe('a document announces', () => {
  test.each<readonly [string, string, HubLinks | null]>([
    ['no hub', atom(self), null],
    ['a hub, in Atom', atom(hub + self), one(SELF)],
    [
      'a hub in Atom with a prefix',
      '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>T</a:title>' +
        `<a:link rel="hub" href="${HUB}"/><a:link rel="self" href="${SELF}"/><a:entry><a:id>1</a:id></a:entry></a:feed>`,
      one(SELF),
    ],
    ['a hub in RSS', rss(`<atom:link rel="hub" href="${HUB}"/><atom:link rel="self" href="${SELF}"/>`), one(SELF)],
    [
      'a hub behind the items',
      rss('', `<atom:link rel="hub" href="${HUB}"/><atom:link rel="self" href="${SELF}"/>`),
      one(SELF),
    ],
    [
      'a hub as FeedBurner does, which declares its prefix at each link',
      rss(`<atom10:link xmlns:atom10="http://www.w3.org/2005/Atom" rel="self" type="application/rss+xml" href="https://feeds.feedburner.com/blog" />
        <feedburner:info xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" uri="blog" />
        <atom10:link xmlns:atom10="http://www.w3.org/2005/Atom" rel="hub" href="${HUB}" />`),
      one('https://feeds.feedburner.com/blog'),
    ],
    [
      'a hub by .NET’s prefix',
      rss('').replace(
        '<channel>',
        `<channel xmlns:a10="http://www.w3.org/2005/Atom"><a10:link rel="hub" href="${HUB}"/>`,
      ),
      one(URL_OF_FEED),
    ],
    ['a hub in RSS without a namespace', rss(hub + self), one(SELF)],
    [
      'a hub in RDF',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:atom="http://www.w3.org/2005/Atom">' +
        `<channel rdf:about="https://blog.example/"><title>T</title><atom:link rel="hub" href="${HUB}"/><atom:link rel="self" href="${SELF}"/></channel>` +
        '<item rdf:about="https://blog.example/1"><title>One</title></item></rdf:RDF>',
      one(SELF),
    ],
    ['a hub in JSON', json({ hubs: [{ type: 'WebSub', url: HUB }], feed_url: SELF }), one(SELF)],
    [
      'a hub among others in JSON',
      json({
        hubs: [
          { type: 'rssCloud', url: 'https://cloud.example/' },
          { type: 'websub', url: HUB },
        ],
        feed_url: SELF,
      }),
      one(SELF),
    ],
    ['no hub of a type that is not read', json({ hubs: [{ type: 'rssCloud', url: HUB }], feed_url: SELF }), null],
    [
      'no hub in JSON of other types',
      json({ hubs: [null, 1, 'x', [HUB], {}, { type: 'WebSub' }, { type: 'WebSub', url: {} }] }),
      null,
    ],
    ['no hub as a single value', json({ hubs: 'https://hub.example/' }), null],
    ['one hub in JSON that is no list', json({ hubs: { type: 'WebSub', url: HUB } }), one(URL_OF_FEED)],
    ['itself as the topic', atom(hub), one(URL_OF_FEED)],
    [
      'a topic over http',
      atom(`${hub}<link rel="self" href="http://blog.example/feed"/>`),
      one('http://blog.example/feed'),
    ],
    [
      'a topic without the last slash, as written',
      atom(`${hub}<link rel="self" href="https://blog.example"/>`),
      one('https://blog.example'),
    ],
    [
      'a topic in capitals, as written',
      atom(`${hub}<link rel="self" href="HTTPS://Blog.Example:443/%7Eann?b&amp;a"/>`),
      one('HTTPS://Blog.Example:443/%7Eann?b&a'),
    ],
    [
      'a topic beyond ASCII, escaped',
      atom(`${hub}<link rel="self" href="https://blog.example/ä"/>`),
      one('https://blog.example/%C3%A4'),
    ],
    [
      'the first of several topics',
      atom(
        `${hub}<link rel="self" href=""/><link rel="self" href="mailto:a@b"/>${self}<link rel="self" href="https://c.example/"/>`,
      ),
      one(SELF),
    ],
    [
      'a topic relative to the document',
      atom(`${hub}<link rel="self" href="atom"/>`),
      one('https://blog.example/news/atom'),
    ],
    [
      'hub and topic relative to the feed’s base',
      atom('<link rel="hub" href="hub"/><link rel="self" href="feed"/>', ' xml:base="https://base.example/a/"'),
      { hubs: ['https://base.example/a/hub'], topic: 'https://base.example/a/feed' },
    ],
    [
      'relations by the address of their registry',
      atom(`<link rel="http://www.iana.org/assignments/relation/self" href="${SELF}"/>${hub}`),
      one(SELF),
    ],
    ['relations in capitals', atom(`<link rel="HUB" href="${HUB}"/><link rel="Self" href="${SELF}"/>`), one(SELF)],
    [
      'three hubs of four',
      atom([1, 2, 3, 4].map((n) => `<link rel="hub" href="https://h${n}.example/"/>`).join('')),
      { hubs: [1, 2, 3].map((n) => `https://h${n}.example/`), topic: URL_OF_FEED },
    ],
    ['each hub once', atom(`${hub}${hub}<link rel="hub" href="https://hub.example"/>`), one(URL_OF_FEED)],
    ['no hub at an empty address', atom('<link rel="hub" href=""/><link rel="hub" href=" "/><link rel="hub"/>'), null],
    [
      'no hub of another scheme',
      atom(
        '<link rel="hub" href="javascript:alert(1)"/><link rel="hub" href="mailto:a@b.example"/><link rel="hub" href="data:,x"/>',
      ),
      null,
    ],
    [
      'no hub whose address is too long',
      atom(`<link rel="hub" href="https://hub.example/${'a'.repeat(2000)}"/>`),
      null,
    ],
    ['a hub behind thousands of others', atom('<link rel="hub" href="x:y"/>'.repeat(3) + hub), one(URL_OF_FEED)],
    ['no hub of a comment', atom(`<!-- ${hub} -->`), null],
    ['no hub of a CDATA section', atom(`<subtitle><![CDATA[${hub}]]></subtitle>`), null],
  ])('%s', (_, text, expected) => {
    expect(announced(text)).toEqual(expected)
  })

  it('at most three hubs of a hundred thousand', () => {
    const many = Array.from({ length: 100_000 }, (_, n) => `<link rel="hub" href="https://h${n}.example/"/>`).join('')
    expect(announced(atom(many))?.hubs).toHaveLength(3)
  })
})

describe('a Link header announces', () => {
  const plain = atom('')
  test.each<readonly [string, string, string, HubLinks | null]>([
    ['a hub and a topic', `<${HUB}>; rel="hub", <${SELF}>; rel="self"`, plain, one(SELF)],
    [
      'a hub before those of the document',
      `<${HUB}>; rel=hub, <${SELF}>; rel=self`,
      atom('<link rel="hub" href="https://other.example/"/><link rel="self" href="https://other.example/feed"/>'),
      one(SELF),
    ],
    ['a hub, while the document has the topic', `<${HUB}>; rel=hub`, atom(self), one(SELF)],
    ['a topic, while the document has the hub', `<${SELF}>; rel=self`, atom(hub), one(SELF)],
    ['another topic than the document with the hub', '<https://other.example/>; rel=self', atom(hub + self), one(SELF)],
    [
      'relative to the document, whatever its base is',
      '</hub>; rel=hub, <feed>; rel=self',
      atom('', ' xml:base="https://base.example/"'),
      { hubs: ['https://blog.example/hub'], topic: 'https://blog.example/news/feed' },
    ],
    ['no hub at an empty address', '<>; rel=hub', atom(hub), one(URL_OF_FEED)],
    ['no hub', '<https://blog.example/wp-json/>; rel="https://api.w.org/"', plain, null],
    ['nothing that can be read', 'hub; hub; hub', plain, null],
  ])('%s', (_, header, text, expected) => {
    expect(announced(text, header)).toEqual(expected)
  })

  it('also of a document behind a redirect', async () => {
    const reading = await readFeed(
      { url: URL_OF_FEED, validators: noValidators, known: noKeys, first: false },
      {
        fetch: async (url) =>
          url === URL_OF_FEED
            ? new Response(null, {
                status: 302,
                headers: { location: 'https://cdn.example/x/feed', link: '</wrong>; rel=hub' },
              })
            : new Response(plain, { headers: { link: '</hub>; rel=hub' } }),
        now,
        allowPrivate: false,
      },
    )
    expect(reading).toMatchObject({ hub: { hubs: ['https://cdn.example/hub'], topic: 'https://cdn.example/x/feed' } })
  })
})

describe('no hub is asked', () => {
  const credentials: Credentials = { origin: 'https://blog.example', login: null, headers: [] }
  it.each<readonly [string, Partial<FeedRequest>]>([
    ['about a feed with credentials', { credentials }],
    ['about a private feed', { url: taggedUrl(URL_OF_FEED, 'tag') }],
    ['about a page that turned into a feed', { page: { rule: null, asksRobots: false } }],
  ])('%s', (_, change) => {
    expect(announced(atom(hub + self), `<${HUB}>; rel=hub`, change)).toBeNull()
  })
})
