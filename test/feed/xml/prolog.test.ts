/** The prolog of a document, and the entities that it declares. */
import { describe, expect, test } from 'vitest'
import { expandEntities, readProlog } from '../../../src/feed/xml/prolog.ts'
import { itemsOf, openedKind } from '../fixtures/documents.ts'

describe('the prolog', () => {
  const cases: readonly (readonly [name: string, text: string, rest: string])[] = [
    ['nothing', '<rss>', '<rss>'],
    ['everything that is allowed', '\ufeff <?xml version="1.0"?>\n<!-- x -->\n<!DOCTYPE rss>\n<?a b?><rss>', '<rss>'],
    ['a DOCTYPE with declarations', '<!DOCTYPE rss [<!ENTITY a ">"> <!ELEMENT b ANY>]><rss>', '<rss>'],
    ['a comment without an end', '<!-- <rss>', '<!-- <rss>'],
    ['a declaration without an end', '<?xml <rss>', '<?xml <rss>'],
  ]
  test.each(cases)('ends before the first element if it has %s', (_name, text, rest) => {
    expect(text.slice(readProlog(text).end)).toBe(rest)
  })
})

describe('entities that a document declares', () => {
  const declared = (declarations: string) => readProlog(`<!DOCTYPE rss [${declarations}]><rss/>`).entities
  const cases: readonly (readonly [name: string, declarations: string, text: string, expected: string])[] = [
    ['are replaced by their values', '<!ENTITY a "A & B">', '&a;', 'A &amp; B'],
    ['may have either quotes', '<!ENTITY a \'A\'><!ENTITY b "B">', '&a;&b;', 'AB'],
    ['may contain character references', '<!ENTITY a "caf&#233;">', '&a;', 'café'],
    ['count as first declared', '<!ENTITY a "1"><!ENTITY a "2">', '&a;', '1'],
    ["do not replace XML's own entities", '<!ENTITY lt "gt">', '&lt;', '&lt;'],
    ["may contain XML's own entities", '<!ENTITY co "A &amp; B &lt;i>">', '&co;', 'A &amp; B &lt;i>'],
    ['are ignored if they contain other entities', '<!ENTITY a "x"><!ENTITY b "&a;&a;">', '&a;&b;', 'x&b;'],
    ['are ignored if they contain markup', '<!ENTITY a "<b>">', '&a;', '&a;'],
    ['are ignored if they are external', '<!ENTITY a SYSTEM "file:///etc/passwd">', '&a;', '&a;'],
    ['stay as they are if they are undeclared', '', '&a;', '&a;'],
  ]
  test.each(cases)('%s', (_name, declarations, text, expected) => {
    expect(expandEntities(text, declared(declarations))).toBe(expected)
  })

  test('cannot make a document much longer', () => {
    const entities = declared(`<!ENTITY a "${'x'.repeat(500)}">`)
    expect(expandEntities('&a;'.repeat(100_000), entities).length).toBeLessThan(500_000)
  })

  test('are expanded in items', () => {
    const text =
      '<!DOCTYPE rss [<!ENTITY co "Ampersand & Sons">]><rss><channel><item><title>&co;</title></item></channel></rss>'
    expect(itemsOf(text)[0]?.title).toBe('Ampersand & Sons')
  })
})

test.each([
  ["RSS after HTML's DOCTYPE", '<!DOCTYPE html><rss><channel/></rss>', 'feed'],
  ['a page', '<!DOCTYPE html><html><body>an <rss> feed', 'page'],
  ['a page without its first tag', '<!DOCTYPE html><meta charset=utf-8>', 'page'],
  ['a page in words', '<!DOCTYPE html>Hello', 'page'],
])('the kind of document is recognised: %s', (_name, text, kind) => {
  expect(openedKind(text)).toBe(kind)
})
