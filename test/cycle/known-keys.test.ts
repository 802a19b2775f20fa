/** Which keys of a feed count as seen, from KV's `seen` and the ledger together. */
import { describe, expect, it } from 'vitest'
import { isForgotten, isInLedger, knownOf } from '../../src/cycle/known-keys.ts'
import { type KeySource, keyOf, pack, recordsOf, unpack } from '../../src/feed/item-record.ts'
import { type FeedUrl, noKeys, type PackedKeys } from '../../src/model.ts'

const url = 'https://news.example/feed' as FeedUrl
const source = (n: number): KeySource => ({
  id: `id ${n}`,
  link: null,
  title: `Title ${n}`,
  date: '',
  at: null,
  opening: '',
})
const keys = (numbers: readonly number[], isCut = false) => pack(recordsOf(numbers.map(source), null, isCut))
const seenOf = (known: PackedKeys | undefined) => ({ get: () => known, has: () => known !== undefined })
/** Without the part of a record about the last document. */
const ids = (known: PackedKeys) => new Set(unpack(known).map(keyOf))

describe('the ledger remembers the last document of a feed', () => {
  it.each([
    ['with pending keys of a whole document', keys([1, 2]), true],
    ['not with pending keys of a document that breaks off', keys([1, 2], true), false],
    ['not without pending keys', noKeys, false],
  ])('%s', (_, pendingKeys, isThere) => {
    expect(isInLedger({ pendingKeys })).toBe(isThere)
  })
})

describe('KV has forgotten a feed', () => {
  const feed = { url, needsBaseline: false, pendingKeys: noKeys, publishHistory: { awake: 0, times: [1] } }
  it.each([
    ['that had items and has no keys', feed, undefined, true],
    ['never where it has keys', feed, keys([1]), false],
    ['never where the feed needs a baseline', { ...feed, needsBaseline: true }, undefined, false],
    ['never where the feed has pending keys', { ...feed, pendingKeys: keys([1]) }, undefined, false],
    ['never where the feed had no items', { ...feed, publishHistory: { awake: 0, times: [] } }, undefined, false],
  ])('%s', (_, row, known, isGone) => {
    expect(isForgotten(row, seenOf(known))).toBe(isGone)
  })
})

describe('the keys of a feed that count as seen', () => {
  it('are those in KV', () => {
    expect(ids(knownOf({ url, pendingKeys: noKeys, revokedKeys: noKeys }, seenOf(keys([1, 2]))))).toEqual(
      ids(keys([1, 2])),
    )
  })
  it('are none for an unknown feed', () => {
    expect(knownOf({ url, pendingKeys: noKeys, revokedKeys: noKeys }, seenOf(undefined))).toBe(noKeys)
  })
  it('lack revoked keys, and have pending ones', () => {
    const known = knownOf({ url, pendingKeys: keys([3]), revokedKeys: keys([1]) }, seenOf(keys([1, 2])))
    expect(ids(known)).toEqual(ids(keys([2, 3])))
  })
})
