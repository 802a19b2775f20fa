/** What keys do while `npm run dev` runs. */
import type { Cron } from '../worker/cron.ts'

export interface KeyDeps {
  readonly cron: Cron
  readonly say: (words: string) => void
  readonly end: () => void
}

export const keysHelp = `  c  a cycle now, as cron would have it
  s  how many cycles there were
  h  this list
  q  the end`

/** @param key as typed: one character @returns whether it means anything */
export function pressKey(key: string, { cron, say, end }: KeyDeps): boolean {
  switch (key.toLowerCase()) {
    case 'c':
      say(cron.state().running ? '  A cycle runs; the next follows it.' : '  A cycle …')
      cron.cycleNow()
      return true
    case 's': {
      const { cycles, running } = cron.state()
      say(`  ${cycles} cycles so far${running ? ', and one runs' : ''}.`)
      return true
    }
    case 'h':
    case '?':
      say(keysHelp)
      return true
    case 'q':
    // Ctrl-C and Ctrl-D, which arrive as characters while keys are read one by one.
    case '\u0003':
    case '\u0004':
      end()
      return true
    default:
      return false
  }
}
