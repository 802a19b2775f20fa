/** The keys of `npm run dev`. */
import type { Cron } from '../simulators/workerd/cron.ts'

export interface KeyDeps {
  readonly cron: Cron
  readonly say: (words: string) => void
  readonly end: () => void
}

export const keysHelp = `  c  run a cycle now, as the cron does
  s  show how many cycles ran
  h  show this list
  q  quit`

/** @param key one character @returns whether it has a meaning */
export function pressKey(key: string, { cron, say, end }: KeyDeps): boolean {
  switch (key.toLowerCase()) {
    case 'c':
      say(cron.state().running ? '  A cycle is running; the next one follows it.' : '  A cycle …')
      cron.cycleNow()
      return true
    case 's': {
      const { cycles, running } = cron.state()
      say(`  ${cycles} cycles so far${running ? ', and one is running' : ''}.`)
      return true
    }
    case 'h':
    case '?':
      say(keysHelp)
      return true
    case 'q':
    // Ctrl-C and Ctrl-D, which are characters in raw mode.
    case '\u0003':
    case '\u0004':
      end()
      return true
    default:
      return false
  }
}
