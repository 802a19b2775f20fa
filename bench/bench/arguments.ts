/** Reads the command line of `npm run bench`. */
import { err, ok, type Result } from '../../src/result.ts'

export interface BenchArguments {
  readonly json: boolean
  /** Only the file that the targets are about. */
  readonly quick: boolean
  /** The caller's documents; empty: the corpora beside the project. */
  readonly files: readonly string[]
}

export const usage = `Usage: npm run bench -- [--quick] [--json] [FILE...]

Times the reader beside others on the same files: warm in Node, then the first reading of fresh isolates in workerd.
  --quick  only the file that the promises are about
  --json   figures for programs
  FILE     feeds of your own, instead of ../shared/corpora/bench`

/** Fails with what is wrong, in words. */
export function benchArguments(words: readonly string[]): Result<BenchArguments, string> {
  const options = new Set(words.filter((word) => word.startsWith('--')))
  const unknown = [...options].find((option) => option !== '--json' && option !== '--quick')
  if (unknown !== undefined) return err(`There is no option ${unknown}.`)
  const files = words.filter((word) => !word.startsWith('--'))
  return ok({ json: options.has('--json'), quick: options.has('--quick'), files })
}
