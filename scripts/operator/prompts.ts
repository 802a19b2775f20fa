/** Questions on the terminal. */
import { confirm, password, select, text } from '@clack/prompts'
import { OperatorProblem } from './problem.ts'

export interface TextOptions {
  /** The answer if nothing is typed. */
  readonly initial?: string
  /** @returns why an answer is not accepted; undefined if it is */
  readonly validate?: (typed: string) => string | undefined
}

export interface Prompts {
  readonly isInteractive: boolean
  text(question: string, options?: TextOptions): Promise<string>
  secret(question: string): Promise<string>
  /** @param initial the answer if nothing is typed */
  confirm(question: string, initial: boolean): Promise<boolean>
  /** @returns the index of the chosen label */
  select(question: string, labels: readonly string[]): Promise<number>
}

/** Without a terminal every question has its default answer. */
export const noPrompts: Prompts = {
  isInteractive: false,
  text: async (_, { initial = '' } = {}) => initial,
  secret: async () => '',
  confirm: async (_, initial) => initial,
  select: async () => 0,
}

export function terminalPrompts(): Prompts {
  if (process.stdin.isTTY !== true || process.stdout.isTTY !== true) return noPrompts
  return {
    isInteractive: true,
    text: async (message, { initial = '', validate } = {}) => {
      const check = (typed = '') => validate?.(typed.trim() || initial)
      return (
        await answerTo<string>(text({ message, placeholder: initial, defaultValue: initial, validate: check }))
      ).trim()
    },
    secret: async (message) => (await answerTo<string>(password({ message }))).trim(),
    confirm: (message, initialValue) => answerTo<boolean>(confirm({ message, initialValue })),
    select: (message, labels) =>
      answerTo<number>(select({ message, options: labels.map((label, value) => ({ label, value })) })),
  }
}

/** Ends the command on Ctrl-C, which answers a question with a symbol. */
async function answerTo<Value>(asked: Promise<Value | symbol>): Promise<Value> {
  const answer = await asked
  if (typeof answer !== 'symbol') return answer
  process.emit('SIGINT')
  throw new OperatorProblem('The question was not answered.', 'Run the same command again: it goes on from here.')
}
