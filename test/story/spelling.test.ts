/** Spellings that make no other word. */
import { describe, expect, it } from 'vitest'
import { normaliseSpelling, phoneticKey, withoutMarks } from '../../src/story/spelling.ts'
import { fold } from '../../src/text/fold.ts'

describe('is one spelling', () => {
  it.each([
    ['Arabic hamza', 'الأردن', 'الاردن'],
    ['Arabic and Persian yeh and kaf', 'یک', 'يك'],
    ['tatweel and vowel marks', 'مُحَمَّد', 'محـمد'],
    ['Hebrew points', 'שָׁלוֹם', 'שלום'],
    ['Greek accents', 'Ελλάδα', 'Ελλαδα'],
    ['nukta', 'ज़मीन', 'जमीन'],
    ['ё', 'самолёт', 'самолет'],
    ['cedilla and comma', 'Iaşi', 'Iași'],
    ['digits of Arabic, Persian, Bengali and Thai', '١۲৩๔', '1234'],
  ])('%s', (_, one, other) => expect(normaliseSpelling(fold(one).exact)).toBe(normaliseSpelling(fold(other).exact)))
})

describe('sounds the same', () => {
  it.each([
    ['zelenskyy', 'selenskyj'],
    ['tschernenko', 'chernenko'],
    ['схооф', 'схоф'],
    ['зеленський', 'зеленский'],
    ['زيلينسكي', 'زيلنسكي'],
    ['ζελένσκυ'.normalize('NFD').replace(/\p{M}/gu, ''), 'ζελενσκι'],
    ['ゼレンスキー', 'ゼレンスキ'],
  ])('%s and %s', (one, other) => expect(phoneticKey(one)).toBe(phoneticKey(other)))

  it.each([
    ['omsk', 'tomsk'],
    ['austria', 'australia'],
    ['iran', 'iraq'],
    ['slovenia', 'slovakia'],
  ])('%s and %s do not', (one, other) => expect(phoneticKey(one)).not.toBe(phoneticKey(other)))
})

it('takes all marks off Latin letters', () =>
  expect(['ørsted', 'łódź', 'đường', 'ñandú'].map(withoutMarks)).toEqual(['orsted', 'lodz', 'duong', 'nandu']))
