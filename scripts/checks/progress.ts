/** How far a run of the tests is: what vitest's process reports to ours, and how it reads. */
import * as v from 'valibot'

/** Test files that are done, that failed among them, and all of the run. */
export const progressSchema = v.object({ done: v.number(), failed: v.number(), files: v.number() })
export type Progress = v.InferOutput<typeof progressSchema>

/** `37 of 142 files`, and `, 2 failed` where some did. */
export function progressLine({ done, failed, files }: Progress): string {
  return `${done} of ${files} files${failed === 0 ? '' : `, ${failed} failed`}`
}

const LINES_IN_A_LOG = 10

/** Does a log get a line for it? About ten times in a run. */
export function isDue({ done, files }: Progress): boolean {
  const tenths = (count: number) => Math.floor((count * LINES_IN_A_LOG) / files)
  return done > 0 && tenths(done) > tenths(done - 1)
}
