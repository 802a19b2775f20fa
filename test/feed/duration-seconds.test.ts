import { describe, expect, it } from 'vitest'
import { durationSeconds } from '../../src/feed/duration-seconds.ts'

describe('the duration of an episode', () => {
  const durations: readonly (readonly [text: string, seconds: number | null])[] = [
    ['2040', 2040],
    [' 2040.5 ', 2040],
    ['34:00', 2040],
    ['0:34:00', 2040],
    ['01:02:03', 3723],
    ['90:00', 5400],
    ['00:00:00', null],
    ['0', null],
    ['172801', null],
    ['34 min', null],
    ['-5', null],
    ['1:2:3:4', null],
    ['', null],
  ]
  it.each(durations)('“%s” is %s seconds', (text, seconds) => expect(durationSeconds(text)).toBe(seconds))
})
