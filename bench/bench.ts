/** `npm run bench`: how long the reader takes compared with others in the same run, as shares of their time, or with --json. */
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { createShutdown, shutDownOnSignals } from '../scripts/shutdown.ts'
import { createTerminal, paint, wordsOf } from '../scripts/terminal.ts'
import { feedUrlSchema } from '../src/model.ts'
import { benchArguments, usage } from './bench/arguments.ts'
import { caseNames, casesOf } from './bench/cases.ts'
import { cold } from './bench/cold.ts'
import { others, ours } from './bench/contenders.ts'
import { largeFeed, type Memory, memory } from './bench/memory.ts'
import { asJson, caseLabel, judged, judgedMemory, type Measured, type Target, table, unables } from './bench/table.ts'
import { type Entrant, type WarmOptions, warm } from './bench/warm.ts'

const corpus = path.resolve(import.meta.dirname, '..', '..', 'shared', 'corpora', 'bench')
/** The document that the targets are about. */
const promisedFile = 'rss-1127k.xml'
/** Documents that are also read cold, which takes a second each. */
const coldFiles = new Set([promisedFile, 'rss-103k.xml', 'zh-50.xml'])
const warmExtent: WarmOptions = { rounds: 2, warmUpMs: 400, timedMs: 250 }
const coldRounds = { promised: 5, others: 3 } as const
/** The largest document that is read has 2 MB. */
const largeBytes = 2_000_000

interface Figures {
  readonly files: readonly Measured[]
  readonly cold: readonly Measured[]
  /** Null where the system does not report it. */
  readonly memory: Memory | null
}

/** All readers with a document: others know nothing about it, Paperboy what it would have stored. */
function entrantsFor(bytes: Uint8Array): readonly Entrant[] {
  const cases = casesOf(bytes, v.parse(feedUrlSchema, 'https://example.org/feed'))
  return [
    ...others.map((name) => ({ name, contender: name, given: cases['all unseen'] })),
    ...caseNames.map((name) => ({ name: caseLabel(name), contender: ours, given: cases[name] })),
  ]
}

async function measure(files: readonly string[]): Promise<Figures> {
  const measured: { files: Measured[]; cold: Measured[] } = { files: [], cold: [] }
  for (const file of files) {
    const name = path.basename(file)
    const bytes = new Uint8Array(await readFile(file))
    const entrants = entrantsFor(bytes)
    const times = await terminal.step(`${name}, warm`, () => warm(entrants, warmExtent))
    measured.files.push({ name, bytes: bytes.length, times })
    if (!coldFiles.has(name) && path.dirname(file) === corpus) continue
    const rounds = name === promisedFile ? coldRounds.promised : coldRounds.others
    const first = await terminal.step(`${name}, cold`, () => cold(entrants, rounds))
    measured.cold.push({ name, bytes: bytes.length, times: first })
  }
  return { ...measured, memory: await terminal.step('Memory', () => memory(largeFeed(largeBytes))) }
}

function targets({ files, cold: first, memory: used }: Figures): readonly Target[] {
  const of = (all: readonly Measured[]) => all.filter(({ name }) => name === promisedFile)
  return [
    ...of(files).flatMap((each) => judged(each, 'warm')),
    ...of(first).flatMap((each) => judged(each, 'cold')),
    ...(used === null ? [] : [judgedMemory(used)]),
  ]
}

function show(figures: Figures): void {
  const say = (title: string, lines: readonly string[]) => {
    if (lines.length > 0) terminal.say(`\n${paint('bold', title)}\n${lines.join('\n')}`)
  }
  say('Warm in Node, share of the time of feedsmith', table(figures.files))
  say('First reading of a fresh isolate in workerd, share of the time of feedsmith', table(figures.cold))
  say('', unables([...figures.files, ...figures.cold]))
  terminal.say('')
  for (const { what, figures: words, isMet } of targets(figures))
    terminal.say(`${isMet ? paint('green', '✓') : paint('red', '✗')} ${what.padEnd(36)} ${words}`)
}

async function filesBeside(isQuick: boolean): Promise<readonly string[]> {
  const names = isQuick ? [promisedFile] : (await readdir(corpus)).filter((name) => name.endsWith('.xml')).sort()
  return names.map((name) => path.join(corpus, name))
}

async function main(): Promise<number> {
  if (!wanted.ok) {
    terminal.say(`${wanted.problem}\n\n${usage}`)
    return 2
  }
  const { files, json, quick: isQuick } = wanted.value
  if (files.length === 0 && !existsSync(corpus)) {
    terminal.say('The files are not here (../shared/corpora/bench): name feeds of your own.')
    if (json) console.log('{"files":[],"cold":[]}')
    return 0
  }
  try {
    const figures = await measure(files.length > 0 ? files : await filesBeside(isQuick))
    if (json)
      console.log(JSON.stringify({ files: asJson(figures.files), cold: asJson(figures.cold), memory: figures.memory }))
    else show(figures)
    return targets(figures).every(({ isMet }) => isMet) ? 0 : 1
  } catch (problem) {
    terminal.say(wordsOf(problem))
    return 2
  }
}

const wanted = benchArguments(process.argv.slice(2))
const isJson = wanted.ok && wanted.value.json
const terminal = createTerminal({ write: isJson ? console.error : console.log })
const ending = createShutdown({ say: terminal.say })
shutDownOnSignals(ending)
await ending.end('', await main())
