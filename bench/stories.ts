/** `npm run stories`: how well same stories are told from different ones, as a table or with --json. */
import { globSync } from 'node:fs'
import path from 'node:path'
import { paint, wordsOf } from '../scripts/terminal.ts'
import { storiesArguments, usage } from './stories/arguments.ts'
import { type Times, timesOf } from './stories/bench.ts'
import { type Counts, type Figures, figuresOf, isFault, type Judged, judge } from './stories/measure.ts'
import { readPairs } from './stories/pairs.ts'

const root = path.resolve(import.meta.dirname, '..')
const ownPairs = () => globSync('test/story/{,pairs/}*.jsonl', { cwd: root }).map((file) => path.join(root, file))

const columns: readonly (readonly [heading: string, figures: (counts: Counts) => string])[] = [
  ['different', ({ different }) => String(different)],
  ['hidden', ({ hidden }) => String(hidden)],
  ['gathered wrongly', ({ gatheredWrongly, different }) => share(gatheredWrongly, different)],
  ['same', ({ same }) => String(same)],
  ['told once', ({ toldOnce, same }) => share(toldOnce, same)],
  ['gathered', ({ gathered, same }) => share(gathered, same)],
]

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${part} (${Math.round((100 * part) / whole)} %)`
}

function show({ byLanguage, ...all }: Figures): void {
  const row = (name: string, cells: readonly string[]) =>
    console.log(
      [name.padEnd(10), ...cells.map((cell, at) => cell.padStart(Math.max(11, columns[at]?.[0].length ?? 0)))].join(
        '  ',
      ),
    )
  row(
    '',
    columns.map(([heading]) => heading),
  )
  for (const [language, counts] of [...Object.entries(byLanguage), ['all', all] as const])
    row(
      language,
      columns.map(([, figures]) => figures(counts)),
    )
}

function showFaults(judged: readonly Judged[]): void {
  for (const { pair, judgement } of judged.filter(isFault))
    console.log(
      `${paint('bold', pair.same ? 'missed' : judgement)} ${pair.lang} ${pair.kind}\n  ${pair.a}\n  ${pair.b}`,
    )
}

/** Targets on an idle machine. */
const TARGET_MS = 2

function showTimes({ prepare, headline, longTitle, comparisons, digest }: Times): void {
  const row = (what: string, ms: number, target: number | null) => {
    const figure = `${ms.toFixed(2)} ms`.padStart(9)
    const colour = target !== null && ms > target ? 'red' : 'green'
    console.log(`${what.padEnd(60)} ${target === null ? figure : paint(colour, figure)}`)
  }
  row('1,500 stories of 48 hours made ready, once a cycle', prepare, null)
  row('a new headline with its text against them', headline, TARGET_MS)
  row('the same with a title of 1,000 characters', longTitle, headline + 1)
  row('a digest of 500 headlines gathered', digest, null)
  console.log(`Compared word by word in all rounds: ${comparisons}. Medians; target ${TARGET_MS} ms, and 1 ms more.`)
}

async function main(): Promise<number> {
  const wanted = storiesArguments(process.argv.slice(2))
  if (!wanted.ok) {
    console.error(`${wanted.problem}\n\n${usage}`)
    return 2
  }
  const { files, json, faults, bench } = wanted.value
  const pairs = await readPairs(files.length > 0 ? files : ownPairs())
  if (bench) {
    const times = timesOf(pairs)
    if (json) console.log(JSON.stringify(times))
    else showTimes(times)
    return 0
  }
  const judged = pairs.map(judge)
  const figures = figuresOf(judged)
  if (json) console.log(JSON.stringify(figures))
  else {
    if (faults) showFaults(judged)
    show(figures)
  }
  return 0
}

process.exitCode = await main().catch((problem) => {
  console.error(wordsOf(problem))
  return 1
})
