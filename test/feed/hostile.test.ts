/** Hostile input is read in bounded time, and nothing throws. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeBody } from '../../src/feed/decode.ts'
import { discoverFeeds } from '../../src/feed/discovery/discover-feeds.ts'
import { leadImage } from '../../src/feed/html-to-text/lead-image.ts'
import { plainText, titleText } from '../../src/feed/html-to-text/plain-text.ts'
import { summaryText } from '../../src/feed/html-to-text/summary.ts'
import { readFeed } from '../../src/feed/read-feed.ts'
import { plainSource } from '../../src/feed/source-text.ts'
import { limits } from '../../src/limits.ts'
import { noKeys } from '../../src/model.ts'
import { type FeedRequest, noValidators } from '../../src/polling.ts'
import { oneLine } from '../../src/text/one-line.ts'
import rfi from '../fixtures/rfi.xml?raw'
import { runs } from '../runs.ts'
import { atomOf, feedAddress, now, rssItem, rssOf } from './fixtures/documents.ts'

const request: FeedRequest = { url: feedAddress, validators: noValidators, known: noKeys, first: false }

function read(body: string | Uint8Array | ReadableStream<Uint8Array>) {
  return readFeed(request, { fetch: async () => new Response(body), now, allowPrivate: false })
}

const n = 200_000
const story = rssItem(1)
const documents: readonly (readonly [name: string, document: string])[] = [
  ['nested tags in an item', rssOf(`<item>${'<a>'.repeat(n)}</item>${story}`)],
  ['nested tags in a description', rssOf(`<item><description>${'<a>'.repeat(n)}</description></item>${story}`)],
  ['nested tags in the head', rssOf(story, '<a>'.repeat(n))],
  [
    'tags of different names',
    rssOf(`<item>${Array.from({ length: n }, (_, at) => `<a${at}>`).join('')}</item>${story}`),
  ],
  ['unclosed titles', rssOf(`<item>${'<title>'.repeat(n)}</item>${story}`)],
  [
    'unclosed titles with prefixes',
    rssOf(`<item>${Array.from({ length: 100_000 }, (_, at) => `<p${at}:title>`).join('')}</item>${story}`),
  ],
  ['empty titles', rssOf(`<item>${'<title></title>'.repeat(100_000)}</item>${story}`)],
  ['categories', rssOf(`<item>${'<category>x</category>'.repeat(80_000)}</item>${story}`)],
  ['unclosed items', rssOf('<item>'.repeat(n))],
  ['empty items', rssOf('<item/>'.repeat(n))],
  ['100,000 items', rssOf('<item><title>x</title></item>'.repeat(60_000))],
  ['end tags', rssOf('</item>'.repeat(n) + story)],
  ['open brackets', rssOf(`<item><title>T</title>${'<'.repeat(n)}</item>${story}`)],
  ['open tags without an end', `<rss><channel>${'<item '.repeat(n)}`],
  ['quotes without an end', rssOf(`<item>${'<a b="'.repeat(n)}</item>${story}`)],
  ['quotes of both kinds', rssOf(`<item>${`<a b="'`.repeat(n)}</item>${story}`)],
  ['tags with one quote too many', rssOf(`<item>${'<a "b>'.repeat(100_000)}'</item>${story}`)],
  ['tags in attributes', rssOf(`<item><link title="${'<a>'.repeat(n)}" href="/1"/></item>${story}`)],
  ['nested tags in an author', rssOf(`<item><author>${'<a>'.repeat(100_000)}</author></item>${story}`)],
  ['authors in authors', rssOf(`<item>${'<author>'.repeat(100_000)}${'</author>'.repeat(100_000)}</item>${story}`)],
  ['unclosed authors', rssOf(`<item>${'<author><name>A</name>'.repeat(80_000)}</item>${story}`)],
  ['authors with a start tag too many', rssOf(`<item>${'<author><author></author>'.repeat(70_000)}</item>${story}`)],
  ['authors', rssOf(`<item>${'<author><name>A</name></author>'.repeat(60_000)}</item>${story}`)],
  ['channels in channels', rssOf(story, '<channel>'.repeat(n))],
  ['channels in channels that end', rssOf(story, `${'<channel>'.repeat(90_000)}${'</channel>'.repeat(90_000)}`)],
  ['unclosed CDATA', rssOf(`<item>${'<![CDATA['.repeat(100_000)}</item>${story}`)],
  ['unclosed comments in items', rssOf('<item><title>T<!-- </title></item>'.repeat(50_000))],
  ['unclosed comments', rssOf(`<item>${'<!--'.repeat(n)}</item>${story}`)],
  ['CDATA', rssOf(`<item><title>${'<![CDATA[x]]>'.repeat(100_000)}</title></item>${story}`)],
  ['processing instructions', `${'<?x ?>'.repeat(100_000)}<rss/>`],
  ['unclosed declarations', `${'<?'.repeat(n)}<rss/>`],
  ['a DOCTYPE', `<!DOCTYPE rss [${'<!ENTITY a "b">'.repeat(50_000)}]>${rssOf(story)}`],
  [
    'entity expansion',
    `<!DOCTYPE rss [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]>${rssOf(`<item><title>${'&b;'.repeat(1000)}</title></item>`)}`,
  ],
  ['references', rssOf(`<item><title>${'&#x1F44D;&amp;'.repeat(80_000)}</title></item>`)],
  ['ampersands', rssOf(`<item><title>${'&'.repeat(n)}</title><description>${'&a'.repeat(n)}</description></item>`)],
  [
    'an attribute of 500 KB',
    rssOf(`<item><link href="${'x'.repeat(500_000)}"/><guid a='${' '.repeat(500_000)}'>g</guid></item>${story}`),
  ],
  ['attributes', rssOf(`<item><link ${'rel '.repeat(n)} href="/1"/></item>${story}`)],
  ['white space', rssOf(`<item><title>${' '.repeat(500_000)}x${' '.repeat(500_000)}</title></item>${story}`)],
  ['a link of white space', rssOf(`<item><link>${' '.repeat(500_000)}x y${' '.repeat(500_000)}</link></item>${story}`)],
  ['tracking parameters', rssOf(`<item><link>https://e.org/?${'utm_source=x&'.repeat(80_000)}</link></item>${story}`)],
  [
    'namespaces',
    `<rss ${Array.from({ length: 50_000 }, (_, at) => `xmlns:a${at}="u"`).join(' ')}><channel>${story}</channel></rss>`,
  ],
  ['accents', rssOf(`<item><title>e${'\u0301'.repeat(500_000)}</title></item>`)],
  ['images', rssOf(`<item><description>${'&lt;img src=x '.repeat(100_000)}</description></item>`)],
  ['scripts', rssOf(`<item><description><![CDATA[${'<script>'.repeat(100_000)}]]></description></item>`)],
  ['Atom with unclosed links', atomOf(`<entry>${'<link href="/">'.repeat(80_000)}</entry>`)],
  ['Atom with nested XHTML', atomOf(`<entry><title type="xhtml">${'<b>'.repeat(n)}</title></entry>`)],
  ['a page of links', `<html>${'<link rel="alternate" '.repeat(80_000)}`],
  ['a page of comments', `<html>${'<!--'.repeat(n)}`],
  [
    'names of the language',
    rssOf(
      `<__proto__ __proto__="x"><constructor>y</constructor></__proto__><item><__proto__><title>P</title></__proto__><hasOwnProperty>z</hasOwnProperty><title constructor="x">T</title></item>${story}`,
    ),
  ],
  ['control characters', rssOf(`<item><title>${'\u0001\u0008\u001b[31m\u009b'.repeat(50_000)}</title></item>${story}`)],
  ['references to surrogates', rssOf(`<item><title>${'&#xD800;&#55357;'.repeat(50_000)}</title></item>${story}`)],
  ['Base64', atomOf(`<entry><title mode="base64">${'QUJD'.repeat(200_000)}</title></entry>`)],
  ['JSON with nested lists', `{"items":[{"id":"1","title":"T","x":${'['.repeat(n)}${']'.repeat(n)}}]}`],
  ['JSON with nested items', `{"items":${'[{"items":'.repeat(100_000)}`],
  ['JSON with 100,000 items', `{"items":[${'{"id":1},'.repeat(100_000)}{"id":2}]}`],
  ['JSON cut short with 100,000 items', `{"items":[${'{"id":1},'.repeat(100_000)}`],
  ['JSON with a string without an end', `{"items":[{"title":"${'\\"'.repeat(500_000)}`],
  [
    'JSON with names of the language',
    '{"items":[{"__proto__":{"title":"P"},"id":"1","constructor":1}],"__proto__":[]}',
  ],
  ['JSON with lone surrogates', `{"items":[{"id":"\\ud800","title":"\\ud83d\\ud83d x \\udc00"}]}`],
  ['zeros', '\u0000'.repeat(1_000_000)],
  ['brackets', '<'.repeat(1_000_000)],
  ['comments before nothing', '<!---->'.repeat(100_000)],
]

/** Documents with a story behind the broken item. */
const besideAStory = documents.filter(([, document]) => document.endsWith(`</item>${story}</channel></rss>`))

describe('a hostile document', () => {
  test.each(documents)('is read in bounded time and size: %s', async (name, document) => {
    const reading = await read(document)
    expect(reading).not.toMatchObject({ problem: { kind: 'reader-failed' } })
    if (besideAStory.some(([other]) => other === name)) {
      const titles = reading.kind === 'read' ? reading.items.map(({ title }) => title) : []
      expect(titles).toContain('Story 1')
    }
    if (reading.kind !== 'read') return
    expect(reading.items.length).toBeLessThanOrEqual(limits.feed.items)
    for (const item of reading.items) {
      expect(item.title.length).toBeLessThanOrEqual(limits.feed.titleUnits)
      expect(item.summary.length).toBeLessThanOrEqual(limits.feed.summaryUnits)
      expect(item.categories.length).toBeLessThanOrEqual(limits.feed.categories)
    }
  })
})

test('many hostile documents have a story behind the broken item', () => {
  expect(besideAStory.length).toBeGreaterThan(10)
})

test('a compression bomb is rejected', async () => {
  const zeros = new Blob(Array.from({ length: 100 }, () => new Uint8Array(limits.feed.bodyBytes / 2)))
  const packed = await new Response(zeros.stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer()
  expect(packed.byteLength).toBeLessThan(limits.feed.bodyBytes / 10)
  const bomb = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))
  expect(await read(bomb)).toMatchObject({ problem: { kind: 'too-large', limitBytes: limits.feed.bodyBytes } })
})

/** Markup that changes the meaning of the text around it. */
const pieces = [
  '<',
  '>',
  '</',
  '/>',
  '"',
  "'",
  '&',
  '&#',
  '&#x110000;',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<item>',
  '</item>',
  '<entry>',
  '<?xml',
  '<!DOCTYPE',
  '<title>',
  '</title>',
  '<link ',
  '__proto__',
  '\u0000',
  '\ud800',
  '\udc00',
  '\u202e',
  '\ufeff',
  ' ',
  '\n',
  '{',
  '}',
  '[',
  ']',
  ',',
  '\\u',
  'x'.repeat(100),
]

const seeds = [
  rfi,
  rssOf(rssItem(1) + rssItem(2)),
  atomOf(
    '<entry><id>1</id><title type="html">A</title><link href="/1"/><content type="xhtml"><div>x</div></content></entry>',
  ),
  '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "A &#38; B">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>&a;</title></channel><item rdf:about="/1"><title>&a;</title></item></rdf:RDF>',
  JSON.stringify({ title: 'J', items: [{ id: 1, title: 'A', content_html: '<p>x', tags: ['t'] }, { id: 2 }] }),
]

/** Replaces parts of a text by such markup. */
const mutated = fc
  .tuple(
    fc.constantFrom(...seeds),
    fc.array(fc.tuple(fc.nat(), fc.nat(40), fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary' }))), {
      minLength: 1,
      maxLength: 8,
    }),
  )
  .map(([seed, edits]) =>
    edits.reduce((text, [place, cut, piece]) => {
      const at = place % (text.length + 1)
      return text.slice(0, at) + piece + text.slice(at + cut)
    }, seed),
  )

describe('hostile HTML', () => {
  const texts: readonly (readonly [name: string, html: string])[] = [
    ['links', '<a href="https://e.org/?u=https%3A%2F%2Fe.org">x</a>'.repeat(50_000)],
    ['open links', '<a href="x">'.repeat(100_000)],
    ['hidden elements', '<p hidden>'.repeat(100_000)],
    ['hidden elements of many names', Array.from({ length: 50_000 }, (_, at) => `<x-${at} hidden>`).join('')],
    ['captions', '<figcaption>x'.repeat(100_000)],
    ['ruby', '<ruby><rt>'.repeat(100_000)],
    ['declarations', '<!x'.repeat(100_000)],
    ['brackets', '[…'.repeat(100_000)],
    ['words that lead on', 'read more '.repeat(50_000)],
    ['a footer without an end', `The post ${'x '.repeat(100_000)}`],
    ['a byline without an end', `By ${'Ann and '.repeat(50_000)}`],
    ['a date without an end', '1 May '.repeat(50_000)],
    ['sets of pictures', `<img srcset="${'a '.repeat(200_000)}">`],
    ['pictures that are none', '<img src="data:,x">'.repeat(50_000)],
    ['what was escaped twice', '&lt;p&gt;'.repeat(100_000)],
    ['spaces', `<p>${' '.repeat(500_000)}</p>`],
    ['formulas', '<mi>'.repeat(100_000)],
  ]
  test.each(texts)('is read in bounded time: %s', (_name, html) => {
    expect(summaryText(plainSource(html), 500, 'Title').length).toBeLessThanOrEqual(500)
    expect(titleText(html, 500).length).toBeLessThanOrEqual(500)
    leadImage(plainSource(html))
  })
})

describe('random input', () => {
  test('of mutated feeds is read or rejected, with safe texts', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, async (document) => {
        const reading = await read(document)
        expect(reading).not.toMatchObject({ problem: { kind: 'reader-failed' } })
        if (reading.kind !== 'read') return
        for (const item of reading.items) {
          expect(item.title).toMatch(/^[^\n\r\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u)
          expect(item.title.isWellFormed() && item.summary.isWellFormed()).toBe(true)
          expect([item.id, item.author, ...item.categories].every((text) => text?.isWellFormed() ?? true)).toBe(true)
          expect(item.link === null || /^https?:\/\//u.test(item.link)).toBe(true)
          expect(item.image === null || /^https?:\/\//u.test(item.image)).toBe(true)
          expect(item.keys).toMatch(/^[\w-]{37}$/u)
        }
      }),
      { numRuns: runs(120) },
    )
  })

  test('of bytes is decoded', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.option(fc.string()), (bytes, contentType) => {
        const { raw, decode } = decodeBody(bytes, contentType)
        expect(typeof decode(raw)).toBe('string')
      }),
      { numRuns: runs(120) },
    )
  })

  test('of HTML becomes text', () => {
    const html = fc
      .array(fc.constantFrom(...pieces, '<b', '<script', '<p>', '<img src=', 'a'), { maxLength: 30 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(html, (text) => {
        for (const line of [
          titleText(text, 50),
          summaryText(plainSource(text), 50),
          summaryText(plainSource(text), 50, 'Story 1'),
        ]) {
          expect(line.length).toBeLessThanOrEqual(50)
          expect(oneLine(line)).toBe(line)
        }
        expect(plainText(text, 50).length).toBeLessThan(50 * 10)
        leadImage(plainSource(text))
        discoverFeeds(text, feedAddress, { allowPrivate: false })
      }),
      { numRuns: runs(120) },
    )
  })
})
