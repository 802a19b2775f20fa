/** Which fields of a feed's items stay the same between polls. */
import { describe, expect, it } from 'vitest'
import { fieldStability } from '../../src/feed/field-stability.ts'
import type { ItemFields } from '../../src/feed/record-fields.ts'

const item = (title: string, change: Partial<ItemFields> = {}): ItemFields => ({
  id: `id of ${title}`,
  link: `link of ${title}`,
  title,
  text: null,
  date: null,
  isKnownByLink: false,
  isListed: true,
  ...change,
})
const stability = (items: readonly ItemFields[], remembered: readonly ItemFields[]) =>
  fieldStability(items, remembered, new Set())

describe('ids change if three items with the same titles have new ids', () => {
  const renamed = ['a', 'b'].map((title) => item(title, { id: `new id of ${title}` }))
  const before = [item('a'), item('b')]
  const changes = (now: Partial<ItemFields>, then: Partial<ItemFields>) =>
    stability([...renamed, item('c', { id: 'new id of c', ...now })], [...before, item('c', then)]).changes.id
  it.each<readonly [string, Partial<ItemFields>, Partial<ItemFields>, boolean]>([
    ['all of which the last document listed', { text: 'other', date: 2 }, { text: 'text', date: 1 }, true],
    ['one of which vanished earlier', {}, { isListed: false }, true],
    ['one of which vanished earlier, with the same text', { text: 'text' }, { text: 'text', isListed: false }, true],
    ['but not if a vanished one had another text', { text: 'other' }, { text: 'text', isListed: false }, false],
    ['but not if a vanished one had another date', { date: 2 }, { date: 1, isListed: false }, false],
    ['but not if the id of one stays', { id: 'id of c' }, {}, false],
  ])('%s', (_, now, then, expected) => {
    expect(changes(now, then)).toBe(expected)
  })
})

describe('the date of all items is the date of the document', () => {
  const dated = (...dates: readonly number[]) => dates.map((date, at) => item(`item ${at}`, { date }))
  it.each<readonly [string, readonly ItemFields[], readonly ItemFields[], boolean]>([
    ['if those of the last document shared one too', dated(2, 2), dated(1, 1), true],
    ['but not if those of the last document had several', dated(2, 2), dated(1, 2), false],
    ['but not if they have several', dated(1, 2), dated(1, 1), false],
    ['but not if there is only one item', dated(2), dated(1, 1), false],
  ])('%s', (_, items, remembered, expected) => {
    expect(stability(items, remembered).isDateOfDocument).toBe(expected)
  })
})
