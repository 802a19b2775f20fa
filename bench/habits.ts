/** `npm run habits`: simulates the lives of thousands of feeds, and counts lost and repeated items; --json prints figures. */
import path from 'node:path'
import { createShutdown, shutDownOnSignals } from '../scripts/shutdown.ts'
import { createTerminal, duration, paint, wordsOf } from '../scripts/terminal.ts'
import { blockOf, type LifeResult, liveBlock, sumOf } from '../test/habits/lives/block.ts'
import { habitsArguments, usage } from './habits/arguments.ts'
import { habitLines, passes } from './habits/verdict.ts'
import { answerSchema, helloSchema, type Order } from './habits/worker-messages.ts'
import { startWorkerPool } from './worker-pool.ts'

/** Interval of progress lines in ms. */
const TOLD_EVERY = 5000
/** Maximum number of failing seeds that are listed. */
const NAMED = 10

async function live(seeds: number, json: boolean): Promise<number> {
  const crew = await terminal.step('Start', () =>
    startWorkerPool(path.join(import.meta.dirname, 'habits', 'worker.ts'), {
      hello: helloSchema,
      answer: answerSchema,
    }),
  )
  ending.add('The processes', crew.stop)
  const results: LifeResult[] = []
  const started = Date.now()
  let told = started
  const blocks = Array.from({ length: blockOf(seeds) + 1 }, (_, block): Order => ({ block }))
  await crew.carryOut(blocks, (answer) => {
    results.push(...answer.filter(({ seed }) => seed <= seeds))
    if (Date.now() - told < TOLD_EVERY) return
    told = Date.now()
    const left = ((told - started) / results.length) * (seeds - results.length)
    terminal.say(paint('dim', `${results.length} of ${seeds} lives, ${duration(left)} to go`))
  })
  const sum = sumOf(results)
  const isWell = passes(sum)
  if (json) console.log(JSON.stringify({ seeds, ...sum }))
  else for (const line of habitLines(sum)) terminal.say(line)
  const share = ((sum.repeated / Math.max(1, sum.items)) * 100).toFixed(2)
  const mark = isWell ? paint('green', '✓') : paint('red', '✗')
  terminal.say(`\n${mark} ${seeds} lives, ${sum.items} items: ${sum.lost} lost, ${sum.repeated} repeated (${share} %)`)
  for (const { seed, kind, wrong } of worstOf(results))
    terminal.say(`  ${kind}: ${wrong}: npm run habits -- --seed ${seed}`)
  return isWell ? 0 : 1
}

/** The worst lives, those with losses first. */
function worstOf(results: readonly LifeResult[]): readonly (LifeResult & { readonly wrong: string })[] {
  const sums = results.map((result) => ({ ...result, ...sumOf([result]) }))
  return sums
    .filter(({ lost, repeated }) => lost + repeated > 0)
    .toSorted((one, other) => other.lost - one.lost || other.repeated - one.repeated || one.seed - other.seed)
    .slice(0, NAMED)
    .map(({ lost, repeated, ...result }) => ({ ...result, wrong: `${lost} lost, ${repeated} repeated` }))
}

async function tellOne(seed: number, json: boolean): Promise<number> {
  const results = await liveBlock(blockOf(seed), { seed, tell: terminal.say })
  const { items, lost, repeated, byHabit } = sumOf(results.filter((result) => result.seed === seed))
  if (json) console.log(JSON.stringify({ seeds: 1, items, lost, repeated, byHabit }))
  else terminal.say(JSON.stringify({ seed, items, lost, repeated, byHabit }, null, 2))
  return lost === 0 && repeated === 0 ? 0 : 1
}

async function main(): Promise<number> {
  if (!wanted.ok) {
    terminal.say(`${wanted.problem}\n\n${usage}`)
    return 2
  }
  const { json, seed, seeds } = wanted.value
  try {
    return await (seed === null ? live(seeds, json) : tellOne(seed, json))
  } catch (problem) {
    terminal.say(wordsOf(problem))
    return 2
  }
}

const wanted = habitsArguments(process.argv.slice(2))
const terminal = createTerminal({ write: wanted.ok && wanted.value.json ? console.error : console.log })
const ending = createShutdown({ say: terminal.say })
shutDownOnSignals(ending)
await ending.end('', await main())
