/** Item blocks and their keys, found without a tree. */
import { describe, expect, test } from 'vitest'
import { plainSource } from '../../src/feed/decode.ts'
import { keyReader } from '../../src/feed/keys.ts'
import { scanBlocks } from '../../src/feed/scan.ts'

function keys(text: string) {
  const scan = scanBlocks(text)
  return scan.blocks.map(keyReader(plainSource(text), scan))
}

describe('blocks', () => {
  const cases: readonly (readonly [name: string, text: string, blocks: readonly string[], head: string])[] = [
    ['of RSS', '<rss><item>1</item> <item>2</item></rss>', ['<item>1</item>', '<item>2</item>'], '<rss></rss>'],
    ['with attributes', '<r><item rdf:about="x">1</item></r>', ['<item rdf:about="x">1</item>'], '<r></r>'],
    [
      'with a prefix',
      '<a:feed><a:entry>1</a:entry><entry>2</entry></a:feed>',
      ['<a:entry>1</a:entry>'],
      '<a:feed><entry>2</entry></a:feed>',
    ],
    ['in capitals', '<RSS><ITEM>1</ITEM></RSS>', ['<ITEM>1</ITEM>'], '<RSS></RSS>'],
    ['empty ones', '<r><item/><item></item></r>', ['<item/>', '<item></item>'], '<r></r>'],
    ['not of longer names', '<r><items>x</items><item>1</item></r>', ['<item>1</item>'], '<r><items>x</items></r>'],
    [
      'not in CDATA',
      '<r><![CDATA[<item>no</item>]]><item><![CDATA[</item><item>]]></item></r>',
      ['<item><![CDATA[</item><item>]]></item>'],
      '<r><![CDATA[<item>no</item>]]></r>',
    ],
    [
      'not in comments',
      '<r><!-- <item>no</item> --><item>1<!-- </item> --></item></r>',
      ['<item>1<!-- </item> --></item>'],
      '<r><!-- <item>no</item> --></r>',
    ],
    ['unclosed ones, up to the next', '<r><item>1<item>2</item></r>', ['<item>1', '<item>2</item>'], '<r></r>'],
    ['cut off at the end', '<r><item>1</item><item>2', ['<item>1</item>', '<item>2'], '<r>'],
    ['cut off inside a tag', '<r><item>1</item><item', ['<item>1</item>'], '<r><item'],
    [
      'after CDATA that never ends',
      '<r><item><![CDATA[x</item><item>2</item></r>',
      ['<item><![CDATA[x</item>', '<item>2</item>'],
      '<r></r>',
    ],
    ['none', '<r>x</r>', [], '<r>x</r>'],
    ['none of nothing', '', [], ''],
  ]
  test.each(cases)('%s', (_name, text, blocks, head) => {
    const scan = scanBlocks(text)
    expect(scan.blocks.map((block) => text.slice(block.start, block.end))).toEqual(blocks)
    expect(scan.head).toBe(head)
  })
})

describe('keys', () => {
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
      'with a tag that holds >',
      '<item><link rel="alternate" title="a > b" href="/1"/><title>T</title></item>',
      { link: '/1', title: 'T' },
    ],
    ['the text where there is no title', '<item><description>Some text</description></item>', { text: 'Some text' }],
    ['none', '<item></item>', {}],
  ]
  test.each(cases)('%s', (_name, text, expected) => {
    expect(keys(`<r>${text}</r>`)).toEqual([{ ...none, ...expected }])
  })
})
