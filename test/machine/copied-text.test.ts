/** Text that a model took from another title of its request. */
import { describe, expect, it } from 'vitest'
import { copiesFrom, lettersOf } from '../../src/machine/copied-text.ts'

type Row = readonly [name: string, text: string, other: string, source: string, copies: boolean]

const rows: readonly Row[] = [
  ['eighteen letters in a row', 'Heute: aliens land in Berlin', 'Aliens land in Berlin!', 'Storm', true],
  ['seventeen letters in a row', 'Heute: aliens and in Berlin', 'Aliens and in Berlin', 'Storm', false],
  ['a part at the end', 'Storm; aliens land in Berlin', 'They say aliens land in Berlin', 'Storm', true],
  [
    'a name that the source has too',
    'Bundesverfassungsgericht tagt',
    'Das Bundesverfassungsgericht',
    'Bundesverfassungsgericht meets',
    false,
  ],
  [
    'two parts, one of the source',
    'Bundesverfassungsgericht: aliens land in Berlin',
    'Aliens land in Berlin',
    'Bundesverfassungsgericht',
    true,
  ],
  ['other case, signs and widths', 'ＡＬＩＥＮＳ-land in: Berlin', 'aliens land in berlin', 'Storm', true],
  ['seven characters in a row', '今日外星人登陆柏林', '外星人登陆柏林', '风暴', true],
  ['six characters in a row', '今日外星人登陆城', '外星人登陆柏林', '风暴', false],
  ['characters beside letters', 'NASA外星人登陆柏林', '外星人登陆柏林', '风暴', true],
  ['nothing', '', 'Aliens land in Berlin', 'Storm', false],
]

describe('a text', () => {
  it.each(rows)('and another one: %s', (_, text, other, source, copies) => {
    expect(copiesFrom(lettersOf(text), lettersOf(other), lettersOf(source))).toBe(copies)
  })
})
