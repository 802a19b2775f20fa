/** Random lives of a feed that is polled and pushed. */
import { describe, expect, test } from 'vitest'
import { runs } from '../../runs.ts'
import { formats, item, Memory, render, type Step, type Written } from '../fixtures/pushed-feed.ts'
import { undated } from './habit.ts'

describe('random lives of a feed', () => {
  test.each(Array.from({ length: runs(15) }, (_, seed) => seed))('seed %i: each entry is sent once', (seed) => {
    const random = randomFrom(seed)
    const memory = new Memory(1 + random(4))
    const format = formats[random(formats.length)] ?? 'rss'
    const size = 1 + random(20)
    const hasDates = random(4) > 0
    const write = (n: number, title = `Title ${n}`) => item(n, { title, ...(hasDates ? {} : undated) })
    let listed = Array.from({ length: size }, (_, at) => write(size - at))
    let stale = listed
    let last = size
    /** Numbers of entries that must be sent, and of those that were. */
    const owed = new Set<number>()
    const sent: number[] = []
    const read = (kind: Step['kind'], items: readonly Written[]) => {
      const titles = memory.take(kind, render(format, items))
      sent.push(...titles.map((title) => Number(/\d+/u.exec(title)?.[0])))
    }
    const show = (kind: Step['kind'], items: readonly Written[]) => {
      for (const { id } of items) {
        const n = Number(id?.split(':').at(-1))
        if (n > size) owed.add(n)
      }
      read(kind, items)
    }
    show('poll', listed)
    for (let step = 0; step < 60; step++) {
      stale = random(3) === 0 ? stale : listed
      const some = listed.slice(0, 1 + random(3))
      switch (random(6)) {
        case 0:
        case 1:
          last += 1
          listed = [write(last), ...listed].slice(0, size)
          break
        case 2:
          listed = listed.map((each) => (random(size) === 0 ? { ...each, title: `${each.title} edit ${step}` } : each))
          break
        case 3:
          show('push', some)
          if (random(3) === 0) show('push', some)
          break
        case 4:
          show('push', random(2) === 0 ? listed : [listed[random(listed.length)] ?? write(1)])
          break
        default:
          show('poll', random(4) === 0 ? stale : listed)
      }
    }
    show('poll', listed)
    expect(sent.toSorted((a, b) => a - b)).toEqual([...owed].sort((a, b) => a - b))
    expect(memory.size).toBeLessThanOrEqual(1000)
  })
})

/** Whole numbers below a bound, by a linear congruential generator. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed + 1
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
