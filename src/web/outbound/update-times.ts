/** Distinct times of entries: readers sort by them, and validators warn of equal ones. Pure. */
import type { EpochMs } from '../../model.ts'

const microseconds = 1_000_000

/**
 * RFC 3339 times with microseconds, one for each item. Items of a cycle often have one time, so each gets a fraction of a second that
 * only its code decides: it stays the same while other items come and go.
 */
export function updateTimes(items: readonly { readonly code: string; readonly at: EpochMs }[]): readonly string[] {
  const taken = new Set<number>()
  return items.map(({ code, at }) => {
    let time = Math.trunc(at) * 1000 + fractionOf(code)
    while (taken.has(time)) time += 1
    taken.add(time)
    return withMicroseconds(time)
  })
}

function fractionOf(code: string): number {
  return [...code].reduce((sum, letter) => (sum * 62 + (letter.codePointAt(0) ?? 0)) % microseconds, 0)
}

function withMicroseconds(time: number): string {
  const micros = String(time % 1000).padStart(3, '0')
  return `${new Date(Math.floor(time / 1000)).toISOString().slice(0, -1)}${micros}Z`
}
