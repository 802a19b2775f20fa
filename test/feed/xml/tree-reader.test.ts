/** Heads and items as trees: cut along their tags where they are flat, read where elements are nested in elements. */
import { describe, expect, test } from 'vitest'
import { decodeBody } from '../../../src/feed/decode.ts'
import { attributeOf, child, children, childText, textOf, type XmlElement } from '../../../src/feed/xml/elements.ts'
import { scanBlocks } from '../../../src/feed/xml/scan.ts'
import { treeReader } from '../../../src/feed/xml/tree-reader.ts'

const root =
  '<rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:m="http://search.yahoo.com/mrss/" xmlns:a="http://www.w3.org/2005/Atom">'

function item(inside: string, tag = '<item>'): XmlElement {
  const source = decodeBody(new TextEncoder().encode(`${root}${tag}${inside}</item></rss>`), null)
  const { blocks, marks } = scanBlocks(source.marked)
  const tree = treeReader(source, marks, '', root)
  const [found] = blocks.map((block) => child(tree.item(block), 'item'))
  if (found === undefined || found === null) throw new Error('there is no item')
  return found
}

describe('an item’s element', () => {
  const cases: readonly (readonly [name: string, inside: string, path: readonly string[], text: string])[] = [
    ['is its text', '<title>A &amp; B</title>', ['title'], 'A & B'],
    ['is its CDATA', '<title><![CDATA[A <b>]]> C</title>', ['title'], 'A <b> C'],
    ['is its markup, where markup is text', '<description>A <b>C</b></description>', ['description'], 'A <b>C</b>'],
    ['has any prefix', '<m:title>M</m:title>', ['media-title'], 'M'],
    ['has the prefix that it always has', '<itunes:author>I</itunes:author>', ['itunes-author'], 'I'],
    ['is in capitals', '<TITLE>T</TITLE>', ['title'], 'T'],
    ['ends otherwise than it begins', '<Title>T</title><guid>g</guid>', ['guid'], 'g'],
    ['is the first', '<guid>1</guid><guid>2</guid>', ['guid'], '1'],
    ['holds others', '<author><name>Ann</name><uri>u</uri></author>', ['author', 'name'], 'Ann'],
    [
      'holds others of other vocabularies',
      '<a:author><a:name>Ann</a:name></a:author>',
      ['atom-author', 'atom-name'],
      'Ann',
    ],
    [
      'holds its like',
      '<itunes:category text="A"><itunes:category text="B"></itunes:category></itunes:category><guid>g</guid>',
      ['guid'],
      'g',
    ],
    ['has text beside what it holds', '<author>x<name>Ann</name></author>', ['author'], 'x'],
    ['never ends', '<title>T<guid>g</guid>', ['title'], 'T'],
    ['comes after one that never ends', '<title>T<guid>g</guid>', ['guid'], 'g'],
    ['is not inside what is not read', '<foo><guid>no</guid></foo><guid>g</guid>', ['guid'], 'g'],
    ['is not in a comment', '<!-- <guid>no</guid> --><guid>g</guid>', ['guid'], 'g'],
    ['holds what is broken', '<author><name>Ann</name><b></author><guid>g</guid>', ['guid'], 'g'],
    ['comes after the end of another', '</foo></bar><guid>g</guid>', ['guid'], 'g'],
    ['is in another script', '<title>Zürich 金 &#37329;</title>', ['title'], 'Zürich 金 金'],
  ]
  test.each(cases)('%s', (_name, inside, path, text) => {
    const found = path.reduce<XmlElement | null>((parent, name) => parent && child(parent, name), item(inside))
    expect(found && textOf(found)).toBe(text)
  })

  test('is read no more often than is good', () => {
    expect(children(item('<author><name>A</name></author>'.repeat(1000)), 'author')).toHaveLength(200)
  })
})

describe('attributes', () => {
  const cases: readonly (readonly [name: string, tag: string, attribute: string, value: string])[] = [
    ['in quotes', '<link href="/a?b&amp;c"/>', 'href', '/a?b&c'],
    ['in single quotes', '<link href=\'/a "b"\'/>', 'href', '/a "b"'],
    ['without quotes', '<link href=/a rel=self/>', 'href', '/a'],
    ['in capitals', '<link HREF="/a"/>', 'href', '/a'],
    ['with space around', '<link\n href = "/a" />', 'href', '/a'],
    ['that hold tags', '<link title="<b>" href="/a"/>', 'href', '/a'],
    ['that hold what looks like others', '<link title="href=no" href="/a"/>', 'href', '/a'],
    ['twice', '<link href="/a" href="/b"/>', 'href', '/a'],
    ['without an end', '<link href="/a/>', 'href', '/a/'],
    ['of an element that is not empty', '<link href="/a">x</link>', 'href', '/a'],
    ['that are none', '<link/>', 'href', ''],
    ['of names of the language', '<link __proto__="x" href="/a"/>', 'href', '/a'],
  ]
  test.each(cases)('%s', (_name, tag, attribute, value) => {
    expect(attributeOf(child(item(tag), 'link'), attribute)).toBe(value)
  })

  test('of the item itself', () => {
    expect(attributeOf(item('', '<item rdf:about="a" xml:base="/b">'), 'rdf:about')).toBe('a')
  })
})

describe('a head', () => {
  const head = (xml: string) => treeReader(decodeBody(new Uint8Array(), null), [], '', root).head(xml)
  const cases: readonly (readonly [name: string, xml: string, path: readonly string[], title: string])[] = [
    ['is whole', `${root}<channel><title>T</title></channel></rss>`, ['rss', 'channel'], 'T'],
    ['is cut off', `${root}<channel><title>T</title><link>`, ['rss', 'channel'], 'T'],
    [
      'is of RDF',
      '<rdf:RDF><channel><title>T</title></channel><image><title>I</title></image></rdf:RDF>',
      ['rdf-rdf', 'channel'],
      'T',
    ],
    [
      'has a picture first',
      `${root}<channel><image><title>I</title></image><title>T</title></channel>`,
      ['rss', 'channel'],
      'T',
    ],
    ['is an Atom feed', '<feed><author><name>A</name></author><title>T</title></feed>', ['feed'], 'T'],
    ['is empty', '<rss/>', ['rss'], ''],
  ]
  test.each(cases)('%s', (_name, xml, path, title) => {
    const found = path.reduce<XmlElement | null>((parent, name) => parent && child(parent, name), head(xml))
    expect(found && childText(found, 'title')).toBe(title)
  })
})
