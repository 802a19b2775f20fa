/** HTML to plain text that is safe beside other text. */
import { describe, expect, test } from 'vitest'
import { cut, oneLine, plainText, titleText } from '../../../src/feed/html-to-text/plain-text.ts'
import { decodeEntities } from '../../../src/text/entities.ts'

describe('character references', () => {
  const cases: readonly (readonly [name: string, text: string, decoded: string])[] = [
    ['of XML', '&lt;a&gt; &amp; &quot;b&quot; &apos;', '<a> & "b" \''],
    ['once', '&amp;lt; &amp;amp;', '&lt; &amp;'],
    ['decimal and hexadecimal', '&#8217;&#x2019;&#X1F44D;', '’’👍'],
    ['of windows-1252', '&#146;&#150;&#128;', '’–€'],
    ['by HTML names', '&nbsp;&eacute;&Auml;&yuml;&hellip;&ndash;&rsquo;&euro;&hearts;&alefsym;', '\u00a0éÄÿ…–’€♥ℵ'],
    ['without a semicolon', 'AT&amp T &copy 2026', 'AT& T © 2026'],
    ['not inside an address', '?a=1&copy=2&lang=de', '?a=1&copy=2&lang=de'],
    ['not unknown names', '&nope; &; & &#; &#x;', '&nope; &; & &#; &#x;'],
    ['not surrogates, nor what is beyond Unicode', '&#xd800;&#1114112;&#0;', '\ufffd\ufffd\ufffd'],
  ]
  test.each(cases)('%s', (_name, text, decoded) => {
    expect(decodeEntities(text)).toBe(decoded)
  })
})

describe('titles', () => {
  const cases: readonly (readonly [name: string, html: string, title: string])[] = [
    ['plain', 'Hello, world', 'Hello, world'],
    ['with markup', 'A <b>bold</b> <i>claim</i><br/>in two lines', 'A bold claim in two lines'],
    ['with references', 'Tom &amp; Jerry&#8217;s', 'Tom & Jerry’s'],
    ['with a comparison', '1 < 2 and 3 > 2, I <3 you', '1 < 2 and 3 > 2, I <3 you'],
    ['about types', 'Vec<T> and Map<K, V>', 'Vec<T> and Map<K, V>'],
    ['about tags', 'The &lt;em&gt; element', 'The <em> element'],
    ['over several lines', '\n  A\n\ttitle  \r\n', 'A title'],
    ['with a script', 'A<script>alert("<b>")</script>B<style>p{}</style>C', 'ABC'],
    ['with a comment', 'A<!-- <b>no</b> -->B', 'AB'],
    ['with a tag that was cut off', 'A <a href="x', 'A'],
    ['with attributes that hold >', 'A <a title="x > y">link</a>', 'A link'],
    ['with control characters', 'A\u0000\u0007\u0081B\u007f', 'AB'],
    ['with windows-1252 taken for Latin 1', '\u0093A\u0094 \u0096 B\u0092s\u0085', '“A” – B’s…'],
    ['with lone surrogates', 'A\ud800B\udc00', 'A\ufffdB\ufffd'],
    ['that would turn the line round', 'A\u202eB\u2067C\u202cD', 'ABCD'],
    ['with zero-width padding', '\ufeffA\u200b\u00adB\u2060', 'AB'],
    ['with joined emoji', '👩‍🚀 family 👍🏽 ❤️', '👩‍🚀 family 👍🏽 ❤️'],
    ['with wide spaces and separators', 'A\u3000B\u2028C\u000bD\u00a0E', 'A B C D E'],
    ['right to left', '\u200fשלום\u200e', '\u200fשלום\u200e'],
    ['of nothing but markup', '<img src="x.png"><br>', ''],
    ['empty', '', ''],
  ]
  test.each(cases)('%s', (_name, html, title) => {
    expect(titleText(html, 1000)).toBe(title)
  })
})

describe('cuts', () => {
  const cases: readonly (readonly [name: string, text: string, units: number, cut: string])[] = [
    ['not what fits', 'abcdef', 6, 'abcdef'],
    ['after a word', 'one two three', 10, 'one two…'],
    ['inside a long word', 'x'.repeat(100), 10, `${'x'.repeat(9)}…`],
    ['Chinese anywhere', '金正恩想从普京身上得到什么', 6, '金正恩想从…'],
    ['not inside a surrogate pair', `${'x'.repeat(8)}👍👍`, 10, `${'x'.repeat(8)}…`],
    ['not inside a family', `${'x'.repeat(60)}👨‍👩‍👧‍👦${'x'.repeat(60)}`, 68, `${'x'.repeat(60)}…`],
    ['not between a letter and its accent', `${'x'.repeat(8)}e\u0301xxxx`, 10, `${'x'.repeat(8)}…`],
  ]
  test.each(cases)('%s', (_name, text, units, expected) => {
    const result = cut(text, units)
    expect(result).toBe(expected)
    expect(result.length).toBeLessThanOrEqual(units)
  })

  test('a grapheme of a thousand accents in bounded size', () => {
    expect(cut(`e${'\u0301'.repeat(5000)}`, 100).length).toBeLessThanOrEqual(100)
  })
})

test('a book is read no further than it is shown', () => {
  expect(plainText('<p>word</p>'.repeat(100_000), 100).length).toBeLessThan(200)
})

test('one line stays one line', () => {
  expect(oneLine('a\r\nb\u2029c\u000bd\u000ce')).toBe('a b c d e')
})
