/** Questions to whoever sits at the terminal; what is typed in secret is not shown. */
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { OperatorProblem } from './problem.ts'

export interface Asker {
  /** Somebody is there to answer. */
  readonly isThere: boolean
  /** @returns '' for a bare Enter, and where nobody is there */
  text(question: string): Promise<string>
  secret(question: string): Promise<string>
  /** Enter means `usual`. */
  yes(question: string, usual: boolean): Promise<boolean>
}

/** Nobody: every question has its usual answer. */
export const nobody: Asker = {
  isThere: false,
  text: async () => '',
  secret: async () => '',
  yes: async (_, usual) => usual,
}

export function askTerminal(): Asker {
  if (process.stdin.isTTY !== true || process.stdout.isTTY !== true) return nobody
  const ask = async (question: string, isShown: boolean): Promise<string> => {
    let shows = true
    const output = new Writable({
      write(chunk, _, done) {
        if (shows) process.stdout.write(chunk)
        done()
      },
    })
    const lines = createInterface({ input: process.stdin, output, terminal: true })
    // Ctrl-C ends the command, not just the question.
    lines.on('SIGINT', () => process.emit('SIGINT'))
    try {
      const answer = lines.question(question)
      shows = isShown
      return (await answer).trim()
    } catch {
      // Ctrl-D: nobody answers.
      throw new OperatorProblem(
        'Nobody answered.',
        'Run the same command again; what was done already is left as it is.',
      )
    } finally {
      lines.close()
      if (!isShown) process.stdout.write('\n')
    }
  }
  return {
    isThere: true,
    text: (question) => ask(question, true),
    secret: (question) => ask(question, false),
    yes: async (question, usual) => {
      const answer = (await ask(`${question} [${usual ? 'Y/n' : 'y/N'}] `, true)).toLowerCase()
      return answer === '' ? usual : ['y', 'yes', 'j', 'ja', 'oui', '是'].includes(answer)
    },
  }
}
