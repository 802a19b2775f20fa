/** Exclusions are added to every form of query, so that they apply to all of it. */
import { describe, expect, it } from 'vitest'
import { excludeTerm } from '../../../src/filter/exclude/exclude-term.ts'
import { matcherOf } from '../../../src/filter/match/matcher.ts'
import { limits } from '../../../src/limits.ts'
import { runs } from '../../runs.ts'

const queries: readonly (readonly [query: string, term: string, excluded: string])[] = [
  ['', 'sport', '-sport'],
  ['rain', 'sport', 'rain -sport'],
  ['rain snow', '"live blog"', 'rain snow -"live blog"'],
  ['rain | snow', 'sport', '(rain | snow) -sport'],
  ['rain, snow', 'sport', '(rain, snow) -sport'],
  ['rain\nsnow', 'sport', '(rain\nsnow) -sport'],
  ['rain\n-golf', 'sport', 'rain\n-golf -sport'],
  ['-golf, rain, snow', 'sport', '(-golf, rain, snow) -sport'],
  ['-golf, rain, snow storm', 'sport', '(-golf, rain, snow storm) -sport'],
  ['-golf | -tennis', 'sport', '-golf | -tennis -sport'],
  ['-golf', 'sport', '-golf -sport'],
  ['rain -sport', 'sport', 'rain -sport'],
  ['rain or snow', 'sport', '(rain | snow) -sport'],
  ['(rain', 'sport', '(rain) -sport'],
  ['rain', 'OR', 'rain -"OR"'],
  ['rain', 'NOT', 'rain -NOT'],
  ['rain', 'a|b', 'rain -"a|b"'],
  ['rain', 'win, lose', 'rain -"win, lose"'],
  ['rain', '-sport', 'rain -"-sport"'],
  ['rain', 'category:"R&B"', 'rain -category:"R&B"'],
]

describe('excludeTerm', () => {
  it.each(queries)('%j without %s is %j', (query, term, excluded) => {
    expect(excludeTerm(query, term)).toBe(excluded)
  })

  it('is null where there is no room', () => {
    const full = 'x '.repeat(limits.filter.queryUnits / 2 - 3).trim()
    expect(excludeTerm(full, 'y')).toBe(`${full} -y`)
    expect(excludeTerm(full, 'cricket')).toBeNull()
    const deep = '('.repeat(limits.filter.nestingDepth - 1)
    expect(excludeTerm(`${deep}a | b${deep.replaceAll('(', ')')} | c`, 'd')).not.toBeNull()
    expect(excludeTerm(`(${deep}a | b${deep.replaceAll('(', ')')}) | c`, 'd')).toBeNull()
  })

  it('keeps what the query keeps, without what has the term', () => {
    const parts = ['a', 'b', '-c', '-d', '(a | b)', '(a, -c)', '(-c | -d)', '"a b"']
    const joints = [' ', ' | ', ', ', '\n']
    const texts = ['a', 'b', 'c', 'a b', 'a c', 'b d', 'a b c d', 'z', 'a z', 'b c z', 'd']
    for (let run = 0; run < runs(200); run++) {
      const pick = <Value>(list: readonly Value[], at: number) => list[(run * 7 + at * 13 + (run >> 3)) % list.length]
      const query = `${pick(parts, 0)}${pick(joints, 1)}${pick(parts, 2)}${pick(joints, 3)}${pick(parts, 4)}`
      const [before, after] = [matcherOf(query), matcherOf(excludeTerm(query, 'z') ?? '')]
      const items = texts.map((title) => ({ title, summary: '', categories: [] }))
      const wanted = items.filter((item) => before(item).keep && !item.title.includes('z'))
      expect([query, items.filter((item) => after(item).keep)]).toEqual([query, wanted])
    }
  })
})
