/** Words of headlines: how they are split, which numbers they are, and the role of each. */
import { describe, expect, it } from 'vitest'
import { Headline } from '../../src/story/headline.ts'
import { casefold } from '../../src/text/casefold.ts'

const headlineOf = (title: string) => new Headline(casefold(title))

/** `# ` behind a number, `/function` behind a word of that role, `½` behind a character. */
function read(title: string): string {
  const headline = headlineOf(title)
  return headline
    .readIn(headline.languages)
    .tokens.map(
      ({ text, role, isNumber, weight }) =>
        text + (isNumber ? '#' : '') + (weight === 0.5 ? '½' : '') + (role === 'content' ? '' : `/${role}`),
    )
    .join(' ')
}

describe('the words of a headline', () => {
  it.each([
    ['Roman numerals up to thirteen are numbers', 'Louis XIV and World War II', 'louis xiv and/function world war 2#'],
    ['Roman numerals that subtract', 'Rocky IV beats Rocky III', 'rocky 4# beats rocky 3#'],
    ['names of letters and numbers are numbers', 'H5N1 found in S03E05', 'h5n1# found in/function s03e05#'],
    [
      'abbreviations and negations are one word',
      'The U.S. says it won’t pay',
      'the/optional us says/function it/function wont/distinguishing pay',
    ],
    ['an apostrophe between letters divides words', 'L’accident de Peru’da', 'l accident de/function peru da/function'],
    ['but not in Ukrainian', 'В Україні п’ять паромів', 'в/function україні 5# паромів'],
    [
      'points divide thousands, commas decimals',
      '1.200 Schafe auf 3,5 Hektar',
      '1200# schafe auf/distinguishing 3.5# hektar',
    ],
    ['spaces divide thousands', '12 000 personnes, 2-1', '12000# personnes 2-1#'],
    ['a score or a time is one number', 'Score 2:1 at 10:30', 'score 2-1# at/function 10-30#'],
    ['commas divide thousands', '1,234,567 people', '1234567# people'],
    ['a comma behind points begins decimals', '10.000,50 Euro', '10000.50# euro'],
    ['three decimals behind a zero', '0,500 litres', '0.500# litres'],
    ['a group of two digits divides no thousands', '12,34,567 people', '12.34.567# people'],
    ['zeros before a number do not count', '007 returns', '7# returns'],
    ['a number may be negative', '-5 degrees', '-5# degrees'],
    ['words in a row are one number', 'إنقاذ ثلاثة عشر بحارا', 'انقاذ 3+10# بحارا'],
    ['Chinese numerals are numbers', '二〇二五年 三百人 1万2千', '2025# 年½ 300# 人½ 12000#'],
    ['Chinese percentages', '百分之五 两成', '5# % 20# %'],
    ['a currency is a word', '5% of $10', '5# % of/distinguishing $ 10#'],
    ['Vietnamese words keep their marks', 'Ba người chết ở Hà Nội', '3# người/function chết ở/function hà nội'],
    [
      'Japanese is read character by character, but katakana word by word',
      'フェリーが座礁、三人が死亡',
      'フェリー が/function 座½ 礁½ 3# 人½ が/function 死½ 亡½',
    ],
    ['Thai is read character by character', 'ล่ม 3 ศพ', 'ล่½ ม½ 3# ศ½ พ½'],
    ['signs belong to a name', 'C++ and C# compilers', 'c++ and/function c# compilers'],
    [
      'a negation distinguishes',
      'Die Fähre ist nicht gesunken',
      'die/optional fähre ist/function nicht/distinguishing gesunken',
    ],
  ])('%s: %s', (_, title, words) => expect(read(title)).toBe(words))
})

it.each([
  ['Ferry ran, aground: off Naxos - again!', '2, 3: 5-'],
  [': Ferry ran aground', ''],
  ['Ferry, ran aground.', '1,'],
])('the punctuation between the words of “%s” is “%s”', (title, marks) => {
  expect(headlineOf(title).marks).toBe(marks)
})

it('symbols are no words', () => {
  expect(read('↑ Ferry ★ off Naxos')).toBe('ferry off/distinguishing naxos')
  expect(headlineOf('↑ Ferry ★ off Naxos').affixes).toContain('↑★')
})

describe('the languages of a headline', () => {
  it.each([
    ['one by its function words', 'Die Fähre ist nicht gesunken', ['de']],
    ['several that are equally likely', '5% of $10', ['en']],
    ['one by its letters', 'В Україні пять паромів', ['uk']],
    ['none without a known word', 'Zmako mokopo sefik', []],
    ['that of most of its words', 'Путин and the minister of war met in the north', ['en']],
  ])('%s: %s', (_, title, languages) => {
    expect(headlineOf(title).languages.likeliest.map(({ list }) => list.language)).toEqual(languages)
  })
})
