/** Runs other programs to their end. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'

export type Environment = Readonly<Record<string, string | undefined>>

export interface ProgramOptions {
  readonly cwd: string
  readonly env: Environment
  /** The program uses this process's terminal, and nothing is collected. */
  readonly isShown?: boolean
  readonly input?: string
  readonly encoding?: 'utf8' | 'latin1'
  /** Gets the output while it is written. */
  readonly log?: (text: string) => void
}

export interface ProgramEnd {
  readonly code: number
  readonly output: string
  readonly errors: string
}

export function runProgram(
  program: string,
  args: readonly string[],
  { cwd, env, isShown = false, input, encoding = 'utf8', log }: ProgramOptions,
): Promise<ProgramEnd> {
  return new Promise((resolve, reject) => {
    const stdin = input === undefined ? 'ignore' : 'pipe'
    const child = spawn(program, args, { cwd, env: { ...env }, stdio: isShown ? 'inherit' : [stdin, 'pipe', 'pipe'] })
    const end = { output: '', errors: '' }
    for (const [name, stream] of [
      ['output', child.stdout],
      ['errors', child.stderr],
    ] as const)
      stream?.setEncoding(name === 'output' ? encoding : 'utf8').on('data', (text: string) => {
        end[name] += text
        log?.(text)
      })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, ...end }))
    // A program that fails at once does not read.
    child.stdin?.on('error', () => {}).end(input)
  })
}

/** wrangler reports nothing home, and writes no logs, which would keep what it sends to Cloudflare. */
export const quietWrangler = {
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_SEND_ERROR_REPORTS: 'false',
  WRANGLER_WRITE_LOGS: 'false',
} as const

/** The project's own wrangler. @returns its exit code, and both streams as plain text */
export async function runWrangler(
  root: string,
  args: readonly string[],
  { env, ...options }: Omit<ProgramOptions, 'cwd'>,
): Promise<{ readonly code: number; readonly output: string }> {
  const program = path.join(root, 'node_modules', 'wrangler', 'bin', 'wrangler.js')
  const settings = { ...options, cwd: root, env: { ...env, ...quietWrangler, FORCE_COLOR: '0' } }
  const { code, output, errors } = await runProgram(process.execPath, [program, ...args], settings)
  return { code, output: stripVTControlCharacters(`${output}${errors}`) }
}
