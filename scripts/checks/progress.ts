/** A vitest reporter that sends its progress to the process which started vitest. */
import * as v from 'valibot'
import type { Reporter, TestModule, TestSpecification } from 'vitest/node'

export const progressSchema = v.object({ done: v.number(), failed: v.number(), files: v.number() })
type Progress = v.InferOutput<typeof progressSchema>

/** `37 of 142 files`, and `, 2 failed` if some did. */
export function progressLine({ done, failed, files }: Progress): string {
  return `${done} of ${files} files${failed === 0 ? '' : `, ${failed} failed`}`
}

const LINES_IN_A_LOG = 10

/** Whether a log gets a line for this progress: about ten lines in a run. */
export function isDue({ done, files }: Progress): boolean {
  const tenths = (count: number) => Math.floor((count * LINES_IN_A_LOG) / files)
  return done > 0 && tenths(done) > tenths(done - 1)
}

export default class ProgressReporter implements Reporter {
  #progress: Progress = { done: 0, failed: 0, files: 0 }

  onTestRunStart(specifications: readonly TestSpecification[]): void {
    this.#report({ done: 0, failed: 0, files: specifications.length })
  }

  onTestModuleEnd(module: TestModule): void {
    const { done, failed, files } = this.#progress
    this.#report({ done: done + 1, failed: failed + (module.state() === 'failed' ? 1 : 0), files })
  }

  #report(progress: Progress): void {
    this.#progress = progress
    process.send?.(progress)
  }
}
