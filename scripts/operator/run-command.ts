/** What all commands share: arguments, messages when they fail or are stopped, and exit codes. */
import path from 'node:path'
import type { Result } from '../../src/result.ts'
import { type CommandName, usageOf } from '../commands.ts'
import { configuredName } from '../deploy/configuration.ts'
import { createTerminal, messageOf, paint, redact, type SoFar, type Terminal } from '../terminal.ts'
import { operatorProblemOf } from './problem.ts'

/** The project's folder. */
export const root = path.resolve(import.meta.dirname, '..', '..')

/** The arguments of this process. Prints usage and exits on `--help` and on a mistake. */
export function commandLine<Options>(
  command: CommandName,
  parse: (words: readonly string[]) => Result<Options, string>,
): Options {
  const words = process.argv.slice(2)
  if (words.includes('--help') || words.includes('-h')) {
    console.log(usageOf(command))
    process.exit(0)
  }
  const options = parse(words)
  if (options.ok) return options.value
  console.error(`${options.problem}\n\n${usageOf(command)}`)
  process.exit(2)
}

/** Values in the environment that must not be printed. */
export function environmentSecrets(): readonly string[] {
  return ['BOT_TOKEN', 'WEBHOOK_SECRET', 'CLOUDFLARE_API_TOKEN'].map((name) => process.env[name] ?? '')
}

/** @param parse also gets the Worker's name in wrangler.toml */
export async function runCommand<Options>(
  command: CommandName,
  parse: (words: readonly string[], defaultName: string) => Result<Options, string>,
  work: (options: Options, terminal: Terminal, defaultName: string) => Promise<void>,
): Promise<void> {
  const defaultName = await configuredName(root)
  const options = commandLine(command, (words) => parse(words, defaultName))
  const secrets = environmentSecrets()
  const terminal = createTerminal({ secrets })
  const stop = (code: number) => () => {
    // Below the line of the running step.
    console.log(`\n${redact(stoppedMessage(terminal.soFar()), secrets)}`)
    process.exit(code)
  }
  // 128 and the number of the signal, as in shells.
  process.once('SIGHUP', stop(129))
  process.once('SIGINT', stop(130))
  process.once('SIGTERM', stop(143))
  try {
    await work(options, terminal, defaultName)
  } catch (problem) {
    process.exitCode = 1
    const known = operatorProblemOf(problem)
    // The stack of an unexpected error helps a report.
    const stack = problem instanceof Error ? (problem.stack ?? problem.message) : messageOf(problem)
    const words =
      known === null ? `Unexpected error: ${stack}` : `${known.message}\n${paint('blue', '→')} ${known.advice}`
    terminal.say(`\n${paint('red', '✗')} ${words}`)
  }
}

/** What a command says when it is stopped, such as by Ctrl-C at a question. */
export function stoppedMessage({ done, underWay }: SoFar): string {
  if (done.length === 0 && underWay === null) return 'Stopped. Nothing was done.'
  const left = underWay === null ? 'everything after that' : `${underWay}, and everything after that`
  return `Stopped. Done: ${done.join('; ') || 'nothing'}. Not done: ${left}. Run the same command again: it goes on from here.`
}
