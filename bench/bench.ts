/** `npm run bench`: time and memory of the feed reader, compared with other parsers in the same run. */
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { mark, paint, type Terminal } from '../scripts/terminal.ts'
import { feedUrlSchema } from '../src/model.ts'
import { caseNames, casesOf } from './bench/cases.ts'
import { cold } from './bench/cold.ts'
import { others, ours } from './bench/contenders.ts'
import { largeFeed, type Memory, memory } from './bench/memory.ts'
import {
  asJson,
  caseLabel,
  failureLines,
  type Measured,
  memoryTarget,
  type Target,
  table,
  timeTargets,
  wholeFiles,
  wholeTargets,
} from './bench/table.ts'
import { type Entrant, type WarmOptions, warm } from './bench/warm.ts'
import { commands } from './commands.ts'
import { runMeasurement } from './measurement.ts'

const corpus = path.resolve(import.meta.dirname, '..', '..', 'shared', 'corpora', 'bench')
/** The document that the targets of most cases are about; it has one for all of its items too. */
const targetFile = 'rss-1127k.xml'
/** Documents that are also read cold, which takes a second each. */
const coldFiles = new Set([targetFile, 'rss-103k.xml', 'zh-50.xml'])
const warmOptions: WarmOptions = { rounds: 2, warmUpMs: 1000, timedMs: 250 }
const coldRounds = { target: 5, others: 3 } as const
/** Size of the largest document that the reader accepts. */
const largeBytes = 2_000_000

interface Figures {
  readonly files: readonly Measured[]
  readonly cold: readonly Measured[]
  /** Null where the system does not report it. */
  readonly memory: Memory | null
}

/** All parsers with a document. Only Paperboy gets what it would have stored about the feed. */
function entrantsFor(bytes: Uint8Array): readonly Entrant[] {
  const cases = casesOf(bytes, v.parse(feedUrlSchema, 'https://example.org/feed'))
  return [
    ...others.map((name) => ({ name, contender: name, given: cases['all unseen'] })),
    ...caseNames.map((name) => ({ name: caseLabel(name), contender: ours, given: cases[name] })),
  ]
}

async function measure(files: readonly string[], terminal: Terminal): Promise<Figures> {
  const measured: { files: Measured[]; cold: Measured[] } = { files: [], cold: [] }
  for (const file of files) {
    const name = path.basename(file)
    const bytes = new Uint8Array(await readFile(file))
    const entrants = entrantsFor(bytes)
    const times = await terminal.step(`${name}, warm`, () => warm(entrants, warmOptions))
    measured.files.push({ name, bytes: bytes.length, times })
    if (!coldFiles.has(name) && path.dirname(file) === corpus) continue
    const rounds = name === targetFile ? coldRounds.target : coldRounds.others
    const first = await terminal.step(`${name}, cold`, () => cold(entrants, rounds))
    measured.cold.push({ name, bytes: bytes.length, times: first })
  }
  return { ...measured, memory: await terminal.step('Memory', () => memory(largeFeed(largeBytes))) }
}

function targets({ files, cold: first, memory: used }: Figures): readonly Target[] {
  const ofTarget = (all: readonly Measured[]) => all.filter(({ name }) => name === targetFile)
  return [
    ...files.flatMap(wholeTargets),
    ...ofTarget(files).flatMap((each) => timeTargets(each, 'warm')),
    ...ofTarget(first).flatMap((each) => timeTargets(each, 'cold')),
    ...(used === null ? [] : [memoryTarget(used)]),
  ]
}

function show(figures: Figures, terminal: Terminal): void {
  const say = (title: string, lines: readonly string[]) => {
    if (lines.length > 0) terminal.say(`\n${paint('bold', title)}\n${lines.join('\n')}`)
  }
  say('Warm in Node, share of the time of feedsmith', table(figures.files))
  say('First parse of a new isolate in workerd, share of the time of feedsmith', table(figures.cold))
  say('', failureLines([...figures.files, ...figures.cold]))
  terminal.say('')
  for (const { what, figures: text, isMet } of targets(figures))
    terminal.say(`${mark(isMet)} ${what.padEnd(36)} ${text}`)
}

async function corpusFiles(isQuick: boolean): Promise<readonly string[]> {
  const names = isQuick ? wholeFiles : (await readdir(corpus)).filter((name) => name.endsWith('.xml')).sort()
  return names.map((name) => path.join(corpus, name))
}

await runMeasurement(commands.bench, async ({ files, json, quick }, { terminal }) => {
  if (files.length === 0 && !existsSync(corpus)) {
    terminal.say('The files are missing (../shared/corpora/bench): name feeds of your own.')
    if (json) console.log('{"files":[],"cold":[]}')
    return true
  }
  const figures = await measure(files.length > 0 ? files : await corpusFiles(quick), terminal)
  if (json)
    console.log(JSON.stringify({ files: asJson(figures.files), cold: asJson(figures.cold), memory: figures.memory }))
  else show(figures, terminal)
  return targets(figures).every(({ isMet }) => isMet)
})
