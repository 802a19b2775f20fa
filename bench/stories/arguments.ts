/** Reads the command line of `npm run stories`. */
import { parseArgs } from 'node:util'
import { wordsOf } from '../../scripts/terminal.ts'
import { err, ok, type Result } from '../../src/result.ts'

export interface StoriesArguments {
  /** Files of pairs; empty: the project's own. */
  readonly files: readonly string[]
  readonly json: boolean
  /** Whether to show the pairs that are judged wrongly. */
  readonly faults: boolean
  /** Whether to measure time instead. */
  readonly bench: boolean
}

export const usage = `Usage: npm run stories -- [FILE...] [--faults] [--bench] [--json]

Compares pairs of headlines that are known to tell the same story or different ones, and counts what is hidden, gathered and missed.
  FILE      JSON Lines, a pair a line: {"lang", "a", "b", "same", "kind"}, with "textA" and "textB" where their texts are known
            (test/story/*.jsonl and test/story/pairs/*.jsonl)
  --faults  show every pair that is judged wrongly
  --bench   how long it takes, with the headlines of these pairs as the last 48 hours of a busy channel
  --json    figures for programs`

/** Fails with what is wrong, in words. */
export function storiesArguments(words: readonly string[]): Result<StoriesArguments, string> {
  const flag = { type: 'boolean', default: false } as const
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { json: flag, faults: flag, bench: flag },
    })
    return ok({ files: positionals, ...values })
  } catch (problem) {
    return err(wordsOf(problem))
  }
}
