/** `npm run mutate`: changes the pure folders, one condition at a time, and lists the changes that no test notices. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { mark, type Terminal } from '../scripts/terminal.ts'
import { randomFrom } from '../test/torture/random.ts'
import { commands } from './commands.ts'
import { runMeasurement, showProgress } from './measurement.ts'
import { type Room, rooms } from './mutate/rooms.ts'
import { changeOf, sitesIn } from './mutate/sites.ts'
import { keyOf, type Mutant, startTestRuns, type TestRuns } from './mutate/test-runs.ts'

/** Share of the mutants of a folder that tests must notice. */
const TARGET_SHARE = 0.9

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
  { sample, seed }: { readonly sample: number | null; readonly seed: number },
  terminal: Terminal,
): Promise<RoomResult> {
  const sites = new Map(files.map((file) => [file, sitesIn(file, sourceOf(file))]))
  const all = [...sites].flatMap(([file, own]) => own.map((site, at): Mutant => ({ file, at, site })))
  const mutants = sampleOf(all, sample, seed)
  const reached = await terminal.step(`${room}: the tests without a mutant`, () => runs.reach(sites, tests))
  const survivors: string[] = []
  const progress = showProgress(terminal, mutants.length, `mutants of ${room}`)
  for (const [index, mutant] of mutants.entries()) {
    const own = reached.get(keyOf(mutant)) ?? []
    if (!(await runs.isNoticed(mutant, own))) {
      const survivor = `${mutant.file}:${mutant.site.line}: ${changeOf(sourceOf(mutant.file), mutant.site)}`
      survivors.push(own.length === 0 ? `${survivor} (no test reaches it)` : survivor)
      terminal.say(`${mark(false)} ${survivors.at(-1)}`)
    }
    progress(index + 1)
  }
  return { room, mutants: mutants.length, killed: mutants.length - survivors.length, survivors }
}

await runMeasurement(commands.mutate, async ({ room: names, json, ...options }, { terminal, shutdown }) => {
  const runs = await terminal.step('Start', startTestRuns)
  shutdown.add('The tests', runs.stop)
  const results: RoomResult[] = []
  for (const name of names) {
    const room = rooms[name]
    if (room !== undefined) results.push(await mutateRoom(runs, name, room, options, terminal))
  }
  if (json) console.log(JSON.stringify(results.map((result) => ({ ...result, share: shareOf(result) }))))
  else
    for (const result of results) {
      const share = (100 * shareOf(result)).toFixed(1)
      const isMet = shareOf(result) >= TARGET_SHARE
      terminal.say(`${mark(isMet)} ${result.room}: ${result.killed} of ${result.mutants} mutants killed, ${share} %`)
    }
  return results.every((result) => shareOf(result) >= TARGET_SHARE)
})
