/** Elements of other vocabularies, markup in short texts, and lists in one element. */
import { describe, expect, test } from 'vitest'
import type { ParsedItem } from '../../src/feed/parsed-item.ts'
import { atomOf, feedOf, itemsOf, rssOf } from './fixtures/documents.ts'

const rss = (inner: string, channel?: string) => rssOf(`<item>${inner}</item>`, channel)
const atom = (inner: string, feed?: string) => atomOf(`<entry>${inner}</entry>`, feed)

describe('an item', () => {
  const cases: readonly (readonly [name: string, document: string, item: Partial<ParsedItem>])[] = [
    [
      'of RSS with fields of Atom',
      rss(
        '<atom:id>urn:x:1</atom:id><atom:title>T</atom:title><atom:category term="a" label="A"/><atom:published>2026-11-20T08:00:00Z</atom:published><atom:updated>2026-11-21T08:00:00Z</atom:updated><atom:author><atom:name>Ann</atom:name></atom:author>',
      ),
      {
        id: 'urn:x:1',
        title: 'T',
        categories: ['a', 'A'],
        published: Date.UTC(2026, 10, 20, 8),
        updated: Date.UTC(2026, 10, 21, 8),
        author: 'Ann',
      },
    ],
    [
      'of RSS with fields of Atom 0.3',
      rss('<atom:issued>2026-11-20T08:00:00Z</atom:issued><atom:modified>2026-11-21T08:00:00Z</atom:modified>'),
      { published: Date.UTC(2026, 10, 20, 8), updated: Date.UTC(2026, 10, 21, 8) },
    ],
    [
      'of RSS created by Atom 0.3',
      rss('<atom:created>2026-11-20T08:00:00Z</atom:created>'),
      { published: Date.UTC(2026, 10, 20, 8) },
    ],
    [
      'of RSS with a guid beside',
      rss('<atom:id>i</atom:id><guid>g</guid><atom:title>A</atom:title><title>T</title>'),
      { id: 'g', title: 'T' },
    ],
    ['of RSS with an identifier', rss('<dc:identifier>doi:1</dc:identifier>'), { id: 'doi:1' }],
    ['of Atom with an identifier', atom('<dc:identifier>doi:1</dc:identifier>'), { id: 'doi:1' }],
    ['of Atom with a description of RSS', atom('<description>Words</description>'), { summary: 'Words' }],
    ['of Atom with a description', atom('<dc:description>Words</dc:description>'), { summary: 'Words' }],
    [
      'with media below a group',
      rss(
        '<media:group><media:title>T</media:title><media:description>Words</media:description><media:category>a</media:category></media:group>',
      ),
      { title: 'T', summary: 'Words', categories: ['a'] },
    ],
    [
      'of Atom with media below a file',
      atom('<media:content url="/v.mp4"><media:title>T</media:title><media:player url="/watch"/></media:content>'),
      { title: 'T', link: 'https://feeds.example.org/watch' },
    ],
    [
      'of a podcast of Google',
      rss(
        '<title>T</title><googleplay:author>Ann</googleplay:author><googleplay:description>Words</googleplay:description><googleplay:image href="/i.jpg"/>',
      ),
      { author: 'Ann', summary: 'Words', image: 'https://example.org/i.jpg' },
    ],
    [
      "under another prefix for Google's vocabulary",
      '<rss xmlns:g="https://www.google.com/schemas/play-podcasts/1.0/"><channel><item><g:author>Ann</g:author></item></channel></rss>',
      { author: 'Ann' },
    ],
    [
      "with a category's readable name",
      rss('<media:category label="Art">art</media:category>'),
      { categories: ['art', 'Art'] },
    ],
    [
      'with its description before its summary',
      rss('<description>One</description><summary>Two</summary>'),
      { summary: 'One' },
    ],
    [
      'with its summary before its description',
      rss('<summary>One</summary><description>Two</description>'),
      { summary: 'One' },
    ],

    ['with markup in the author', rss('<author>by <a href="/ann">Ann</a></author>'), { author: 'by Ann' }],
    ['with markup in the creator', rss('<dc:creator><b><i>Ann</i> Bee</b></dc:creator>'), { author: 'Ann Bee' }],
    ['with escaped markup in the author', rss('<author>&lt;b&gt;Ann&lt;/b&gt; Bee</author>'), { author: 'Ann Bee' }],
    [
      'with CDATA and markup in the author',
      rss('<author><b><![CDATA[Ann & Bo]]></b></author>'),
      { author: 'Ann & Bo' },
    ],
    ['with markup in the category', rss('<category><a href="/a">A &amp; B</a></category>'), { categories: ['A & B'] }],
    ['with markup in the subject', rss('<dc:subject><b>A</b></dc:subject>'), { categories: ['A'] }],
    ['with markup in a name', atom('<author><name><b>Ann</b> Bee</name></author>'), { author: 'Ann Bee' }],
    ['with an author of an address alone', atom('<author><uri>https://e.org/ann</uri></author>'), { author: null }],
    ['with an author of an empty name', atom('<author><name/></author>'), { author: null }],
    [
      'with elements of other vocabularies in the creator',
      rss('<dc:creator><foaf:name>Ann</foaf:name></dc:creator>'),
      { author: 'Ann' },
    ],
    [
      'with several people in the author',
      rss('<author>ann@e.org (Ann), bo@e.org (Bo)</author>'),
      { author: 'Ann, Bo' },
    ],
    [
      'with several names and addresses in the author',
      rss('<author>"Ann Bee" &lt;ann@e.org&gt;; Bo &lt;bo@e.org&gt;</author>'),
      { author: 'Ann Bee, Bo' },
    ],
    ['with square brackets in the author', rss('<author>ann@e.org [Ann]</author>'), { author: 'Ann' }],
    ['with a comma in the name', rss('<author>ann@e.org (Bee, Ann)</author>'), { author: 'Bee, Ann' }],
    [
      'with the owner of a podcast',
      rss('<title>T</title>', '<itunes:owner><itunes:name>Ann</itunes:name></itunes:owner>'),
      { author: 'Ann' },
    ],
    ['with keywords', rss('<keywords>a, b</keywords>'), { categories: ['a', 'b'] }],
    ['with a line break between authors', rss('<author>Ann<br/>Bo</author>'), { author: 'Ann Bo' }],
    [
      'with CDATA of a tag in the category',
      rss('<category><x><![CDATA[a <T> b]]></x></category>'),
      { categories: ['a <T> b'] },
    ],
    [
      'with the newer Dublin Core',
      rss('<dcterms:title>T</dcterms:title><dcterms:creator>Ann</dcterms:creator>'),
      { title: 'T', author: 'Ann' },
    ],
    [
      'with names without a prefix',
      rss(
        '<creator xmlns="http://purl.org/dc/elements/1.1/">Ann</creator><subject>a</subject><date>2026-11-20T08:00:00Z</date><encoded>Words</encoded>',
      ),
      { author: 'Ann', categories: ['a'], published: Date.UTC(2026, 10, 20, 8), summary: 'Words' },
    ],
    ['with an author without a name', atom('<author>Ann</author>'), { author: 'Ann' }],
    ['with a person in RSS', rss('<author><name>Ann</name><uri>https://e.org/ann</uri></author>'), { author: 'Ann' }],

    [
      'with a list of categories',
      rss('<categories>\n<category>a b</category><category>c</category></categories>'),
      { categories: ['a b', 'c'] },
    ],
    [
      "with Flickr's tags",
      rss('<media:category scheme="urn:flickr:tags">a b c</media:category><media:category>d e</media:category>'),
      { categories: ['a', 'b', 'c', 'd e'] },
    ],
    ['with a list in one category', rss('<category>A,B b,C</category>'), { categories: ['A', 'B b', 'C'] }],
    [
      'with a Chinese list in one category',
      rss('<category>新闻，科技，体育</category>'),
      { categories: ['新闻', '科技', '体育'] },
    ],
    [
      'with a comma in a category',
      rss('<category>News, views, and more</category>'),
      { categories: ['News, views, and more'] },
    ],
    ['with one comma in a category', rss('<category>News,views</category>'), { categories: ['News,views'] }],
    ['with a number in a category', rss('<category>1,000,000 things</category>'), { categories: ['1,000,000 things'] }],
    [
      'with a long list in one category',
      rss(`<category>${Array.from({ length: 30 }, (_, n) => `Subject ${n}`).join(', ')}</category>`),
      { categories: Array.from({ length: 30 }, (_, n) => `Subject ${n}`) },
    ],

    [
      'with comments',
      rss('<comments>/1#c</comments><slash:comments>3</slash:comments>'),
      { comments: 'https://example.org/1#c', commentCount: 3 },
    ],
    ['without comments', rss('<title>T</title>'), { comments: null, commentCount: null }],
    ['with words for comments', rss('<comments>Not yet open</comments>'), { comments: null }],
    ['with a word for comments', rss('<comments>closed</comments>'), { comments: null }],
    ['with a number for comments', rss('<comments>12</comments>'), { comments: null, commentCount: 12 }],
    ['with no comments yet', rss('<slash:comments>0</slash:comments>'), { commentCount: 0 }],
    ['with many comments', rss('<slash:comments>1,234</slash:comments>'), { commentCount: 1234 }],
    ['with an unreadable number of comments', rss('<slash:comments>many</slash:comments>'), { commentCount: null }],
    [
      'of Atom with replies',
      '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"><entry><link rel="replies" type="application/atom+xml" href="/c.atom"/><link rel="replies" type="text/html" href="/1#c" thr:count="4"/></entry></feed>',
      { comments: 'https://feeds.example.org/1#c', commentCount: 4 },
    ],
    [
      'of Atom in RSS, with prefixes of its own',
      '<rss xmlns:a="http://www.w3.org/2005/Atom" xmlns:t="http://purl.org/syndication/thread/1.0"><channel><item><a:link rel="replies" href="https://e.org/1#c" t:count="6"/></item></channel></rss>',
      { comments: 'https://e.org/1#c', commentCount: 6 },
    ],
    ['of Atom with a total of replies', atom('<thr:total>5</thr:total>'), { comments: null, commentCount: 5 }],

    ['of Atom with a description of RSS', atom('<description>Words</description>'), { summary: 'Words' }],
    ['with a title of an unknown type', atom('<title type="plain/text">Good news</title>'), { title: 'Good news' }],
    ['with a title of an invented type', atom('<title type="application/x-note">test</title>'), { title: 'test' }],
    ['with content that is no base64', atom('<content type="application/x-note">test</content>'), { summary: 'test' }],
    [
      'with content of words',
      atom('<content type="image/words">Good news today now</content>'),
      { summary: 'Good news today now' },
    ],
    [
      'with content in base64',
      atom(`<content type="application/octet-stream">\n${btoa('Words and more words')}\n</content>`),
      { summary: 'Words and more words' },
    ],
    [
      'with content in base64 that is no text',
      atom(`<content type="image/png">${btoa('\u0089PNG\u00ff')}</content>`),
      { summary: btoa('\u0089PNG\u00ff') },
    ],
    ['of Atom 0.3 in base64', atom(`<title mode="base64">${btoa('News')}</title>`), { title: 'News' }],
  ]
  test.each(cases)('is read: %s', (_name, document, item) => {
    expect(itemsOf(document)[0]).toMatchObject(item)
  })
})

describe('the head of a feed', () => {
  const cases: readonly (readonly [name: string, document: string, title: string])[] = [
    ['with a prefix', '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>T</a:title></a:feed>', 'T'],
    ['of RSS with a prefix', '<r:rss><r:channel><r:title>T</r:title></r:channel></r:rss>', 'T'],
    ['of RDF', '<rdf:RDF xmlns="http://purl.org/rss/1.0/"><channel><title>T</title></channel></rdf:RDF>', 'T'],
    [
      'of RDF with a prefix for RSS',
      '<rdf:RDF xmlns:r="http://purl.org/rss/1.0/"><r:channel><r:title>T</r:title></r:channel></rdf:RDF>',
      'T',
    ],
    ['of Atom with a prefix inside', '<feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>T</a:title></feed>', 'T'],
    ['of RSS with the title of Atom', rssOf('', '<atom:title>T</atom:title>'), 'T'],
    ['of RSS with both titles', rssOf('', '<atom:title>A</atom:title><title>T</title>'), 'T'],
  ]
  test.each(cases)('is read without items: %s', (_name, document, title) => {
    expect(feedOf(document).title).toBe(title)
  })
})
