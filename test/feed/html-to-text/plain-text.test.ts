/** HTML as plain text. */
import { describe, expect, test } from 'vitest'
import { plainText, titleText } from '../../../src/feed/html-to-text/plain-text.ts'

describe('a title', () => {
  const cases: readonly (readonly [name: string, html: string, title: string])[] = [
    ['of plain text', 'Hello, world', 'Hello, world'],
    ['with markup', 'A <b>bold</b> <i>claim</i><br/>in two lines', 'A bold claim in two lines'],
    ['with references', 'Tom &amp; Jerry&#8217;s', 'Tom & Jerry’s'],
    ['with a comparison', '1 < 2 and 3 > 2, I <3 you', '1 < 2 and 3 > 2, I <3 you'],
    ['about types', 'Vec<T> and Map<K, V>', 'Vec<T> and Map<K, V>'],
    ['about tags', 'The &lt;em&gt; element', 'The <em> element'],
    ['over several lines', '\n  A\n\ttitle  \r\n', 'A title'],
    ['with a script', 'A<script>alert("<b>")</script>B<style>p{}</style>C', 'ABC'],
    ['with a comment', 'A<!-- <b>no</b> -->B', 'AB'],
    ['in a section of XML', '<![CDATA[A <b>B</b> & C]]> D', 'A B & C D'],
    ['in two sections of XML', '<![CDATA[A]]><![CDATA[<i>B</i>]]>', 'AB'],
    ['with the start of a section of XML', 'A <![CDATA[ <b>B</b>', 'A <![CDATA[ B'],
    ['with the end of a section of XML', 'A ]]> B', 'A ]]> B'],
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
    ['without text', '', ''],
  ]
  test.each(cases)('%s becomes one line of plain text', (_name, html, title) => {
    expect(titleText(html, 1000)).toBe(title)
  })
})

test('reading HTML stops when enough text is read', () => {
  expect(plainText('<p>word</p>'.repeat(100_000), 100).length).toBeLessThan(200)
})
