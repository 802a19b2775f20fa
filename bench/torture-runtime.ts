/** `npm run torture:runtime`: kills the real runtime in the middle of cycles and commands, and counts what was lost or repeated. */
import path from 'node:path'
import { createShutdown, shutDownOnSignals } from '../scripts/shutdown.ts'
import { createTerminal, paint, wordsOf } from '../scripts/terminal.ts'
import { type Random, randomFrom } from '../test/torture/random.ts'
import { type RuntimeTortureArguments, runtimeTortureArguments, usage } from './torture-runtime/arguments.ts'
import { type Moment, type Stage, setStage } from './torture-runtime/stage.ts'

/** A cycle of the stage makes about eleven calls, a command about two. */
const CALLS_A_CYCLE = 11
const CALLS_A_COMMAND = 2
/** Cycles that suffice to send everything once the kills have stopped. */
const CYCLES_TO_RECOVER = 12

interface Count {
  /** Kills during the Worker's work; the others came right after it. */
  inTime: number
  commands: number
  published: number
  delivered: number
  readonly lost: string[]
  readonly repeated: string[]
}

function momentOf(random: Random, calls: number): Moment {
  if (random.percent(30)) return { kind: 'time', ms: random.whole(0, 150) }
  return { kind: 'call', number: random.whole(1, calls), when: random.pick(['before', 'after']) }
}

async function torture({ kills, seed, json }: RuntimeTortureArguments): Promise<number> {
  const random = randomFrom(seed)
  const root = path.resolve(import.meta.dirname, '..')
  const stage = await terminal.step('The Worker and its channels', async () => {
    const set = await setStage(root, ending)
    await subscribe(set)
    return set
  })
  const count: Count = { inTime: 0, commands: 0, published: 0, delivered: 0, lost: [], repeated: [] }
  await terminal.step(`${kills} kills`, async () => {
    for (let kill = 1; kill <= kills; kill += 1) {
      const isCommand = random.percent(20)
      publishSome(stage, random)
      const inTime = isCommand
        ? await stage.killDuring(momentOf(random, CALLS_A_COMMAND), () => command(stage, kill))
        : await stage.killDuring(momentOf(random, CALLS_A_CYCLE), stage.cycle)
      if (isCommand) count.commands += 1
      if (inTime) count.inTime += 1
      await stage.bringAll()
      if (kill % 10 === 0) terminal.say(paint('dim', `${kill} of ${kills}, ${count.inTime} of them at work`))
    }
  })
  await terminal.step('Recovery', async () => {
    for (let cycle = 0; cycle < CYCLES_TO_RECOVER; cycle += 1)
      if (!(await stage.cycle())) throw new Error('A cycle failed though nothing was killed.')
  })
  compare(stage, count)
  report(count, { kills, seed, json })
  return count.lost.length + count.repeated.length === 0 ? 0 : 1
}

/** Every feed goes to two of three channels. Each channel starts with a post, so that later posts can be found after it. */
async function subscribe(stage: Stage): Promise<void> {
  for (const [number, at] of stage.publishers.paths.entries())
    for (const channel of channelsOf(number)) await stage.say(`/add ${stage.channelName(channel)} ${stage.feedUrl(at)}`)
  for (const at of stage.publishers.paths) stage.publishers.publish(at, 1)
  for (let cycle = 0; cycle < 3; cycle += 1) await stage.cycle()
  if (stage.posted().some((titles) => titles.length === 0)) throw new Error('A channel got nothing to begin with.')
}

const channelsOf = (feed: number): readonly number[] => [feed % 3, (feed + 1) % 3]

function publishSome({ publishers }: Stage, random: Random): void {
  for (const at of publishers.paths) if (random.percent(50)) publishers.publish(at, random.whole(1, 3))
}

/** A filter that hides nothing, so that its effect is known. */
function command(stage: Stage, number: number): Promise<void> {
  return stage.say(`/filter ${stage.channelName(number % 3)} -nobody${number}`)
}

function compare({ publishers, posted }: Stage, count: Count): void {
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

function report(count: Count, { kills, seed, json }: RuntimeTortureArguments): void {
  const { inTime, commands, published, delivered, lost, repeated } = count
  const figures = { kills, seed, atWork: inTime, commands, published, delivered }
  if (json) {
    console.log(JSON.stringify({ ...figures, lost: lost.length, repeated: repeated.length }))
    return
  }
  const isWell = lost.length + repeated.length === 0
  const mark = isWell ? paint('green', '✓') : paint('red', '✗')
  terminal.say(
    `\n${mark} ${kills} kills, ${inTime} at work, ${commands} of them in commands; ${published} headlines due`,
  )
  terminal.say(`  lost ${lost.length}, repeated ${repeated.length}`)
  for (const words of [...lost.map((each) => `lost: ${each}`), ...repeated.map((each) => `repeated: ${each}`)])
    terminal.say(`  ${words}`)
}

async function main(): Promise<number> {
  if (!wanted.ok) {
    terminal.say(`${wanted.problem}\n\n${usage}`)
    return 2
  }
  try {
    return await torture(wanted.value)
  } catch (problem) {
    terminal.say(wordsOf(problem))
    return 2
  }
}

const wanted = runtimeTortureArguments(process.argv.slice(2))
const terminal = createTerminal({ write: wanted.ok && wanted.value.json ? console.error : console.log })
const ending = createShutdown({ say: terminal.say })
shutDownOnSignals(ending)
await ending.end('', await main())
