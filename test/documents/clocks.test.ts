/** What no test may do: a busy machine takes ten times as long, so tests count steps, calls or bytes, and never seconds. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { root } from './pages.ts'

const rules: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['reads a clock that measures', /\bperformance\s*\.\s*now\b|\bhrtime\b|\bcpuUsage\b|console\.time\b/u],
  ['subtracts the time of the machine', /Date\.now\(\)\s*-|-\s*Date\.now\(\)|new Date\(\)\s*-/u],
  ['has a time limit of its own instead of PATIENCE_MS', /^.*\b(?:it|test|describe)\b.*\{ *timeout: *\d/mu],
  ['has a time limit of its own, last', /^ *\}, [\d_]{4,}\)$/mu],
]

const tests = readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.test.ts'),
)

it.each(rules)('no test %s', (_name, pattern) => {
  const broken = tests.filter((file) => pattern.test(readFileSync(path.join(root, 'test', file), 'utf8')))
  // This file names what is forbidden.
  expect(broken.filter((file) => path.basename(file) !== 'clocks.test.ts')).toEqual([])
})

it('most tests are looked at', () => {
  expect(tests.length).toBeGreaterThan(100)
})
