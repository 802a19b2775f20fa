/** `npm run torture`: ends the program at every step, then runs thousands of random sequences of faults. */
import path from 'node:path'
import { mark, type Terminal } from '../scripts/terminal.ts'
import { commands } from './commands.ts'
import { type Run, runMeasurement, showProgress } from './measurement.ts'
import { type Answer, answerSchema, helloSchema, type Order } from './torture/worker-messages.ts'
import { startWorkerPool } from './worker-pool.ts'

interface Sum {
  steps: number
  deaths: number
  lost: number
  repeated: number
  readonly failures: Answer[]
}

/** Characters of a failure that are printed. */
const EXCERPT = 1000

const emptySum = (): Sum => ({ steps: 0, deaths: 0, lost: 0, repeated: 0, failures: [] })
const isFailed = ({ failures }: Answer) => failures.length > 0

function add(sum: Sum, answer: Answer): void {
  for (const figure of ['steps', 'deaths', 'lost', 'repeated'] as const) sum[figure] += answer[figure]
  if (isFailed(answer)) sum.failures.push(answer)
}

async function torture(seeds: number, from: number, json: boolean, { terminal, shutdown }: Run): Promise<boolean> {
  const pool = await terminal.step('Start', () =>
    startWorkerPool(path.join(import.meta.dirname, 'torture', 'worker.ts'), {
      hello: helloSchema,
      answer: answerSchema,
    }),
  )
  const { scenarios: count } = pool.hello
  shutdown.add('The processes', pool.stop)
  const [crashes, sequences] = [emptySum(), emptySum()]
  const scenarios = Array.from({ length: count }, (_, number): Order => ({ kind: 'scenario', number }))
  await pool.run(scenarios, (answer) => {
    add(crashes, answer)
    terminal.say(`${mark(!isFailed(answer))} ${answer.name}: ${answer.deaths} deaths at ${answer.steps} steps`)
  })
  const progress = showProgress(terminal, seeds, 'sequences')
  let done = 0
  await pool.run(
    Array.from({ length: seeds }, (_, index): Order => ({ kind: 'seed', seed: from + index })),
    (answer) => {
      add(sequences, answer)
      if (isFailed(answer)) terminal.say(`${mark(false)} ${answer.failures.join('\n').slice(0, EXCERPT)}`)
      done += 1
      progress(done)
    },
  )
  const isPassed = crashes.failures.length + sequences.failures.length === 0
  const [lost, repeated] = [crashes.lost + sequences.lost, crashes.repeated + sequences.repeated]
  const failingSeeds = sequences.failures.flatMap(({ order }) => (order.kind === 'seed' ? order.seed : []))
  const steps = crashes.steps + sequences.steps
  if (json) console.log(JSON.stringify({ seeds, steps, lost, repeatedBeyondInFlight: repeated, failingSeeds }))
  else {
    terminal.say(
      `\n${mark(isPassed)} ${count} scenarios with ${crashes.deaths} deaths, ${seeds} sequences, ${steps} steps`,
    )
    terminal.say(`  lost ${lost}, repeated beyond what was in flight ${repeated}`)
    for (const { name, failures } of crashes.failures) terminal.say(`  ${name}: ${failures[0]?.slice(0, EXCERPT)}`)
    for (const seed of failingSeeds) terminal.say(`  replay it: npm run torture -- --seed ${seed}`)
  }
  return isPassed
}

async function replay(seed: number, terminal: Terminal): Promise<boolean> {
  await import('../simulators/cloudflare/register.ts')
  const { runSequence } = await import('../test/torture/sequence.ts')
  const lines: string[] = []
  const { lost, repeated, left } = await runSequence(seed, (line) => lines.push(line))
  for (const line of lines) terminal.say(line)
  terminal.say(JSON.stringify({ seed, lost, repeated, left }, null, 2))
  return lost.length === 0 && repeated.length === 0 && left === null
}

await runMeasurement(commands.torture, ({ seeds, from, seed, json }, run) =>
  seed === null ? torture(seeds, from, json, run) : replay(seed, run.terminal),
)
