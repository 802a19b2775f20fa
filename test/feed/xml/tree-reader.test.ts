/** Trees of heads and items. */
import { describe, expect, test } from 'vitest'
import { decodeBody } from '../../../src/feed/decode.ts'
import { attributeOf, child, children, childText, textOf, type XmlElement } from '../../../src/feed/xml/elements.ts'
import { scanBlocks } from '../../../src/feed/xml/scan.ts'
import { treeReader } from '../../../src/feed/xml/tree-reader.ts'

const root =
  '<rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:m="http://search.yahoo.com/mrss/" xmlns:a="http://www.w3.org/2005/Atom">'

function item(inside: string, tag = '<item>'): XmlElement {
  const source = decodeBody(new TextEncoder().encode(`${root}${tag}${inside}</item></rss>`), null)
  const { blocks, tags } = scanBlocks(source.raw)
  const tree = treeReader(source, tags, '', root)
  const [found] = blocks.map((block) => child(tree.item(block), 'item'))
  if (found === undefined || found === null) throw new Error('there is no item')
  return found
}

describe('an element of an item', () => {
  const cases: readonly (readonly [name: string, inside: string, path: readonly string[], text: string])[] = [
    ['has text', '<title>A &amp; B</title>', ['title'], 'A & B'],
    ['has CDATA', '<title><![CDATA[A <b>]]> C</title>', ['title'], 'A <b> C'],
    ['has markup as its text', '<description>A <b>C</b></description>', ['description'], 'A <b>C</b>'],
    ['has a declared prefix', '<m:title>M</m:title>', ['media-title'], 'M'],
    ['has an undeclared but common prefix', '<itunes:author>I</itunes:author>', ['itunes-author'], 'I'],
    ['is in capitals', '<TITLE>T</TITLE>', ['title'], 'T'],
    ['has tags in different cases', '<Title>T</title><guid>g</guid>', ['guid'], 'g'],
    ['is the first of its name', '<guid>1</guid><guid>2</guid>', ['guid'], '1'],
    ['contains others', '<author><name>Ann</name><uri>u</uri></author>', ['author', 'name'], 'Ann'],
    ['contains others with prefixes', '<a:author><a:name>Ann</a:name></a:author>', ['atom-author', 'atom-name'], 'Ann'],
    [
      'contains one of its own name',
      '<itunes:category text="A"><itunes:category text="B"></itunes:category></itunes:category><guid>g</guid>',
      ['guid'],
      'g',
    ],
    ['has text and elements', '<author>x<name>Ann</name></author>', ['author'], 'x<name>Ann</name>'],
    ['never ends', '<title>T<guid>g</guid>', ['title'], 'T'],
    ['has markup and another end tag', '<title><div>T <b>x</b></div></name>', ['title'], '<div>T <b>x</b></div>'],
    ['has markup and never ends', '<description>A <b>C</b> D<guid>g</guid>', ['description'], 'A <b>C</b> D'],
    ['follows one with markup that never ends', '<description>A <b>C</b><guid>g</guid>', ['guid'], 'g'],
    ['follows one that never ends', '<title>T<guid>g</guid>', ['guid'], 'g'],
    ['is not inside an unknown element', '<foo><guid>no</guid></foo><guid>g</guid>', ['guid'], 'g'],
    ['is not in a comment', '<!-- <guid>no</guid> --><guid>g</guid>', ['guid'], 'g'],
    ['contains broken markup', '<author><name>Ann</name><b></author><guid>g</guid>', ['guid'], 'g'],
    ['follows a stray end tag', '</foo></bar><guid>g</guid>', ['guid'], 'g'],
    ['is in another script', '<title>Zürich 金 &#37329;</title>', ['title'], 'Zürich 金 金'],
  ]
  test.each(cases)('is read if it %s', (_name, inside, path, text) => {
    const found = path.reduce<XmlElement | null>((parent, name) => parent && child(parent, name), item(inside))
    expect(found && textOf(found)).toBe(text)
  })

  test('is read up to 200 times', () => {
    expect(children(item('<author><name>A</name></author>'.repeat(1000)), 'author')).toHaveLength(200)
  })
})

describe('an attribute', () => {
  const cases: readonly (readonly [name: string, tag: string, attribute: string, value: string])[] = [
    ['in quotes', '<link href="/a?b&amp;c"/>', 'href', '/a?b&c'],
    ['in single quotes', '<link href=\'/a "b"\'/>', 'href', '/a "b"'],
    ['without quotes', '<link href=/a rel=self/>', 'href', '/a'],
    ['in capitals', '<link HREF="/a"/>', 'href', '/a'],
    ['with space around', '<link\n href = "/a" />', 'href', '/a'],
    ['next to one that contains a tag', '<link title="<b>" href="/a"/>', 'href', '/a'],
    ['next to one that contains its name', '<link title="href=no" href="/a"/>', 'href', '/a'],
    ['the first of two', '<link href="/a" href="/b"/>', 'href', '/a'],
    ['without a closing quote', '<link href="/a/>', 'href', '/a/'],
    ['of an element that is not empty', '<link href="/a">x</link>', 'href', '/a'],
    ['absent', '<link/>', 'href', ''],
    ['next to one named like a property of objects', '<link __proto__="x" href="/a"/>', 'href', '/a'],
  ]
  test.each(cases)('is read if it is %s', (_name, tag, attribute, value) => {
    expect(attributeOf(child(item(tag), 'link'), attribute)).toBe(value)
  })

  test('is read of the item itself', () => {
    expect(attributeOf(item('', '<item rdf:about="a" xml:base="/b">'), 'rdf:about')).toBe('a')
  })
})

describe('the head of a feed', () => {
  const head = (xml: string) => treeReader(decodeBody(new Uint8Array(), null), [], '', root).head(xml)
  const cases: readonly (readonly [name: string, xml: string, path: readonly string[], title: string])[] = [
    ['is complete', `${root}<channel><title>T</title></channel></rss>`, ['rss', 'channel'], 'T'],
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
  test.each(cases)('is read if it %s', (_name, xml, path, title) => {
    const found = path.reduce<XmlElement | null>((parent, name) => parent && child(parent, name), head(xml))
    expect(found && childText(found, 'title')).toBe(title)
  })
})
