/** Items, found without a tree. */
import { describe, expect, test } from 'vitest'
import { scanBlocks, tagsIn } from '../../../src/feed/xml/scan.ts'

describe('the items of a document', () => {
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
    [
      'in several cases',
      '<r><item>1</item><ITEM>2</ITEM><Item>3</iTEM></r>',
      ['<item>1</item>', '<ITEM>2</ITEM>', '<Item>3</iTEM>'],
      '<r></r>',
    ],
    ['without an empty one inside', '<r><item>1<item />2</item></r>', ['<item>1<item />2</item>'], '<r></r>'],
    ['empty ones', '<r><item/><item></item></r>', ['<item/>', '<item></item>'], '<r></r>'],
    [
      'an empty one ends at its own tag',
      '<r><item/>x<c/><item>1</item><item a="b"/></r>',
      ['<item/>', '<item>1</item>', '<item a="b"/>'],
      '<r>x<c/></r>',
    ],
    ['an empty one at the end', '<rss><item/>x</rss>', ['<item/>'], '<rss>x</rss>'],
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
    [
      'not swallowed by a comment that is never closed in its item',
      '<r><item>1<!-- </item><item>2</item><item>3<!-- x --></item></r>',
      ['<item>1<!-- </item>', '<item>2</item>', '<item>3<!-- x --></item>'],
      '<r></r>',
    ],
    [
      'not in a comment between items',
      '<r><item>1</item><!-- <item>no</item> --><item>2</item></r>',
      ['<item>1</item>', '<item>2</item>'],
      '<r><!-- <item>no</item> --></r>',
    ],
    ['unclosed ones, up to the next', '<r><item>1<item>2</item></r>', ['<item>1', '<item>2</item>'], '<r></r>'],
    ['cut off in the last one', '<r><item>1</item><item>2', ['<item>1</item>'], '<r>'],
    ['the last one unclosed', '<rss><item>1</item><item>2</rss>', ['<item>1</item>', '<item>2</rss>'], '<rss>'],
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
  test.each(cases)('are found with the rest as its head: %s', (_name, text, blocks, head) => {
    const scan = scanBlocks(text)
    expect(scan.blocks.map((block) => text.slice(block.start, block.end))).toEqual(blocks)
    expect(scan.head).toBe(head)
  })
})

describe('the positions of tags', () => {
  const text = '<r>1<item a="<b>">2<c><![CDATA[<d>]]></c><!-- <e> --><f/></item>3</r>'
  const at = (tags: readonly number[]) => tags.map((tag) => text.slice(tag, tag + 3))

  test('are collected for items', () => {
    const { tags, blocks } = scanBlocks(text)
    expect(at(tags)).toEqual(['<c>', '</c', '<f/'])
    expect(blocks).toMatchObject([{ firstTag: 0, tagsEnd: 3 }])
  })
  test('are not collected between an empty item and the next one', () => {
    const { tags, blocks } = scanBlocks('<r><item/><c/><item><d/></item></r>')
    expect(tags).toHaveLength(1)
    expect(blocks).toMatchObject([
      { firstTag: 0, tagsEnd: 0 },
      { firstTag: 0, tagsEnd: 1 },
    ])
  })
  test('are collected for a whole text', () => {
    expect(at(tagsIn(text))).toEqual(['<r>', '<it', '<b>', '<c>', '</c', '<f/', '</i', '</r'])
  })
})
