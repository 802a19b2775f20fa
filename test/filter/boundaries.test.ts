/** Filters at their boundaries: many terms in one text, the shortest misspelt field, the order of suggestions. */
import { describe, expect, it } from 'vitest'
import { suggestExclusions } from '../../src/filter/exclude/suggest-exclusions.ts'
import { compileFilter } from '../../src/filter/match/matcher.ts'
import { parseFilter } from '../../src/filter/query/query.ts'

const terms = ['甲乙', '丙丁', '戊己', '庚辛', '壬癸', '子丑', '寅卯', '辰巳', '午未', '申酉', '戌亥']

describe('a filter with more terms than are searched one by one', () => {
  it.each([
    ['finds the last of them', '今日戌亥新闻', true],
    ['finds none of them in another text', '国际油价连续三日上涨', false],
  ])('%s', (_, title, keep) => {
    const parsed = parseFilter(terms.join(' | '))
    if (!parsed.ok) throw new Error(parsed.problem.kind)
    expect(compileFilter(parsed.value)({ title, summary: '', categories: [] }).keep).toBe(keep)
  })
})

describe('a misspelt field', () => {
  it('of four letters is a mistake', () => {
    expect(parseFilter('titl:kim')).toMatchObject({ problem: { mistake: 'unknown-field', suggestion: 'title:kim' } })
  })
  it.each(['tile:kim', 'titlee:kim', 'tifle:kim', 'xitle:kim', 'ittle:kim', 'tilte:kim'])(
    '%s has one letter too few, too many, replaced or swapped',
    (query) => {
      expect(parseFilter(query)).toMatchObject({ problem: { mistake: 'unknown-field', suggestion: 'title:kim' } })
    },
  )
  it.each(['til:kim', 'tiabe:kim', 'tabte:kim', 'title:tilte:kim'])('is not what %s begins with', (query) => {
    expect(parseFilter(query).ok).toBe(true)
  })
})

it('the suggestion that hides the most headlines comes before a phrase of this headline only', () => {
  const titles = ['Kim Jong meets Putin', 'Putin speaks', 'Putin travels', 'Putin waits', 'Bread', 'Storm', 'Museum']
  const others = ['Volcano', 'Photos', 'Budget', 'Rain', 'Snow']
  const items = [...titles, ...others].map((title) => ({ title, summary: '', categories: [] }))
  const [headline] = items
  expect(headline === undefined ? [] : suggestExclusions(headline, items).map(({ term }) => term)).toEqual([
    'Putin',
    '"Kim Jong"',
    'Kim',
    'Jong',
  ])
})

describe('a suggestion', () => {
  const proposed = (title: string, category: string, others: readonly string[] = []) => {
    const headline = { title, summary: '', categories: [category] }
    const items = [headline, ...others.map((other) => ({ title: other, summary: '', categories: [] }))]
    return suggestExclusions(headline, items).map(({ term }) => term)
  }
  it.each([
    ['is a category of 40 characters', 'Bread', 'c'.repeat(40), [`category:"${'c'.repeat(40)}"`, 'Bread']],
    ['is no category of 41 characters', 'Bread', 'c'.repeat(41), ['Bread']],
    [
      'is a category with quotes, in quotes of another kind',
      'Bread',
      'the "axis"',
      ['category:「the "axis"」', 'Bread'],
    ],
    ['is no category with all kinds of quotes', 'Bread', '"a" 「b」 『c』', ['Bread']],
    ['is a word with its signs', 'C++ and R&D', 'x', ['category:"x"', 'C++', 'R&D']],
    ['is a word without the s of a genitive', 'Putin’s visit', 'x', ['category:"x"', 'Putin', 'visit']],
    ['is a word that could be an operator, in quotes', 'an der Oder', 'x', ['category:"x"', '"Oder"', 'der']],
    ['is no word of two letters, no number and no stop word', 'Up 2026 with UK bread', 'x', ['category:"x"', 'bread']],
    [
      'is a pair of capitalised words that one space joins',
      'Kim, Jong Un of ours',
      'x',
      ['category:"x"', 'Kim', 'Jong', 'ours'],
    ],
  ])('%s', (_, title, category, terms) => {
    expect(proposed(title, category)).toEqual(terms)
  })
})
