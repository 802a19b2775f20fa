/** `npm run simulate`: days of the real Worker on a virtual clock, compared with the plan's quotas. */
import '../simulators/cloudflare/register.ts'
import { mark, paint, type Terminal } from '../scripts/terminal.ts'
import { commands } from './commands.ts'
import { type Command, runMeasurement } from './measurement.ts'
import { comparePolling, type PollingComparison } from './simulate/compare-polling.ts'
import { delayLines, inMinutes } from './simulate/delays.ts'
import { judge, type Verdict } from './simulate/verdict.ts'

const { simulate } = await import('../test/simulation/simulate.ts')
type SimulationResult = Awaited<ReturnType<typeof simulate>>
type Options = typeof commands.simulate extends Command<infer Parsed> ? Parsed : never

/** Simulated hours between progress lines. */
const PROGRESS_HOURS = 24
const count = (value: number) => Math.round(value).toLocaleString('en-GB')

/** Headings of the table of days, with the figure of each column. */
const columns = [
  ['stories', 'stories'],
  ['feeds read', 'feedReads'],
  ['messages', 'messages'],
  ['KV reads', 'kvReads'],
  ['KV writes', 'kvWrites'],
  ['lists', 'kvLists'],
  ['rows written', 'objectRowsWritten'],
  ['rows read', 'objectRowsRead'],
  ['requests', 'objectRequests'],
  ['GB-s', 'objectGbSeconds'],
] as const

/** A line for each policy, on the same publishers. */
function showPolling({ former, learning, withoutHints, asAllowed }: PollingComparison, terminal: Terminal) {
  terminal.say(`\n${paint('bold', 'Requests a day, and published to found, on the same publishers')}`)
  for (const [name, { requestsADay, delayMinutes, missed }] of [
    ['the version before', former],
    ['this version', learning],
    ['without ttl and cache headers', withoutHints],
    ['as often as publishers allow', asAllowed],
  ] as const)
    terminal.say(
      `  ${name.padEnd(30)} ${count(requestsADay).padStart(8)}   ${inMinutes(delayMinutes)}, missed ${missed}`,
    )
}

function show(
  { feeds, channels, cells, plan }: Options,
  result: SimulationResult,
  verdict: Verdict,
  terminal: Terminal,
) {
  const row = (first: string, cells: readonly string[]) =>
    terminal.say(first.padEnd(10) + cells.map((cell) => cell.padStart(13)).join(''))
  const check = (isMet: boolean, line: string) => terminal.say(`${mark(isMet)} ${line}`)
  const size = `${count(feeds)} feeds, ${count(channels)} channels, ${cells} ${cells === 1 ? 'cell' : 'cells'}`
  terminal.say(`\n${paint('bold', `${size}, ${plan} plan`)}`)
  row(
    'day',
    columns.map(([heading]) => heading),
  )
  for (const [index, day] of result.days.entries())
    row(
      String(index + 1),
      columns.map(([, figure]) => count(day[figure])),
    )
  terminal.say('')
  for (const { what, worst, most } of verdict.quotas)
    check(worst <= most, `${what.padEnd(36)} ${count(worst)} of ${count(most)}, ${((worst / most) * 100).toFixed(1)} %`)
  const { external, internal } = result.invocation
  terminal.say(
    `  On average ${external.mean.toFixed(1)} external and ${internal.mean.toFixed(1)} internal subrequests an invocation`,
  )
  check(verdict.isOnTime, `Published to delivered, live channels: ${inMinutes(verdict.delayMinutes)}`)
  for (const line of delayLines(result.delays)) terminal.say(`    ${line}`)
  const { subscribed, delivered, refused, violations } = result.hubs
  check(
    violations.length === 0,
    `Hubs: ${subscribed} feeds, ${count(delivered)} documents, ${refused} refused, ${violations.length} violations of WebSub`,
  )
  terminal.say('  Targets:')
  for (const { what, worst, most } of verdict.targets)
    check(
      worst <= most,
      `${what.padEnd(36)} ${worst < 100 ? Math.round(worst * 10) / 10 : count(worst)} of ${count(most)}`,
    )
  for (const [what, items] of [
    ['Lost', result.lost],
    ['Repeated', result.repeated],
  ] as const)
    check(items.length === 0, `${what} ${items.length} ${items.slice(0, 5).join(', ')}`)
  check(verdict.isWhole, `Missed ${result.missed.length}, which left their documents before a poll`)
  const [early, late] = [result.sizes[Math.min(9, result.sizes.length - 1)] ?? {}, result.sizes.at(-1) ?? {}]
  const isLong = result.sizes.length > 10
  const grown = Object.keys(late)
    .filter((name) => (late[name] ?? 0) > 1)
    .map((name) => `${name} ${isLong ? `${count(early[name] ?? 0)} → ` : ''}${count(late[name] ?? 0)}`)
  terminal.say(`  Stored by the first cell${isLong ? ', after ten days and at the end' : ''}: ${grown.join(', ')}`)
  const problems = Object.entries(result.problems).map(([kind, times]) => `${kind} ${times} times`)
  if (problems.length > 0) terminal.say(`  Problems that cycles reported: ${problems.join(', ')}`)
  terminal.say(
    `  ${result.cycleMs.toFixed(1)} ms of this machine per cycle of a cell, including its readers, publishers and Telegram`,
  )
}

/** Adds half as many feeds each time while a usual day passes, then bisects twice. */
async function findLargest(options: Options, isPassed: boolean, terminal: Terminal): Promise<number> {
  const tryOut = async (feeds: number) => {
    const storiesADay = (options.storiesADay / options.feeds) * feeds
    const verdict = judge(
      await simulate({ ...options, feeds, days: 1, warmUpDays: 1, storiesADay }),
      options.plan,
      feeds,
    )
    const failed = verdict.quotas.filter(({ worst, most }) => worst > most).map(({ what }) => what)
    const why = failed.length > 0 ? failed.join(', ') : `median ${verdict.delayMinutes.median} min`
    terminal.say(`${mark(verdict.pass)} ${count(feeds)} feeds ${paint('dim', why)}`)
    return verdict.pass
  }
  let [good, bad] = isPassed ? [options.feeds, options.feeds * 1.5] : [0, options.feeds]
  while (isPassed && bad < 20_000 && (await tryOut(Math.round(bad)))) [good, bad] = [bad, bad * 1.5]
  for (let round = 0; round < 2; round += 1) {
    const middle = Math.round((good + bad) / 2)
    if (await tryOut(middle)) good = middle
    else bad = middle
  }
  return Math.round(good)
}

await runMeasurement(commands.simulate, async (options, { terminal }) => {
  const progress = (done: number, all: number) => {
    if (done % PROGRESS_HOURS === 0) terminal.say(paint('dim', `${done} of ${all} hours`))
  }
  const polling = comparePolling(options)
  if (!options.json) showPolling(polling, terminal)
  const result = await simulate({ ...options, progress })
  const verdict = judge(result, options.plan, options.feeds)
  const { feeds, channels, days, plan } = options
  const { delayMinutes, promptMinutes, pushedSeconds, pass } = verdict
  if (options.json) {
    const { stories: _, feedReads: __, objectRowsRead: ___, ...worstDay } = verdict.worstDay
    const { external, internal } = result.invocation
    const worstInvocation = { externalSubrequests: external.most, internalSubrequests: internal.most }
    const delays = { delayMinutes, promptMinutes, pushedSeconds }
    const [lost, missed, repeated] = [result.lost.length, result.missed.length, result.repeated.length]
    console.log(
      JSON.stringify({
        feeds,
        channels,
        days,
        worstDay,
        worstInvocation,
        ...delays,
        lost,
        missed,
        repeated,
        pass,
        polling,
      }),
    )
    return pass
  }
  show(options, result, verdict, terminal)
  terminal.say(paint(pass ? 'green' : 'red', `It ${pass ? 'fits' : 'does not fit'} the ${plan} plan.`))
  if (options.largest) {
    terminal.say(
      '\nThe largest number of feeds that still passes, each tried for a day, after one that is not measured:',
    )
    const largest = await findLargest(options, pass, terminal)
    terminal.say(`${paint('bold', count(largest))} feeds in ${channels} channels`)
  }
  return pass
})
