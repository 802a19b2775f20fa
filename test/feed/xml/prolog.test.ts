/** What stands before a document's first element, and the entities that it declares. */
import { describe, expect, test } from 'vitest'
import { expandEntities, readProlog } from '../../../src/feed/xml/prolog.ts'
import { itemsOf, openedKind } from '../fixtures/documents.ts'

describe('before the first element', () => {
  const cases: readonly (readonly [name: string, text: string, rest: string])[] = [
    ['nothing', '<rss>', '<rss>'],
    ['all of it', '\ufeff <?xml version="1.0"?>\n<!-- x -->\n<!DOCTYPE rss>\n<?a b?><rss>', '<rss>'],
    ['a DOCTYPE with declarations', '<!DOCTYPE rss [<!ENTITY a ">"> <!ELEMENT b ANY>]><rss>', '<rss>'],
    ['a comment without an end', '<!-- <rss>', '<!-- <rss>'],
    ['a declaration without an end', '<?xml <rss>', '<?xml <rss>'],
  ]
  test.each(cases)('%s', (_name, text, rest) => {
    expect(text.slice(readProlog(text).end)).toBe(rest)
  })
})

describe("entities of the document's own", () => {
  const declared = (declarations: string) => readProlog(`<!DOCTYPE rss [${declarations}]><rss/>`).entities
  const cases: readonly (readonly [name: string, declarations: string, text: string, expected: string])[] = [
    ['stand for their value', '<!ENTITY a "A & B">', '&a;', 'A &amp; B'],
    ['in either quotes', '<!ENTITY a \'A\'><!ENTITY b "B">', '&a;&b;', 'AB'],
    ['with references to characters', '<!ENTITY a "caf&#233;">', '&a;', 'café'],
    ['count as first declared', '<!ENTITY a "1"><!ENTITY a "2">', '&a;', '1'],
    ["never replace XML's own", '<!ENTITY lt "gt">', '&lt;', '&lt;'],
    ['of other entities are none', '<!ENTITY a "x"><!ENTITY b "&a;&a;">', '&a;&b;', 'x&b;'],
    ['of markup are none', '<!ENTITY a "<b>">', '&a;', '&a;'],
    ['of files are none', '<!ENTITY a SYSTEM "file:///etc/passwd">', '&a;', '&a;'],
    ['that nobody declared stay', '', '&a;', '&a;'],
  ]
  test.each(cases)('%s', (_name, declarations, text, expected) => {
    expect(expandEntities(text, declared(declarations))).toBe(expected)
  })

  test('cannot make a document much longer', () => {
    const entities = declared(`<!ENTITY a "${'x'.repeat(500)}">`)
    expect(expandEntities('&a;'.repeat(100_000), entities).length).toBeLessThan(500_000)
  })

  test('are read in items', () => {
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
])('%s', (_name, text, kind) => {
  expect(openedKind(text)).toBe(kind)
})
