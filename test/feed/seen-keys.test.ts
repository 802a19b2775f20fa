/** What is remembered of a feed after polls and pushes. */
import { describe, expect, it } from 'vitest'
import { isListed, pack, recordsOf, unpack } from '../../src/feed/item-record.ts'
import { remember } from '../../src/feed/seen-keys.ts'
import { noKeys, type PackedKeys } from '../../src/model.ts'
import { type Change, type Document, down, item, site } from './fixtures/feed-documents.ts'

const polled = (document: Document) => pack(recordsOf(document, site, false))
const pushed = (document: Document, known: PackedKeys) => pack(recordsOf(document, site, true, unpack(known), true))
const listed = (keys: PackedKeys) => pack(unpack(keys).filter(isListed))
const length = (keys: PackedKeys) => unpack(keys).length
const edited: Change = { title: 'Edited' }

describe('after a document that was cut short', () => {
  it.each([
    ['with four new items of 142, all stay remembered', 142, 4],
    ['with as many new items as it shows, all stay remembered', 142, 70],
    ['without new items, all stay remembered', 142, 0],
    ['with new items of a thousand, a thousand are kept at most', 1000, 4],
  ])('%s', (_, count, added) => {
    const before = remember(noKeys, polled(down(count)))
    const cut = down(count + added).slice(0, 74)
    const after = remember(before, pack(recordsOf(cut, site, true, unpack(before))))
    expect(length(after)).toBe(Math.min(1000, count + added))
  })
})

describe('after a push', () => {
  it('what is not in it is still listed', () => {
    const before = remember(noKeys, polled(down(5)))
    const after = remember(before, pushed([item(6)], before))
    expect(length(listed(after))).toBe(6)
    expect(after.endsWith(before)).toBe(true)
  })

  it('a known item keeps its place', () => {
    const before = remember(noKeys, polled(down(5)))
    const after = remember(before, pushed([item(3, edited), item(6)], before))
    expect(length(after)).toBe(6)
    const [newest, ...others] = unpack(after)
    expect(newest?.slice(0, 36)).toBe(unpack(polled([item(6)]))[0]?.slice(0, 36))
    const unchanged = (at: number) => others[at] === unpack(before)[at]
    expect(others.map((_, at) => unchanged(at))).toEqual([true, true, false, true, true])
  })

  it('as many items are kept as before, and all that are listed', () => {
    const before = remember(remember(noKeys, polled(down(250))), polled(down(150)))
    expect(length(before)).toBe(250)
    const after = remember(before, pushed([item(300)], before))
    expect([length(after), length(listed(after))]).toEqual([250, 151])
    const whole = remember(noKeys, polled(down(150)))
    expect(length(remember(whole, pushed([item(300)], whole)))).toBe(151)
  })

  it('a thousand items are kept at most', () => {
    const before = remember(noKeys, polled(down(1000)))
    expect(length(remember(before, pushed([item(2000)], before)))).toBe(1000)
  })
})

describe('after a document that breaks off', () => {
  const broken = (document: Document) => pack(recordsOf(document, site, true))

  it('nothing is forgotten, even if there was just room for what was known', () => {
    const before = remember(noKeys, polled(down(140)))
    const after = remember(before, broken([item(142), item(141), ...down(140).slice(0, 68)]))
    expect(length(after)).toBe(142)
  })

  it('a thousand items are kept at most', () => {
    const before = remember(noKeys, polled(down(1000)))
    expect(length(remember(before, broken([item(2000), ...down(1000).slice(0, 600)])))).toBe(1000)
  })
})

describe('a whole document and a push after it, before they are in KV', () => {
  it('show what has vanished', () => {
    const stored = remember(noKeys, polled(down(5)))
    const pending = remember(polled(down(5).slice(0, 3)), pushed([item(6)], stored))
    expect(length(listed(remember(stored, pending)))).toBe(4)
  })
})
