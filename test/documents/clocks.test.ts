/** Tests count steps, calls or bytes, never seconds: a busy machine takes ten times as long. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { root } from './pages.ts'

const rules: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['reads a clock that measures', /\bperformance\s*\.\s*now\b|\bhrtime\b|\bcpuUsage\b|console\.time\b/u],
  ['subtracts times of the machine’s clock', /Date\.now\(\)\s*-|-\s*Date\.now\(\)|new Date\(\)\s*-/u],
  ['sets its own time limit instead of PATIENCE_MS', /^.*\b(?:it|test|describe)\b.*\{ *timeout: *\d/mu],
  ['passes its own time limit as the last argument', /^ *\}, [\d_]{4,}\)$/mu],
]

const tests = readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.test.ts'),
)

it.each(rules)('no test %s', (_name, pattern) => {
  const broken = tests.filter((file) => pattern.test(readFileSync(path.join(root, 'test', file), 'utf8')))
  // This file contains the patterns.
  expect(broken.filter((file) => path.basename(file) !== 'clocks.test.ts')).toEqual([])
})

it('more than a hundred test files are checked', () => {
  expect(tests.length).toBeGreaterThan(100)
})
