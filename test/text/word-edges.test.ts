/** Where words begin and end in folded texts, and which words a text has. */
import { describe, expect, it } from 'vitest'
import { fold } from '../../src/text/fold.ts'
import { isEdge, isWordBoundary, plainWordsOf, wordBoundaries, wordsOf } from '../../src/text/word-edges.ts'

/** A bar at each edge. */
function barred(text: string): string {
  return [...text].reduce(
    ({ made, at }, character) => {
      return { made: made + (at > 0 && isEdge(text, at) ? '|' : '') + character, at: at + character.length }
    },
    { made: '', at: 0 },
  ).made
}

describe('the edges of words', () => {
  it.each([
    ['ASCII', 'a_1 b', 'a_1| |b'],
    ['a decimal', 'a 1.5, 2', 'a| |1.5|,| |2'],
    ['a dot between letters', 'a.b', 'a|.|b'],
    ['scripts', 'iphoneи', 'iphone|и'],
    ['Hangul behind Latin and digits', 'k팝 3명', 'k|팝| |3|명'],
    ['digits behind letters', '5g', '5g'],
    ['scripts without spaces', 'a中文', 'a|中|文'],
    ['gershayim', 'צה"ל "ל', 'צה"ל| |"|ל'],
    ['an apostrophe in Cyrillic and Latin', "п'я l'a", "п'я| |l|'|a"],
    ['an apostrophe between scripts', "п'a", "п|'|a"],
    ['marks', 'हिंदी', 'हिंदी'],
    ['letters of two units', '𞤢𞤣 b', '𞤢𞤣| |b'],
  ])('in %s', (_, text, expected) => {
    expect(barred(text)).toBe(expected)
  })
})

it.each([
  ['ASCII', 'Up 5.99, a_b', ['up', '5.99', 'a_b'], ['up', '5.99', 'a_b']],
  ['Cyrillic', 'П’ять 1,5 «мир»', ["п'ять", '1,5', 'мир'], ["п'ять", '1,5', 'мир']],
  ['Hebrew', 'דובר צה"ל', ['דובר', 'צה"ל'], ['דובר', 'צה"ל']],
  ['Chinese', '买iPhone和iPad', ['iphone', 'ipad'], ['买', 'iphone', '和', 'ipad']],
  ['Japanese', '町のカフェ!', [], ['町のカフェ']],
  ['Korean', '애플은 iPhone을', ['애플은', 'iphone', '을'], ['애플은', 'iphone', '을']],
  ['emoji', '🔥 hot', ['hot'], ['hot']],
  ['nothing', '…', [], []],
])('the words of a text: %s', (_, text, words, plain) => {
  expect(wordsOf(fold(text).bare)).toEqual(words)
  expect(plainWordsOf(fold(text).bare)).toEqual(plain)
})

it('boundaries for expressions lie beside punctuation, between scripts, and between letters of scripts without spaces', () => {
  expect(wordBoundaries('Да, iOSа 中文!')).toEqual([0, 2, 4, 7, 8, 9, 10, 11])
  expect(isWordBoundary('', '!')).toBe(false)
  expect(isWordBoundary('', 'ж')).toBe(true)
  expect(isWordBoundary('ж', '5')).toBe(false)
})
