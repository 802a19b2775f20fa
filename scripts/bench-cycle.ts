/** `npm run bench:cycle`: what cycles, redirects and commands cost in CPU, by the inspector's profiler and by the process. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { median } from './bench/warm.ts'
import { type Attribution, attribute, moduleAt } from './bench-cycle/attribute.ts'
import { type Inspector, openInspector, type Profile } from './bench-cycle/inspector.ts'
import { type Stage, setStage } from './bench-cycle/stage.ts'
import { createEnding, endOnSignals } from './ending.ts'
import { createTerminal, paint, wordsOf } from './terminal.ts'

const words = new Set(process.argv.slice(2))
const isQuick = words.has('--quick')
const isJson = words.has('--json')
const usage = `Usage: npm run bench:cycle -- [--quick] [--json]

Profiles the real Worker in workerd: an idle cycle of 500 feeds, one with 20 changed feeds, a redirect, a command.
  --quick  50 feeds and few rounds
  --json   figures for programs`

const FEEDS = isQuick ? 50 : 500
const ROUNDS = isQuick ? 3 : 15
/** A cycle reads at most so many, ten a call. */
const READ_A_CYCLE = Math.min(FEEDS, 200)
const FEEDS_A_CALL = 10
/** Requests are too short to profile one by one. */
const REQUESTS = isQuick ? 20 : 100
const targets = { cell: 5, readerCall: 10, redirect: 1 } as const
const REDIRECT = 'A redirect'

/** ms of CPU, medians over the rounds. */
interface Measured {
  readonly what: string
  readonly cell: number
  /** Of one call of the reader. */
  readonly readerCall: number
  readonly rest: number
  readonly garbage: number
  /** workerd's own time, user and system together; null where the system does not tell. */
  readonly process: number | null
  readonly functions: Attribution['functions']
}

/** User and system time of workerd in ms, in as far as the system tells; a tick is 10 ms. */
function processMs(parent: number): number | null {
  try {
    const times = readdirSync('/proc').flatMap((pid) => {
      if (!/^\d+$/u.test(pid)) return []
      const [, command = '', rest = ''] = /^\d+ \((.*)\) (.*)$/su.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
      const fields = rest.split(' ')
      const group = Number(fields[2])
      return command === 'workerd' && group === parent ? (Number(fields[11]) + Number(fields[12])) * 10 : []
    })
    return times.length === 0 ? null : Math.max(...times)
  } catch {
    return null
  }
}

class Bench {
  readonly #stage: Stage
  readonly #inspector: Inspector
  readonly #modules = new Map<string, (line: number) => string>()

  constructor(stage: Stage, inspector: Inspector) {
    this.#stage = stage
    this.#inspector = inspector
  }

  async measure(
    what: string,
    rounds: number,
    times: number,
    calls: number,
    work: () => Promise<unknown>,
  ): Promise<Measured> {
    const found: Attribution[] = []
    for (let round = 0; round < rounds; round += 1) {
      const profile = await this.#inspector.profile(async () => {
        for (let time = 0; time < times; time += 1) await work()
      })
      await this.#learn(profile)
      found.push(attribute(profile, (script, line) => this.#modules.get(script)?.(line) ?? ''))
    }
    // The profiler's own work is not to count in the process's time.
    const before = processMs(this.#stage.pid)
    for (let time = 0; rounds > 1 && time < rounds * times; time += 1) await work()
    const after = processMs(this.#stage.pid)
    const of = (value: (each: Attribution) => number) => median(found.map(value)) / times
    return {
      what,
      cell: of(({ cell }) => cell),
      readerCall: calls === 0 ? 0 : of(({ readers }) => readers) / calls,
      rest: of(({ rest }) => rest),
      garbage: of(({ garbage }) => garbage),
      process: before === null || after === null || rounds === 1 ? null : (after - before) / rounds / times,
      functions: dearest(found, rounds * times),
    }
  }

  async #learn(profile: Profile): Promise<void> {
    for (const { callFrame } of profile.nodes) {
      if (this.#modules.has(callFrame.scriptId) || callFrame.scriptId === '0') continue
      this.#modules.set(callFrame.scriptId, () => '')
      const source = await this.#inspector.source(callFrame.scriptId).catch(() => '')
      this.#modules.set(callFrame.scriptId, moduleAt(source))
    }
  }
}

function dearest(found: readonly Attribution[], times: number): Attribution['functions'] {
  const sums = new Map<string, number>()
  for (const { functions } of found) for (const { name, ms } of functions) sums.set(name, (sums.get(name) ?? 0) + ms)
  const all = [...sums].map(([name, ms]) => ({ name, ms: ms / times }))
  return all.sort((one, other) => other.ms - one.ms).slice(0, 12)
}

async function measureAll(): Promise<readonly Measured[]> {
  const root = path.resolve(import.meta.dirname, '..')
  const stage = await terminal.step(`The Worker, with ${FEEDS} feeds`, () => setStage(root, FEEDS, ending))
  const inspector = await openInspector(stage.inspectorPort)
  ending.add('The inspector', inspector.close)
  const bench = new Bench(stage, inspector)
  const calls = Math.ceil(READ_A_CYCLE / FEEDS_A_CALL)
  const cycle = () => stage.cron()
  const measured: Measured[] = []
  const measure = async (what: string, rounds: number, times: number, of: number, work: () => Promise<unknown>) => {
    measured.push(await terminal.step(what, () => bench.measure(what, rounds, times, of, work)))
  }
  await measure('The first cycle', 1, 1, calls, cycle)
  // After news, what is seen is in KV, where it is most of the time.
  stage.publish(1)
  for (let round = 0; round < 6; round += 1) await cycle()
  await measure(`Idle, ${READ_A_CYCLE} feeds asked, all 304`, ROUNDS, 1, calls, cycle)
  await measure('20 feeds changed', ROUNDS, 1, calls, async () => {
    stage.publish(20)
    await cycle()
  })
  // Two hours after they were added or had news feeds are asked in their own rhythm.
  for (let round = 0; round < 30; round += 1) await cycle()
  await measure(`Idle, ${FEEDS} feeds in their rhythm`, ROUNDS, 1, Math.ceil(FEEDS / 6 / FEEDS_A_CALL), cycle)
  // Whatever waits is sent.
  for (let round = 0; round < 3; round += 1) await cycle()
  const link = stage.shortLink()
  if (link !== null) await measure(REDIRECT, ROUNDS, REQUESTS, 0, () => stage.open(link))
  await measure('A command: /digest', ROUNDS, 5, 0, () => stage.say('/digest'))
  return measured
}

function show(measured: readonly Measured[]): void {
  const ms = (value: number | null) => (value === null ? '' : value.toFixed(2)).padStart(11)
  terminal.say(
    `\n${'ms of CPU, medians'.padEnd(46)}${['cell', 'reader call', 'the rest', 'garbage', 'workerd'].map((name) => name.padStart(11)).join('')}`,
  )
  for (const { what, cell, readerCall, rest, garbage, process: all } of measured)
    terminal.say(`${what.padEnd(46)}${ms(cell)}${ms(readerCall)}${ms(rest)}${ms(garbage)}${ms(all)}`)
  for (const [words, found] of [
    ['an idle cycle', measured[3]],
    ['a redirect', measured.find(({ what }) => what === REDIRECT)],
  ] as const) {
    if (found === undefined) continue
    terminal.say(`\n${paint('bold', `Where ${words} spends it`)}`)
    for (const { name, ms: spent } of found.functions) terminal.say(`${spent.toFixed(2).padStart(8)} ms  ${name}`)
  }
  terminal.say('')
  for (const { what, is, most } of promises(measured))
    terminal.say(
      `${is < most ? paint('green', '✓') : paint('red', '✗')} ${what}: ${is.toFixed(2)} ms, under ${most} promised`,
    )
}

function promises(measured: readonly Measured[]) {
  return [
    ...measured.slice(1, 4).flatMap(({ what, cell, readerCall }) => [
      { what: `${what}, the cell`, is: cell, most: targets.cell },
      { what: `${what}, a reader call`, is: readerCall, most: targets.readerCall },
    ]),
    ...measured.flatMap(({ what, rest }) => (what === REDIRECT ? [{ what, is: rest, most: targets.redirect }] : [])),
  ]
}

async function main(): Promise<number> {
  const unknown = [...words].find((word) => word !== '--quick' && word !== '--json')
  if (unknown !== undefined) {
    terminal.say(`There is no option ${unknown}.\n\n${usage}`)
    return 2
  }
  try {
    const measured = await measureAll()
    if (isJson)
      console.log(JSON.stringify({ feeds: FEEDS, measured: measured.map(({ functions: _, ...rest }) => rest) }))
    else show(measured)
    return isQuick || promises(measured).every(({ is, most }) => is < most) ? 0 : 1
  } catch (problem) {
    terminal.say(wordsOf(problem))
    return 2
  }
}

const terminal = createTerminal({ write: isJson ? console.error : console.log })
const ending = createEnding({ say: terminal.say })
endOnSignals(ending)
await ending.end('', await main())
