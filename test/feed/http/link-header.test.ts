/** `Link` headers as RFC 8288 has them, and as servers write them. */
import { describe, expect, it, test } from 'vitest'
import { linksInHeader } from '../../../src/feed/http/link-header.ts'

/** Each link as its target and its relations. */
const read = (header: string | null) => linksInHeader(header).map(({ target, relations }) => [target, ...relations])
const A = 'https://a.example/'
const B = 'https://b.example/'

describe('links', () => {
  test.each<readonly [string, string | null, readonly (readonly string[])[]]>([
    ['no header', null, []],
    ['an empty header', '', []],
    ['one link', `<${A}>; rel=hub`, [[A, 'hub']]],
    [
      'quoted, as in the example of WebSub',
      `<${A}>; rel="hub", <${B}>; rel="self"`,
      [
        [A, 'hub'],
        [B, 'self'],
      ],
    ],
    ['several relations in one', `<${A}>; rel="self  Alternate"`, [[A, 'self', 'alternate']]],
    ['capitals', `<${A}>; REL=HUB`, [[A, 'hub']]],
    [
      'no space',
      `<${A}>;rel=hub,<${B}>;rel=self`,
      [
        [A, 'hub'],
        [B, 'self'],
      ],
    ],
    [
      'space everywhere',
      `  < ${A} >\t ; rel  =  "hub" ,\t<${B}> ; rel = self  `,
      [
        [A, 'hub'],
        [B, 'self'],
      ],
    ],
    ['other parameters first', `<${A}>; type="text/html"; title=x; rel=hub`, [[A, 'hub']]],
    ['a comma and a semicolon in the target', '</a,b;c>; rel=hub', [['/a,b;c', 'hub']]],
    ['a comma, a semicolon and a bracket in a title', `<${A}>; title="a, <b>; rel=x"; rel=hub`, [[A, 'hub']]],
    ['an escaped quote in a title', String.raw`<${A}>; title="a\", <b>; rel=\"self"; rel=hub`, [[A, 'hub']]],
    ['an extended title', `<${A}>; title*=UTF-8''%e2%82%ac; rel=hub`, [[A, 'hub']]],
    ['two relations, of which the first counts', `<${A}>; rel=hub; rel=self`, [[A, 'hub']]],
    ['a parameter without a value', `<${A}>; crossorigin; rel=hub`, [[A, 'hub']]],
    ['empty parameters', `<${A}>;; rel=hub;`, [[A, 'hub']]],
    [
      'empty elements',
      `, ,<${A}>; rel=hub,,<${B}>; rel=self,`,
      [
        [A, 'hub'],
        [B, 'self'],
      ],
    ],
    ['an empty target', '<>; rel=hub', [['', 'hub']]],
    ['a relative target', '</hub>; rel=hub', [['/hub', 'hub']]],
    ['a link without a relation', `<${A}>, <${B}>; rel=hub`, [[B, 'hub']]],
    ['a link of another document', `<${A}>; rel=hub; anchor="/other", <${B}>; rel=hub`, [[B, 'hub']]],
    ['an extension as a relation', `<${A}>; rel="https://rel.example/x hub"`, [[A, 'https://rel.example/x', 'hub']]],
    ['a target without an end', `<${A}; rel=hub`, []],
    ['a quote without an end', `<${B}>; rel=self, <${A}>; title="a; rel=hub`, [[B, 'self']]],
    ['no brackets, as a server writes that knows no RFC', `${A}; rel=hub`, []],
    ['words', 'hub', []],
    ['words between links', `<${A}>; rel=hub nonsense, <${B}>; rel=self`, [[A, 'hub']]],
    [
      'WordPress',
      `<${A}wp-json/>; rel="https://api.w.org/", <${A}?p=1>; rel=shortlink`,
      [
        [`${A}wp-json/`, 'https://api.w.org/'],
        [`${A}?p=1`, 'shortlink'],
      ],
    ],
  ])('%s', (_, header, expected) => {
    expect(read(header)).toEqual(expected)
  })

  it.each([
    ['quotes', '"'],
    ['brackets', '<'],
    ['links without relations', '<a>,'],
    ['parameters', '<a>;a=b'.padEnd(20_000, ';a=b')],
    ['quoted parameters', `<a>${';a="\\\\"'.repeat(3000)}`],
    ['space', `<a>${' '.repeat(100_000)};rel=hub`],
    ['escapes without an end', `<a>;a="${'\\'.repeat(100_000)}`],
  ])('a header of many %s is read to its limit', (_, part) => {
    expect(read(part.repeat(Math.ceil(100_000 / part.length)))).toEqual([])
  })
})
