/** Keys of items, read without a tree. */
import { describe, expect, test } from 'vitest'
import { decodeBody } from '../../../src/feed/decode.ts'
import { plainSource } from '../../../src/feed/source-text.ts'
import { keyReader } from '../../../src/feed/xml/key-reader.ts'
import { scanBlocks } from '../../../src/feed/xml/scan.ts'

function keys(text: string, source = plainSource(text)) {
  const scan = scanBlocks(source.raw)
  return scan.blocks.map(keyReader(source, scan)).map(({ opening: _, ...named }) => named)
}

describe('the keys of an item', () => {
  const none = { id: '', link: '', title: '', date: '', text: '' }
  const cases: readonly (readonly [name: string, text: string, keys: object])[] = [
    [
      'of RSS',
      '<item><title>T</title><link>https://e.org/1</link><guid isPermaLink="false">g</guid><pubDate>D</pubDate></item>',
      { id: 'g', link: 'https://e.org/1', title: 'T', date: 'D' },
    ],
    [
      'of Atom',
      '<entry><id>i</id><title type="html">T</title><link rel="self" href="/s"/><link href="/1"/><updated>D</updated></entry>',
      { id: 'i', link: '/1', title: 'T', date: 'D' },
    ],
    ['of RDF', '<item rdf:about="a"><title>T</title><dc:date>D</dc:date></item>', { id: 'a', title: 'T', date: 'D' }],
    [
      'with a prefix',
      '<a:entry><a:id>i</a:id><a:title>T</a:title><a:link href="/1"/></a:entry>',
      { id: 'i', link: '/1', title: 'T' },
    ],
    [
      'in CDATA',
      '<item><title><![CDATA[A & <B>]]></title><guid><![CDATA[g]]></guid></item>',
      { id: 'g', title: 'A & <B>' },
    ],
    [
      'with references',
      '<item><title>A &amp; B &#8211; &eacute;</title><link>/?a=1&amp;b=2</link></item>',
      { link: '/?a=1&b=2', title: 'A & B – é' },
    ],
    [
      'with CDATA and text mixed',
      '<item><title> A &amp; <![CDATA[B &amp;]]> C<!-- no --> </title></item>',
      { title: 'A & B &amp; C' },
    ],
    [
      'a guid as the link',
      '<item><guid>https://e.org/1</guid></item>',
      { id: 'https://e.org/1', link: 'https://e.org/1' },
    ],
    [
      'not a guid that is no permalink',
      '<item><guid isPermaLink="false">https://e.org/1</guid></item>',
      { id: 'https://e.org/1' },
    ],
    [
      "feedburner's original link",
      '<item><link>https://f.org/1</link><feedburner:origLink>https://e.org/1</feedburner:origLink></item>',
      { link: 'https://e.org/1' },
    ],
    [
      'not of media',
      '<item><media:title>M</media:title><media:group><title>G</title></media:group><title>T</title></item>',
      { title: 'T' },
    ],
    [
      'not of the source',
      '<entry><source><id>s</id><title>S</title><link href="/s"/></source><id>i</id></entry>',
      { id: 'i' },
    ],
    ['not of the author', '<entry><author><id>a</id></author><id>i</id></entry>', { id: 'i' }],
    [
      'not of an embedded page',
      '<item><description><title>no</title></description><title>T</title></item>',
      { title: 'T' },
    ],
    ['not in comments', '<item><!-- <title>no</title> --><title>T</title></item>', { title: 'T' }],
    [
      'the first of several',
      '<item><title>T</title><title>U</title><guid>g</guid><guid>h</guid></item>',
      { id: 'g', title: 'T' },
    ],
    ['with an unclosed title', '<item><title>T<guid>g</guid></item>', { id: 'g', title: 'T' }],
    [
      'with an attribute that contains >',
      '<item><link rel="alternate" title="a > b" href="/1"/><title>T</title></item>',
      { link: '/1', title: 'T' },
    ],
    ['the text if there is no title', '<item><description>Some text</description></item>', { text: 'Some text' }],
    ['none', '<item></item>', {}],
  ]
  test.each(cases)('are read: %s', (_name, text, expected) => {
    expect(keys(`<r>${text}</r>`)).toEqual([{ ...none, ...expected }])
  })
})

test('UTF-8 is decoded before character references', () => {
  const text = '<r><item><title>Zürich &#8211; 金 &amp; \u{1f44d}</title><link href="/ü?a&amp;b"/></item></r>'
  const source = decodeBody(new TextEncoder().encode(text), null)
  expect(source.raw).not.toBe(text)
  expect(keys(text, source)).toMatchObject([{ title: 'Zürich – 金 & \u{1f44d}', link: '/ü?a&b' }])
  expect(keys(text, source)).toEqual(keys(text))
})

test('items of one feed may have different elements', () => {
  const items = [
    '<item><title>A</title><guid>a</guid></item>',
    '<item><guid>b</guid><x:title>no</x:title><title>B</title></item>',
    '<item><titles>no</titles><TITLE>C</TITLE><guid isPermaLink="false">https://e.org/c</guid></item>',
    '<item><guid>https://e.org/d</guid></item>',
  ]
  expect(keys(`<r>${items.join('')}</r>`).map(({ id, link, title }) => [id, link, title])).toEqual([
    ['a', '', 'A'],
    ['b', '', 'B'],
    ['https://e.org/c', '', 'C'],
    ['https://e.org/d', 'https://e.org/d', ''],
  ])
})
