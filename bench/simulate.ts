/** `npm run simulate`: days of the real Worker on a virtual clock, compared with the plan's quotas; --json prints figures. */
import '../simulators/cloudflare/register.ts'
import { createShutdown, shutDownOnSignals } from '../scripts/shutdown.ts'
import { createTerminal, paint, wordsOf } from '../scripts/terminal.ts'
import { type SimulateArguments, simulateArguments, usage } from './simulate/arguments.ts'
import { judge, type Verdict } from './simulate/verdict.ts'

const { simulate } = await import('../test/simulation/simulate.ts')
type Result = Awaited<ReturnType<typeof simulate>>

/** Simulated hours between progress lines. */
const TOLD_HOURS = 24
const count = (value: number) => Math.round(value).toLocaleString('en-GB')

async function run(wanted: SimulateArguments, isTold: boolean): Promise<{ result: Result; verdict: Verdict }> {
  const progress = (done: number, all: number) => {
    if (isTold && done % TOLD_HOURS === 0) terminal.say(paint('dim', `${done} of ${all} hours`))
  }
  const result = await simulate({ ...wanted, progress })
  return { result, verdict: judge(result, wanted.plan) }
}

function show({ feeds, channels, cells, plan }: SimulateArguments, result: Result, verdict: Verdict): void {
  const say = (...columns: readonly string[]) =>
    terminal.say(columns.map((column, index) => (index === 0 ? column.padEnd(10) : column.padStart(13))).join(''))
  terminal.say(
    `\n${paint('bold', `${count(feeds)} feeds, ${count(channels)} channels, ${cells} ${cells === 1 ? 'cell' : 'cells'}, ${plan} plan`)}`,
  )
  say(
    'day',
    'stories',
    'feeds read',
    'messages',
    'KV reads',
    'KV writes',
    'lists',
    'rows written',
    'rows read',
    'requests',
    'GB-s',
  )
  for (const [index, day] of result.days.entries()) {
    const {
      stories,
      feedReads,
      messages,
      kvReads,
      kvWrites,
      kvLists,
      objectRowsWritten,
      objectRowsRead,
      objectRequests,
      objectGbSeconds,
    } = day
    const figures = [
      stories,
      feedReads,
      messages,
      kvReads,
      kvWrites,
      kvLists,
      objectRowsWritten,
      objectRowsRead,
      objectRequests,
      objectGbSeconds,
    ]
    say(String(index + 1), ...figures.map(count))
  }
  terminal.say('')
  for (const { what, worst, most } of verdict.quotas) {
    const mark = worst <= most ? paint('green', '✓') : paint('red', '✗')
    terminal.say(`${mark} ${what.padEnd(36)} ${count(worst)} of ${count(most)}, ${((worst / most) * 100).toFixed(1)} %`)
  }
  const { external, internal } = result.invocation
  terminal.say(
    `  On the mean ${external.mean.toFixed(1)} external and ${internal.mean.toFixed(1)} internal an invocation`,
  )
  const { median, p95, p99 } = verdict.delayMinutes
  const isSoon = verdict.delayMinutes.median < 15
  terminal.say(
    `${isSoon ? paint('green', '✓') : paint('red', '✗')} Published to delivered, live channels: median ${median} min, 95 % within ${p95}, 99 % within ${p99}`,
  )
  const { lost, repeated, problems } = result
  terminal.say(
    `${lost.length === 0 ? paint('green', '✓') : paint('red', '✗')} Lost ${lost.length} ${lost.slice(0, 5).join(', ')}`,
  )
  terminal.say(
    `${repeated.length === 0 ? paint('green', '✓') : paint('red', '✗')} Repeated ${repeated.length} ${repeated.slice(0, 5).join(', ')}`,
  )
  const [early, late] = [result.sizes[Math.min(9, result.sizes.length - 1)] ?? {}, result.sizes.at(-1) ?? {}]
  const sizes = Object.keys(late).filter((name) => (late[name] ?? 0) > 1)
  const isLong = result.sizes.length > 10
  const grown = sizes.map((name) => `${name} ${isLong ? `${count(early[name] ?? 0)} → ` : ''}${count(late[name] ?? 0)}`)
  terminal.say(`  Stored by the first cell${isLong ? ', after ten days and at the end' : ''}: ${grown.join(', ')}`)
  const troubles = Object.entries(problems).map(([kind, times]) => `${kind} ${times} times`)
  if (troubles.length > 0) terminal.say(`  Problems that cycles reported: ${troubles.join(', ')}`)
  terminal.say(
    `  ${result.cycleMs.toFixed(1)} ms of this machine a cycle of a cell, its readers, publishers and Telegram included`,
  )
}

/** Adds half as many feeds each time while a day passes, then bisects twice. */
async function findLargest(wanted: SimulateArguments, passes: boolean): Promise<number> {
  const tryOut = async (feeds: number) => {
    const { verdict } = await run(
      { ...wanted, feeds, days: 1, storiesADay: (wanted.storiesADay / wanted.feeds) * feeds },
      false,
    )
    const failed = verdict.quotas.filter(({ worst, most }) => worst > most).map(({ what }) => what)
    const why = failed.length > 0 ? failed.join(', ') : `median ${verdict.delayMinutes.median} min`
    terminal.say(`${verdict.pass ? paint('green', '✓') : paint('red', '✗')} ${count(feeds)} feeds ${paint('dim', why)}`)
    return verdict.pass
  }
  let [good, bad] = passes ? [wanted.feeds, wanted.feeds * 1.5] : [0, wanted.feeds]
  while (passes && bad < 20_000 && (await tryOut(Math.round(bad)))) [good, bad] = [bad, bad * 1.5]
  for (let round = 0; round < 2; round += 1) {
    const middle = Math.round((good + bad) / 2)
    if (await tryOut(middle)) good = middle
    else bad = middle
  }
  return Math.round(good)
}

async function main(): Promise<number> {
  if (!wanted.ok) {
    terminal.say(`${wanted.problem}\n\n${usage}`)
    return 2
  }
  try {
    const { result, verdict } = await run(wanted.value, true)
    const { feeds, channels, days, plan } = wanted.value
    if (wanted.value.json) {
      const { stories: _, feedReads: __, objectRowsRead: ___, ...worstDay } = verdict.worstDay
      const { external, internal } = result.invocation
      const worstInvocation = { externalSubrequests: external.most, internalSubrequests: internal.most }
      const [lost, repeated] = [result.lost.length, result.repeated.length]
      const { delayMinutes, pass } = verdict
      console.log(
        JSON.stringify({ feeds, channels, days, worstDay, worstInvocation, delayMinutes, lost, repeated, pass }),
      )
    } else {
      show(wanted.value, result, verdict)
      terminal.say(
        verdict.pass ? paint('green', `It fits the ${plan} plan.`) : paint('red', `It does not fit the ${plan} plan.`),
      )
      if (wanted.value.largest) {
        terminal.say('\nThe largest number of feeds that still passes, each tried for a day:')
        terminal.say(
          `${paint('bold', count(await findLargest(wanted.value, verdict.pass)))} feeds in ${channels} channels`,
        )
      }
    }
    return verdict.pass ? 0 : 1
  } catch (problem) {
    terminal.say(wordsOf(problem))
    return 2
  }
}

const wanted = simulateArguments(process.argv.slice(2))
const terminal = createTerminal({ write: wanted.ok && wanted.value.json ? console.error : console.log })
const ending = createShutdown({ say: terminal.say })
shutDownOnSignals(ending)
await ending.end('', await main())
