/** Character references. */
import { describe, expect, it } from 'vitest'
import { decodeEntities } from '../../src/text/entities.ts'

describe('character references', () => {
  const cases: readonly (readonly [name: string, text: string, decoded: string])[] = [
    ['as in XML', '&lt;a&gt; &amp; &quot;b&quot; &apos;', '<a> & "b" \''],
    ['once', '&amp;lt; &amp;amp;', '&lt; &amp;'],
    ['decimal and hexadecimal', '&#8217;&#x2019;&#X1F44D;', '’’👍'],
    ['as windows-1252', '&#146;&#150;&#128;', '’–€'],
    ['by HTML names', '&nbsp;&eacute;&Auml;&yuml;&hellip;&ndash;&rsquo;&euro;&hearts;&alefsym;', '\u00a0éÄÿ…–’€♥ℵ'],
    ['without a semicolon', 'AT&amp T &copy 2026', 'AT& T © 2026'],
    ['not inside an address', '?a=1&copy=2&lang=de', '?a=1&copy=2&lang=de'],
    ['not at the beginning of a longer name', '&copying &notes;', '&copying &notes;'],
    ['by names that only HTML 5 has', '&lbrace;&nvlt;', '{<\u20d2'],
    ['not unknown names', '&nope; &; & &#; &#x;', '&nope; &; & &#; &#x;'],
    ['not surrogates, nor what is beyond Unicode', '&#xd800;&#1114112;&#0;', '\ufffd\ufffd\ufffd'],
  ]
  it.each(cases)('are decoded %s', (_name, text, decoded) => {
    expect(decodeEntities(text)).toBe(decoded)
  })
})
