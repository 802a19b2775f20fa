/** Stops everything a script has started, in reverse order and once, on Ctrl-C, SIGTERM or a crash. */
import { setTimeout as sleep } from 'node:timers/promises'
import { messageOf } from './terminal.ts'

export interface Shutdown {
  /** Adds something to stop; the last added is stopped first. */
  add(what: string, stop: () => unknown): void
  /** Stops everything, says why, and exits. Only the first call counts. */
  end(why: string, code: number): Promise<void>
}

/** Time limit for each stop; a part that takes longer is left running. */
const TIMEOUT_MS = 8000

/** @param options.exit what ends the process, `process.exit` by default */
export function createShutdown({
  say,
  exit = process.exit,
}: {
  readonly say: (words: string) => void
  readonly exit?: (code: number) => void
}): Shutdown {
  const stops: { readonly what: string; readonly stop: () => unknown }[] = []
  let ended: Promise<void> | null = null

  async function stopAll(why: string, code: number): Promise<void> {
    if (why !== '') say(why)
    for (const { what, stop } of stops.reverse()) {
      try {
        const late = sleep(TIMEOUT_MS).then(() => {
          throw new Error(`still running after ${TIMEOUT_MS / 1000} s`)
        })
        await Promise.race([stop(), late])
      } catch (problem) {
        say(`${what} did not stop: ${messageOf(problem)}`)
      }
    }
    exit(code)
  }

  return {
    add: (what, stop) => void stops.push({ what, stop }),
    end(why, code) {
      ended ??= stopAll(why, code)
      return ended
    },
  }
}

/** Shuts down on every signal, on a crash, and when the parent process is gone. */
export function shutDownOnSignals(shutdown: Shutdown): void {
  process.on('SIGINT', () => void shutdown.end('\nStopping …', 0))
  process.on('SIGTERM', () => void shutdown.end('Stopping …', 0))
  process.on('SIGHUP', () => void shutdown.end('', 0))
  process.on('disconnect', () => void shutdown.end('', 0))
  process.on('uncaughtException', (problem) => void shutdown.end(`Unexpected error: ${problem.stack ?? problem}`, 1))
  process.on('unhandledRejection', (problem) => void shutdown.end(`Unexpected error: ${messageOf(problem)}`, 1))
}
