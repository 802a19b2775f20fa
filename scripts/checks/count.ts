/** Counts what passed and what failed, from the runners' own reports, and says it in one line. */
import * as v from 'valibot'

export interface Count {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** As vitest's JSON reporter writes it, as far as it is counted. */
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

export const nothing: Count = { passed: 0, failed: 0, skipped: 0 }
export const onePassed: Count = { ...nothing, passed: 1 }
export const oneFailed: Count = { ...nothing, failed: 1 }

export function sum(counts: readonly Count[]): Count {
  return counts.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
    }),
    nothing,
  )
}

/**
 * @param report the text of vitest's JSON report; null: it wrote none
 * @param succeeded did vitest itself end with exit code 0?
 */
export function countTests(report: string | null, succeeded: boolean): Count {
  const parsed = parse(report)
  if (parsed === null) return oneFailed
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = parsed
  // A file that could not even be loaded has no test that failed.
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  ).length
  const failed = numFailedTests + unloaded
  return {
    passed: numPassedTests,
    // An error outside of any test fails the run as well.
    failed: failed === 0 && !succeeded ? 1 : failed,
    skipped: numPendingTests + numTodoTests,
  }
}

/** A line for each reason that the titles of skipped tests give (test/where.ts). */
export function skipLines(report: string | null): readonly string[] {
  const tests = parse(report)?.testResults.flatMap(({ assertionResults }) => assertionResults) ?? []
  const counts = new Map<string, number>()
  for (const { status, fullName } of tests) {
    const why = /\(skipped: ([^)]*)\)/u.exec(fullName)?.[1]
    if (status !== 'passed' && status !== 'failed' && why !== undefined) counts.set(why, (counts.get(why) ?? 0) + 1)
  }
  return [...counts].map(([why, count]) => `${count} skipped: ${why}`)
}

/** `12 passed, 0 failed`, and `, 3 skipped` where there are some. */
export function countLine({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`
}
