/** `npm run stories`: how well the program tells the same story from different ones. */
import { globSync } from 'node:fs'
import path from 'node:path'
import { paint } from '../scripts/terminal.ts'
import { commands } from './commands.ts'
import { runMeasurement } from './measurement.ts'
import { type Times, timesOf } from './stories/bench.ts'
import { type Counts, type Figures, figuresOf, isFault, type Judged, judge } from './stories/measure.ts'
import { readPairs } from './stories/pairs.ts'

const root = path.resolve(import.meta.dirname, '..')
const ownPairs = () => globSync('test/story/{,pairs/}*.jsonl', { cwd: root }).map((file) => path.join(root, file))

const columns: readonly (readonly [heading: string, figures: (counts: Counts) => string])[] = [
  ['different', ({ different }) => String(different)],
  ['hidden', ({ hidden }) => String(hidden)],
  ['merged wrongly', ({ gatheredWrongly, different }) => share(gatheredWrongly, different)],
  ['same', ({ same }) => String(same)],
  ['sent once', ({ toldOnce, same }) => share(toldOnce, same)],
  ['merged', ({ gathered, same }) => share(gathered, same)],
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

/** Targets on an idle machine: comparing a headline, and how much longer a long title may take. */
const TARGET_MS = 2
const LONG_TITLE_EXTRA_MS = 1

function showTimes({ prepare, headline, longTitle, comparisons, digest }: Times): void {
  const row = (what: string, ms: number, target: number | null) => {
    const figure = `${ms.toFixed(2)} ms`.padStart(9)
    const colour = target !== null && ms > target ? 'red' : 'green'
    console.log(`${what.padEnd(60)} ${target === null ? figure : paint(colour, figure)}`)
  }
  row('index 1,500 stories of 48 hours, once a cycle', prepare, null)
  row('compare a new headline and its text with them', headline, TARGET_MS)
  row('the same with a title of 1,000 characters', longTitle, headline + LONG_TITLE_EXTRA_MS)
  row('merge the headlines of a digest of 500', digest, null)
  console.log(
    `Medians. Targets: ${TARGET_MS} ms; for the long title ${LONG_TITLE_EXTRA_MS} ms more. Comparisons word by word: ${comparisons}.`,
  )
}

await runMeasurement(commands.stories, async ({ files, json, faults, bench }) => {
  const pairs = await readPairs(files.length > 0 ? files : ownPairs())
  if (bench) {
    const times = timesOf(pairs)
    if (json) console.log(JSON.stringify(times))
    else showTimes(times)
    return true
  }
  const judged = pairs.map(judge)
  const figures = figuresOf(judged)
  if (json) console.log(JSON.stringify(figures))
  else {
    if (faults) showFaults(judged)
    show(figures)
  }
  return true
})
