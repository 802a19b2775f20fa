/** What is said when a command is ended before its end, such as by Ctrl-C at a question. */
import type { SoFar } from '../terminal.ts'

export function stoppedWords({ done, underWay }: SoFar): string {
  if (done.length === 0 && underWay === null) return 'Stopped. Nothing was done.'
  const left = underWay === null ? 'all that follows' : `${underWay}, and all that follows`
  return `Stopped. Done: ${done.join('; ') || 'nothing'}. Not done: ${left}. Run the same command again: it goes on from here.`
}
