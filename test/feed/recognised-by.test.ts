/** The field by which a changed item is recognised, and the memory of an empty document. */
import { describe, expect, it } from 'vitest'
import { recognise } from '../../src/feed/identity.ts'
import { isListed, type KeySource, pack, recordsOf, unpack } from '../../src/feed/item-record.ts'
import { remember } from '../../src/feed/seen-keys.ts'
import { noKeys } from '../../src/model.ts'

const site = 'https://example.org/'
const HOUR = 3_600_000
const NOON = Date.UTC(2026, 0, 5, 12, 7)

function item(n: number, change: Partial<KeySource> = {}): KeySource {
  const at = NOON + n * HOUR
  const own = { id: `id-${n}`, link: `https://example.org/${n}`, title: `Title ${n}` }
  return { ...own, date: String(at), at, opening: `Text ${n}`, ...change }
}

const remembered = remember(noKeys, pack(recordsOf([item(3), item(2), item(1)], site, false)))

describe('an item of the same date is recognised', () => {
  it.each([
    ['by its id', { title: 'Another title' }, 'id'],
    ['by its title under another id and link', { id: 'x', link: 'https://other.org/x' }, 'title'],
    ['by its link under another id and title', { id: 'x', title: 'Another title' }, 'link'],
  ])('%s', (_, change, evidence) => {
    const records = recordsOf([item(3, change), item(2), item(1)], site, false, unpack(remembered))
    const judgements = recognise(records, unpack(remembered))
    expect(judgements.map((each) => (each.kind === 'known' ? each.evidence : each.kind))).toEqual([
      evidence,
      'id',
      'id',
    ])
  })
})

it('after an empty document every item is remembered as no longer listed', () => {
  expect(unpack(remember(remembered, noKeys)).map(isListed)).toEqual([false, false, false])
})
