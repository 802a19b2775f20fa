/** Web addresses of attributes and messages. */
import { describe, expect, it } from 'vitest'
import { webAddress } from '../../src/text/web-address.ts'

describe('webAddress', () => {
  const cases: readonly (readonly [text: string | null, address: string | null])[] = [
    ['https://example.org/a?b=c&d', 'https://example.org/a?b=c&d'],
    ['HTTP://EXAMPLE.org', 'http://example.org/'],
    [' https://example.org/新 "闻"', 'https://example.org/%E6%96%B0%20%22%E9%97%BB%22'],
    ['javascript:alert(1)', null],
    ['tg://user?id=1', null],
    ['//example.org', null],
    ['https://', null],
    ['', null],
    [null, null],
    [`https://example.org/${'x'.repeat(2000)}`, null],
  ]
  it.each(cases)('of %j is %j', (text, address) => expect(webAddress(text)).toBe(address))
  it.each([
    ['/a', 'https://example.org/a'],
    ['//b.org/c', 'https://b.org/c'],
    ['javascript:alert(1)', null],
    ['', null],
  ])('of %j against a base is %j', (text, address) =>
    expect(webAddress(text, 'https://example.org/feed')).toBe(address),
  )
})
