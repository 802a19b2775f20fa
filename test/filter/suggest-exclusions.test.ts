/** "Less like this": suggested terms hide a headline and similar ones, and little else. */
import { describe, expect, it } from 'vitest'
import { parseFilter } from '../../src/filter/query.ts'
import { suggestExclusions } from '../../src/filter/suggest-exclusions.ts'

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
})
