/** `npm run bench:start`: the Worker's size and the CPU cost of its start; exits 1 if the warm-up costs too much. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createShutdown, shutDownOnSignals } from '../scripts/shutdown.ts'
import { createTerminal, paint, wordsOf } from '../scripts/terminal.ts'
import { median } from './bench/warm.ts'
import { buildBundle, withoutWarmUp } from './bench-start/bundle.ts'
import { type Program, type StartCost, startOnce } from './bench-start/start.ts'

const usage = `Usage: npm run bench:start -- [--quick] [--json]

Builds the Worker as wrangler does for Cloudflare, and starts it in workerd several times: whole, without its warm-up, and
an empty Worker in its place. What they differ by is the start of the isolate, and the warm-up.
  --quick  few starts
  --json   figures for programs`
const words = new Set(process.argv.slice(2))
const isJson = words.has('--json')
const ROUNDS = words.has('--quick') ? 3 : 9
/** Limit of the warm-up's CPU time in ms. */
const TARGET_MS = 40
const EMPTY = 'export default { fetch: () => new Response("") }'

/** ms of CPU: the median of all rounds, the least and the most. */
interface Range {
  readonly median: number
  readonly least: number
  readonly most: number
}

interface Figures {
  readonly bytes: number
  readonly gzipBytes: number
  readonly rounds: number
  /** Null where the system does not report it. `start`: the isolate's whole start, including the warm-up. */
  readonly cpu: { readonly start: Range; readonly warmUp: Range; readonly warmUpMain: Range } | null
}

const rangeOf = (all: readonly number[]): Range => ({
  median: median(all),
  least: Math.min(...all),
  most: Math.max(...all),
})

async function measure(root: string): Promise<Figures> {
  const { text, bytes, gzipBytes } = await terminal.step('The Worker, as it is deployed', () => buildBundle(root))
  const toml = await readFile(path.join(root, 'wrangler.toml'), 'utf8')
  const compatibilityDate = /^compatibility_date = "([\d-]+)"/mu.exec(toml)?.[1] ?? ''
  const flags = /^compatibility_flags = \[([^\]]*)\]/mu.exec(toml)?.[1] ?? ''
  const compatibilityFlags = [...flags.matchAll(/"([^"]+)"/gu)].flatMap(([, flag = '']) => flag)
  const start = (source: string) => startOnce({ text: source, compatibilityDate, compatibilityFlags } satisfies Program)
  const costs: { readonly empty: StartCost; readonly bare: StartCost; readonly whole: StartCost }[] = []
  await terminal.step(`${ROUNDS} starts of each`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      // Interleaved in each round, so that a busy moment affects all of them.
      const [empty, bare, whole] = [await start(EMPTY), await start(withoutWarmUp(text)), await start(text)]
      if (empty !== null && bare !== null && whole !== null) costs.push({ empty, bare, whole })
    }
  })
  const cpu =
    costs.length === 0
      ? null
      : {
          start: rangeOf(costs.map(({ whole, empty }) => whole.all - empty.all)),
          warmUp: rangeOf(costs.map(({ whole, bare }) => whole.all - bare.all)),
          warmUpMain: rangeOf(costs.map(({ whole, bare }) => whole.main - bare.main)),
        }
  return { bytes, gzipBytes, rounds: ROUNDS, cpu }
}

function show({ bytes, gzipBytes, rounds, cpu }: Figures): void {
  const kib = (size: number) => `${(size / 1024).toFixed(0)} KiB`
  terminal.say(`\nThe bundle: ${kib(bytes)}, ${kib(gzipBytes)} with gzip`)
  if (cpu === null) {
    terminal.say('This system does not tell what CPU threads use: Linux does.')
    return
  }
  terminal.say(`\nCPU of workerd until its first answer, in ms: medians of ${rounds} starts, least and most`)
  const line = (what: string, { median: ms, least, most }: Range) =>
    terminal.say(`${what.padEnd(52)}${ms.toFixed(1).padStart(8)}   ${least.toFixed(1)}–${most.toFixed(1)}`)
  line('The isolate’s start, whole, over an empty Worker’s', cpu.start)
  line('The warm-up: with it, over without it', cpu.warmUp)
  line('The same, without the threads V8 compiles on', cpu.warmUpMain)
  const isMet = cpu.warmUp.median <= TARGET_MS
  terminal.say(
    `\n${isMet ? paint('green', '✓') : paint('red', '✗')} The warm-up: ${cpu.warmUp.median.toFixed(1)} ms, at most ${TARGET_MS} promised`,
  )
}

async function main(): Promise<number> {
  const unknown = [...words].find((word) => word !== '--quick' && word !== '--json')
  if (unknown !== undefined) {
    terminal.say(`There is no option ${unknown}.\n\n${usage}`)
    return 2
  }
  try {
    const figures = await measure(path.resolve(import.meta.dirname, '..'))
    if (isJson) console.log(JSON.stringify(figures))
    else show(figures)
    return figures.cpu === null || figures.cpu.warmUp.median <= TARGET_MS ? 0 : 1
  } catch (problem) {
    terminal.say(wordsOf(problem))
    return 2
  }
}

const terminal = createTerminal({ write: isJson ? console.error : console.log })
const ending = createShutdown({ say: terminal.say })
shutDownOnSignals(ending)
await ending.end('', await main())
