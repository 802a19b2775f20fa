/** How each of the operator's commands begins and ends: its arguments, its words when it fails, its exit code. */
import type { Result } from '../../src/result.ts'
import { createTerminal, paint, redact, type Terminal, wordsOf } from '../terminal.ts'
import { operatorProblemOf } from './problem.ts'
import { stoppedWords } from './stopped.ts'

export interface CommandLine<Options> {
  readonly usage: string
  /** Fails with what is wrong, in words. */
  readonly parse: (words: readonly string[]) => Result<Options, string>
}

export async function runCommand<Options>(
  { usage, parse }: CommandLine<Options>,
  work: (options: Options, terminal: Terminal) => Promise<void>,
): Promise<void> {
  const words = process.argv.slice(2)
  if (words.includes('--help') || words.includes('-h')) {
    console.log(usage)
    return
  }
  const options = parse(words)
  if (!options.ok) {
    console.error(`${options.problem}\n\n${usage}`)
    process.exitCode = 2
    return
  }
  const { env } = process
  const secrets = [env['BOT_TOKEN'] ?? '', env['WEBHOOK_SECRET'] ?? '', env['CLOUDFLARE_API_TOKEN'] ?? '']
  const terminal = createTerminal({ secrets })
  const stop = (code: number) => () => {
    // Below the line of what is under way, which stays.
    console.log(`\n${redact(stoppedWords(terminal.soFar()), secrets)}`)
    process.exit(code)
  }
  // 128 and the number of the signal, as shells have it.
  process.once('SIGHUP', stop(129))
  process.once('SIGINT', stop(130))
  process.once('SIGTERM', stop(143))
  try {
    await work(options.value, terminal)
  } catch (problem) {
    process.exitCode = 1
    const told = operatorProblemOf(problem)
    if (told !== null) terminal.say(`\n${paint('red', '✗')} ${told.message}\n${paint('blue', '→')} ${told.advice}`)
    else terminal.say(`\n${paint('red', '✗')} Something unforeseen: ${redact(stackOf(problem), secrets)}`)
  }
}

/** The stack tells where it happened, for a report. */
function stackOf(problem: unknown): string {
  return problem instanceof Error ? (problem.stack ?? problem.message) : wordsOf(problem)
}
