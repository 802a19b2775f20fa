/** What a line of log may hold and how long it may be; and that a day of lines stays within what Cloudflare takes. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CycleFailure } from '../src/cycle/metered-deps.ts'
import type { CycleReport } from '../src/cycle.ts'
import { limits } from '../src/limits.ts'
import { invocationBegins, log, logCycles } from '../src/log.ts'
import { nothingSpent } from '../src/store/spending.ts'

const { lineBytes, enrichedBytes, linesACron, linesAMinute } = limits.log
const MINUTE = 60_000
const CRONS_A_DAY = (24 * 60 * MINUTE) / limits.feed.slotMs

let lines: string[] = []
/** Each test has minutes of its own. */
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

/** A cron whose every cell has everything go wrong. */
function worstCron(): void {
  const cells = Array.from({ length: limits.cycle.cells }, () => report(Array.from({ length: 300 }, () => longFailure)))
  logCycles(cells)
}

describe('a day of log', () => {
  it('stays within what the Free plan takes, though everything fails that is asked', () => {
    worstCron()
    // An invocation by request, of the Worker or of an object, writes one line, or throws, which Cloudflare writes down.
    const requests = limits.free.requestsADay + limits.free.objectRequestsADay
    const day = (requests + CRONS_A_DAY * lines.length) * (lineBytes + enrichedBytes)
    expect(day).toBeLessThanOrEqual(limits.free.logBytesADay)
  })

  it('has a line for each cell, and one for each of the first failures, in each cron', () => {
    worstCron()
    expect(lines).toHaveLength(limits.cycle.cells + linesACron + 1)
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({
      event: 'failures-left-out',
      count: limits.cycle.cells * 303 - linesACron,
    })
  })

  it('lets no cell take the room of another', () => {
    logCycles([report([longFailure, longFailure]), report([longFailure])])
    const cells = lines.map((line): unknown => JSON.parse(line).cell)
    expect(cells).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0])
  })
})

describe('a line', () => {
  it('is never longer than the limit, and loses its outermost calls first', () => {
    worstCron()
    logCycles([report([longFailure])])
    for (const line of lines) expect(bytes(line)).toBeLessThanOrEqual(lineBytes)
    const failures = lines.map((line) => JSON.parse(line)).filter(({ event }) => event === 'failure')
    expect(failures[0]).toMatchObject({ host: 'h'.repeat(253), error: expect.stringMatching(/^E{40} at f{60} w/u) })
  })

  it('that would be too long without any call says so', () => {
    invocationBegins()
    log({ event: 'update-unknown', kinds: ['新'.repeat(lineBytes)] })
    expect(lines).toEqual(['{"event":"update-unknown","isTooLong":true}'])
  })
})

describe('lines that requests bring about', () => {
  const line = { event: 'request-failed', error: 'Error' } as const
  /** Uses up what earlier invocations left, and goes to the next minute. */
  const emptied = () => {
    for (let at = 0; at < linesAMinute; at += 1) log(line)
    minutes += 1
    // Its line says how many were left out so far.
    invocationBegins()
    log(line)
    lines = []
  }

  it('are at most one an invocation, and what its predecessors left', () => {
    emptied()
    log(line)
    expect(lines).toEqual([])
    for (let at = 0; at < 3; at += 1) invocationBegins()
    for (let at = 0; at < 5; at += 1) log(line)
    expect(lines.length).toBe(3)
  })

  it('are at most so many a minute', () => {
    emptied()
    for (let at = 0; at < 2 * linesAMinute; at += 1) {
      invocationBegins()
      log(line)
    }
    // One was written by the emptying.
    expect(lines.length).toBe(linesAMinute - 1)
  })

  it('say how many were left out before them', () => {
    emptied()
    log(line)
    log(line)
    invocationBegins()
    log(line)
    expect(lines.map((each): unknown => JSON.parse(each))).toEqual([{ ...line, leftOut: 2 }])
  })
})
