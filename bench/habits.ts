/** `npm run habits`: simulates the lives of thousands of feeds, and counts lost and repeated items. */
import path from 'node:path'
import { mark, type Terminal } from '../scripts/terminal.ts'
import { blockOf, type LifeResult, liveBlock, sumOf } from '../test/habits/lives/block.ts'
import { commands } from './commands.ts'
import { habitLines, passes } from './habits/verdict.ts'
import { answerSchema, helloSchema, type Order } from './habits/worker-messages.ts'
import { type Run, runMeasurement, showProgress } from './measurement.ts'
import { startWorkerPool } from './worker-pool.ts'

/** Maximum number of failing seeds that are listed. */
const MAX_LISTED = 10

async function simulateLives(seeds: number, json: boolean, { terminal, shutdown }: Run): Promise<boolean> {
  const pool = await terminal.step('Start', () =>
    startWorkerPool(path.join(import.meta.dirname, 'habits', 'worker.ts'), {
      hello: helloSchema,
      answer: answerSchema,
    }),
  )
  shutdown.add('The processes', pool.stop)
  const results: LifeResult[] = []
  const progress = showProgress(terminal, seeds, 'lives')
  const blocks = Array.from({ length: blockOf(seeds) + 1 }, (_, block): Order => ({ block }))
  await pool.run(blocks, (answer) => {
    results.push(...answer.filter(({ seed }) => seed <= seeds))
    progress(results.length)
  })
  const sum = sumOf(results)
  const isPassed = passes(sum)
  if (json) console.log(JSON.stringify({ seeds, ...sum }))
  else for (const line of habitLines(sum)) terminal.say(line)
  const share = ((sum.repeated / Math.max(1, sum.items)) * 100).toFixed(2)
  terminal.say(
    `\n${mark(isPassed)} ${seeds} lives, ${sum.items} items: ${sum.lost} lost, ${sum.repeated} repeated (${share} %)`,
  )
  for (const { seed, kind, lost, repeated } of worstOf(results))
    terminal.say(`  ${kind}: ${lost} lost, ${repeated} repeated: npm run habits -- --seed ${seed}`)
  return isPassed
}

/** The worst lives, those with losses first. */
function worstOf(results: readonly LifeResult[]) {
  return results
    .map((result) => ({ ...result, ...sumOf([result]) }))
    .filter(({ lost, repeated }) => lost + repeated > 0)
    .toSorted((one, other) => other.lost - one.lost || other.repeated - one.repeated || one.seed - other.seed)
    .slice(0, MAX_LISTED)
}

async function printLife(seed: number, json: boolean, terminal: Terminal): Promise<boolean> {
  const results = await liveBlock(blockOf(seed), { seed, tell: terminal.say })
  const { items, lost, repeated, byHabit } = sumOf(results.filter((result) => result.seed === seed))
  if (json) console.log(JSON.stringify({ seeds: 1, items, lost, repeated, byHabit }))
  else terminal.say(JSON.stringify({ seed, items, lost, repeated, byHabit }, null, 2))
  return lost === 0 && repeated === 0
}

await runMeasurement(commands.habits, ({ seeds, seed, json }, run) =>
  seed === null ? simulateLives(seeds, json, run) : printLife(seed, json, run.terminal),
)
