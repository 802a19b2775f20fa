/**
 * Logs lines of JSON, which Workers Logs reads as fields. They contain no secret, feed address or message text. Each unknown
 * error is logged once: where it is caught, or where its cause is reported.
 */
import type { CycleFailure } from './cycle/metered-deps.ts'
import type { CycleReport } from './cycle.ts'
import { limits, minuteMs } from './limits.ts'
import type { ChannelId } from './model.ts'
import { type Cause, type CycleProblem, callsOf, causeOf, errorName, type StoreProblem } from './result.ts'
import { NEWER_VERSION } from './store/migrate.ts'
import type { Spent } from './store/spending.ts'
import type { Metered } from './store/usage.ts'
import type { CallTelegram } from './telegram/client.ts'

/** The work during which an unknown error was caught. */
export type Doing =
  | 'asking for a fact about the bot'
  | 'asking for the front door'
  | 'asking the edge cache'
  | 'asking the directory at cron'
  | 'asking the feed reader'
  | 'asking for clicks'
  | 'passing on reactions'
  | 'asking a cell for its status'
  | 'asking an object for its health'
  | 'asking whether an owner signed in'
  | 'asking another cell for news'
  | 'moving a channel to another cell'
  | 'cleaning an article'
  | 'fetching a file from Telegram'
  | 'sending a file to Telegram'
  | 'reading or writing KV'
  | 'renewing the lease of an update'
  | 'work after the answer'
  | 'writing a feed'
  | 'storing the usage of an object'

/** `error`: the safe part of an error, from `errorWords` or `causeOf`. */
export type LogLine =
  /** One for each cycle of a cell. */
  | ({
      readonly event: 'cycle'
      readonly cell: number
      readonly news: number
      readonly failures: number
      readonly problems: readonly CycleProblem['kind'][]
    } & Omit<Spent, 'cycles' | 'pushReads' | 'articles' | 'neurons' | keyof Metered | 'elsewhere'>)
  /** The cycle was skipped: another one was running, or the cell is shut down. */
  | { readonly event: 'cycle-left-out'; readonly cell: number; readonly why: 'busy' | 'shut-down' }
  | { readonly event: 'cycle-failed'; readonly cell: number; readonly error: string }
  | CycleDetail
  | { readonly event: 'failures-left-out'; readonly count: number }
  | { readonly event: 'request-failed' | 'operator-failed' | 'update-failed'; readonly error: string }
  | { readonly event: 'caught'; readonly doing: Doing; readonly error: string }
  /** Telegram gave no readable answer. */
  | { readonly event: 'call-failed'; readonly method: string; readonly detail: string; readonly error?: string }
  | { readonly event: 'update-unknown'; readonly kinds: readonly string[] }
  | { readonly event: 'reply-refused'; readonly refusal: string }

/** A problem or failure within a cycle. */
type CycleDetail =
  | ({ readonly event: 'failure'; readonly cell: number; readonly error?: string } & WithoutCause<CycleFailure>)
  | {
      readonly event: 'problem'
      readonly cell: number
      readonly problem: CycleProblem['kind']
      readonly channel?: ChannelId
      readonly error: string
    }

type WithoutCause<Failure> = Failure extends unknown ? Omit<Failure, 'cause'> : never

const { lineBytes, linesACron, linesAMinute } = limits.log

type Report = Pick<CycleReport, 'news' | 'spent' | 'problems' | 'failures'>
type CycleEnd = PromiseSettledResult<Report | 'busy' | 'shut-down'>

/** Logs the cycles of one cron, by cell: one line each, and one for each failure, at most `limits.log.linesACron`. */
export function logCycles(cycles: readonly CycleEnd[]): void {
  const reports = cycles.map((cycle, cell) => {
    if (cycle.status === 'rejected') write({ event: 'cycle-failed', cell, error: errorWords(cycle.reason) })
    else if (typeof cycle.value === 'string') write({ event: 'cycle-left-out', cell, why: cycle.value })
    else writeCycle(cell, cycle.value)
    return cycle.status === 'rejected' || typeof cycle.value === 'string' ? [] : detailsOf(cell, cycle.value)
  })
  // Round robin, so that every cell gets lines.
  const rounds = Math.max(0, ...reports.map((details) => details.length))
  const details = Array.from({ length: rounds }, (_, at) => reports.flatMap((own) => own[at] ?? [])).flat()
  for (const detail of details.slice(0, linesACron)) write(detail)
  if (details.length > linesACron) write({ event: 'failures-left-out', count: details.length - linesACron })
}

/** Logs what went wrong in an urgent cycle, whose report cron does not get. */
export function logUrgent(cell: number, report: Report): void {
  for (const detail of detailsOf(cell, report)) log(detail)
}

/** Logs a failure outside cycles. */
export function logFailure(cell: number, failure: CycleFailure): void {
  log(detailOf(cell, failure))
}

function writeCycle(cell: number, { news, problems, failures, spent: all }: Report): void {
  // Usage by requests is counted by day, not by cycle.
  const { kvReads, kvWrites, kvBytes, telegramCalls, readerCalls, objectReads, feedReads, messages } = all
  const spent = { kvReads, kvWrites, kvBytes, telegramCalls, readerCalls, objectReads, feedReads, messages }
  const kinds = [...new Set(problems.map(({ kind }) => kind))]
  write({ event: 'cycle', cell, news, failures: failures.length, problems: kinds, ...spent })
}

function detailsOf(cell: number, { problems, failures }: Report): readonly CycleDetail[] {
  const details = problems.flatMap((problem): readonly CycleDetail[] => {
    if (!('cause' in problem) || problem.cause === undefined) return []
    const { kind, cause } = problem
    const channel = kind === 'channel-failed' && problem.id !== undefined ? { channel: problem.id } : {}
    return [{ event: 'problem', cell, problem: kind, ...channel, error: cause }]
  })
  return [...details, ...failures.map((failure) => detailOf(cell, failure))]
}

function detailOf(cell: number, failure: CycleFailure): CycleDetail {
  const { cause, ...rest }: CycleFailure & { readonly cause?: Cause | undefined } = failure
  return { event: 'failure', cell, ...rest, ...(cause === undefined ? {} : { error: cause }) }
}

/** Logs an unknown error that the caller handles. */
export function logCaught(doing: Doing, error: unknown): void {
  log({ event: 'caught', doing, error: errorWords(error) })
}

/** Logs the KV error that caused a problem. Problems without one concern the document: `/health` shows them. */
export function logProblem(problem: { readonly kind: StoreProblem['kind']; readonly cause?: Cause }): void {
  logCause('reading or writing KV', problem.cause)
}

/** Logs the cause of a problem, if there is one. */
export function logCause(doing: Doing, cause: Cause | undefined): void {
  if (cause !== undefined) log({ event: 'caught', doing, error: cause })
}

/** A caller that logs unknown answers, for calls outside cycles, which report them. */
export function loggedCalls(call: CallTelegram): CallTelegram {
  return async (method, payload) => {
    const answer = await call(method, payload)
    if (!answer.ok && answer.problem.kind === 'unknown') {
      const { detail, cause } = answer.problem
      log({ event: 'call-failed', method, detail, ...(cause === undefined ? {} : { error: cause }) })
    }
    return answer
  }
}

let minute = { began: 0, lines: 0 }
/** Lines that the isolate may still write. */
let credit = 0
/** Lines left out since the last written one. */
let leftOut = 0

/** Called at the start of an invocation; allows one more line, up to `limits.log.linesAMinute`. */
export function invocationBegins(): void {
  credit = Math.min(linesAMinute, credit + 1)
}

/**
 * Writes a line for a request. Anybody can make requests, so an invocation gets one line, and an isolate
 * `limits.log.linesAMinute`. The field `leftOut` counts the lines that were left out before.
 */
export function log(line: LogLine): void {
  const now = Date.now()
  if (now - minute.began >= minuteMs || now < minute.began) minute = { began: now, lines: 0 }
  if (credit === 0 || minute.lines >= linesAMinute) {
    leftOut += 1
    return
  }
  credit -= 1
  minute.lines += 1
  write(leftOut === 0 ? line : { ...line, leftOut })
  leftOut = 0
}

function write(line: LogLine & { readonly leftOut?: number }): void {
  const text = fitting(line)
  if (line.event === 'cycle' || line.event === 'cycle-left-out') console.log(text)
  else console.error(text)
}

/** Shortens a line that is too long by its outermost calls. */
function fitting(line: LogLine): string {
  const text = JSON.stringify(line)
  const over = new TextEncoder().encode(text).length - lineBytes
  if (over <= 0) return text
  const error = 'error' in line ? (line.error ?? '') : ''
  return error.length > over
    ? JSON.stringify({ ...line, error: error.slice(0, -over) })
    : JSON.stringify({ event: line.event, isTooLong: true })
}

/** An error for the log: its name and calls, or the message of an error of this project that is safe. */
export function errorWords(error: unknown): string {
  return ownWords(error) ?? causeOf(error)
}

function ownWords(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  // Names invalid variables without their values.
  if (error.name === 'EnvironmentError') return error.message
  return error.message.includes(NEWER_VERSION) ? NEWER_VERSION : null
}

/** An error that may leave its invocation: RPC drops the stack, so it has the calls as `calls`; Cloudflare logs the message, so it has none. */
export function plainError(error: unknown): Error {
  const [name, calls] = [errorName(error), callsOf(error)]
  const stack = [name, ...calls.map((call) => `    at ${call}`)].join('\n')
  return Object.assign(new Error(ownWords(error) ?? name), { name, calls, stack })
}
