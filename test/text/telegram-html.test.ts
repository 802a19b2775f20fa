/** Titles of feeds as lines of Telegram messages. */
import { describe, expect, it } from 'vitest'
import { escapeHtml } from '../../src/text/escape-html.ts'
import { plainOf, titleLine } from '../../src/text/telegram-html.ts'

describe('titleLine', () => {
  const cases: readonly (readonly [name: string, title: string, line: string])[] = [
    ['it needs no change', 'Kim meets Putin', 'Kim meets Putin'],
    ['markup stays text', '<b>A & "B"</b>', '<b>A & "B"</b>'],
    ['line breaks and tabs become spaces', ' a\r\n\tb\u2028c\u2029d\u00a0\u3000e ', 'a b c d e'],
    ['control characters are removed', 'a\u0000b\u0007\u001bc\u007fd', 'abcd'],
    ['zero-width spaces and soft hyphens are removed', 'a\u200bb\u00adc\ufeffd\u2060e', 'abcde'],
    ['overrides and embeddings are removed', 'a\u202eb\u202ac\u202cd', 'abcd'],
    ['unclosed isolates are removed', 'a\u2067b\u2066c', 'abc'],
    ['half a surrogate pair is replaced', 'a\ud83db\ude00c', 'a\ufffdb\ufffdc'],
    ['noncharacters are removed', 'a\uffffb\ufffe', 'ab'],
    ['emoji keep their joiners', '👨\u200d👩\u200d👧 ❤\ufe0f', '👨\u200d👩\u200d👧 ❤\ufe0f'],
    ['Persian keeps its joiners, and is isolated', 'می\u200cخواهم', '\u2068می\u200cخواهم\u2069'],
    ['Hebrew beside Latin is isolated', 'BBC: שלום', '\u2068BBC: שלום\u2069'],
    ['excess marks are removed', `Z${'\u0301'.repeat(50)}algo`, `Z${'\u0301'.repeat(8)}algo`],
    ['an empty title is untitled', '', 'Untitled'],
    ['a blank title is untitled', ' \n\u3000', 'Untitled'],
    ['an invisible title is untitled', '\u200b\u200d\u2063\u3164\u115f\u2800\ufe0f\u0301', 'Untitled'],
    ['200 units fit', 'x'.repeat(200), 'x'.repeat(200)],
    ['201 units are cut', 'x'.repeat(201), `${'x'.repeat(199)}…`],
    ['the cut leaves no space before …', `${'x'.repeat(198)} yy`, `${'x'.repeat(198)}…`],
    ['the cut is before an emoji sequence', `${'x'.repeat(195)}👨\u200d👩\u200d👧`, `${'x'.repeat(195)}…`],
    ['the cut is before a letter with a mark', `${'x'.repeat(198)}e\u0301${'x'.repeat(9)}`, `${'x'.repeat(198)}…`],
    ['a grapheme longer than a title is cut', `👩${'\u200d👩'.repeat(80)}`, `👩${'\u200d👩'.repeat(65)}…`],
    ['5,000 Chinese characters are cut', '新'.repeat(5000), `${'新'.repeat(199)}…`],
    ['a title of hashtags is cut to 30', '#a '.repeat(60), `${'#a '.repeat(29)}#…`],
  ]
  it.each(cases)('makes one safe line of a title: %s', (_, title, line) => {
    expect(titleLine(title, 'Untitled')).toBe(line)
  })
})

it('escapeHtml escapes the four characters that Telegram knows references for', () =>
  expect(escapeHtml(`<a href="x">&amp;'`)).toBe("&lt;a href=&quot;x&quot;&gt;&amp;amp;'"))

it('plainOf removes tags and decodes references', () => expect(plainOf('<b>A &amp; B</b> &lt;c&gt;')).toBe('A & B <c>'))
