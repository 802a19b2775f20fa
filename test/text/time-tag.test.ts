/** Times that Telegram shows in each person's zone. */
import { expect, it } from 'vitest'
import { plainOf } from '../../src/text/telegram-html.ts'
import { timeTag, withoutTimeTags } from '../../src/text/time-tag.ts'

const at = Date.UTC(2026, 10, 28, 8)

const cases: readonly (readonly [name: string, at: number, html: string])[] = [
  ['a time is a tag with seconds', at, '<tg-time unix="1795852800" format="dt">28 Nov</tg-time>'],
  ['a part of a second is left out', at + 999, '<tg-time unix="1795852800" format="dt">28 Nov</tg-time>'],
  ['a time before 1970, as a feed may claim, is its text', -1, '28 Nov'],
  ['a time beyond 32 bits, as a feed may claim, is its text', 2 ** 31 * 1000, '28 Nov'],
]
it.each(cases)('%s', (_, time, html) => {
  expect(timeTag(time, '28 Nov')).toBe(html)
})

it('without the tags the texts remain, with all other markup', () => {
  const html = `Next: <b>${timeTag(at, '28 Nov &amp; later')}</b>, then ${timeTag(at, '29 Nov')}.`
  expect(withoutTimeTags(html)).toBe('Next: <b>28 Nov &amp; later</b>, then 29 Nov.')
  expect(plainOf(html)).toBe('Next: 28 Nov & later, then 29 Nov.')
})
