/** A reporter of vitest that reports to the process which started it; vitest's own reporters print failures and results. */
import type { Reporter, TestModule, TestSpecification } from 'vitest/node'
import type { Progress } from './progress.ts'

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
