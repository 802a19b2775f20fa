/**
 * Logging: lines of JSON, which Workers Logs reads as fields. No secret, no address of a feed, no text of a message. Every
 * unknown error is logged once: where it is caught, or where its cause ends up.
 */
import type { CycleFailure } from './cycle/metered-deps.ts'
import type { CycleReport } from './cycle.ts'
import { limits, minuteMs } from './limits.ts'
import type { ChannelId } from './model.ts'
import { type Cause, type CycleProblem, callsOf, causeOf, errorName, type StoreProblem } from './result.ts'
import type { Spent } from './store/spending.ts'
import { NEWER_VERSION } from './store/tables.ts'
import type { Metered } from './store/usage.ts'
import type { CallTelegram } from './telegram/client.ts'

/** What was being done when something unknown was caught. */
export type Doing =
  | 'asking for the public address'
  | 'asking the edge cache'
  | 'asking the directory at cron'
  | 'asking the feed reader'
  | 'asking for clicks'
  | 'asking a cell for its status'
  | 'asking how an object is'
  | 'asking whether an owner signed in'
  | 'bringing a channel to another cell'
  | 'cleaning an article'
  | 'fetching a file from Telegram'
  | 'sending a file to Telegram'
  | 'reading or writing KV'
  | 'renewing the lease of an update'
  | 'work after the answer'
  | 'writing down what an object has used'

/** `error`: what an error says of itself that may be told: `errorWords`, `causeOf`. */
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
  | CycleDetail
  | { readonly event: 'failures-left-out'; readonly count: number }
  | { readonly event: 'request-failed' | 'operator-failed' | 'update-failed'; readonly error: string }
  | { readonly event: 'caught'; readonly doing: Doing; readonly error: string }
  /** Telegram gave no answer that can be read. */
  | { readonly event: 'call-failed'; readonly method: string; readonly detail: string; readonly error?: string }
  | { readonly event: 'update-unknown'; readonly kinds: readonly string[] }
  | { readonly event: 'reply-refused'; readonly refusal: string }

/** Why something of a cycle could not be done. */
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
type CycleEnd = PromiseSettledResult<Report | 'busy' | 'retired'>

/** Logs the cycles of one cron, by cell: a line each, and a line for each failure, at most `limits.log.linesACron` together. */
export function logCycles(cycles: readonly CycleEnd[]): void {
  const reports = cycles.map((cycle, cell) => {
    if (cycle.status === 'rejected') write({ event: 'cycle-failed', cell, error: errorWords(cycle.reason) })
    else if (typeof cycle.value === 'string') write({ event: 'cycle-left-out', cell, why: cycle.value })
    else writeCycle(cell, cycle.value)
    return cycle.status === 'rejected' || typeof cycle.value === 'string' ? [] : detailsOf(cell, cycle.value)
  })
  // In turns, so that no cell takes the room of the others.
  const rounds = Math.max(0, ...reports.map((details) => details.length))
  const details = Array.from({ length: rounds }, (_, at) => reports.flatMap((own) => own[at] ?? [])).flat()
  for (const detail of details.slice(0, linesACron)) write(detail)
  if (details.length > linesACron) write({ event: 'failures-left-out', count: details.length - linesACron })
}

/** Logs what went wrong in a cycle that an owner asked for. Cron does not get its report. */
export function logUrgent(cell: number, report: Report): void {
  for (const detail of detailsOf(cell, report)) log(detail)
}

/** A failure that belongs to no cycle. */
export function logFailure(cell: number, failure: CycleFailure): void {
  log(detailOf(cell, failure))
}

function writeCycle(cell: number, { news, problems, failures, spent: all }: Report): void {
  // What requests cost is counted by the day only.
  const { kvReads, kvWrites, kvBytes, telegramCalls, readerCalls, objectReads, feedReads, messages } = all
  const spent = { kvReads, kvWrites, kvBytes, telegramCalls, readerCalls, objectReads, feedReads, messages }
  const kinds = [...new Set(problems.map(({ kind }) => kind))]
  write({ event: 'cycle', cell, news, failures: failures.length, problems: kinds, ...spent })
}

function detailsOf(cell: number, { problems, failures }: Report): readonly CycleDetail[] {
  const told = problems.flatMap((problem): readonly CycleDetail[] => {
    if (!('cause' in problem) || problem.cause === undefined) return []
    const { kind, cause } = problem
    const channel = kind === 'channel-failed' && problem.id !== undefined ? { channel: problem.id } : {}
    return [{ event: 'problem', cell, problem: kind, ...channel, error: cause }]
  })
  return [...told, ...failures.map((failure) => detailOf(cell, failure))]
}

function detailOf(cell: number, failure: CycleFailure): CycleDetail {
  const { cause, ...rest }: CycleFailure & { readonly cause?: Cause | undefined } = failure
  return { event: 'failure', cell, ...rest, ...(cause === undefined ? {} : { error: cause }) }
}

/** Logs an unknown error that is handled here. */
export function logCaught(doing: Doing, error: unknown): void {
  log({ event: 'caught', doing, error: errorWords(error) })
}

/** Logs the error of KV that a problem carries. Problems with the document itself carry none: `/health` shows them. */
export function logProblem(problem: { readonly kind: StoreProblem['kind']; readonly cause?: Cause }): void {
  logCause('reading or writing KV', problem.cause)
}

/** Logs the cause that a problem carries, if it has one. */
export function logCause(doing: Doing, cause: Cause | undefined): void {
  if (cause !== undefined) log({ event: 'caught', doing, error: cause })
}

/** A caller that logs lost answers. Cycles use the plain one: they put lost answers into their report. */
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
/** Lines that may still be written. */
let credit = 0
/** Lines that were not written since the last one. */
let leftOut = 0

/** Called when an invocation begins. Each adds one line to what the isolate may write, up to `limits.log.linesAMinute`. */
export function invocationBegins(): void {
  credit = Math.min(linesAMinute, credit + 1)
}

/**
 * Writes a line that a request brings about. Anybody can ask, so there is at most one line an invocation, and
 * `limits.log.linesAMinute` in each isolate. Its field `leftOut` counts the lines before it that found no room.
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

/** A line that is too long loses its outermost calls. */
function fitting(line: LogLine): string {
  const text = JSON.stringify(line)
  const over = new TextEncoder().encode(text).length - lineBytes
  if (over <= 0) return text
  const error = 'error' in line ? (line.error ?? '') : ''
  return error.length > over
    ? JSON.stringify({ ...line, error: error.slice(0, -over) })
    : JSON.stringify({ event: line.event, isTooLong: true })
}

/** An error for the log: its name and calls. Its message is left out, except our own, which are safe. */
export function errorWords(error: unknown): string {
  return ownWords(error) ?? causeOf(error)
}

function ownWords(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  // It names variables that are not set as they should be, and none of their values.
  if (error.name === 'EnvironmentError') return error.message
  return error.message.includes(NEWER_VERSION) ? NEWER_VERSION : null
}

/** An error that may leave its invocation. RPC drops an error's stack and Cloudflare logs its message, so this one has the calls as `calls`, and no message. */
export function plainError(error: unknown): Error {
  const [name, calls] = [errorName(error), callsOf(error)]
  const stack = [name, ...calls.map((call) => `    at ${call}`)].join('\n')
  return Object.assign(new Error(ownWords(error) ?? name), { name, calls, stack })
}
