/** The contents, length and number of log lines; a day of them stays within Cloudflare's quota. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CycleFailure } from '../src/cycle/metered-deps.ts'
import type { CycleReport } from '../src/cycle.ts'
import { limits } from '../src/limits.ts'
import { invocationBegins, log, logCycles } from '../src/log.ts'
import { nothingSpent } from '../src/store/spending.ts'

const { lineBytes, enrichedBytes, linesACron, linesAMinute } = limits.log
const MINUTE = 60_000
/** One a minute, the most that cron allows. */
const CRONS_A_DAY = 24 * 60

let lines: string[] = []
/** Each test has its own minutes. */
let minutes = 0
const { log: out, error } = console
const clock = Date.now
beforeEach(() => {
  lines = []
  minutes += 2
  Date.now = () => minutes * MINUTE
  Object.assign(console, { log: (line: string) => lines.push(line), error: (line: string) => lines.push(line) })
})
afterEach(() => {
  Object.assign(console, { log: out, error })
  Date.now = clock
})

const bytes = (line: string | undefined) => new TextEncoder().encode(line).length

const longCause = `${'E'.repeat(40)}${` at ${'f'.repeat(60)} ${'w'.repeat(40)}:9999999:9999999`.repeat(8)}`
const longFailure: CycleFailure = { what: 'item', feed: 2 ** 50, host: 'h'.repeat(253), cause: longCause }

function report(failures: readonly CycleFailure[]): PromiseFulfilledResult<Omit<CycleReport, 'summary'>> {
  const spent = Object.fromEntries(Object.keys(nothingSpent).map((name) => [name, 2 ** 50]))
  const problems: CycleReport['problems'] = [
    { kind: 'kv-failed', key: 'seen:0', cause: longCause },
    { kind: 'channel-failed', channel: '新'.repeat(255), cause: longCause },
    { kind: 'channel-failed', channel: 'Another', cause: longCause },
    { kind: 'bad-token' },
    { kind: 'seen-lost' },
  ]
  return { status: 'fulfilled', value: { news: 2 ** 50, spent: { ...nothingSpent, ...spent }, problems, failures } }
}

/** A cron in which everything fails in every cell. */
function worstCron(): void {
  const cells = Array.from({ length: limits.cycle.cells }, () => report(Array.from({ length: 300 }, () => longFailure)))
  logCycles(cells)
}

describe('a day of log', () => {
  it('stays within the quota of the Free plan even if every request fails', () => {
    worstCron()
    // Each request to the Worker or an object writes one line, or throws, which Cloudflare logs.
    const cycles = CRONS_A_DAY * limits.cycle.cells
    // The Worker writes the lines of the cells' cycles.
    const requests = limits.free.requestsADay + limits.free.objectRequestsADay - cycles
    const day = (requests + CRONS_A_DAY * lines.length) * (lineBytes + enrichedBytes)
    expect(day).toBeLessThanOrEqual(limits.free.logBytesADay)
  })

  it('has in each cron a line for each cell and for each of the first failures', () => {
    worstCron()
    expect(lines).toHaveLength(limits.cycle.cells + linesACron + 1)
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({
      event: 'failures-left-out',
      count: limits.cycle.cells * 303 - linesACron,
    })
  })

  it('gives every cell its share of the lines', () => {
    logCycles([report([longFailure, longFailure]), report([longFailure])])
    const cells = lines.map((line): unknown => JSON.parse(line).cell)
    expect(cells).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0])
  })
})

describe('a line', () => {
  it('is never longer than the limit: its outermost calls are left out first', () => {
    worstCron()
    logCycles([report([longFailure])])
    for (const line of lines) expect(bytes(line)).toBeLessThanOrEqual(lineBytes)
    const failures = lines.map((line) => JSON.parse(line)).filter(({ event }) => event === 'failure')
    expect(failures[0]).toMatchObject({ host: 'h'.repeat(253), error: expect.stringMatching(/^E{40} at f{60} w/u) })
  })

  it('says so if it is too long even without calls', () => {
    invocationBegins()
    log({ event: 'update-unknown', kinds: ['新'.repeat(lineBytes)] })
    expect(lines).toEqual(['{"event":"update-unknown","isTooLong":true}'])
  })
})

describe('lines of requests', () => {
  const line = { event: 'request-failed', error: 'Error' } as const
  /** Uses up the allowance of earlier invocations, and starts the next minute. */
  const emptied = () => {
    for (let at = 0; at < linesAMinute; at += 1) log(line)
    minutes += 1
    // This line reports those left out so far.
    invocationBegins()
    log(line)
    lines = []
  }

  it('are at most one an invocation, plus what earlier invocations did not use', () => {
    emptied()
    log(line)
    expect(lines).toEqual([])
    for (let at = 0; at < 3; at += 1) invocationBegins()
    for (let at = 0; at < 5; at += 1) log(line)
    expect(lines.length).toBe(3)
  })

  it('are limited by minute', () => {
    emptied()
    for (let at = 0; at < 2 * linesAMinute; at += 1) {
      invocationBegins()
      log(line)
    }
    // `emptied` wrote one.
    expect(lines.length).toBe(linesAMinute - 1)
  })

  it('say how many lines were left out before them', () => {
    emptied()
    log(line)
    log(line)
    invocationBegins()
    log(line)
    expect(lines.map((each): unknown => JSON.parse(each))).toEqual([{ ...line, leftOut: 2 }])
  })
})
