/** Who is who: these cases are frozen with identify.ts. */
import { describe, expect, test } from 'vitest'
import { hashText, noHash } from '../../src/feed/hash.ts'
import { count, type KeySource, keysOf, knownFrom, linkKey, pack, remember } from '../../src/feed/identify.ts'
import { noKeys } from '../../src/model.ts'

const site = 'https://example.org/'

function item(n: number, change: Partial<KeySource> = {}): KeySource {
  return { id: `id-${n}`, link: `https://example.org/${n}`, title: `Title ${n}`, date: `day ${n}`, ...change }
}

function identities(items: readonly KeySource[]): readonly string[] {
  return keysOf(items, site).map((record) => record.slice(0, 8))
}

describe('identity', () => {
  const cases: readonly (readonly [name: string, items: readonly KeySource[], identities: readonly string[]])[] = [
    ['the id', [item(1)], ['id id-1']],
    ['the id, trimmed', [item(1, { id: ' id-1\n' })], ['id id-1']],
    ['the link where there is no id', [item(1, { id: null })], ['link example.org/1']],
    ['the link where the id is empty', [item(1, { id: ' ' })], ['link example.org/1']],
    [
      'the link where ids repeat',
      [item(1, { id: 'x' }), item(2, { id: 'x' }), item(3)],
      ['link example.org/1', 'link example.org/2', 'id id-3'],
    ],
    ['title and date where there is neither', [item(1, { id: null, link: null })], ['text Title 1\nday 1']],
    [
      'the id of a story that is listed twice',
      [item(1, { link: null }), item(1, { link: null })],
      ['id id-1', 'id id-1'],
    ],
    [
      'title and date where ids and links repeat',
      [item(1, { id: 'x', link: site }), item(2, { id: 'x', link: site })],
      ['text Title 1\nday 1', 'text Title 2\nday 2'],
    ],
    [
      'white space in a title does not count',
      [item(1, { id: null, link: null, title: ' Title\n 1 ' })],
      ['text Title 1\nday 1'],
    ],
  ]
  test.each(cases)('is %s', (_name, items, expected) => {
    expect(identities(items)).toEqual(expected.map(hashText))
  })
})

describe('the link in a record', () => {
  const link = (items: readonly KeySource[]) => keysOf(items, site).map((record) => record.slice(8, 16))
  test("is its own hash, the first bit telling whether the id is the link's", () => {
    const ids = ['id-1', null, 'https://example.org/1', 'http://example.org/1#2']
    const [digit] = hashText('example.org/1')
    expect(digit).toBe('6')
    const rest = hashText('example.org/1').slice(1)
    expect(ids.map((id) => link([item(1, { id })])[0])).toEqual([`a${rest}`, `6${rest}`, `6${rest}`, `6${rest}`])
  })
  test('is empty where there is none', () => {
    expect(link([item(1, { link: null })])).toEqual([noHash])
  })
  test("is empty where it is the site's own", () => {
    expect(link([item(1, { link: 'http://example.org/' })])).toEqual([noHash])
  })
  test('is empty where other titles share it', () => {
    expect(link([item(1), item(2, { link: 'https://example.org/1' })])).toEqual([noHash, noHash])
  })
})

describe('links compare', () => {
  const cases: readonly (readonly [name: string, link: string, key: string])[] = [
    ['without their scheme', 'http://example.org/a', 'example.org/a'],
    ['with the host in lower case', 'https://Example.ORG/A', 'example.org/A'],
    ['without tracking parameters', 'https://example.org/a?utm_source=rss&id=7&fbclid=x', 'example.org/a?id=7'],
    ['without a query of nothing else', 'https://example.org/a?utm_source=rss&utm_medium=feed', 'example.org/a'],
    ['without a tracking fragment', 'https://example.org/a#xtor=RSS-4', 'example.org/a'],
    ['with any other fragment', 'https://example.org/a?b=1&utm_id=2#comment-3', 'example.org/a?b=1#comment-3'],
    ['with a host alone', 'https://example.org', 'example.org'],
    [
      'with parameters that look alike',
      'https://example.org/?sutm_source=1&refer=2',
      'example.org/?sutm_source=1&refer=2',
    ],
  ]
  test.each(cases)('%s', (_name, link, key) => {
    expect(linkKey(link)).toBe(key)
  })
})

describe('seen', () => {
  const known = knownFrom(pack(keysOf([item(1), item(2)], site)))
  const seen = (changed: KeySource) => keysOf([changed, item(9)], site).map((record) => known.seen(record))[0]
  const cases: readonly (readonly [name: string, item: KeySource, seen: boolean])[] = [
    ['the same item', item(1), true],
    ['with an edited title', item(1, { title: 'Title 1, updated' }), true],
    ['with another date', item(1, { date: 'day 7' }), true],
    ['with a new id', item(1, { id: 'http://example.org/?p=1' }), true],
    ['moved to https, without an id', item(1, { id: null, link: 'http://example.org/1' }), true],
    ['with tracking parameters', item(1, { id: 'new', link: 'https://example.org/1?utm_source=x' }), true],
    ['with a new link', item(1, { link: 'https://example.org/one' }), true],
    ['with a new id and link', item(1, { id: 'new', link: 'https://example.org/one' }), false],
    ['another item', item(3), false],
    ['another item of the same title', item(3, { title: 'Title 1' }), false],
  ]
  test.each(cases)('%s', (_name, changed, expected) => {
    expect(seen(changed)).toBe(expected)
  })

  test('nothing, at first', () => {
    expect(keysOf([item(1)], site).some(knownFrom(noKeys).seen)).toBe(false)
  })
  test('an item without a link is not seen under another without one', () => {
    const without = knownFrom(pack(keysOf([item(1, { link: null })], site)))
    expect(keysOf([item(2, { link: null })], site).some(without.seen)).toBe(false)
  })
})

describe('a new id and a new title under a known link', () => {
  const link = 'https://example.org/page'
  /** What a feed showed at one reading: one item at that link. */
  const shown = (n: number, change: Partial<KeySource> = {}) => keysOf([item(n, { link, ...change })], site)
  const after = (...readings: readonly (readonly string[])[]) => knownFrom(pack(readings.flat()))
  const cases: readonly (readonly [
    name: string,
    known: readonly (readonly string[])[],
    now: readonly string[],
    seen: boolean,
  ])[] = [
    ['are an edit, the first time', [shown(1)], shown(2), true],
    ['are news, once the link had several titles', [shown(1), shown(2)], shown(3), false],
    ['are seen, where the title is one of these', [shown(1), shown(2)], shown(3, { title: 'Title 1' }), true],
    [
      'are an edit each time, where the id counts them',
      [shown(1, { id: `${link}#0` }), shown(2, { id: `${link}#1` })],
      shown(3, { id: `${link}#2` }),
      true,
    ],
  ]
  test.each(cases)('%s', (_name, known, now, seen) => {
    expect(now.every(after(...known).seen)).toBe(seen)
  })
})

describe('over the life of a feed', () => {
  const readings = (...documents: readonly (readonly KeySource[])[]) => {
    let known = noKeys
    return documents.map((document) => {
      const records = keysOf(document, site)
      const memory = knownFrom(known)
      const isRenamed = memory.renamed(records)
      const fresh = records.flatMap((record, at) => {
        if (isRenamed || memory.seen(record)) return []
        memory.note(record)
        return [document[at]?.title ?? '']
      })
      known = remember(known, pack(records))
      return fresh
    })
  }
  const many = (from: number, to: number, change: (n: number) => Partial<KeySource> = () => ({})) =>
    Array.from({ length: to - from + 1 }, (_, at) => item(from + at, change(from + at)))
  const first = ['Title 1', 'Title 2', 'Title 3', 'Title 4']
  const cases: readonly (readonly [
    name: string,
    before: readonly KeySource[],
    after: readonly KeySource[],
    news: readonly string[],
  ])[] = [
    ['nothing changes', many(1, 4), many(1, 4), []],
    ['it grows', many(1, 4), many(1, 6), ['Title 5', 'Title 6']],
    ['it turns round', many(1, 4), many(1, 4).toReversed(), []],
    [
      'it moves to https',
      many(1, 4, (n) => ({ id: `http://example.org/${n}`, link: `http://example.org/${n}` })),
      many(1, 4, (n) => ({ id: `https://example.org/${n}` })),
      [],
    ],
    [
      'it begins to track clicks',
      many(1, 4, () => ({ id: null })),
      many(1, 4, (n) => ({ id: null, link: `https://example.org/${n}?utm_source=rss` })),
      [],
    ],
    [
      'it moves to https and loses its ids',
      many(1, 4),
      many(1, 4, (n) => ({ id: null, link: `http://example.org/${n}`, title: `Story ${n}` })),
      [],
    ],
    ['it gets ids', many(1, 4, () => ({ id: null })), many(1, 4), []],
    ['it loses its ids', many(1, 4), many(1, 4, () => ({ id: null })), []],
    ['it changes all its ids', many(1, 4), many(1, 5, (n) => ({ id: `urn:${n}` })), ['Title 5']],
    [
      'it changes all its ids and links',
      many(1, 4),
      many(1, 5, (n) => ({ id: `urn:${n}`, link: `https://new.example/${n}` })),
      [],
    ],
    ['it edits its titles', many(1, 4), many(1, 4, (n) => ({ title: `Story ${n}` })), []],
    ['it gives all items one id', many(1, 4), many(1, 5, () => ({ id: 'same' })), ['Title 5']],
    ['it gives all items one link', many(1, 4), many(1, 5, () => ({ link: 'https://example.org/all' })), ['Title 5']],
  ]
  test.each(cases)('%s', (_name, before, after, news) => {
    expect(readings(before, after)).toEqual([before.map(({ title }) => title), news])
  })

  test('an item leaves it and comes back', () => {
    expect(readings(many(1, 4), many(2, 5), many(1, 4))).toEqual([first, ['Title 5'], []])
  })
})

describe('renamed', () => {
  const numbers = [1, 2, 3, 4, 5]
  const known = knownFrom(
    pack(
      keysOf(
        numbers.map((n) => item(n)),
        site,
      ),
    ),
  )
  const renamed = (items: readonly KeySource[]) => known.renamed(keysOf(items, site))
  const moved = (n: number, title = `Title ${n}`) =>
    item(n, { id: `new-${n}`, link: `https://example.net/${n}`, title })
  test('a feed that changed all its ids and links', () => {
    expect(renamed(numbers.map((n) => moved(n)))).toBe(true)
  })
  test('and has one new item beside', () => {
    expect(renamed([moved(6), ...numbers.map((n) => moved(n))])).toBe(true)
  })
  test('not a feed of which one item is known', () => {
    expect(renamed([item(1), moved(2), moved(3), moved(4), moved(5)])).toBe(false)
  })
  test('not a gap: new items with new titles', () => {
    expect(renamed([6, 7, 8, 9].map((n) => moved(n)))).toBe(false)
  })
  test('not a feed whose items all have one title', () => {
    expect(renamed([6, 7, 8, 9].map((n) => moved(n, 'Title 1')))).toBe(false)
  })
  test('not a first reading', () => {
    expect(
      knownFrom(noKeys).renamed(
        keysOf(
          numbers.map((n) => moved(n)),
          site,
        ),
      ),
    ).toBe(false)
  })
  test('not an empty feed', () => {
    expect(renamed([])).toBe(false)
  })
})

describe('remembers', () => {
  const keys = (from: number, to: number) =>
    pack(
      keysOf(
        Array.from({ length: to - from }, (_, n) => item(from + n)),
        site,
      ),
    )
  test('what the document shows, before older ones', () => {
    expect(remember(keys(0, 10), keys(5, 15))).toBe(keys(5, 15) + keys(0, 5))
  })
  test('100 of a small feed', () => {
    expect(count(remember(keys(0, 100), keys(90, 110)))).toBe(100)
  })
  test('twice what a larger document shows', () => {
    expect(count(remember(keys(0, 400), keys(300, 500)))).toBe(400)
  })
  test('no more and more of a feed whose size varies', () => {
    let known = keys(0, 60)
    for (let round = 1; round <= 40; round += 1) {
      known = remember(known, keys(round * 3, round * 3 + (round % 2 === 0 ? 60 : 59)))
    }
    expect(count(known)).toBe(120)
  })
  test('everything when the document may have been cut short', () => {
    expect(count(remember(keys(0, 300), keys(299, 310)))).toBe(310)
  })
  test('never more than 1,000', () => {
    expect(count(remember(keys(0, 1000), keys(500, 1500)))).toBe(1000)
  })
  test('an item that left and comes back', () => {
    const kept = remember(remember(keys(0, 20), keys(10, 20)), keys(12, 22))
    expect(keysOf([item(0)], site).every(knownFrom(kept).seen)).toBe(true)
  })
  test('the newer title of an item', () => {
    const edited = pack(keysOf([item(1, { title: 'New' })], site))
    expect(remember(keys(1, 2), edited)).toBe(edited)
  })
  test('24 characters an item', () => {
    expect(keys(0, 7)).toHaveLength(7 * 24)
    expect(count(noKeys)).toBe(0)
  })
})
