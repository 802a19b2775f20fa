/** Progress on the terminal: what is being done, a tick when it is, and how long it took. */

export interface Terminal {
  /** A line as it is. */
  say(words: string): void
  /**
   * Shows what is under way, then a tick or a cross with the time. What the work threw is thrown on. The work may show
   * how far it is; a log has no line that can change, so it gets only those that are `due`.
   */
  step<Value>(what: string, work: (show: ShowProgress) => Promise<Value>): Promise<Value>
  /** The steps so far, for a command that is stopped. */
  soFar(): SoFar
}

/** The steps that were done, in order, and the one that is under way; null: none is, as when a question waits. */
export interface SoFar {
  readonly done: readonly string[]
  readonly underWay: string | null
}

export type ShowProgress = (progress: string, due: boolean) => void

export interface TerminalOptions {
  readonly write?: (line: string) => void
  readonly now?: () => number
  /** Texts that must never be shown, whatever brings them up. */
  readonly secrets?: readonly string[]
  readonly colours?: boolean
  /** Writes without ending the line, where what is written can be taken back; null: nowhere. */
  readonly live?: ((text: string) => void) | null
}

const colourCodes = { green: 32, red: 31, dim: 2, bold: 1, blue: 34 } as const
export type Colour = keyof typeof colourCodes

const { NO_COLOR } = process.env
/** Does this terminal want colours? */
export const hasColours = process.stdout.isTTY === true && NO_COLOR === undefined

export function paint(colour: Colour, words: string, on = hasColours): string {
  return on ? `\u001B[${colourCodes[colour]}m${words}\u001B[0m` : words
}

/** A text without the secrets, however they got into it. */
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

/** What an unknown thrown thing says, in one line if it can. */
export function wordsOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem)
}

const CLEAR_LINE = '\r\u001B[K'

export function createTerminal(options: TerminalOptions = {}): Terminal {
  const { write = console.log, now = Date.now, secrets = [], colours = hasColours } = options
  const { live = options.write === undefined && hasColours ? (text) => process.stdout.write(text) : null } = options
  /** What is under way. A log would keep both lines, so there only the finished one is written. */
  let pending: string | null = null
  let soFar: SoFar = { done: [], underWay: null }
  const draw = () => live?.(pending === null ? '' : paint('dim', `… ${redact(pending, secrets)}`, colours))
  const say = (words: string) => {
    if (pending !== null) live?.(CLEAR_LINE)
    write(redact(words, secrets))
    draw()
  }
  const finished = () => {
    if (pending !== null) live?.(CLEAR_LINE)
    pending = null
  }
  return {
    say,
    soFar: () => soFar,
    async step(what, work) {
      const started = now()
      pending = what
      soFar = { ...soFar, underWay: what }
      draw()
      try {
        const value = await work((progress, due) => {
          if (live !== null) {
            live(CLEAR_LINE)
            pending = `${what}: ${progress}`
            draw()
          } else if (due) say(paint('dim', `  ${progress}`, colours))
        })
        finished()
        soFar = { done: [...soFar.done, what], underWay: null }
        say(`${paint('green', '✓', colours)} ${what} ${paint('dim', duration(now() - started), colours)}`)
        return value
      } catch (problem) {
        finished()
        soFar = { ...soFar, underWay: null }
        say(`${paint('red', '✗', colours)} ${what} ${paint('dim', duration(now() - started), colours)}`)
        throw problem
      }
    },
  }
}
