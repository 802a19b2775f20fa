/** `npm run torture:runtime`: kills the real runtime in the middle of cycles and commands, and counts what was lost or repeated. */
import { mark, paint, type Terminal } from '../scripts/terminal.ts'
import { type Random, randomFrom } from '../test/torture/random.ts'
import { commands } from './commands.ts'
import { runMeasurement } from './measurement.ts'
import { type Moment, startTortureHarness, type TortureHarness } from './torture-runtime/harness.ts'

/** A cycle makes about eleven calls, a command about two. */
const CALLS_A_CYCLE = 11
const CALLS_A_COMMAND = 2
/** Cycles that suffice to send everything once the kills have stopped. */
const CYCLES_TO_RECOVER = 12

interface Count {
  /** Kills during the Worker's work; the others followed it. */
  atWork: number
  commands: number
  published: number
  delivered: number
  readonly lost: string[]
  readonly repeated: string[]
  /** Links that did not lead to their item, after a kill or at the end. */
  readonly broken: string[]
}

function momentOf(random: Random, calls: number): Moment {
  if (random.percent(30)) return { kind: 'time', ms: random.whole(0, 150) }
  return { kind: 'call', number: random.whole(1, calls), when: random.pick(['before', 'after']) }
}

/** Every feed goes to two of three channels. Each channel starts with a post, so that later posts can be found after it. */
async function subscribe({ publishers, say, channelName, feedUrl, cycle, posted }: TortureHarness): Promise<void> {
  const paths = [...publishers.sites.keys()]
  for (const [number, path] of paths.entries())
    for (const channel of channelsOf(number)) await say(`/add ${channelName(channel)} ${feedUrl(path)}`)
  for (const path of paths) publishers.publish(path, 1)
  for (let round = 0; round < 3; round += 1) await cycle()
  if (posted().some((titles) => titles.length === 0)) throw new Error('A channel got no first post.')
}

const channelsOf = (feed: number): readonly number[] => [feed % 3, (feed + 1) % 3]

function publishSome({ publishers }: TortureHarness, random: Random): void {
  for (const path of publishers.sites.keys()) if (random.percent(50)) publishers.publish(path, random.whole(1, 3))
}

/** Sets a filter that drops nothing, so that its effect is known. */
function setFilter({ say, channelName }: TortureHarness, number: number): Promise<void> {
  return say(`/filter ${channelName(number % 3)} -nobody${number}`)
}

/** Compares what was published with what was posted. */
function compare({ publishers, posted }: TortureHarness, count: Count): void {
  const channels = posted().map((titles) => Map.groupBy(titles, (title) => title))
  for (const [feed, titles] of [...publishers.published().values()].entries()) {
    for (const channel of channelsOf(feed)) {
      for (const title of titles) {
        const copies = channels[channel]?.get(title)?.length ?? 0
        count.published += 1
        count.delivered += copies
        if (copies === 0) count.lost.push(`${title} in channel ${channel}`)
        if (copies > 1) count.repeated.push(`${title} in channel ${channel}`)
      }
    }
  }
}

function show(kills: number, { atWork, commands, published, lost, repeated, broken }: Count, terminal: Terminal): void {
  const isPassed = lost.length + repeated.length + broken.length === 0
  terminal.say(
    `\n${mark(isPassed)} ${kills} kills, ${atWork} at work, ${commands} of them in commands; ${published} headlines due`,
  )
  terminal.say(`  lost ${lost.length}, repeated ${repeated.length}, broken links ${broken.length}`)
  for (const headline of lost) terminal.say(`  lost: ${headline}`)
  for (const headline of repeated) terminal.say(`  repeated: ${headline}`)
  for (const link of broken) terminal.say(`  broken link: ${link}`)
}

await runMeasurement(commands['torture:runtime'], async ({ kills, seed, json }, { terminal, shutdown }) => {
  const random = randomFrom(seed)
  const harness = await terminal.step('The Worker and its channels', async () => {
    const started = await startTortureHarness(shutdown)
    await subscribe(started)
    return started
  })
  const count: Count = { atWork: 0, commands: 0, published: 0, delivered: 0, lost: [], repeated: [], broken: [] }
  await terminal.step(`${kills} kills`, async () => {
    for (let kill = 1; kill <= kills; kill += 1) {
      const isCommand = random.percent(20)
      publishSome(harness, random)
      const wasAtWork = isCommand
        ? await harness.killDuring(momentOf(random, CALLS_A_COMMAND), () => setFilter(harness, kill))
        : await harness.killDuring(momentOf(random, CALLS_A_CYCLE), harness.cycle)
      if (isCommand) count.commands += 1
      if (wasAtWork) count.atWork += 1
      count.broken.push(...(await harness.brokenLinks()))
      await harness.redeliver()
      if (kill % 10 === 0) terminal.say(paint('dim', `${kill} of ${kills}, ${count.atWork} of them at work`))
    }
  })
  await terminal.step('Recovery', async () => {
    for (let cycle = 0; cycle < CYCLES_TO_RECOVER; cycle += 1)
      if (!(await harness.cycle())) throw new Error('A cycle failed although nothing was killed.')
  })
  compare(harness, count)
  count.broken.push(...(await harness.brokenLinks()))
  const { lost, repeated, broken, ...figures } = count
  if (json)
    console.log(
      JSON.stringify({ kills, seed, ...figures, lost: lost.length, repeated: repeated.length, broken: broken.length }),
    )
  else show(kills, count, terminal)
  return lost.length + repeated.length + broken.length === 0
})
