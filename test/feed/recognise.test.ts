/** Recognition of items: records of version 1, and documents of many items. */
import { describe, expect, test } from 'vitest'
import { recognise } from '../../src/feed/identity.ts'
import { formerIds, recordsOf, unpack } from '../../src/feed/item-record.ts'
import { fromFirstRecords } from '../../src/store/first-records.ts'
import { bare, type Change, type Document, down, item, NOON, site, undated } from './fixtures/feed-documents.ts'

describe('a record of version 1', () => {
  const first = (document: Document) =>
    unpack(
      fromFirstRecords(
        recordsOf(document, site, false)
          .map((record) => record.slice(0, 24))
          .join(''),
      ),
    )
  const again = (document: Document, remembered = first(document)) =>
    recognise(recordsOf(document, site, false), remembered, (at) => {
      const source = document[at]
      return source === undefined ? [] : formerIds(source)
    }).map(({ kind }) => kind)

  test.each<readonly [string, Document]>([
    ['with an id', down(3)],
    ['with a link', down(3, () => ({ id: null }))],
    ['with a title', down(3, () => bare)],
  ])('%s recognises its item', (_, document) => {
    expect(again(document)).toEqual(['known', 'known', 'known'])
  })
})

describe('a document of many items', () => {
  const many = 3000
  const all = (change: (n: number) => Change): Document =>
    Array.from({ length: many }, (_, n) => item(n, { ...undated, opening: '', ...change(n) }))
  const half = (n: number) => n < many / 2
  const cases: readonly (readonly [name: string, before: Document, after: Document])[] = [
    [
      'in which half the items take the title of the others',
      all(() => ({ title: 'Same' })),
      all((n) => (half(n) ? { title: `Other ${n}` } : { title: 'Same', link: `https://example.org/new/${n}` })),
    ],
    [
      'in which half the items take the title of the others, and new ids and links',
      all(() => ({ title: 'Same' })),
      all((n) =>
        half(n) ? { title: `Other ${n}` } : { title: 'Same', id: `new-${n}`, link: `https://new.example.org/${n}` },
      ),
    ],
    ['that share an id', all((n) => ({ id: `id-${n % 2}` })), all((n) => ({ id: `id-${n % 2}`, title: `Other ${n}` }))],
    ['that share a link', all(() => ({ link: site })), all((n) => ({ link: site, title: `Other ${n}` }))],
    [
      'that share everything but a date',
      all(() => ({ id: null, link: null, title: 'Same' })),
      all((n) => ({ id: null, link: null, title: 'Same', at: n })),
    ],
    ['that share a date', all(() => ({ at: NOON })), all((n) => ({ at: NOON, id: `new-${n}` }))],
  ]
  test.each(cases)('is judged in bounded time: one %s', (_, before, after) => {
    const known = recordsOf(before, site, false)
    expect(recognise(recordsOf(after, site, false, known), known)).toHaveLength(many)
  })
})
