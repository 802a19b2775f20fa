/** The count at the end of `npm test`, from vitest’s reports. */
import { describe, expect, it } from 'vitest'
import { countLine, countTests, oneFailed, onePassed, skipLines, sum } from '../../scripts/checks/count.ts'
import { isDue, progressLine } from '../../scripts/checks/progress.ts'

const report = (changes: object) =>
  JSON.stringify({
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [],
    ...changes,
  })
const file = (status: string, ...tests: readonly string[]) => ({
  status,
  assertionResults: tests.map((one) => ({ status: one })),
})

describe('countTests', () => {
  it.each([
    {
      name: 'all passed',
      text: report({ numPassedTests: 7 }),
      succeeded: true,
      expected: { passed: 7, failed: 0, skipped: 0 },
    },
    {
      name: 'one failed',
      text: report({ numPassedTests: 6, numFailedTests: 1, testResults: [file('failed', 'failed', 'passed')] }),
      succeeded: false,
      expected: { passed: 6, failed: 1, skipped: 0 },
    },
    {
      name: 'a file could not be loaded',
      text: report({ numPassedTests: 3, testResults: [file('failed'), file('passed', 'passed')] }),
      succeeded: false,
      expected: { passed: 3, failed: 1, skipped: 0 },
    },
    {
      name: 'skipped ones and those to be written',
      text: report({ numPassedTests: 1, numPendingTests: 2, numTodoTests: 1 }),
      succeeded: true,
      expected: { passed: 1, failed: 0, skipped: 3 },
    },
    {
      name: 'an error outside of every test',
      text: report({ numPassedTests: 9 }),
      succeeded: false,
      expected: { passed: 9, failed: 1, skipped: 0 },
    },
    { name: 'no report', text: null, succeeded: true, expected: oneFailed },
    { name: 'half a report', text: '{"numPassedTests":', succeeded: true, expected: oneFailed },
  ])('$name', ({ text, succeeded, expected }) => expect(countTests(text, succeeded)).toEqual(expected))
})

describe('skipLines', () => {
  const titled = (status: string, fullName: string) => ({ status, fullName })

  it('has a line for each reason, with the number of tests', () => {
    const assertionResults = [
      titled('skipped', 'pages (skipped: found no browser) are small'),
      titled('pending', 'feeds (skipped: found no browser) do nothing'),
      titled('skipped', 'real pages (skipped: found no ../shared) coco'),
      titled('passed', 'a title that says (skipped: nothing)'),
      titled('skipped', 'without a reason'),
    ]
    expect(skipLines(report({ testResults: [{ status: 'passed', assertionResults }] }))).toEqual([
      '2 skipped: found no browser',
      '1 skipped: found no ../shared',
    ])
  })

  it('is empty without a report', () => {
    expect(skipLines(null)).toEqual([])
  })
})

describe('progress', () => {
  it.each([
    { progress: { done: 37, failed: 0, files: 142 }, line: '37 of 142 files' },
    { progress: { done: 38, failed: 2, files: 142 }, line: '38 of 142 files, 2 failed' },
  ])('reads “$line”', ({ progress, line }) => expect(progressLine(progress)).toBe(line))

  it.each([
    { files: 142, due: [15, 29, 43, 57, 71, 86, 100, 114, 128, 142] },
    { files: 3, due: [1, 2, 3] },
    { files: 0, due: [] },
  ])('of $files files is written to a log after $due', ({ files, due }) => {
    const all = Array.from({ length: files + 1 }, (_, done) => done)
    expect(all.filter((done) => isDue({ done, failed: 0, files }))).toEqual(due)
  })
})

describe('countLine', () => {
  it.each([
    { count: sum([onePassed, onePassed, { passed: 40, failed: 0, skipped: 0 }]), line: '42 passed, 0 failed' },
    { count: sum([onePassed, oneFailed]), line: '1 passed, 1 failed' },
    { count: { passed: 5, failed: 0, skipped: 2 }, line: '5 passed, 0 failed, 2 skipped' },
    { count: { passed: 0, failed: 0, skipped: 0 }, line: '0 passed, 0 failed' },
  ])('$line', ({ count, line }) => expect(countLine(count)).toBe(line))
})
