/** Counts passed and failed tests from the runners' reports. */
import * as v from 'valibot'

export interface Count {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

const reportSchema = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  numTodoTests: v.number(),
  testResults: v.array(
    v.object({
      status: v.string(),
      assertionResults: v.array(v.object({ status: v.string(), fullName: v.optional(v.string(), '') })),
    }),
  ),
})

function parse(report: string | null) {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), reportSchema), report)
  return parsed.success ? parsed.output : null
}

export const onePassed: Count = { passed: 1, failed: 0, skipped: 0 }
export const oneFailed: Count = { passed: 0, failed: 1, skipped: 0 }

export function sum(counts: readonly Count[]): Count {
  const total = (key: keyof Count) => counts.reduce((all, count) => all + count[key], 0)
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') }
}

/**
 * @param report vitest's JSON report; null: it wrote none
 * @param succeeded whether vitest's exit code was 0
 */
export function countTests(report: string | null, succeeded: boolean): Count {
  const parsed = parse(report)
  if (parsed === null) return oneFailed
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = parsed
  // A file that could not be loaded has no failed test.
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  ).length
  const failed = numFailedTests + unloaded
  return {
    passed: numPassedTests,
    // An error outside of tests fails the run as well.
    failed: failed === 0 && !succeeded ? 1 : failed,
    skipped: numPendingTests + numTodoTests,
  }
}

/** A line for each reason in the titles of skipped tests (test/where.ts). */
export function skipLines(report: string | null): readonly string[] {
  const tests = parse(report)?.testResults.flatMap(({ assertionResults }) => assertionResults) ?? []
  const reasons = tests.flatMap(({ status, fullName }) => {
    const why = /\(skipped: ([^)]*)\)/u.exec(fullName)?.[1]
    return status === 'passed' || status === 'failed' || why === undefined ? [] : [why]
  })
  return [...Map.groupBy(reasons, (why) => why)].map(([why, all]) => `${all.length} skipped: ${why}`)
}

/** `12 passed, 0 failed`, and `, 3 skipped` if some were. */
export function countLine({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`
}
