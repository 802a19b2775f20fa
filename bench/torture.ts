/** `npm run torture`: ends the program at every step, then runs thousands of random sequences of faults; --json prints figures. */
import path from 'node:path'
import { createShutdown, shutDownOnSignals } from '../scripts/shutdown.ts'
import { createTerminal, duration, paint, wordsOf } from '../scripts/terminal.ts'
import { type TortureArguments, tortureArguments, usage } from './torture/arguments.ts'
import { type Answer, answerSchema, helloSchema, type Order } from './torture/worker-messages.ts'
import { startWorkerPool } from './worker-pool.ts'

/** Interval of progress lines in ms. */
const TOLD_EVERY = 5000

interface Sum {
  steps: number
  deaths: number
  lost: number
  repeated: number
  readonly failures: Answer[]
}

const isFailed = ({ failures }: Answer) => failures.length > 0

function add(sum: Sum, answer: Answer): void {
  sum.steps += answer.steps
  sum.deaths += answer.deaths
  sum.lost += answer.lost
  sum.repeated += answer.repeated
  if (isFailed(answer)) sum.failures.push(answer)
}

async function torture({ seeds, from, json }: TortureArguments): Promise<number> {
  const crew = await terminal.step('Start', () =>
    startWorkerPool(path.join(import.meta.dirname, 'torture', 'worker.ts'), {
      hello: helloSchema,
      answer: answerSchema,
    }),
  )
  const { scenarios: count } = crew.hello
  ending.add('The processes', crew.stop)
  const nothing = (): Sum => ({ steps: 0, deaths: 0, lost: 0, repeated: 0, failures: [] })
  const [crashes, sequences] = [nothing(), nothing()]
  const scenarios = Array.from({ length: count }, (_, number): Order => ({ kind: 'scenario', number }))
  await crew.carryOut(scenarios, (answer) => {
    add(crashes, answer)
    const mark = isFailed(answer) ? paint('red', '✗') : paint('green', '✓')
    terminal.say(`${mark} ${answer.name}: ${answer.deaths} deaths at ${answer.steps} steps`)
  })
  const started = Date.now()
  let told = started
  let done = 0
  await crew.carryOut(
    Array.from({ length: seeds }, (_, index): Order => ({ kind: 'seed', seed: from + index })),
    (answer) => {
      add(sequences, answer)
      done += 1
      if (isFailed(answer)) terminal.say(`${paint('red', '✗')} ${answer.failures.join('\n').slice(0, 1000)}`)
      if (Date.now() - told < TOLD_EVERY) return
      told = Date.now()
      const left = ((told - started) / done) * (seeds - done)
      terminal.say(paint('dim', `${done} of ${seeds} sequences, ${duration(left)} to go`))
    },
  )
  const failures = [...crashes.failures, ...sequences.failures]
  const [lost, repeated] = [crashes.lost + sequences.lost, crashes.repeated + sequences.repeated]
  const failingSeeds = sequences.failures.flatMap(({ order }) => (order.kind === 'seed' ? order.seed : []))
  const steps = crashes.steps + sequences.steps
  if (json) console.log(JSON.stringify({ seeds, steps, lost, repeatedBeyondInFlight: repeated, failingSeeds }))
  else {
    const mark = failures.length === 0 ? paint('green', '✓') : paint('red', '✗')
    terminal.say(`\n${mark} ${count} scenarios with ${crashes.deaths} deaths, ${seeds} sequences, ${steps} steps`)
    terminal.say(`  lost ${lost}, repeated beyond what was in flight ${repeated}`)
    for (const { name, failures: words } of crashes.failures) terminal.say(`  ${name}: ${words[0]?.slice(0, 1000)}`)
    for (const seed of failingSeeds) terminal.say(`  replay it: npm run torture -- --seed ${seed}`)
  }
  return failures.length === 0 ? 0 : 1
}

async function replay(seed: number): Promise<number> {
  await import('../simulators/cloudflare/register.ts')
  const { runSequence } = await import('../test/torture/sequence.ts')
  const lines: string[] = []
  const { lost, repeated, left } = await runSequence(seed, (line) => lines.push(line))
  for (const line of lines) terminal.say(line)
  terminal.say(JSON.stringify({ seed, lost, repeated, left }, null, 2))
  return lost.length === 0 && repeated.length === 0 && left === null ? 0 : 1
}

async function main(): Promise<number> {
  if (!wanted.ok) {
    terminal.say(`${wanted.problem}\n\n${usage}`)
    return 2
  }
  try {
    return await (wanted.value.seed === null ? torture(wanted.value) : replay(wanted.value.seed))
  } catch (problem) {
    terminal.say(wordsOf(problem))
    return 2
  }
}

const wanted = tortureArguments(process.argv.slice(2))
const terminal = createTerminal({ write: wanted.ok && wanted.value.json ? console.error : console.log })
const ending = createShutdown({ say: terminal.say })
shutDownOnSignals(ending)
await ending.end('', await main())
