/** Progress on the terminal: each step with a tick and the time it took. */
import { styleText } from 'node:util'

export interface Terminal {
  say(line: string): void
  /**
   * Shows the step under way, then a tick or a cross with the time; rethrows what `work` throws. `work` may show its
   * progress; a log, which has no line that can change, gets only those that are `due`.
   */
  step<Value>(what: string, work: (show: ShowProgress) => Promise<Value>): Promise<Value>
  soFar(): SoFar
}

/** The steps that were done, in order, and the one under way; null: none, such as at a question. */
export interface SoFar {
  readonly done: readonly string[]
  readonly underWay: string | null
}

export type ShowProgress = (progress: string, due: boolean) => void

export interface TerminalOptions {
  readonly write?: (line: string) => void
  readonly now?: () => number
  /** Texts that are never printed. */
  readonly secrets?: readonly string[]
  readonly colours?: boolean
  /** Writes text that can be cleared again, without a line feed; null: the output is a log. */
  readonly live?: ((text: string) => void) | null
}

export const hasColours = process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined

export function paint(
  style: 'green' | 'red' | 'blue' | 'dim' | 'bold',
  words: string,
  on: boolean = hasColours,
): string {
  return on ? styleText(style, words, { validateStream: false }) : words
}

/** A green tick or a red cross. */
export function mark(isMet: boolean, on: boolean = hasColours): string {
  return isMet ? paint('green', '✓', on) : paint('red', '✗', on)
}

/** The text with secrets replaced, also where they are URL-encoded. */
export function redact(words: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret !== '')
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .reduce((text, secret) => text.replaceAll(secret, '‹secret›'), words)
}

export function duration(ms: number): string {
  if (ms < 950) return `${Math.max(1, Math.round(ms))} ms`
  return ms < 59_500
    ? `${(ms / 1000).toFixed(1)} s`
    : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`
}

export function messageOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem)
}

const CLEAR_LINE = '\r\u001B[K'

export function createTerminal(options: TerminalOptions = {}): Terminal {
  const { write = console.log, now = Date.now, secrets = [], colours = hasColours } = options
  const { live = options.write === undefined && hasColours ? (text) => process.stdout.write(text) : null } = options
  /** The line of the step under way; only where lines can be cleared. */
  let pending: string | null = null
  let soFar: SoFar = { done: [], underWay: null }
  const show = (line: string | null) => {
    if (pending !== null) live?.(CLEAR_LINE)
    pending = line
    if (pending !== null) live?.(paint('dim', `… ${redact(pending, secrets)}`, colours))
  }
  const say = (words: string) => {
    const line = pending
    show(null)
    write(redact(words, secrets))
    show(line)
  }
  return {
    say,
    soFar: () => soFar,
    async step(what, work) {
      const started = now()
      soFar = { ...soFar, underWay: what }
      show(what)
      const finish = (sign: string, done: readonly string[]) => {
        show(null)
        soFar = { done, underWay: null }
        say(`${sign} ${what} ${paint('dim', duration(now() - started), colours)}`)
      }
      try {
        const value = await work((progress, due) => {
          if (live !== null) show(`${what}: ${progress}`)
          else if (due) say(paint('dim', `  ${progress}`, colours))
        })
        finish(mark(true, colours), [...soFar.done, what])
        return value
      } catch (problem) {
        finish(mark(false, colours), soFar.done)
        throw problem
      }
    },
  }
}
