/** Filters and the whole text of an item: where a term is found, and what a text that is not at hand leaves open. */
import { describe, expect, it } from 'vitest'
import { matcherOf } from '../../../src/filter/match/matcher.ts'
import { needsText } from '../../../src/filter/match/needs-text.ts'
import { type FilterItem, SearchableItem } from '../../../src/filter/match/searchable-item.ts'
import { UnitPairs } from '../../../src/filter/match/unit-pairs.ts'
import { WordIndex, wordHash } from '../../../src/filter/match/word-index.ts'
import { storedFilter } from '../../../src/filter/query/likeliest-filter.ts'
import { parseFilter } from '../../../src/filter/query/query.ts'

const item: FilterItem = {
  title: 'Cluster upgrade',
  summary: 'Short teaser.',
  categories: ['Operations'],
  author: 'Ann',
  text: 'Short teaser.\nThen Kubernetes came to the north\nsea of 足球 clubs.\nThis article is sponsored by Acme.',
}

describe('the verdict', () => {
  const cases: readonly (readonly [query: string, keep: boolean, term: string | null, field: string | null])[] = [
    // A missing term is nowhere, and a term that keeps an item by its title or summary needs no place.
    ['kubernetes', true, 'kubernetes', 'text'],
    ['docker', false, 'docker', null],
    ['cluster', true, 'cluster', null],
    ['-sponsored', false, '-sponsored', 'text'],
    ['-upgrade', false, '-upgrade', 'title'],
    ['-teaser', false, '-teaser', 'summary'],
    ['-operations', false, '-operations', 'category'],
    ['-author:ann', false, '-author:ann', 'author'],
    ['title:kubernetes', false, 'title:kubernetes', null],
    ['summary:kubernetes', false, 'summary:kubernetes', null],
    ['text:kubernetes', true, 'text:kubernetes', 'text'],
    ['正文：kubernetes', true, '正文：kubernetes', 'text'],
    ['content:kubernetes', true, 'content:kubernetes', 'text'],
    ['text:cluster', false, 'text:cluster', null],
    ['kuber*', true, 'kuber*', 'text'],
    ['足球', true, '足球', 'text'],
    ['"sponsored by"', true, '"sponsored by"', 'text'],
    ['"north sea"', false, '"north sea"', null],
    ['/^then kub/', true, '/^then kub/', 'text'],
    ['/north.sea/', false, '/north.sea/', null],
    ['-/spons[a-z]+/', false, '-/spons[a-z]+/', 'text'],
    // What title and summary decide comes before what only the text decides.
    ['kubernetes cluster', true, 'kubernetes', 'text'],
    ['cluster kubernetes', true, 'cluster', null],
    ['docker -upgrade', false, '-upgrade', 'title'],
    ['-title:moon kubernetes', true, 'kubernetes', 'text'],
    ['-(title:moon | docker) acme', true, 'acme', 'text'],
    ['(title:moon | -acme) | docker', false, '-acme', 'text'],
    ['kubernetes | cluster', true, 'cluster', null],
    ['(kubernetes | docker) -acme', false, '-acme', 'text'],
    ['(moon | docker)', false, null, null],
    ['-(kubernetes docker)', true, null, null],
  ]
  it.each(cases)('of %s is %s by %s in %s', (query, keep, term, field) => {
    expect(matcherOf(query)(item)).toEqual({ keep, term, field })
  })

  const others = Array.from({ length: 20 }, (_, at) => matcherOf(`other${at} | another${at}* | 别的${at}`))
  it.each(cases)('of %s stays the same after many other filters', (query, keep, term, field) => {
    const searched = new SearchableItem(item)
    for (const other of others) other(searched)
    expect(matcherOf(query)(searched)).toEqual({ keep, term, field })
  })

  it('looks at every one of 40 terms', () => {
    const words = (from: number) => Array.from({ length: 39 }, (_, at) => `no${from + at}`)
    expect(matcherOf([...words(0), 'kubernetes'].join(' | '))(item)).toMatchObject({ keep: true, field: 'text' })
    expect(matcherOf(words(0).join(' | '))(item).keep).toBe(false)
    expect(
      matcherOf(
        `${words(0)
          .map((word) => `-${word}`)
          .join(' ')} -acme`,
      )(item),
    ).toMatchObject({
      term: '-acme',
      field: 'text',
    })
    expect(
      matcherOf(
        words(0)
          .map((word) => `-${word}`)
          .join(' '),
      )(item).keep,
    ).toBe(true)
  })

  it('of text: without a text of its own is by the summary', () => {
    for (const text of [null, '', item.summary])
      expect(matcherOf('text:teaser')({ ...item, text })).toEqual({ keep: true, term: 'text:teaser', field: 'text' })
  })
})

describe('a text that is not at hand', () => {
  const unread = { ...item, text: null }
  const part = { ...item, text: 'kubernetes', isTextPart: true }
  it.each<[string, FilterItem, boolean]>([
    ['kubernetes', unread, true],
    ['-sponsored', unread, true],
    ['text:kubernetes', unread, true],
    ['cluster kubernetes', unread, true],
    ['cluster | kubernetes', unread, false],
    ['kubernetes -upgrade', unread, false],
    ['cluster', unread, false],
    ['text:teaser', unread, false],
    ['title:kubernetes', unread, false],
    ['', unread, false],
    ['kubernetes', { ...unread, summary: '' }, false],
    ['kubernetes', { ...unread, text: unread.summary }, false],
    ['kubernetes', item, false],
    ['kubernetes', part, false],
    ['text:teaser', part, false],
    ['docker', part, true],
    ['kubernetes -sponsored', part, true],
  ])('leaves %s of %o open: %s', (query, searched, isOpen) => {
    expect(matcherOf(query)(searched).isOpen === true).toBe(isOpen)
  })

  it('counts as far as it is known', () => {
    expect(matcherOf('kubernetes')(part)).toEqual({ keep: true, term: 'kubernetes', field: 'text' })
    expect(matcherOf('docker')(part).keep).toBe(false)
  })
})

describe('a filter needs the text', () => {
  it.each([
    ['', false],
    ['kim', true],
    ['-kim', true],
    ['title:kim', false],
    ['title:(kim | putin) -category:sport', false],
    ['title:kim -sport', true],
    ['text:kim', true],
    ['-(author:ann text:kim)', true],
    ['/kim/', true],
    ['link:/kim/', false],
    // A stored query that no longer parses hides nothing, and an unclear one has its likeliest reading.
    ['/(?=kim)/', false],
    ['kim or putin', true],
  ])('%s: %s', (query, needed) => {
    expect(needsText(storedFilter(query))).toBe(needed)
  })
})

describe('text:', () => {
  it.each(['tetx:kim', 'etxt:kim', 'txet:kim'])('is what %s means', (query) => {
    expect(parseFilter(query)).toMatchObject({ problem: { mistake: 'unknown-field', suggestion: 'text:kim' } })
  })
  it.each(['next:js', 'test:api', 'texts:kim', 'tex:kim'])('is not what the word %s means', (query) => {
    expect(parseFilter(query).ok).toBe(true)
  })
})

describe('a text that many filters searched', () => {
  const text = 'Kim met 足球 fans\nÉmile Café\n足球・俱乐部 and north-sea kim\n10 000 cafe\nRésumé'
  const searched = new SearchableItem({ title: 'a', summary: 'b', categories: [], text })
  for (let at = 0; at < 20; at++) matcherOf(`other${at} | 别的${at} | another${at}*`)(searched)
  it.each([
    // Marks are looked up in the lines one after the other, and again from the first one.
    ['résumé', true],
    ['café', true],
    ['émile', true],
    ['resumé', true],
    ['"Émile café"', true],
    ['"cafe résumé"', false],
    // A space in a phrase may be a hyphen or a middle dot, in all scripts.
    ['"足球 俱乐部"', true],
    ['"足球 俱乐队"', false],
    ['"俱乐部 足球"', false],
    ['"north sea kim"', true],
    ['"met 足球"', true],
    ['"met 足球 fans"', true],
    ['"met 俱乐部"', false],
    ['"kim 足球"', false],
    ['部', true],
    ['10000', true],
    ['kim', true],
    ['ki', false],
    ['im', false],
    ['kimm', false],
  ])('has %s: %s', (query, keep) => {
    expect(matcherOf(query)(searched).keep).toBe(keep)
  })

  it('with marks in very many lines is searched in linear time', () => {
    const lines = new SearchableItem({ title: 'a', summary: 'b', categories: [], text: 'ê x\n'.repeat(100_000) })
    expect(matcherOf('é')(lines).keep).toBe(false)
  })
})

describe('words and pairs of one hash', () => {
  const alike = (hashOf: (at: number) => number, count: number) => {
    const found: number[] = []
    for (let at = 0; found.length < count; at++) if (hashOf(at) === hashOf(0)) found.push(at)
    return found
  }

  it('are all found in an index of words', () => {
    const words = alike((at) => wordHash(`w${at}`) & 1023, 100).map((at) => `w${at}`)
    const index = new WordIndex(words.join(' '))
    expect(words.every((word) => index.has(word, wordHash(word)))).toBe(true)
    expect(index.has('other', wordHash('other'))).toBe(false)
  })

  it('are never said to be absent from a text', () => {
    const text = Array.from({ length: 3000 }, (_, at) => String.fromCharCode(0x4e00 + ((at * 7919) % 20_000))).join('')
    const pairs = new UnitPairs(text)
    for (let at = 1; at < text.length; at++)
      expect(pairs.has(text.charCodeAt(at - 1), text.charCodeAt(at))).not.toBe(false)
    expect(pairs.has(1, 2)).not.toBe(true)
  })
})
