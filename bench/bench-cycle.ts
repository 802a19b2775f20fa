/** `npm run bench:cycle`: CPU time of cycles, redirects and commands, by the inspector's profiler and by the process. */
import { readdirSync, readFileSync } from 'node:fs'
import { mark, paint, type Terminal } from '../scripts/terminal.ts'
import { type Attribution, attribute, moduleAt } from './bench-cycle/attribute.ts'
import { type CycleHarness, startCycleHarness } from './bench-cycle/harness.ts'
import { type Inspector, openInspector, type Profile } from './bench-cycle/inspector.ts'
import { commands } from './commands.ts'
import { type Run, runMeasurement } from './measurement.ts'
import { median } from './median.ts'

const FEEDS_A_CALL = 10
/** Maximum number of feeds that a cycle reads. */
const FEEDS_A_CYCLE = 200
/** Functions listed for each kind of work. */
const MAX_FUNCTIONS = 12
const targets = { idle: 5, news: 10, readerCall: 10, redirect: 0.5 } as const
const REDIRECT = 'A redirect'

/** ms of CPU, medians over the rounds. */
interface Measured {
  readonly what: string
  /** Limit of the cell's time; null: none. */
  readonly most: number | null
  readonly cell: number
  /** Time of one call of the reader. */
  readonly readerCall: number
  readonly rest: number
  readonly garbage: number
  /** workerd's user and system time; null where the system does not report it. */
  readonly process: number | null
  readonly functions: Attribution['functions']
}

/** User and system time of workerd in ms, from /proc (proc_pid_stat(5), in ticks of 10 ms); null where there is no /proc. */
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
  /** Calls of the reader in one repetition. */
  readonly calls: number
  /** Limit of the cell's time in ms; missing: none. */
  readonly most?: number
  readonly work: () => Promise<unknown>
  /** Unmeasured preparation of each round. */
  readonly before?: () => Promise<unknown>
}

class Profiler {
  readonly #pid: number
  readonly #inspector: Inspector
  /** The module of each line, by script. */
  readonly #modules = new Map<string, (line: number) => string>()

  constructor(pid: number, inspector: Inspector) {
    this.#pid = pid
    this.#inspector = inspector
  }

  async measure({ what, rounds, times, calls, most, work, before }: Task): Promise<Measured> {
    const found: Attribution[] = []
    for (let round = 0; round < rounds; round += 1) {
      await before?.()
      const profile = await this.#inspector.profile(async () => {
        for (let time = 0; time < times; time += 1) await work()
      })
      await this.#loadModules(profile)
      found.push(attribute(profile, (script, line) => this.#modules.get(script)?.(line) ?? ''))
    }
    // The profiler's work must not count in the process's time.
    const isTimed = rounds > 1 && before === undefined
    const start = processMs(this.#pid)
    for (let time = 0; isTimed && time < rounds * times; time += 1) await work()
    const end = processMs(this.#pid)
    const of = (value: (each: Attribution) => number) => median(found.map(value)) / times
    return {
      what,
      most: most ?? null,
      cell: of(({ cell }) => cell),
      readerCall: calls === 0 ? 0 : of(({ readers }) => readers) / calls,
      rest: of(({ rest }) => rest),
      garbage: of(({ garbage }) => garbage),
      process: start === null || end === null || !isTimed ? null : (end - start) / rounds / times,
      functions: costliest(found, rounds * times),
    }
  }

  async #loadModules(profile: Profile): Promise<void> {
    for (const { callFrame } of profile.nodes) {
      if (this.#modules.has(callFrame.scriptId) || callFrame.scriptId === '0') continue
      this.#modules.set(callFrame.scriptId, () => '')
      const source = await this.#inspector.source(callFrame.scriptId).catch(() => '')
      this.#modules.set(callFrame.scriptId, moduleAt(source))
    }
  }
}

function costliest(found: readonly Attribution[], times: number): Attribution['functions'] {
  const sums = new Map<string, number>()
  for (const { functions } of found) for (const { name, ms } of functions) sums.set(name, (sums.get(name) ?? 0) + ms)
  const all = [...sums].map(([name, ms]) => ({ name, ms: ms / times }))
  return all.sort((one, other) => other.ms - one.ms).slice(0, MAX_FUNCTIONS)
}

async function measureAll(isQuick: boolean, feeds: number, { terminal, shutdown }: Run): Promise<readonly Measured[]> {
  const rounds = isQuick ? 3 : 15
  const feedsRead = Math.min(feeds, FEEDS_A_CYCLE)
  const harness = await terminal.step(`The Worker, with ${feeds} feeds`, () => startCycleHarness(feeds, shutdown))
  const inspector = await openInspector(harness.inspectorPort)
  shutdown.add('The inspector', inspector.close)
  const profiler = new Profiler(harness.pid, inspector)
  const calls = Math.ceil(feedsRead / FEEDS_A_CALL)
  const { cycle } = harness
  const measured: Measured[] = []
  const measure = async (task: Task) => {
    measured.push(await terminal.step(task.what, () => profiler.measure(task)))
  }
  /** Measures with the cell's object in memory, and evicted before each cycle. */
  const measureBoth = async (task: Omit<Task, 'rounds' | 'times'>) => {
    const repeated = { ...task, rounds, times: 1 }
    await measure({ ...repeated, what: `${task.what}, object in memory` })
    await measure({ ...repeated, what: `${task.what}, after an eviction`, before: harness.evict })
  }
  await measure({ what: 'The first cycle', rounds: 1, times: 1, calls, work: cycle })
  // With news, so that `seen` is in KV, as it usually is.
  harness.publish(1)
  for (let round = 0; round < 6; round += 1) await cycle()
  await measureBoth({ what: `Idle, ${feedsRead} feeds read`, calls, most: targets.idle, work: cycle })
  const publishAndCycle = async () => {
    harness.publish(20)
    await cycle()
  }
  await measureBoth({ what: '20 feeds changed', calls, most: targets.news, work: publishAndCycle })
  // Two hours after a feed was added or had news, it is polled by its publish history.
  for (let round = 0; round < 30; round += 1) await cycle()
  const dueCalls = Math.ceil(feeds / 6 / FEEDS_A_CALL)
  await measureBoth({
    what: `Idle, ${feeds} feeds polled by their publish history`,
    calls: dueCalls,
    most: targets.idle,
    work: cycle,
  })
  // Sends all pending headlines.
  for (let round = 0; round < 3; round += 1) await cycle()
  await measureRequests(harness, isQuick, rounds, measure)
  return measured
}

async function measureRequests(
  { shortLink, open, say }: CycleHarness,
  isQuick: boolean,
  rounds: number,
  measure: (task: Task) => Promise<void>,
): Promise<void> {
  const link = shortLink()
  // Too short to be profiled one by one.
  const times = isQuick ? 20 : 100
  if (link !== null) await measure({ what: REDIRECT, rounds, times, calls: 0, work: () => open(link) })
  await measure({ what: 'A command: /digest', rounds, times: 5, calls: 0, work: () => say('/digest') })
}

function show(measured: readonly Measured[], terminal: Terminal): void {
  const ms = (value: number | null) => (value === null ? '' : value.toFixed(2)).padStart(11)
  const headings = ['cell', 'reader call', 'the rest', 'garbage', 'workerd'].map((name) => name.padStart(11)).join('')
  terminal.say(`\n${'ms of CPU, medians'.padEnd(68)}${headings}`)
  for (const { what, cell, readerCall, rest, garbage, process: all } of measured)
    terminal.say(`${what.padEnd(68)}${ms(cell)}${ms(readerCall)}${ms(rest)}${ms(garbage)}${ms(all)}`)
  for (const [name, found] of [
    ['an idle cycle', measured.findLast(({ what }) => what.startsWith('Idle'))],
    ['a cycle with news', measured.findLast(({ what }) => what.startsWith('20 feeds'))],
    ['a redirect', measured.find(({ what }) => what === REDIRECT)],
  ] as const) {
    if (found === undefined) continue
    terminal.say(`\n${paint('bold', `The costliest functions of ${name}`)}`)
    for (const { name: own, ms: spent } of found.functions) terminal.say(`${spent.toFixed(2).padStart(8)} ms  ${own}`)
  }
  terminal.say('')
  for (const { what, is, most } of targetsOf(measured))
    terminal.say(`${mark(is < most)} ${what}: ${is.toFixed(2)} ms, target below ${most}`)
}

function targetsOf(measured: readonly Measured[]) {
  return measured.flatMap(({ what, most, cell, readerCall, rest }) => [
    ...(most === null ? [] : [{ what: `${what}: the cell`, is: cell, most }]),
    ...(most === null ? [] : [{ what: `${what}: a reader call`, is: readerCall, most: targets.readerCall }]),
    ...(what === REDIRECT ? [{ what, is: rest, most: targets.redirect }] : []),
  ])
}

await runMeasurement(commands['bench:cycle'], async ({ quick: isQuick, json }, run) => {
  const feeds = isQuick ? 50 : 500
  const measured = await measureAll(isQuick, feeds, run)
  if (json) console.log(JSON.stringify({ feeds, measured: measured.map(({ functions: _, ...rest }) => rest) }))
  else show(measured, run.terminal)
  return isQuick || targetsOf(measured).every(({ is, most }) => is < most)
})
