/** Codes of posts: they are published, so a change would make the address of every post lead nowhere. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { dayMs } from '../../src/limits.ts'
import { postCode, postTag, readPostCode } from '../../src/links/post-code.ts'
import { isShortCode, readShortCode } from '../../src/links/short-code.ts'
import { channelIdSchema } from '../../src/model.ts'

const channel = (id: string) => v.parse(channelIdSchema, id)
const MORNING = Date.UTC(2026, 10, 29, 0, 5)
const free = () => false

describe('the code of a post', () => {
  it.each([
    ['-1001234567890', 0, MORNING, '1uSZhWxGZ9'],
    ['-1001234567890', 63, MORNING, '1uSZm94vgB'],
    ['-1001234567890:17', 3, MORNING + 10_000, '1uSZmOCELx'],
  ] as const)('of %s in cell %i is the same for ever', (id, cell, now, code) => {
    expect(postCode(channel(id), cell, now, free)?.code).toBe(code)
  })

  it.each([
    ['-1001234567890', 5],
    ['-1009999999999', 63],
    ['-42:7', 0],
  ])('of %s tells its cell, its channel’s tag, and when it was composed', (id, cell) => {
    for (let now = MORNING; now < MORNING + 500 * 10_000; now += 10_000) {
      const made = postCode(channel(id), cell, now, free)
      expect(isShortCode(made?.code ?? '')).toBe(true)
      expect(readPostCode(made?.code ?? '', now)).toEqual(made)
      expect(made).toMatchObject({ cell, tag: postTag(channel(id)), day: Math.floor((made?.at ?? 0) / dayMs) })
      // Multiples of 743 are legacy codes; then the next slot counts.
      expect((made?.at ?? 0) - now).toBeLessThanOrEqual(10_000 - (now % 10_000))
      expect(readShortCode(made?.code ?? '', now)?.position).toBeNull()
    }
  })

  it('is the next free one if it is taken', () => {
    const first = postCode(channel('-1'), 0, MORNING, free)
    const second = postCode(channel('-1'), 0, MORNING, ({ code }) => code === first?.code)
    expect(second?.code).not.toBe(first?.code)
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBe(10_000)
  })

  it('differs between channels', () => {
    const ids = Array.from({ length: 1000 }, (_, number) => channel(`-100${number}`))
    expect(new Set(ids.map(postTag)).size).toBe(1000)
  })

  it.each([
    ['beyond all slots', Date.UTC(2080, 0, 1)],
    ['that is no number', Number.NaN],
  ])('does not exist for a time %s', (_, now) => {
    expect(postCode(channel('-1'), 0, now, free)).toBeNull()
  })

  it.each(['', 'short', 'zzzzzzzzzz', '2Al26WS', '../../etc/', 'aaaaaaaaaaa'])('is not %s', (text) => {
    expect(readPostCode(text, MORNING)).toBeNull()
  })

  it('is invalid if it lies far ahead', () => {
    const later = postCode(channel('-1'), 0, MORNING + 40 * dayMs, free)
    expect(readPostCode(later?.code ?? '', MORNING)).toBeNull()
  })
})
