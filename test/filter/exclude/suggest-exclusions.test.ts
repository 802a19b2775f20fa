/** "Less like this": suggested terms hide a headline and similar ones, and little else. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { literalTerm } from '../../../src/filter/exclude/literal-term.ts'
import { suggestExclusions } from '../../../src/filter/exclude/suggest-exclusions.ts'
import { matcherOf } from '../../../src/filter/match/matcher.ts'
import { parseFilter } from '../../../src/filter/query/query.ts'
import { runs } from '../../runs.ts'

const item = (title: string, ...categories: readonly string[]) => ({ title, summary: '', categories })

const english = [
  item('Premier League: Arsenal win again', 'Football'),
  item('Premier League: Chelsea lose at home', 'Football'),
  item('Scottish cup final postponed', 'Football'),
  item('Storm closes schools in the north', 'UK'),
  item('Parliament passes the budget', 'Politics'),
  item('Kim to meet Putin in Russia next week', 'World'),
  item('Bread is dearer than ever', 'Money'),
  item('A new wing for the museum', 'Culture'),
  item('Volcano erupts on Iceland', 'World'),
  item('The best photos of the week', 'Culture'),
]
const chinese = [
  item('北京国安主场战胜上海申花'),
  item('上海申花宣布新任主教练'),
  item('国际油价连续三日上涨'),
  item('诺贝尔文学奖揭晓'),
  item('台风登陆福建沿海'),
]

const terms = (title: string, all: readonly ReturnType<typeof item>[]) => {
  const headline = all.find((each) => each.title === title)
  return headline === undefined ? [] : suggestExclusions(headline, all).map(({ term, hides }) => `${term} ${hides}`)
}

describe('suggestExclusions', () => {
  it('prefers a category and a name that hide similar headlines too', () => {
    expect(terms('Premier League: Arsenal win again', english).slice(0, 2)).toEqual([
      'category:"Football" 3',
      '"Premier League" 2',
    ])
  })
  it('gives examples of the other headlines that a term hides', () => {
    expect(suggestExclusions(item('Premier League: Arsenal win again', 'Football'), english)[0]?.examples).toEqual([
      'Premier League: Chelsea lose at home',
      'Scottish cup final postponed',
    ])
  })
  it('finds words in Chinese, which has no spaces between them', () => {
    expect(terms('北京国安主场战胜上海申花', chinese).join()).toMatch(/申花 2|上海 2/u)
  })
  it('suggests no word that hides most headlines', () => {
    const all = Array.from({ length: 12 }, (_, index) => item(`Market report number ${index}`, 'News'))
    expect(terms('Market report number 3', all)).toEqual([])
  })
  it.each([...english, ...chinese].map(({ title }) => title))(
    'suggests only terms that a filter accepts, for “%s”',
    (title) => {
      for (const { term, hides } of suggestExclusions(item(title, 'a "b"', 'c'), [...english, ...chinese])) {
        expect(parseFilter(`-${term}`).ok).toBe(true)
        expect(hides).toBeGreaterThan(0)
      }
    },
  )

  it('suggests no frequent word of a language before a name', () => {
    const all = Array.from({ length: 12 }, (_, index) =>
      item(index < 4 ? `Sturm über Ort${index}` : `Fund in Ort${index}`),
    )
    expect(terms('Sturm über Ort1', all)).toEqual(['Sturm 4', 'Ort1 1'])
  })
})

/** Pieces of titles that look like the syntax of filters. */
const piece = fc.constantFrom(
  ...[
    'or',
    'not',
    'AND',
    'OR',
    'NOT',
    'and',
    'oder',
    '和',
    '非',
    "O'Neill",
    "rock 'n' roll",
    "'tis",
    'צה"ל',
    '27"',
    'C++',
    'R&D',
  ],
  ...[
    'AT&T',
    '#tag',
    '@name',
    'title:',
    'tilte:x',
    're:invent',
    '10,000',
    '1,5',
    '/r/worldnews',
    '/x/',
    '(a)',
    '[Kk]im',
    '-x',
    '!x',
  ],
  ...[
    'f***',
    '*a*',
    'a|b',
    'café',
    'Straße',
    'iPhone和',
    '朝鲜',
    '東京タワー',
    'ประเทศไทย',
    '북한이',
    'в iOS',
    'дом',
    '“a”',
    '「a」',
    '🔥',
  ],
  ...['date:2024', 'unread:true', 'x = "y"', '^x', 'kim~', '100%', 'NEAR', 'e\u0301', 'Ａ', '\u200b', '\u05f4', '$5'],
)
const title = fc.oneof(
  fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(' ')),
  fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
)

describe('a suggested term', () => {
  it('hides the headline, whatever its title and categories are', () => {
    fc.assert(
      fc.property(title, fc.array(title, { maxLength: 2 }), (text, categories) => {
        const headline = item(text, ...categories)
        for (const { term, hides } of suggestExclusions(headline, [headline])) {
          expect(parseFilter(`-${term}`).ok).toBe(true)
          expect(matcherOf(`-${term}`)(headline).keep).toBe(false)
          expect(hides).toBe(1)
        }
      }),
      { numRuns: runs(300) },
    )
  })

  it('is exactly the text that it is made of', () => {
    fc.assert(
      fc.property(title, fc.constantFrom('category' as const, null), (text, field) => {
        const term = literalTerm(text, field)
        if (term === null) return
        const parsed = parseFilter(term)
        const line = text.replace(/\s+/gu, ' ').trim()
        expect(parsed).toMatchObject({
          ok: true,
          value: { rule: { kind: 'term', text: line, field, isPrefix: false } },
        })
      }),
      { numRuns: runs(300) },
    )
  })

  it.each([
    ['a plain word', 'Putin', 'Putin'],
    ['an or', 'or', '"or"'],
    ['a NOT', 'NOT', '"NOT"'],
    ['a name with an apostrophe', "O'Neill", "O'Neill"],
    ['a Hebrew acronym', 'צה"ל', 'צה"ל'],
    ['a word with signs', 'C++', 'C++'],
    ['a word with an ampersand', 'R&D', 'R&D'],
    ['two words with an ampersand', 'Johnson&Johnson', '"Johnson&Johnson"'],
    ['a tag', '#tag', '#tag'],
    ['several words', 'North Korea', '"North Korea"'],
    ['a word with a comma', 'a,b', '"a,b"'],
    ['a name of a field', 'title:x', '"title:x"'],
    ['a text in quotes', '"x"', '「"x"」'],
    ['a word in parentheses', '(x)', '"(x)"'],
    ['nothing', ' ', null],
  ])('%s: %s', (_, text, term) => {
    expect(literalTerm(text, null)).toBe(term)
  })
})
