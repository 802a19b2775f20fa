/** `npm run mutate`: changes the pure rooms, one condition at a time, and lists the changes that no test notices; with --json figures for programs. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createShutdown, shutDownOnSignals } from '../scripts/shutdown.ts'
import { createTerminal, duration, paint, wordsOf } from '../scripts/terminal.ts'
import { randomFrom } from '../test/torture/random.ts'
import { type MutateArguments, mutateArguments, usage } from './mutate/arguments.ts'
import { type Room, rooms } from './mutate/rooms.ts'
import { changeOf, sitesIn } from './mutate/sites.ts'
import { keyOf, type Mutant, startTestRuns, type TestRuns } from './mutate/test-runs.ts'

/** Share of the mutants that tests have to notice in each room. */
const ENOUGH = 0.9
/** ms between lines of progress */
const PROGRESS_EVERY = 5000

interface RoomResult {
  readonly room: string
  readonly mutants: number
  readonly killed: number
  /** `file:line: before → after`. */
  readonly survivors: readonly string[]
}

const root = path.resolve(import.meta.dirname, '..')
const sourceOf = (file: string) => readFileSync(path.join(root, file), 'utf8')
const shareOf = ({ killed, mutants }: RoomResult) => (mutants === 0 ? 1 : killed / mutants)

function sampleOf(mutants: readonly Mutant[], size: number | null, seed: number): readonly Mutant[] {
  if (size === null || size >= mutants.length) return mutants
  const random = randomFrom(seed)
  const left = [...mutants]
  return Array.from({ length: size }, () => left.splice(random.whole(0, left.length - 1), 1)).flat()
}

async function mutateRoom(
  runs: TestRuns,
  room: string,
  { files, tests }: Room,
  options: MutateArguments,
): Promise<RoomResult> {
  const sites = new Map(files.map((file) => [file, sitesIn(file, sourceOf(file))]))
  const all = [...sites].flatMap(([file, own]) => own.map((site, at): Mutant => ({ file, at, site })))
  const mutants = sampleOf(all, options.sample, options.seed)
  const reached = await terminal.step(`${room}: the tests without a mutant`, () => runs.reach(sites, tests))
  const survivors: string[] = []
  const started = Date.now()
  let shown = started
  for (const [done, mutant] of mutants.entries()) {
    const own = reached.get(keyOf(mutant)) ?? []
    if (!(await runs.isNoticed(mutant, own))) {
      const survivor = `${mutant.file}:${mutant.site.line}: ${changeOf(sourceOf(mutant.file), mutant.site)}`
      survivors.push(own.length === 0 ? `${survivor} (no test gets there)` : survivor)
      terminal.say(`${paint('red', '✗')} ${survivors.at(-1)}`)
    }
    if (Date.now() - shown < PROGRESS_EVERY) continue
    shown = Date.now()
    const left = ((shown - started) / (done + 1)) * (mutants.length - done - 1)
    terminal.say(paint('dim', `${room}: ${done + 1} of ${mutants.length} mutants, ${duration(left)} to go`))
  }
  return { room, mutants: mutants.length, killed: mutants.length - survivors.length, survivors }
}

async function mutate(options: MutateArguments): Promise<number> {
  const runs = await terminal.step('Start', startTestRuns)
  ending.add('The tests', runs.stop)
  const results: RoomResult[] = []
  for (const name of options.rooms) {
    const room = rooms[name]
    if (room !== undefined) results.push(await mutateRoom(runs, name, room, options))
  }
  if (options.json) console.log(JSON.stringify(results.map((result) => ({ ...result, share: shareOf(result) }))))
  else
    for (const result of results) {
      const mark = shareOf(result) >= ENOUGH ? paint('green', '✓') : paint('red', '✗')
      const share = (100 * shareOf(result)).toFixed(1)
      terminal.say(`${mark} ${result.room}: ${result.killed} of ${result.mutants} mutants killed, ${share} %`)
    }
  return results.every((result) => shareOf(result) >= ENOUGH) ? 0 : 1
}

async function main(): Promise<number> {
  if (!wanted.ok) {
    terminal.say(`${wanted.problem}\n\n${usage}`)
    return 2
  }
  try {
    return await mutate(wanted.value)
  } catch (problem) {
    terminal.say(wordsOf(problem))
    return 2
  }
}

const wanted = mutateArguments(process.argv.slice(2))
const terminal = createTerminal({ write: wanted.ok && wanted.value.json ? console.error : console.log })
const ending = createShutdown({ say: terminal.say })
shutDownOnSignals(ending)
await ending.end('', await main())
