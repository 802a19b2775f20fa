/** Words with stars: which stars are wildcards, and what they match. */
import { describe, expect, it } from 'vitest'
import { compileFilter, matcherOf } from '../../../src/filter/match/matcher.ts'
import { SearchableItem } from '../../../src/filter/match/searchable-item.ts'
import { parseFilter } from '../../../src/filter/query/query.ts'

const cases: readonly (readonly [query: string, title: string, found: boolean])[] = [
  ['*wahl', 'Die Bundestagswahl', true],
  ['*wahl', 'WAHL am Sonntag', true],
  ['*wahl', 'Die Wahlen', false],
  ['*wahl', 'Die Wahlen und die Landtagswahl', true],
  ['*wahl', 'Auswahl-Menü', true],
  ['*wahl*', 'Gewählt', true],
  ['*wahl*', 'Bundestagswahlkampf', true],
  ['*wahl*', 'Die Wahl', true],
  ['*wahl*', 'Die Qual der Zahlen', false],
  ['colo*r', 'Colour and color', true],
  ['colo*r', 'The colony', false],
  ['in*fix', 'An infix is in the middle', true],
  ['in*fix', 'in the prefix', false],
  ['in*fix', 'infixes', false],
  ['in*fix', 'reinfix', false],
  ['in*fix', 'in-fix', false],
  ['in*fi*xe', 'inofifixe', true],
  ['in*fi*xe', 'infixe', true],
  ['in*fi*xe', 'infxe', false],
  ['in*fi*', 'infinity', true],
  ['*in*fi', 'wi-fi, within wifi', false],
  ['*in*fi', 'latinsfi', true],
  ['co*19', 'covid19', true],
  ['co*19', 'covid-19', false],
  ['co*-19', 'covid-19', true],
  ['co*-19', 'covid a-19', false],
  ['ab*ab', 'ab', false],
  ['ab*ab', 'abab', true],
  ['ab*ab', 'abcab', true],
  ['ab*ab ', 'abc ab', false],
  ['*café', 'Netzcafé', true],
  ['*café', 'Netzcafe', false],
  ['*cafe', 'Netzcafé', true],
  ['*град', 'Поезд в Волгоград', true],
  ['*град', 'Волгоградский', false],
  ['北京*大学', '北京师范大学', true],
  ['北京*大学', '北京，一所大学', false],
  ['*大学', '北京师范大学生', true],
  ['*선거', '대통령선거가', true],
  ['*ρία', 'ΙΣΤΟΡΙΑ', true],
  ['f*ck', 'f*ck', true],
  ['f*ck', 'fork truck, frack', false],
  ['bu*it', 'bu*****it', true],
  ['title:*wahl', 'Landtagswahl', true],
]

describe('a wildcard', () => {
  it.each(cases)('%s matches the title “%s”: %s', (query, title, found) => {
    const match = matcherOf(query)
    expect(match({ title, summary: '', categories: [] }).keep).toBe(found)
    expect(matcherOf(`-${query}`)({ title, summary: '', categories: [] }).keep).toBe(!found)
  })

  const others = Array.from({ length: 20 }, (_, index) => matcherOf(`other${index} | *another${index}`))
  it.each(cases)('%s matches the title “%s” after many other filters searched it: %s', (query, title, found) => {
    const item = new SearchableItem({ title, summary: '', categories: [] })
    for (const match of others) match(item)
    expect(matcherOf(query)(item).keep).toBe(found)
  })

  it('names itself as the deciding term', () => {
    const parsed = parseFilter('title:*wahl')
    const verdict = parsed.ok && compileFilter(parsed.value)({ title: 'Landtagswahl', summary: '', categories: [] })
    expect(verdict).toMatchObject({ keep: true, term: 'title:*wahl' })
  })

  it('decides on a long text with many beginnings and no end, which quadratic time would not', () => {
    const item = new SearchableItem({ title: 'abcd'.repeat(100_000), summary: 'ab '.repeat(100_000), categories: [] })
    expect(matcherOf('ab*cd*abc*ef | *ab*ab*xy | ab*zz')(item).keep).toBe(false)
  })
})
