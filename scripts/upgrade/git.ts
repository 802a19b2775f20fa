/** Runs git. 2.18 has every option that is used; tried with 2.39. */
import { spawn } from 'node:child_process'
import { OperatorProblem } from '../operator/problem.ts'

export interface GitAnswer {
  readonly code: number
  /** Latin-1 where `isBinary`, else UTF-8. */
  readonly output: string
  readonly errors: string
}

export interface GitOptions {
  readonly input?: string
  readonly isBinary?: boolean
  readonly environment?: Readonly<Record<string, string>>
}

export type RunGit = (words: readonly string[], options?: GitOptions) => Promise<GitAnswer>

export interface Git {
  readonly run: RunGit
  /** Output as it is. @throws OperatorProblem unless the exit code is 0 */
  text(words: readonly string[], options?: GitOptions): Promise<string>
  /** Output without blanks around it. */
  line(words: readonly string[], options?: GitOptions): Promise<string>
  /** Output split at NUL, for commands with `-z`. */
  list(words: readonly string[], options?: GitOptions): Promise<readonly string[]>
  /** Whether the exit code is 0. */
  says(words: readonly string[]): Promise<boolean>
}

export function gitIn(root: string): RunGit {
  return (words, { input, isBinary = false, environment = {} } = {}) =>
    new Promise((resolve, reject) => {
      const child = spawn('git', words, {
        cwd: root,
        // Nobody is asked for a password: releases are public.
        env: { ...process.env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', ...environment },
        stdio: ['pipe', 'pipe', 'pipe'],
      })
      let output = ''
      let errors = ''
      child.stdout.setEncoding(isBinary ? 'latin1' : 'utf8').on('data', (text: string) => {
        output += text
      })
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        errors += text
      })
      child.on('error', () =>
        reject(
          new OperatorProblem('git cannot be started.', 'Install it from https://git-scm.com/, then run this again.'),
        ),
      )
      child.on('close', (code) => resolve({ code: code ?? 1, output, errors }))
      // A command that fails at once does not read.
      child.stdin.on('error', () => {})
      child.stdin.end(input ?? '')
    })
}

export function createGit(run: RunGit): Git {
  const text: Git['text'] = async (words, options) => {
    const { code, output, errors } = await run(words, options)
    if (code === 0) return output
    throw new OperatorProblem(
      `git ${words.find((word) => !word.startsWith('-')) ?? ''} failed: ${errors.trim() || `exit code ${code}`}`,
      'Correct that, then run the same command again: it continues from here.',
    )
  }
  return {
    run,
    text,
    line: async (words, options) => (await text(words, options)).trim(),
    list: async (words, options) => (await text(words, options)).split('\0').filter((part) => part !== ''),
    says: async (words) => (await run(words)).code === 0,
  }
}

/** Environment for commands that make commits: a machine that only deploys may have no name in git's configuration. */
export async function identityFor(git: Git): Promise<Readonly<Record<string, string>>> {
  if (await git.says(['var', 'GIT_COMMITTER_IDENT'])) return {}
  const [name, email] = ['Paperboy upgrade', 'upgrade@paperboy.invalid']
  return { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email }
}
