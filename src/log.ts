/** What is logged: a line of JSON each, which Workers Logs reads as fields. No secret, no address of a feed, no text of a message. */
import type { CycleFailure } from './cycle/meter.ts'
import type { CycleReport } from './cycle.ts'
import { type CycleProblem, causeOf } from './result.ts'
import type { Spent } from './store/spending.ts'
import { NEWER_VERSION } from './store/tables.ts'
import type { Metered } from './store/usage.ts'

export type LogLine =
  /** One a cycle and cell. */
  | ({
      readonly event: 'cycle'
      readonly cell: number
      readonly news: number
      readonly failures: number
      readonly problems: readonly CycleProblem['kind'][]
    } & Omit<Spent, 'cycles' | keyof Metered | 'elsewhere'>)
  /** It was left out: another one ran still, or the cell rests. */
  | { readonly event: 'cycle-left-out'; readonly cell: number; readonly why: 'busy' | 'retired' }
  | { readonly event: 'cycle-failed'; readonly cell: number; readonly error: string }
  | ({ readonly event: 'failure'; readonly cell: number } & CycleFailure)
  | { readonly event: 'failures-left-out'; readonly cell: number; readonly count: number }
  | {
      readonly event:
        | 'directory-failed'
        | 'request-failed'
        | 'operator-failed'
        | 'update-failed'
        | 'reader-failed'
        | 'usage-unwritten'
      readonly error: string
    }
  | { readonly event: 'update-unknown'; readonly kinds: readonly string[] }
  | { readonly event: 'reply-refused'; readonly refusal: string }

/** Failures of one cycle that get a line each; of what is over only the number is told. */
const FAILURES = 20

export function logCycle(cell: number, report: CycleReport | 'busy' | 'retired'): void {
  if (typeof report === 'string') {
    log({ event: 'cycle-left-out', cell, why: report })
    return
  }
  const { news, problems, failures } = report
  // What requests cost is counted by the day only.
  const { kvReads, kvWrites, kvBytes, telegramCalls, readerCalls, objectReads, feedReads, messages } = report.spent
  const spent = { kvReads, kvWrites, kvBytes, telegramCalls, readerCalls, objectReads, feedReads, messages }
  const kinds = problems.map(({ kind }) => kind)
  log({ event: 'cycle', cell, news, failures: failures.length, problems: kinds, ...spent })
  for (const failure of failures.slice(0, FAILURES)) log({ event: 'failure', cell, ...failure })
  if (failures.length > FAILURES) log({ event: 'failures-left-out', cell, count: failures.length - FAILURES })
}

/** What anybody can bring about by asking gets so many lines a minute in each isolate: logs have quotas too. */
const SAMPLED: ReadonlySet<LogLine['event']> = new Set([
  'request-failed',
  'operator-failed',
  'update-failed',
  'usage-unwritten',
  'reader-failed',
  'update-unknown',
  'reply-refused',
])
const LINES_A_MINUTE = 20
const MINUTE = 60_000
let minute = { began: 0, lines: 0 }

export function log(line: LogLine): void {
  if (SAMPLED.has(line.event)) {
    const now = Date.now()
    if (now - minute.began >= MINUTE || now < minute.began) minute = { began: now, lines: 0 }
    minute.lines += 1
    if (minute.lines > LINES_A_MINUTE) return
  }
  const text = JSON.stringify(line)
  if (line.event === 'cycle' || line.event === 'cycle-left-out') console.log(text)
  else console.error(text)
}

/** An error for the log: its place, but not its text, which may hold what a log must not. Our own texts are safe. */
export function errorWords(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  if (error.name === 'EnvironmentError') return error.message
  if (error.message.includes(NEWER_VERSION)) return NEWER_VERSION
  return causeOf(error)
}
