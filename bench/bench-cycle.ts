/** `npm run bench:cycle`: what cycles, redirects and commands cost in CPU, by the inspector's profiler and by the process. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createShutdown, shutDownOnSignals } from '../scripts/shutdown.ts'
import { createTerminal, paint, wordsOf } from '../scripts/terminal.ts'
import { median } from './bench/warm.ts'
import { type Attribution, attribute, moduleAt } from './bench-cycle/attribute.ts'
import { type Inspector, openInspector, type Profile } from './bench-cycle/inspector.ts'
import { type Stage, setStage } from './bench-cycle/stage.ts'

const words = new Set(process.argv.slice(2))
const isQuick = words.has('--quick')
const isJson = words.has('--json')
const usage = `Usage: npm run bench:cycle -- [--quick] [--json]

Profiles the real Worker in workerd: an idle cycle of 500 feeds and one with 20 changed feeds, each with the cell's object in
memory and after an eviction, a redirect, a command.
  --quick  50 feeds and few rounds
  --json   figures for programs`

const FEEDS = isQuick ? 50 : 500
const ROUNDS = isQuick ? 3 : 15
/** Maximum feeds in a cycle, ten a call. */
const READ_A_CYCLE = Math.min(FEEDS, 200)
const FEEDS_A_CALL = 10
/** Requests are too short to profile one by one. */
const REQUESTS = isQuick ? 20 : 100
const targets = { idle: 5, news: 10, readerCall: 10, redirect: 0.5 } as const
const REDIRECT = 'A redirect'

/** ms of CPU, medians over the rounds. */
interface Measured {
  readonly what: string
  /** Limit of the cell's cost; null: none. */
  readonly most: number | null
  readonly cell: number
  /** Of one call of the reader. */
  readonly readerCall: number
  readonly rest: number
  readonly garbage: number
  /** workerd's user and system time; null where the system does not report it. */
  readonly process: number | null
  readonly functions: Attribution['functions']
}

/** User and system time of workerd in ms, where the system reports it; a tick is 10 ms. */
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

interface Task {
  readonly what: string
  readonly rounds: number
  /** Repetitions in a round. */
  readonly times: number
  /** The reader's share of a round. */
  readonly calls: number
  /** Limit of the cell's cost in ms; missing: none. */
  readonly most?: number
  readonly work: () => Promise<unknown>
  /** Unmeasured preparation of each round. */
  readonly before?: () => Promise<unknown>
}

class Bench {
  readonly #stage: Stage
  readonly #inspector: Inspector
  readonly #modules = new Map<string, (line: number) => string>()

  constructor(stage: Stage, inspector: Inspector) {
    this.#stage = stage
    this.#inspector = inspector
  }

  async measure({ what, rounds, times, calls, most, work, before }: Task): Promise<Measured> {
    const found: Attribution[] = []
    for (let round = 0; round < rounds; round += 1) {
      await before?.()
      const profile = await this.#inspector.profile(async () => {
        for (let time = 0; time < times; time += 1) await work()
      })
      await this.#learn(profile)
      found.push(attribute(profile, (script, line) => this.#modules.get(script)?.(line) ?? ''))
    }
    // The profiler's work must not count in the process's time.
    const isTimed = rounds > 1 && before === undefined
    const start = processMs(this.#stage.pid)
    for (let time = 0; isTimed && time < rounds * times; time += 1) await work()
    const end = processMs(this.#stage.pid)
    const of = (value: (each: Attribution) => number) => median(found.map(value)) / times
    return {
      what,
      most: most ?? null,
      cell: of(({ cell }) => cell),
      readerCall: calls === 0 ? 0 : of(({ readers }) => readers) / calls,
      rest: of(({ rest }) => rest),
      garbage: of(({ garbage }) => garbage),
      process: start === null || end === null || !isTimed ? null : (end - start) / rounds / times,
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
  const measure = async (task: Task) => {
    measured.push(await terminal.step(task.what, () => bench.measure(task)))
  }
  /** A kind of cycle in a cell that stays in memory, and in one that is evicted in between. */
  const both = async (task: Omit<Task, 'rounds' | 'times'>) => {
    const often = { ...task, rounds: ROUNDS, times: 1 }
    await measure({ ...often, what: `${task.what}, object in memory` })
    await measure({ ...often, what: `${task.what}, after an eviction`, before: stage.evict })
  }
  await measure({ what: 'The first cycle', rounds: 1, times: 1, calls, work: cycle })
  // After news `seen` is in KV, as it mostly is.
  stage.publish(1)
  for (let round = 0; round < 6; round += 1) await cycle()
  await both({ what: `Idle, ${READ_A_CYCLE} feeds asked`, calls, most: targets.idle, work: cycle })
  const news = async () => {
    stage.publish(20)
    await cycle()
  }
  await both({ what: '20 feeds changed', calls, most: targets.news, work: news })
  // Two hours after a feed was added or had news, it is polled at its own interval.
  for (let round = 0; round < 30; round += 1) await cycle()
  const inRhythm = Math.ceil(FEEDS / 6 / FEEDS_A_CALL)
  await both({ what: `Idle, ${FEEDS} feeds in their rhythm`, calls: inRhythm, most: targets.idle, work: cycle })
  // Sends all waiting headlines.
  for (let round = 0; round < 3; round += 1) await cycle()
  const link = stage.shortLink()
  if (link !== null)
    await measure({ what: REDIRECT, rounds: ROUNDS, times: REQUESTS, calls: 0, work: () => stage.open(link) })
  await measure({ what: 'A command: /digest', rounds: ROUNDS, times: 5, calls: 0, work: () => stage.say('/digest') })
  return measured
}

function show(measured: readonly Measured[]): void {
  const ms = (value: number | null) => (value === null ? '' : value.toFixed(2)).padStart(11)
  terminal.say(
    `\n${'ms of CPU, medians'.padEnd(54)}${['cell', 'reader call', 'the rest', 'garbage', 'workerd'].map((name) => name.padStart(11)).join('')}`,
  )
  for (const { what, cell, readerCall, rest, garbage, process: all } of measured)
    terminal.say(`${what.padEnd(54)}${ms(cell)}${ms(readerCall)}${ms(rest)}${ms(garbage)}${ms(all)}`)
  for (const [words, found] of [
    ['an idle cycle', measured.findLast(({ what }) => what.startsWith('Idle'))],
    ['a cycle with news', measured.findLast(({ what }) => what.startsWith('20 feeds'))],
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
  return measured.flatMap(({ what, most, cell, readerCall, rest }) => [
    ...(most === null ? [] : [{ what: `${what}: the cell`, is: cell, most }]),
    ...(most === null ? [] : [{ what: `${what}: a reader call`, is: readerCall, most: targets.readerCall }]),
    ...(what === REDIRECT ? [{ what, is: rest, most: targets.redirect }] : []),
  ])
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
const ending = createShutdown({ say: terminal.say })
shutDownOnSignals(ending)
await ending.end('', await main())
