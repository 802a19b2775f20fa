/**
 * Counts the characters that string methods and regular expressions read, so that a test can require linear time without a clock.
 * Loops over a text call these methods too. Backtracking within a match is not counted.
 */

type Cost = (text: string, values: readonly unknown[], result: unknown) => number

const one: Cost = () => 1
const whole: Cost = (text) => text.length
/** Regular expressions are counted in `exec`. */
const pattern: Cost = (text, [first]) => (first instanceof RegExp ? 1 : text.length)
const forwards: Cost = (text, [, from], found) => {
  const start = typeof from === 'number' ? Math.max(0, from) : 0
  return Math.max(1, (Number(found) < 0 ? text.length : Number(found)) - start)
}

const costs: Readonly<Record<string, Cost>> = {
  at: one,
  charAt: one,
  charCodeAt: one,
  codePointAt: one,
  slice: one,
  substring: one,
  startsWith: one,
  endsWith: one,
  indexOf: forwards,
  includes: whole,
  lastIndexOf: (text, [, from], found) =>
    Math.max(1, (typeof from === 'number' ? Math.min(from, text.length) : text.length) - Math.max(0, Number(found))),
  isWellFormed: whole,
  normalize: whole,
  replace: pattern,
  replaceAll: pattern,
  split: pattern,
  toLowerCase: whole,
  toUpperCase: whole,
  toWellFormed: whole,
  trim: whole,
  trimEnd: whole,
  trimStart: whole,
}

/** The result of `work` and the characters that it reads. Nothing else may run in the meantime. */
export async function charactersRead<Value>(
  work: () => Value,
): Promise<{ readonly value: Awaited<Value>; readonly characters: number }> {
  let read = 0
  const originals = new Map(Object.keys(costs).map((name) => [name, Reflect.get(String.prototype, name)] as const))
  const exec = RegExp.prototype.exec
  for (const [name, original] of originals)
    Reflect.set(String.prototype, name, function (this: string, ...values: unknown[]) {
      const result: unknown = Reflect.apply(original, this, values)
      read += costs[name]?.(this, values, result) ?? 0
      return result
    })
  RegExp.prototype.exec = function (text) {
    const start = this.global || this.sticky ? this.lastIndex : 0
    const match = exec.call(this, text)
    const end = match === null ? (this.sticky ? start : text.length) : match.index + match[0].length
    read += Math.max(1, end - start)
    return match
  }
  try {
    const value = await work()
    return { value, characters: read }
  } finally {
    RegExp.prototype.exec = exec
    for (const [name, original] of originals) Reflect.set(String.prototype, name, original)
  }
}
