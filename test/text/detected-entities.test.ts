/** Entities that Telegram detects in plain text. */
import { describe, expect, it } from 'vitest'
import { detected } from '../../src/text/detected-entities.ts'

describe('the number of detected entities', () => {
  const cases: readonly (readonly [text: string, atLeast: number])[] = [
    ['Nothing here, not even once. Or twice?', 0],
    ['@durov and #news', 2],
    ['＃新闻 $TSLA', 2],
    ['/start now', 1],
    ['see example.org or me@example.org', 2],
    ['http://localhost', 1],
    ['4111 1111 1111 1111 at 10:30', 2],
  ]
  it.each(cases)('in "%s" is at least %d', (text, atLeast) => {
    if (atLeast === 0) expect(detected(text)).toBe(0)
    else expect(detected(text)).toBeGreaterThanOrEqual(atLeast)
  })
})
