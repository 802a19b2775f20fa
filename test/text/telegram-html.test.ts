/** Titles as feeds have them, made into lines that Telegram takes. */
import { describe, expect, it } from 'vitest'
import { detected } from '../../src/text/detected-entities.ts'
import { escapeHtml, oneLine, titleLine, trimTo, webAddress } from '../../src/text/telegram-html.ts'

describe('titleLine', () => {
  const cases: readonly (readonly [name: string, title: string, line: string])[] = [
    ['as it is', 'Kim meets Putin', 'Kim meets Putin'],
    ['markup is text', '<b>A & "B"</b>', '<b>A & "B"</b>'],
    ['new lines and tabs', ' a\r\n\tb\u2028c\u2029d\u0085e\u00a0\u3000f ', 'a b c d e f'],
    ['control characters', 'a\u0000b\u0007\u001bc\u009fd', 'a b c d'],
    ['zero-width spaces and soft hyphens', 'a\u200bb\u00adc\ufeffd\u2060e', 'abcde'],
    ['overrides and embeddings', 'a\u202eb\u202ac\u202cd', 'abcd'],
    ['isolates that are not closed', 'a\u2067b\u2066c', 'abc'],
    ['half a surrogate pair', 'a\ud83db\ude00c', 'abc'],
    ['no characters', 'a\uffffb\ufffe', 'ab'],
    ['emoji keep their joiners', '👨\u200d👩\u200d👧 ❤\ufe0f', '👨\u200d👩\u200d👧 ❤\ufe0f'],
    ['Persian keeps its joiners, and is isolated', 'می\u200cخواهم', '\u2068می\u200cخواهم\u2069'],
    ['Hebrew beside Latin is isolated', 'BBC: שלום', '\u2068BBC: שלום\u2069'],
    ['marks without end', `Z${'\u0301'.repeat(50)}algo`, `Z${'\u0301'.repeat(8)}algo`],
    ['nothing', '', 'Untitled'],
    ['blanks', ' \n\u3000', 'Untitled'],
    ['only invisible characters', '\u200b\u200d\u2063\u3164\u115f\u2800\ufe0f\u0301', 'Untitled'],
    ['200 units', 'x'.repeat(200), 'x'.repeat(200)],
    ['201 units', 'x'.repeat(201), `${'x'.repeat(199)}…`],
    ['cut between words', `${'x'.repeat(198)} yy`, `${'x'.repeat(198)}…`],
    ['cut before a family', `${'x'.repeat(195)}👨\u200d👩\u200d👧`, `${'x'.repeat(195)}…`],
    ['cut before a letter with a mark', `${'x'.repeat(198)}e\u0301${'x'.repeat(9)}`, `${'x'.repeat(198)}…`],
    ['one grapheme longer than a title', `👩${'\u200d👩'.repeat(80)}`, `👩${'\u200d👩'.repeat(65)}…`],
    ['5,000 Chinese characters', '新'.repeat(5000), `${'新'.repeat(199)}…`],
    ['a wall of hashtags', '#a '.repeat(60), `${'#a '.repeat(29)}#…`],
  ]
  it.each(cases)('%s', (_, title, line) => {
    expect(titleLine(title, 'Untitled')).toBe(line)
  })
})

describe('trimTo', () => {
  it('leaves what fits', () => expect(trimTo('abc', 3)).toBe('abc'))
  it('cuts what does not', () => expect(trimTo('abcd', 3)).toBe('ab…'))
  it('never halves a pair', () => expect(trimTo('a😀b', 3)).toBe('a…'))
})

it('oneLine is empty where nothing would be seen', () => expect(oneLine('\u200e \ufeff')).toBe(''))
it('escapes what Telegram reads', () =>
  expect(escapeHtml(`<a href="x">&amp;'`)).toBe("&lt;a href=&quot;x&quot;&gt;&amp;amp;'"))

describe('webAddress', () => {
  const cases: readonly (readonly [text: string | null, address: string | null])[] = [
    ['https://example.org/a?b=c&d', 'https://example.org/a?b=c&d'],
    ['HTTP://EXAMPLE.org', 'http://example.org/'],
    [' https://example.org/新 "闻"', 'https://example.org/%E6%96%B0%20%22%E9%97%BB%22'],
    ['javascript:alert(1)', null],
    ['tg://user?id=1', null],
    ['//example.org', null],
    ['https://', null],
    ['', null],
    [null, null],
    [`https://example.org/${'x'.repeat(2000)}`, null],
  ]
  it.each(cases)('%j', (text, address) => expect(webAddress(text)).toBe(address))
})

describe('detected', () => {
  const cases: readonly (readonly [text: string, atLeast: number])[] = [
    ['Nothing here, not even once. Or twice?', 0],
    ['@durov and #news', 2],
    ['＃新闻 $TSLA', 2],
    ['/start now', 1],
    ['see example.org or me@example.org', 2],
    ['http://localhost', 1],
    ['4111 1111 1111 1111 at 10:30', 2],
  ]
  it.each(cases)('%s: %d at least', (text, atLeast) => {
    if (atLeast === 0) expect(detected(text)).toBe(0)
    else expect(detected(text)).toBeGreaterThanOrEqual(atLeast)
  })
})
