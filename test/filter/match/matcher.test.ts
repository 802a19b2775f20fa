/** Which headlines a filter keeps, in many scripts, and the term that decides. */
import { describe, expect, it } from 'vitest'
import { compileFilter, type Verdict } from '../../../src/filter/match/matcher.ts'
import { SearchableItem } from '../../../src/filter/match/searchable-item.ts'
import { parseFilter } from '../../../src/filter/query/query.ts'

function filterOf(query: string): ReturnType<typeof compileFilter> {
  const parsed = parseFilter(query)
  if (!parsed.ok) throw new Error(parsed.problem.kind)
  return compileFilter(parsed.value)
}

function verdict(query: string, title: string, summary = '', categories: readonly string[] = []): Verdict {
  return filterOf(query)({ title, summary, categories })
}

describe('a term', () => {
  const cases: readonly (readonly [query: string, title: string, found: boolean])[] = [
    // Words by script
    ['ukraine', 'War in Ukraine: day 600', true],
    ['ukraine', 'Ukrainians vote', false],
    ['ukraine', "Ukraine's harvest", true],
    ['ukraine', 'Ukraine’s harvest', true],
    ['ukraine', 'pro-Ukraine rally', true],
    ['Киев', 'В КИЕВЕ', false],
    ['Киев', 'КИЕВ сегодня', true],
    ['金正恩', '朝鲜领导人金正恩访俄', true],
    ['東京', '東京都知事', true],
    ['ラーメン', '札幌味噌ﾗｰﾒﾝ横丁', true],
    ['ไทย', 'ประเทศไทยวันนี้', true],
    ['ខ្មែរ', 'ភាសាខ្មែរថ្មី', true],
    ['ລາວ', 'ປະເທດລາວ', true],
    ['북한', '북한이 미사일 발사', true],
    ['북한', '대북한 제재', false],
    ['iphone', '买iPhone手机', true],
    ['iphone手机', '最新iPhone手机上市', true],
    ['phone手机', '最新iPhone手机上市', false],
    ['2023', '2023年大事', true],
    ['202', '2023年大事', false],
    // Case and width
    ['STRASSE', 'Straße gesperrt', true],
    ['straße', 'STRASSE GESPERRT', true],
    ['οδος', 'ΟΔΟΣ', true],
    ['istanbul', 'İSTANBUL', true],
    ['nato', 'ＮＡＴＯ首脳会議', true],
    ['ＮＡＴＯ', 'Nato summit', true],
    ['ﬁnland', 'Finland joins', true],
    // Latin diacritics
    ['cafe', 'Café Central', true],
    ['cafe', 'Cafe\u0301 Central', true],
    ['café', 'Café Central', true],
    ['café', 'Cafe\u0301 Central', true],
    ['café', 'Cafe Central', false],
    ['"cafe josé"', 'Café José', true],
    ['"cafe josé"', 'Café Jose', false],
    ['viet', 'Việt Nam', true],
    ['lodz', 'Łódź', true],
    ['tromso', 'Tromsø', true],
    ['encyclopaedia', 'Encyclopædia', true],
    ['мои', 'мой', false],
    ['xy', 'x\u0302y', true],
    // Simplified and Traditional
    ['乌克兰', '烏克蘭戰爭', true],
    ['烏克蘭', '乌克兰战争', true],
    ['頭髮', '头发', true],
    ['臺灣', '台湾', true],
    ['"國際 新聞"', '国际 新闻', true],
    // Prefixes
    ['russ*', 'Russian troops', true],
    ['russ*', 'Prussia', false],
    ['"north kor"*', 'The North Koreans', true],
    ['"north kor"*', 'north of Korea', false],
    ['北京*', '在北京市', true],
    ['café*', 'Cafés', true],
    ['café*', 'cafeteria', false],
    ['50*', '500 people', true],
    // Expressions
    ['/kim (jong|yo)/', 'Kim  Yo', false],
    ['/kim (jong|yo)/', 'KIM YO JONG', true],
    ['/^the/', 'In the north', false],
    ['/\\bруc|рус/', 'РУССКИЙ', true],
    ['/[0-9]{3,}/', 'In 2026', true],
    ['/金.恩/', '金正恩', true],
    // Phrases
    ['"north korea"', 'North\u00a0  Korea tests', true],
    ['"north korea"', 'North Korean tests', false],
    ['"north korea"', 'Korea, North', false],
    ['"北 朝鮮"', '北朝鮮', false],
    // Symbols and numbers
    ['c++', 'Why C++ lives', true],
    ['c++', 'Learn (C++)', true],
    ['c++', 'C is enough', false],
    ['c#', 'C# 14', true],
    ['.net', 'On .NET 10', true],
    ['$5', 'Only $5 today', true],
    ['$5', 'Only US$5.', true],
    ['$5', 'Only $50 today', false],
    ['$5', 'Only $5.99 today', false],
    ['5', 'Up 5.99', false],
    ['99', 'Up 5.99', false],
    ['5.99', 'Up 5.99, then down', true],
    ['10', '10,000 people', false],
    ['10,000', '10,000 people', true],
    ['covid-19', 'COVID‑19 returns', true],
    ['covid–19', 'covid-19 returns', true],
    ['at&t', 'AT&T buys', true],
    ['o’brien', "O'Brien resigns", true],
    ['🔥', 'hot 🔥 news', true],
    ['❤️', 'I ❤ news', true],
    ['soft', 'so\u00adft', true],
    ['𝐛𝐨𝐥𝐝', 'bold', true],
    ['𠮷', '𠮷野家', true],
    ['𐐨', 'x 𐐀 y', true],
  ]
  it.each(cases)('%s matches the title “%s”: %s', (query, title, found) => {
    expect(verdict(query, title)).toMatchObject({ keep: found, term: query })
    expect(verdict(`-${query}`, title)).toMatchObject(
      found ? { keep: false, term: `-${query}` } : { keep: true, term: null },
    )
  })

  // An item that many filters search gets an index of its words.
  const otherFilters = Array.from({ length: 20 }, (_, index) => filterOf(`other${index} | another${index}*`))
  it.each(cases)('%s matches the title “%s” after many other filters searched it: %s', (query, title, found) => {
    const item = new SearchableItem({ title, summary: '', categories: [] })
    for (const filter of otherFilters) filter(item)
    expect(filterOf(query)(item)).toMatchObject({ keep: found, term: query })
  })
})

describe('a query', () => {
  const cases: readonly (readonly [query: string, title: string, keep: boolean, term: string | null])[] = [
    ['', 'anything', true, null],
    ['a b', 'a b', true, 'a'],
    ['a b', 'a c', false, 'b'],
    ['a | b', 'b', true, 'b'],
    ['a | b', 'c', false, null],
    ['(a | b) c', 'b c', true, 'b'],
    ['(a | b) c', 'b', false, 'c'],
    ['(a | b) c', 'c', false, null],
    ['a -b', 'a b', false, '-b'],
    ['a -b', 'a', true, 'a'],
    ['-a -b', 'c', true, null],
    ['-a -b', 'b', false, '-b'],
    ['-a, -b', 'b', false, '-b'],
    ['a, b, -c', 'b', true, 'b'],
    ['a, b, -c', 'b c', false, '-c'],
    ['a, b, -c', 'd', false, null],
    ['-(a | b)', 'b', false, '-b'],
    ['-(a b)', 'a b', false, '-a'],
    ['-(a b)', 'a', true, null],
    ['-(a -b)', 'a', false, '-a'],
    ['-(a -b)', 'a b', true, 'b'],
    ['a | -b', 'c', true, null],
    ['a | -b', 'b', false, '-b'],
    ['“New  York” -体育', 'in new york', true, '“New  York”'],
    ['“New  York” -体育', 'in new york 体育', false, '-体育'],
  ]
  it.each(cases)('“%s” on the title “%s” keeps it: %s; the deciding term is %s', (query, title, keep, term) => {
    expect(verdict(query, title)).toMatchObject({ keep, term })
  })

  it('searches title, summary and categories, but no phrase across them', () => {
    expect(verdict('b', 'a', 'b').keep).toBe(true)
    expect(verdict('sport', 'a', '', ['World', 'Sport']).keep).toBe(true)
    expect(verdict('"north korea"', 'north', 'korea').keep).toBe(false)
    expect(verdict('"north korea"', '', '', ['north', 'korea']).keep).toBe(false)
  })

  const item = {
    title: 'Kim meets Putin',
    summary: 'In Vladivostok',
    categories: ['World', 'Asia-Pacific'],
    author: 'Ann Smith',
    link: 'https://www.example.com/news/kim-putin',
    source: 'BBC World',
  }
  const limited: readonly (readonly [query: string, keep: boolean, term: string | null])[] = [
    ['title:kim', true, 'title:kim'],
    ['title:vladivostok', false, 'title:vladivostok'],
    ['summary:vladivostok', true, 'summary:vladivostok'],
    ['smith', false, 'smith'],
    ['author:smith', true, 'author:smith'],
    ['category:asia', true, 'category:asia'],
    ['category:kim', false, 'category:kim'],
    ['source:"bbc world"', true, 'source:"bbc world"'],
    ['link:example.com', true, 'link:example.com'],
    ['link:ample.com', false, 'link:ample.com'],
    ['-title:putin', false, '-title:putin'],
    ['title:(moon | put*)', true, 'title:put*'],
    ['title:/^kim/', true, 'title:/^kim/'],
    ['/^in vlad/', true, '/^in vlad/'],
    ['/putin.in/', false, '/putin.in/'],
    ['标题：Kim 来源：bbc', true, '标题：Kim'],
  ]
  it.each(limited)('%s with fields and expressions keeps the item: %s', (query, keep, term) => {
    const parsed = parseFilter(query)
    expect(parsed.ok && compileFilter(parsed.value)(item)).toMatchObject({ keep, term })
  })

  it('gives the same verdicts after an item is indexed', () => {
    const often = new SearchableItem(item)
    const queries = [
      'kim',
      'putin',
      'asia',
      'pacific',
      'asia-pacific',
      'vlad*',
      'kimm',
      '"meets putin"',
      'eets',
      'moon',
    ]
    const found = () =>
      queries.map((query) => parseFilter(query)).map((query) => query.ok && compileFilter(query.value)(often).keep)
    const first = found()
    expect(first).toEqual([true, true, true, true, true, true, false, true, false, false])
    for (let round = 0; round < 3; round += 1) expect(found()).toEqual(first)
  })

  it('accepts a searchable item', () => {
    const parsed = parseFilter('café')
    const item = new SearchableItem({ title: 'Café', summary: '', categories: [] })
    expect(parsed.ok && compileFilter(parsed.value)(item)).toMatchObject({ keep: true, term: 'café' })
  })
})
