/** `npm run conformance`: how much of other projects' feed corpora and of the public cases the reader reads correctly. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { type Reader, startReader } from '../scripts/parse/reader.ts'
import { mark, paint, type Terminal } from '../scripts/terminal.ts'
import { commands } from './commands.ts'
import { publicCases } from './conformance/cases.ts'
import { dates, encodings, feedparser, type Groups, type RealScore, realFeeds } from './conformance/corpora.ts'
import { type Fault, nothing, type Score } from './conformance/score.ts'
import { runMeasurement } from './measurement.ts'

const shared = path.resolve(import.meta.dirname, '..', '..', 'shared')
const corpora = path.join(shared, 'corpora')
const cases = path.join(shared, 'cases')

/** Targets: a share of the core, and a number of encodings. All dates, real feeds and public cases must be read. */
const targets = { core: 0.985, encodings: 184 } as const

interface Scores {
  readonly groups: Groups
  readonly encodings: Score
  readonly dates: Score
  readonly real: RealScore
  readonly cases: Score
}

async function measure(reader: Reader, terminal: Terminal): Promise<Scores> {
  const at = (name: string) => path.join(corpora, name)
  return {
    groups: await terminal.step("feedparser's own tests", () => feedparser(at('feedparser'), reader)),
    encodings: await terminal.step('Encodings', () => encodings(at('encodings'), reader)),
    dates: await terminal.step('Real dates', () => dates(at('real-dates.json'), Date.now())),
    real: await terminal.step('Real feeds', () => realFeeds(at('real'), reader)),
    cases: existsSync(cases) ? await terminal.step('Public cases', () => publicCases(cases, reader)) : nothing,
  }
}

function asJson({ groups, encodings, dates, real, cases }: Scores): string {
  const { passed, total } = groups.core
  return JSON.stringify({
    core: { passed, total },
    encodings: { passed: encodings.passed, total: encodings.total },
    dates: { unparsed: dates.total - dates.passed, total: dates.total },
    real: { threw: real.threw, empty: real.empty, total: real.total },
    cases: { passed: cases.passed, total: cases.total },
  })
}

/** Each target with its result. */
function results({
  groups: { core },
  encodings,
  dates,
  real,
  cases,
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
    [
      'Public cases',
      cases.total === 0 ? 'missing (../shared/cases)' : `${cases.passed} of ${cases.total}`,
      cases.passed === cases.total,
    ],
  ]
}

function show(scores: Scores, showsFaults: boolean, terminal: Terminal): void {
  const { groups, encodings, dates, real, cases } = scores
  const row = (sign: string, name: string, figures: string) => terminal.say(`${sign} ${name.padEnd(28)} ${figures}`)
  terminal.say('')
  for (const [name, { passed, total }] of groups.all) row(' ', name, `${passed} of ${total}`)
  for (const [name, figures, isMet] of results(scores)) row(mark(isMet), name, figures)
  const faults: readonly Fault[] = [
    ...groups.core.faults,
    ...encodings.faults,
    ...dates.faults,
    ...real.faults,
    ...cases.faults,
  ]
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
