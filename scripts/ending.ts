/** Ends whatever a script has started, in reverse order and once, whether by Ctrl-C, by SIGTERM or by a crash. */
import { wordsOf } from './terminal.ts'

export interface Ending {
  /** Adds something to be ended; what was added last is ended first. */
  add(what: string, stop: () => unknown): void
  /** Ends all, says why, and exits. Calls after the first change nothing. */
  end(why: string, code: number): Promise<void>
}

export interface EndingOptions {
  readonly say: (words: string) => void
  readonly exit?: (code: number) => void
  /** What does not end within this is left to its fate. ms */
  readonly patience?: number
}

export function createEnding({ say, exit = process.exit, patience = 8000 }: EndingOptions): Ending {
  const stops: { readonly what: string; readonly stop: () => unknown }[] = []
  let ended: Promise<void> | null = null

  async function stopAll(why: string, code: number): Promise<void> {
    if (why !== '') say(why)
    for (const { what, stop } of stops.reverse()) {
      try {
        await within(patience, stop())
      } catch (problem) {
        say(`${what} did not end well: ${wordsOf(problem)}`)
      }
    }
    exit(code)
  }

  return {
    add(what, stop) {
      stops.push({ what, stop })
    },
    end(why, code) {
      ended ??= stopAll(why, code)
      return ended
    },
  }
}

/** Has every way that a process can be asked to go, or can fail, end it properly. */
export function endOnSignals(ending: Ending): void {
  process.on('SIGINT', () => void ending.end('\nStopping …', 0))
  process.on('SIGTERM', () => void ending.end('Stopping …', 0))
  process.on('SIGHUP', () => void ending.end('', 0))
  // The bootstrap holds the other end of this channel: without it nobody would ever stop us.
  process.on('disconnect', () => void ending.end('', 0))
  process.on('uncaughtException', (problem) => void ending.end(`Something unforeseen: ${problem.stack ?? problem}`, 1))
  process.on('unhandledRejection', (problem) => void ending.end(`Something unforeseen: ${wordsOf(problem)}`, 1))
}

async function within(ms: number, work: unknown): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`still there after ${ms / 1000} s`)), ms)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
