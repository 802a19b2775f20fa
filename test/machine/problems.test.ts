/** Every problem of a language model has words in every language. */
import { expect, it } from 'vitest'
import { en } from '../../src/i18n/catalogues/en.ts'
import type { MachineProblem } from '../../src/result.ts'

it('the catalogue has words for each kind of problem, and for nothing else', () => {
  const words: Readonly<Record<MachineProblem['kind'], string>> = en.machineProblems
  const kinds: readonly MachineProblem['kind'][] = [
    'not-set-up',
    'quota-spent',
    'model-gone',
    'busy',
    'timeout',
    'bad-answer',
    'changed',
    'failed',
  ]
  expect(Object.keys(words)).toEqual(kinds)
})
