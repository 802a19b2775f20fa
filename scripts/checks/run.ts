/** Runs the tools that check the code, each from node_modules and with the Node that runs this. */
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { hasColours, type Terminal } from '../terminal.ts'
import { type Count, countTests, oneFailed, onePassed, sum } from './count.ts'

const root = path.resolve(import.meta.dirname, '..', '..')

const tools = {
  biome: '@biomejs/biome/bin/biome',
  tsc: 'typescript/bin/tsc',
  vitest: 'vitest/vitest.mjs',
} as const

/** No test reaches a network, and the tools are not to report home either. */
const environment = {
  ...process.env,
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_SEND_ERROR_REPORTS: 'false',
  WRANGLER_WRITE_LOGS: 'false',
  ...(hasColours ? { FORCE_COLOR: '1' } : { NO_COLOR: '1', FORCE_COLOR: undefined }),
}

/** Runs one tool to its end. @returns its exit code */
export function runTool(
  tool: keyof typeof tools,
  words: readonly string[],
  line: (line: string) => void,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, 'node_modules', tools[tool]), ...words], {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', line)
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}

class ToolFailed extends Error {}

/** Lint and types: each is one check that passes or fails. */
export async function lintAndTypes(terminal: Terminal): Promise<Count> {
  const lint = await one(terminal, 'Lint and format', 'biome', ['check', '.'])
  const types = await one(terminal, 'Types', 'tsc', ['-p', '.', '--pretty', String(hasColours)])
  return sum([lint, types])
}

/** One tool that speaks only when it fails. */
async function one(
  terminal: Terminal,
  what: string,
  tool: keyof typeof tools,
  words: readonly string[],
): Promise<Count> {
  const output: string[] = []
  try {
    await terminal.step(what, async () => {
      const code = await runTool(tool, words, (line) => output.push(line))
      if (code !== 0) throw new ToolFailed()
    })
    return onePassed
  } catch (problem) {
    for (const line of output) terminal.say(line)
    if (problem instanceof ToolFailed) return oneFailed
    throw problem
  }
}

/** Of no use to anybody: said for every file of tests in workerd, and of a package that Telegraf's HTTP client would only perhaps use. */
const noise = /^Using secrets defined in process\.env$|encoding(?::|%3A)node-fetch/u

/** Every test, or those whose path contains one of the words; each file is shown as it is done. */
export async function tests(terminal: Terminal, words: readonly string[]): Promise<Count> {
  const folder = await mkdtemp(path.join(tmpdir(), 'paperboy-test-'))
  const report = path.join(folder, 'report.json')
  try {
    const code = await runTool(
      'vitest',
      ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...words],
      (line) => {
        if (!line.includes(report) && !noise.test(line)) terminal.say(line)
      },
    )
    return countTests(await readFile(report, 'utf8').catch(() => null), code === 0)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
