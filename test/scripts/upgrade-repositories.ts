/** Real git repositories for `npm run upgrade`: releases upstream, a clone, and a copy as Cloudflare's button makes it. */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { upgradeArguments } from '../../scripts/commands.ts'
import { OperatorProblem } from '../../scripts/operator/problem.ts'
import { noPrompts, type Prompts } from '../../scripts/operator/prompts.ts'
import { createTerminal } from '../../scripts/terminal.ts'
import { type GitOptions, gitIn } from '../../scripts/upgrade/git.ts'
import { upgrade } from '../../scripts/upgrade/upgrade.ts'
import type { CurrentVersion } from '../../scripts/upgrade/worker-versions.ts'

/** No configuration of this machine counts; no maintenance, no flushes to disk and no sample hooks, which take time. */
const environment = {
  GIT_TEMPLATE_DIR: '',
  GIT_CONFIG_COUNT: '3',
  GIT_CONFIG_KEY_0: 'maintenance.auto',
  GIT_CONFIG_VALUE_0: 'false',
  GIT_CONFIG_KEY_1: 'gc.auto',
  GIT_CONFIG_VALUE_1: '0',
  GIT_CONFIG_KEY_2: 'core.fsync',
  GIT_CONFIG_VALUE_2: 'none',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ann',
  GIT_AUTHOR_EMAIL: 'ann@example.com',
  GIT_COMMITTER_NAME: 'Ann',
  GIT_COMMITTER_EMAIL: 'ann@example.com',
  GIT_AUTHOR_DATE: '2026-11-01T00:00:00Z',
  GIT_COMMITTER_DATE: '2026-11-01T00:00:00Z',
} as const

export function git(folder: string, ...words: readonly string[]): string {
  const options = { cwd: folder, encoding: 'utf8', env: { ...process.env, ...environment }, stdio: 'pipe' } as const
  return execFileSync('git', words, options).trim()
}

export function put(folder: string, file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
  writeFileSync(path.join(folder, file), text)
}

export const textOf = (folder: string, file: string) => readFileSync(path.join(folder, file), 'utf8')

export function commit(folder: string, files: Readonly<Record<string, string>>, message = 'A change'): void {
  for (const [file, text] of Object.entries(files)) put(folder, file, text)
  git(folder, 'add', '-A')
  git(folder, 'commit', '-q', '-m', message)
}

export const configurationOf = (date: string, more = '') => `# What Cloudflare runs.
name = "paperboy"
main = "src/worker.ts"
compatibility_date = "${date}"

# A domain of your own.
# routes = []

[vars]
OWNER_IDS = ""
PLAN = "free"
${more}
[[kv_namespaces]]
binding = "STORE"

[[migrations]]
tag = "v1"
new_sqlite_classes = ["Cell"]
`

/** Settings of a clone's operator. */
export const ownConfiguration = configurationOf('2026-01-01')
  .replace('PLAN = "free"', 'PLAN = "paid"')
  .replace('"paperboy"', '"mine"')

const lines = (...changed: readonly string[]) =>
  ['one', 'two', 'three', 'four', 'five', 'six', 'seven']
    .map((line) => (changed.includes(line) ? `${line}!` : line))
    .join('\n')

/** What a release holds. `minor`: its version is 0.minor.0. */
export function releaseFiles(minor: number): Readonly<Record<string, string>> {
  const entries = Array.from(
    { length: minor },
    (_, place) => `## [0.${minor - place}.0]\n\n### Added\n\n- News of ${minor - place}.\n`,
  )
  return {
    'package.json': JSON.stringify({ version: `0.${minor}.0`, repository: 'github:paperboy-bot/paperboy' }),
    'wrangler.toml': configurationOf(`2026-0${minor}-01`, minor > 1 ? 'NEW_SETTING = "on"\n' : ''),
    'CHANGELOG.md': `# Changelog\n\n${entries.join('\n')}`,
    'src/worker.ts': lines(...(minor > 1 ? ['one'] : [])),
    '.github/workflows/test.yml': `name: test ${minor}\n`,
    '.gitignore': '.paperboy/\n',
    ...(minor > 1 ? { [`src/new-${minor}.ts`]: 'new\n' } : {}),
  }
}
export const ownLines = lines('seven')
export const bothLines = lines('one', 'seven')

export interface Repositories {
  readonly folder: string
  readonly upstream: string
  clone(): string
  /** @param at the release that the copy was made from */
  copy(at?: string): string
  end(): void
}

/** Upstream has 0.1.0, 0.2.0 and 0.3.0. */
export function createRepositories(): Repositories {
  const folder = mkdtempSync(path.join(tmpdir(), 'paperboy-upgrade-test-'))
  const upstream = path.join(folder, 'upstream')
  mkdirSync(upstream)
  git(upstream, 'init', '-q', '-b', 'main')
  for (const minor of [1, 2, 3]) {
    commit(upstream, releaseFiles(minor), `Release 0.${minor}.0`)
    git(upstream, 'tag', `v0.${minor}.0`)
  }
  let count = 0
  const next = (name: string) => path.join(folder, `${name}-${++count}`)
  return {
    folder,
    upstream,
    clone() {
      const root = next('clone')
      git(folder, 'clone', '-q', upstream, root)
      git(root, 'reset', '-q', '--hard', 'v0.1.0')
      return root
    },
    copy(at = 'v0.1.0') {
      const source = next('source')
      git(folder, 'clone', '-q', '-b', at, upstream, source)
      const root = next('copy')
      cpSync(source, root, { recursive: true, filter: (from) => !/\/\.git(?:hub)?(?:\/|$)/u.test(from) })
      git(root, 'init', '-q', '-b', 'main')
      commit(root, { 'wrangler.toml': buttonsConfiguration(textOf(root, 'wrangler.toml')) }, 'Initial commit')
      return root
    },
    end: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** As the button leaves it: a name, an id, and no comments. */
export function buttonsConfiguration(text: string): string {
  return text
    .replace(/^#.*\n/gmu, '')
    .replace('"paperboy"', '"ann-news"')
    .replace('binding = "STORE"', 'binding = "STORE"\nid = "0123456789abcdef"')
}

export const status = (root: string) => git(root, 'status', '--porcelain')
export const headOf = (root: string) => git(root, 'rev-parse', 'HEAD')

/** What a failed upgrade must leave unchanged. */
export const stateOf = (root: string) => ({
  head: headOf(root),
  branch: git(root, 'symbolic-ref', 'HEAD'),
  status: status(root),
  configuration: textOf(root, 'wrangler.toml'),
  journal: existsSync(path.join(root, '.git', 'paperboy-upgrade')),
})

export interface Behaviour {
  readonly smoke?: boolean
  /** Whether it succeeds, or its output. */
  readonly deploy?: boolean | (() => Promise<string>)
  /** Before the deployment, and after it. */
  readonly versions?: readonly CurrentVersion[]
  readonly rollBack?: boolean
  readonly prompts?: Prompts
  /** Called before and after each step, which is a git command or one of the calls that leave this process. */
  readonly step?: (when: 'before' | 'after', what: string) => void
}

export interface Outcome {
  readonly said: string
  /** The calls besides git. */
  readonly calls: readonly string[]
  /** Null: success. */
  readonly problem: OperatorProblem | null
}

export const version = (id: string): CurrentVersion => ({ kind: 'version', id })

/** Runs the command in a folder; rethrows errors other than OperatorProblem. */
export async function run(
  repositories: Repositories,
  root: string,
  words: readonly string[] = ['--yes'],
  how: Behaviour = {},
): Promise<Outcome> {
  const said: string[] = []
  const calls: string[] = []
  const { step = () => {}, smoke = true, deploy = true, rollBack = true } = how
  const versions = [...(how.versions ?? [version('old'), version('new')])]
  const runGit = gitIn(root)
  async function called<Value>(what: string, work: () => Value | Promise<Value>): Promise<Value> {
    step('before', what)
    const value = await work()
    step('after', what)
    return value
  }
  const counted = <Value>(what: string, value: Value) =>
    called(what, () => {
      calls.push(what)
      return value
    })
  const options = upgradeArguments(['--from', repositories.upstream, ...words])
  if (!options.ok) throw new Error(options.problem)
  const deps = {
    root,
    runGit: (command: readonly string[], given: GitOptions = {}) =>
      called(`git ${command[0] ?? ''}`, () =>
        runGit(command, { ...given, environment: { ...environment, ...given.environment } }),
      ),
    terminal: createTerminal({ write: (line) => said.push(line), colours: false, live: null }),
    prompts: how.prompts ?? noPrompts,
    sources: {
      canInstall: () => true,
      smoke: () => counted('smoke', smoke),
      deploy: async (name: string) => {
        if (typeof deploy === 'boolean') return counted(`deploy ${name}`, deploy)
        said.push(await deploy())
        return true
      },
    },
    versions: {
      current: () => called('current', () => versions.shift() ?? version('new')),
      rollBack: (name: string, id: string) => counted(`rollback ${name} ${id}`, rollBack),
    },
  }
  const problem = await upgrade(options.value, deps).then(
    () => null,
    (thrown: unknown) => {
      if (thrown instanceof OperatorProblem) return thrown
      throw thrown
    },
  )
  return { said: said.join('\n'), calls, problem }
}
