/** `npm run conformance`: how much of other projects' feed corpora the reader reads correctly. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { type Reader, startReader } from '../scripts/parse/reader.ts'
import { mark, paint, type Terminal } from '../scripts/terminal.ts'
import { commands } from './commands.ts'
import {
  dates,
  encodings,
  type Fault,
  feedparser,
  type Groups,
  type RealScore,
  realFeeds,
  type Score,
} from './conformance/corpora.ts'
import { runMeasurement } from './measurement.ts'

const corpora = path.resolve(import.meta.dirname, '..', '..', 'shared', 'corpora')

/** Targets: a share of the core, and a number of encodings. All dates and real feeds must be read. */
const targets = { core: 0.96, encodings: 182 } as const

interface Scores {
  readonly groups: Groups
  readonly encodings: Score
  readonly dates: Score
  readonly real: RealScore
}

async function measure(reader: Reader, terminal: Terminal): Promise<Scores> {
  const at = (name: string) => path.join(corpora, name)
  return {
    groups: await terminal.step("feedparser's own tests", () => feedparser(at('feedparser'), reader)),
    encodings: await terminal.step('Encodings', () => encodings(at('encodings'), reader)),
    dates: await terminal.step('Real dates', () => dates(at('real-dates.json'), Date.now())),
    real: await terminal.step('Real feeds', () => realFeeds(at('real'), reader)),
  }
}

function asJson({ groups, encodings, dates, real }: Scores): string {
  const { passed, total } = groups.core
  return JSON.stringify({
    core: { passed, total },
    encodings: { passed: encodings.passed, total: encodings.total },
    dates: { unparsed: dates.total - dates.passed, total: dates.total },
    real: { threw: real.threw, empty: real.empty, total: real.total },
  })
}

/** Each target with its result. */
function results({
  groups: { core },
  encodings,
  dates,
  real,
}: Scores): readonly (readonly [string, string, boolean])[] {
  const { length: missedDates } = dates.faults
  return [
    [
      'Core of feedparser',
      `${core.passed} of ${core.total}, ${percent(core)}`,
      core.passed >= targets.core * core.total,
    ],
    ['Encodings', `${encodings.passed} of ${encodings.total}`, encodings.passed >= targets.encodings],
    ['Real dates not read', `${missedDates} of ${dates.total}`, missedDates === 0],
    ['Real feeds not read', `${real.threw} of ${real.total}`, real.threw === 0],
    ['Real feeds without items', `${real.empty} of ${real.total}`, real.empty === 0],
  ]
}

function show(scores: Scores, showsFaults: boolean, terminal: Terminal): void {
  const { groups, encodings, dates, real } = scores
  const row = (sign: string, name: string, figures: string) => terminal.say(`${sign} ${name.padEnd(28)} ${figures}`)
  terminal.say('')
  for (const [name, { passed, total }] of groups.all) row(' ', name, `${passed} of ${total}`)
  for (const [name, figures, isMet] of results(scores)) row(mark(isMet), name, figures)
  const faults: readonly Fault[] = [...groups.core.faults, ...encodings.faults, ...dates.faults, ...real.faults]
  if (faults.length === 0) return
  terminal.say('')
  if (showsFaults) for (const { name, what } of faults) terminal.say(`${paint('bold', name)} ${what}`)
  else terminal.say(paint('dim', 'npm run conformance -- --faults shows what was read incorrectly.'))
}

function percent({ passed, total }: Score): string {
  return `${((passed / total) * 100).toFixed(1)} %`
}

await runMeasurement(commands.conformance, async ({ faults, json }, { terminal, shutdown }) => {
  if (!existsSync(corpora)) {
    terminal.say('The corpora are missing (../shared/corpora): nothing was measured.')
    if (json) console.log('{}')
    return true
  }
  const reader = await startReader()
  shutdown.add('The reader', reader.stop)
  const scores = await measure(reader, terminal)
  if (json) console.log(asJson(scores))
  else show(scores, faults, terminal)
  return results(scores).every(([, , isMet]) => isMet)
})
