/** Repeatable random numbers: the same seed gives the same numbers. */

export interface Random {
  /** From 0 up to 1, exclusive. */
  readonly next: () => number
  /** True with this probability. */
  readonly percent: (percent: number) => boolean
  /** From `least` to `most`, inclusive. */
  readonly whole: (least: number, most: number) => number
  readonly pick: <Value>(values: readonly [Value, ...Value[]]) => Value
}

/** mulberry32 */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    percent: (percent) => next() * 100 < percent,
    whole,
    pick: (values) => values[whole(0, values.length - 1)] ?? values[0],
  }
}
