/** Runs the tools that check the code, from node_modules and with the Node of this process. */
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import * as v from 'valibot'
import { root } from '../operator/run-command.ts'
import { quietWrangler } from '../run-program.ts'
import { hasColours, paint, type ShowProgress, type Terminal } from '../terminal.ts'
import { type Count, countTests, oneFailed, onePassed, skipLines, sum } from './count.ts'
import { isDue, progressLine, progressSchema } from './progress.ts'

const tools = {
  biome: '@biomejs/biome/bin/biome',
  tsc: 'typescript/bin/tsc',
  knip: 'knip/bin/knip.js',
  vitest: 'vitest/vitest.mjs',
} as const

const environment = {
  ...process.env,
  ...quietWrangler,
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  // Tests start wrangler and vitest dozens of times; the cache saves a third of that.
  NODE_COMPILE_CACHE: path.join(root, 'node_modules', '.cache', 'compiled'),
  ...(hasColours ? { FORCE_COLOR: '1' } : { NO_COLOR: '1', FORCE_COLOR: undefined }),
}

/** @param message gets what the tool sends to this process @returns its exit code */
export function runTool(
  tool: keyof typeof tools,
  words: readonly string[],
  line: (line: string) => void,
  message: (received: unknown) => void = () => {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, 'node_modules', tools[tool]), ...words], {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    child.on('message', message)
    for (const stream of [child.stdout, child.stderr])
      if (stream !== null) createInterface({ input: stream }).on('line', line)
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}

/** Lint, types and unused code: each is one check that passes or fails. */
export async function staticChecks(terminal: Terminal): Promise<Count> {
  const check = async (what: string, tool: keyof typeof tools, words: readonly string[]): Promise<Count> => {
    const output: string[] = []
    if (await succeeds(terminal, what, () => runTool(tool, words, (line) => output.push(line)))) return onePassed
    for (const line of output) terminal.say(line)
    return oneFailed
  }
  return sum([
    await check('Lint and format', 'biome', ['check', '.']),
    await check('Types', 'tsc', ['-p', '.', '--pretty', String(hasColours)]),
    await check('Nothing unused', 'knip', []),
  ])
}

class ToolFailed extends Error {}

/** Runs a step that succeeds with exit code 0. */
async function succeeds(
  terminal: Terminal,
  what: string,
  run: (show: ShowProgress) => Promise<number>,
): Promise<boolean> {
  try {
    await terminal.step(what, async (show) => {
      if ((await run(show)) !== 0) throw new ToolFailed()
    })
    return true
  } catch (problem) {
    if (problem instanceof ToolFailed) return false
    throw problem
  }
}

/** Failures in full, a report to count, and progress for this process. */
const reporters = ['minimal', 'json', path.join(import.meta.dirname, 'progress.ts')].map((name) => `--reporter=${name}`)

/** Lines that are not shown: one for every test file in workerd, and one about an optional package of Telegraf's HTTP client. */
const noise = /^Using secrets defined in process\.env$|encoding(?::|%3A)node-fetch/u

/** Every test, or those whose path contains one of `words`. */
export async function tests(terminal: Terminal, words: readonly string[]): Promise<Count> {
  const folder = await mkdtemp(path.join(tmpdir(), 'paperboy-test-'))
  const report = path.join(folder, 'report.json')
  try {
    const succeeded = await succeeds(terminal, 'Tests', (show) =>
      runTool(
        'vitest',
        ['run', ...reporters, `--outputFile.json=${report}`, ...words],
        (line) => {
          if (!line.includes(report) && !noise.test(line)) terminal.say(line)
        },
        (received) => {
          const progress = v.safeParse(progressSchema, received)
          if (progress.success) show(progressLine(progress.output), isDue(progress.output))
        },
      ),
    )
    const written = await readFile(report, 'utf8').catch(() => null)
    for (const line of skipLines(written)) terminal.say(paint('dim', line))
    return countTests(written, succeeded)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
