/** Folding unit by unit gives what folding a whole text gives, in every script and in linear time. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tidyBlanks } from '../../src/text/casefold.ts'
import { fold } from '../../src/text/fold.ts'
import { foldWithMarks, withoutMarks, withoutStrayMarks } from '../../src/text/letter-variants.ts'
import { usualKana, usualSequences } from '../../src/text/spelling-variants.ts'
import { plainWordsOf, wordsOf } from '../../src/text/word-edges.ts'
import { runs } from '../runs.ts'

/** Ranges of characters of one language or kind. */
const alphabets: readonly (readonly [name: string, ranges: readonly (readonly [number, number])[]])[] = [
  [
    'ASCII and full width',
    [
      [0x20, 0x7e],
      [0xff01, 0xff5e],
    ],
  ],
  [
    'Latin with marks',
    [
      [0x41, 0x7a],
      [0xc0, 0x24f],
      [0x300, 0x30c],
      [0x1e00, 0x1eff],
    ],
  ],
  [
    'Greek',
    [
      [0x370, 0x3ff],
      [0x1f00, 0x1fff],
      [0x300, 0x314],
      [0x342, 0x345],
    ],
  ],
  [
    'Cyrillic',
    [
      [0x400, 0x52f],
      [0x300, 0x308],
    ],
  ],
  [
    'Hebrew',
    [
      [0x591, 0x5f4],
      [0x20, 0x22],
      [0xfb1d, 0xfb4f],
    ],
  ],
  [
    'Arabic',
    [
      [0x600, 0x6ff],
      [0xfb50, 0xfbff],
      [0xfe70, 0xfefc],
      [0x200c, 0x200d],
    ],
  ],
  [
    'Devanagari',
    [
      [0x900, 0x97f],
      [0x200c, 0x200d],
    ],
  ],
  ['Bengali', [[0x980, 0x9ff]]],
  ['southern Indic scripts', [[0xb80, 0xdff]]],
  ['Thai', [[0xe00, 0xe5b]]],
  ['Ethiopic', [[0x1200, 0x137f]]],
  [
    'kana',
    [
      [0x3041, 0x30ff],
      [0xff61, 0xff9f],
      [0x4e00, 0x4e20],
    ],
  ],
  [
    'Hangul',
    [
      [0x1100, 0x11ff],
      [0x3131, 0x318e],
      [0xac00, 0xac40],
    ],
  ],
  [
    'emoji',
    [
      [0x1f1e6, 0x1f1ff],
      [0x1f44d, 0x1f469],
      [0x1f3fb, 0x1f3ff],
      [0x2640, 0x2642],
      [0xfe0f, 0xfe0f],
      [0x200d, 0x200d],
    ],
  ],
  [
    'signs',
    [
      [0x2000, 0x206f],
      [0xa0, 0xbf],
      [0x3000, 0x3020],
    ],
  ],
]

describe('folding unit by unit gives the same result as folding the whole text:', () => {
  it.each(alphabets)('%s', (_, ranges) => {
    const character = fc.oneof(...ranges.map(([min, max]) => fc.integer({ min, max })))
    fc.assert(
      fc.property(fc.array(character, { maxLength: 12 }), (points) => {
        const text = points.map((point) => String.fromCodePoint(point)).join('')
        const whole = withoutMarks(withoutStrayMarks(foldWithMarks(usualSequences(text), true)))
        expect(fold(text).bare).toBe(tidyBlanks(usualKana(whole)))
      }),
      { numRuns: runs(300) },
    )
  })
})

it.each([
  ['Latin', 'café à łódź', 'cafe a lodz', [3, 5, 7, 8, 10]],
  ['decomposed Latin', 'cafe\u0301 a', 'cafe a', [3]],
  ['Greek', 'στην αθήνα', 'στην αθηνα', [7]],
  ['a skin tone', 'a 👍🏽 b', 'a 👍 b', [3]],
  ['a nukta', 'फ\u093cिल्म', 'फिल्म', [0]],
  ['teh marbuta', 'مدرسة', 'مدرسه', [4]],
  ['capital letters, which may lack a mark', 'Ab', 'ab', [0]],
  ['ASCII in small letters', 'cafe', 'cafe', []],
])('%s: “%s” is “%s” with marks at %j', (_, text, bare, places) => {
  const folded = fold(text)
  expect(folded.bare).toBe(bare)
  expect(Array.from({ length: bare.length }, (_, at) => at).filter((at) => folded.marksAt(at) !== '')).toEqual(places)
})

describe('a hostile text is folded in linear time:', () => {
  it.each([
    ['ideographs', '國'],
    ['combining marks', '\u0301'],
    ['letters with marks', 'e\u0301'],
    ['emoji', '👍'],
    ['joiners', '👨\u200d'],
    ['flags', '🇺'],
    ['prolonged marks', 'カー'],
    ['viramas', 'न्'],
    ['groups of digits', '1,234,'],
    ['apostrophes', "а'"],
    ['a ligature of 18 letters among others', 'ﷺ國國國'],
    ['jamo', 'ㅋㅏ'],
    ['hamza', 'ئو'],
    ['blanks', ' \u00a0'],
  ])('%s', (_, unit) => {
    const text = unit.repeat(40_000 / unit.length)
    const folded = fold(text)
    const { bare } = folded
    folded.marksAt(0)
    wordsOf(bare)
    plainWordsOf(bare)
    expect(bare.length).toBeLessThanOrEqual(text.length * 18)
  })
})

it('a long text of ideographs is folded', () => {
  expect(fold('國'.repeat(10_000)).bare).toBe('国'.repeat(10_000))
})
