/** `npm run bench:start`: the Worker's size and the CPU cost of its start; exits 1 if the warm-up costs too much. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { mark, type Terminal } from '../scripts/terminal.ts'
import { buildBundle, withoutWarmUp } from './bench-start/bundle.ts'
import { type Program, type StartCost, startOnce } from './bench-start/start.ts'
import { commands } from './commands.ts'
import { runMeasurement } from './measurement.ts'
import { median } from './median.ts'

const root = path.resolve(import.meta.dirname, '..')
/** Limit of the warm-up's CPU time in ms. */
const TARGET_MS = 40
const EMPTY = 'export default { fetch: () => new Response("") }'

/** ms of CPU over all rounds. */
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

async function measure(rounds: number, terminal: Terminal): Promise<Figures> {
  const { text, textModules, bytes, gzipBytes } = await terminal.step('The Worker, as it is deployed', () =>
    buildBundle(root),
  )
  const toml = await readFile(path.join(root, 'wrangler.toml'), 'utf8')
  const compatibilityDate = /^compatibility_date = "([\d-]+)"/mu.exec(toml)?.[1] ?? ''
  const flags = /^compatibility_flags = \[([^\]]*)\]/mu.exec(toml)?.[1] ?? ''
  const compatibilityFlags = [...flags.matchAll(/"([^"]+)"/gu)].flatMap(([, flag = '']) => flag)
  const start = (source: string) =>
    startOnce({ text: source, textModules, compatibilityDate, compatibilityFlags } satisfies Program)
  const costs: { readonly empty: StartCost; readonly bare: StartCost; readonly whole: StartCost }[] = []
  await terminal.step(`${rounds} starts of each`, async () => {
    for (let round = 0; round < rounds; round += 1) {
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
  return { bytes, gzipBytes, rounds, cpu }
}

function show({ bytes, gzipBytes, rounds, cpu }: Figures, terminal: Terminal): void {
  const kib = (size: number) => `${(size / 1024).toFixed(0)} KiB`
  terminal.say(`\nThe bundle: ${kib(bytes)}, ${kib(gzipBytes)} with gzip`)
  if (cpu === null) {
    terminal.say('CPU times are not available: only Linux reports them for each thread.')
    return
  }
  terminal.say(`\nms of CPU of workerd until its first answer: median of ${rounds} starts, least and most`)
  const line = (what: string, { median: ms, least, most }: Range) =>
    terminal.say(`${what.padEnd(52)}${ms.toFixed(1).padStart(8)}   ${least.toFixed(1)}–${most.toFixed(1)}`)
  line('The isolate’s start, more than an empty Worker’s', cpu.start)
  line('The warm-up', cpu.warmUp)
  line('The warm-up, without the threads on which V8 compiles', cpu.warmUpMain)
  const ms = cpu.warmUp.median
  terminal.say(`\n${mark(ms <= TARGET_MS)} The warm-up: ${ms.toFixed(1)} ms, target at most ${TARGET_MS}`)
}

await runMeasurement(commands['bench:start'], async ({ quick, json }, { terminal }) => {
  const figures = await measure(quick ? 3 : 9, terminal)
  if (json) console.log(JSON.stringify(figures))
  else show(figures, terminal)
  return figures.cpu === null || figures.cpu.warmUp.median <= TARGET_MS
})
