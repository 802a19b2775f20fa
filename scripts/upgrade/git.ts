/** Runs git. 2.18 has every option in use; tested with 2.39. */
import { OperatorProblem } from '../operator/problem.ts'
import { type ProgramEnd, runProgram } from '../run-program.ts'

export interface GitOptions {
  readonly input?: string
  /** Output is latin-1, which keeps every byte; else UTF-8. */
  readonly isBinary?: boolean
  readonly environment?: Readonly<Record<string, string>>
}

export type RunGit = (args: readonly string[], options?: GitOptions) => Promise<ProgramEnd>

export interface Git {
  readonly run: RunGit
  /** @throws OperatorProblem unless the exit code is 0 */
  text(args: readonly string[], options?: GitOptions): Promise<string>
  line(args: readonly string[], options?: GitOptions): Promise<string>
  /** Split at NUL, for commands with `-z`. */
  list(args: readonly string[], options?: GitOptions): Promise<readonly string[]>
  says(args: readonly string[]): Promise<boolean>
}

export function gitIn(root: string): RunGit {
  return (args, { input = '', isBinary = false, environment = {} } = {}) => {
    // Releases are public, so git need not ask for a password.
    const env = { ...process.env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', ...environment }
    return runProgram('git', args, { cwd: root, env, input, encoding: isBinary ? 'latin1' : 'utf8' }).catch(() => {
      throw new OperatorProblem('git cannot be started.', 'Install it from https://git-scm.com/, then run this again.')
    })
  }
}

export function createGit(run: RunGit): Git {
  const text: Git['text'] = async (args, options) => {
    const { code, output, errors } = await run(args, options)
    if (code === 0) return output
    throw new OperatorProblem(
      `git ${args.find((word) => !word.startsWith('-')) ?? ''} failed: ${errors.trim() || `exit code ${code}`}`,
      'Correct that, then run the same command again: it goes on from here.',
    )
  }
  return {
    run,
    text,
    line: async (args, options) => (await text(args, options)).trim(),
    list: async (args, options) => (await text(args, options)).split('\0').filter((part) => part !== ''),
    says: async (args) => (await run(args)).code === 0,
  }
}

/** Environment for commits: a machine that only deploys may have no name in git's configuration. */
export async function identityFor(git: Git): Promise<Readonly<Record<string, string>>> {
  if (await git.says(['var', 'GIT_COMMITTER_IDENT'])) return {}
  const [name, email] = ['Paperboy upgrade', 'upgrade@paperboy.invalid']
  return { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email }
}
