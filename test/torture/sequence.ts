/** A long sequence of random faults from a seed, and what was lost or repeated in the end. */
import type { Crash } from '../../simulators/cloudflare/process-steps.ts'
import type { Deviation } from './account.ts'
import { leftOver } from './crash.ts'
import { HubActions } from './hub-actions.ts'
import { brokenLink } from './links.ts'
import { wrongPost } from './posts.ts'
import { type Random, randomFrom } from './random.ts'
import { cellOf, publish, recover, type Scene, setScene } from './scene.ts'
import { PeopleActions, trouble } from './troubles.ts'

export interface SequenceResult {
  readonly seed: number
  readonly steps: number
  readonly lost: readonly Deviation[]
  /** More often than the guarantee allows. */
  readonly repeated: readonly Deviation[]
  /** What is still wrong after the recovery. */
  readonly left: string | null
}

const BURSTS = 2
const ROUNDS = { least: 8, most: 24 } as const

/** The same seed gives the same sequence. @param tell shows what happens, for debugging a seed */
export async function runSequence(seed: number, tell: (line: string) => void = () => {}): Promise<SequenceResult> {
  const random = randomFrom(seed)
  const vars = { LIVE_GAP_MINUTES: random.pick(['0', '0', '15']), CELLS: random.pick(['1', '1', '2']) }
  const scene = await setScene(vars, random.percent(30))
  const { paperboy, account } = scene
  tellCalls(scene, tell)
  // The first channel adds and removes this feed, and may see some of it.
  scene.first.feeds.add('Fringe')
  // Added from a document that breaks off, the feed shows the rest later.
  scene.first.may.add('Fringe-old')
  const people = new PeopleActions(scene, random)
  const hub = random.percent(60) ? new HubActions(scene, random) : null
  let broken: string | null = null
  try {
    for (let round = random.whole(ROUNDS.least, ROUNDS.most); round > 0; round -= 1) {
      trouble(scene, random)
      for (const { fault, ...where } of paperboy.world.faults())
        tell(`  fault ${JSON.stringify({ ...fault, ...where })}`)
      people.some()
      if (random.percent(8)) bringAgain(scene, random)
      publishSome(scene, random, round)
      const from = paperboy.cloud.steps.length
      await cycle(scene, random, hub)
      tell(`${new Date(paperboy.clock.now).toISOString()} ${paperboy.cloud.steps.slice(from).join(' · ')}`)
      account.look()
      broken ??= await brokenLink(scene, 4)
    }
    people.end()
    tell('all faults end')
    await recover(scene)
    await hub?.end()
    return {
      seed,
      steps: paperboy.cloud.steps.length,
      lost: account.lost(),
      repeated: account.repeated(),
      left: broken ?? leftOver(scene) ?? wrongPost(scene) ?? (await brokenLink(scene)),
    }
  } finally {
    paperboy.stop()
  }
}

function tellCalls({ paperboy: { world } }: Scene, tell: (line: string) => void): void {
  world.subscribe((change) => {
    const call = change.kind === 'call' ? world.calls().findLast(({ number }) => number === change.call) : undefined
    if (call === undefined) return
    const { method, parameters, answer, fault } = call
    const said = `${parameters['chat_id'] ?? ''} ${parameters['text'] ?? ''}`.replaceAll(/\s+/gu, ' ').slice(0, 160)
    tell(`  ${method} ${said} → ${answer.ok ? 'ok' : answer.description}${fault === null ? '' : ` (${fault})`}`)
  })
  world.subscribe((change) => {
    const update =
      change.kind === 'update' ? world.pending().find(({ update_id }) => update_id === change.update) : null
    if (update != null) tell(`  update ${JSON.stringify(update).slice(0, 240)}`)
  })
}

/** Telegram delivers a handled update again, as the answer was lost. */
function bringAgain({ paperboy: { world, accepted } }: Scene, random: Random): void {
  const recent = accepted.slice(-20)
  const update = recent[random.whole(0, recent.length - 1)]
  if (update !== undefined && !world.pending().some(({ update_id }) => update_id === update)) world.redeliver(update)
}

function publishSome(scene: Scene, random: Random, round: number): void {
  for (const publisher of [scene.news, scene.sport, scene.fringe]) {
    if (!random.percent(50)) continue
    // Few enough that a paused channel keeps all of them.
    const isBurst = random.percent(4) && scene.account.bursts < BURSTS
    if (isBurst) scene.account.bursts += 1
    const count = isBurst ? random.whole(90, 130) : random.whole(1, 4)
    const names = Array.from({ length: count }, (_, index) => `${publisher.title[0]}${round}-${index}`)
    publish(
      scene,
      publisher,
      ...names.map((name) =>
        random.percent(20) ? `${random.pick(['advert', 'hidden', 'pictured', 'gone'])}-${name}` : name,
      ),
    )
  }
}

/** A cron and the people's updates, in sequence or at once; on time, late, twice, or dying. */
async function cycle(scene: Scene, random: Random, hub: HubActions | null): Promise<void> {
  const { cloud, toNextCron, deliver } = scene.paperboy
  if (hub !== null && random.percent(30)) cloud.crashAt({ step: random.whole(1, 25), when: 'after' })
  await hub?.some()
  cloud.crashAt(null)
  const time = toNextCron(random.pick([1, 5, 5, 5, 5, 10, 15, 60, 60]))
  const crash: Crash | null = random.percent(30)
    ? { step: random.whole(1, 60), when: random.percent(50) ? 'before' : 'after' }
    : null
  const before = random.percent(50)
  if (before) await deliver(random.percent(10) ? { step: random.whole(1, 12), when: 'after' } : null)
  cloud.crashAt(crash)
  const move = scene.cells > 1 && random.percent(25) ? handOver(scene, random) : Promise.resolve()
  switch (random.pick(['once', 'once', 'once', 'once', 'twice', 'late', 'with people', 'with a hub', 'evicted'])) {
    case 'once':
      await cloud.cron(time)
      break
    case 'twice':
      await Promise.all([cloud.cron(time), cloud.cron(time)])
      break
    case 'late':
      await cloud.cron(time)
      await cloud.cron(time - 5 * 60_000)
      break
    case 'with people':
      await Promise.all([cloud.cron(time), deliver(crash)])
      break
    case 'with a hub':
      await Promise.all([cloud.cron(time), hub?.deliver()])
      break
    case 'evicted':
      cloud.evict()
      await cloud.cron(time)
      break
  }
  await move
  cloud.crashAt(null)
}

/** Moves a channel to the other cell, if the call arrives. */
async function handOver({ paperboy, first, second, topic }: Scene, random: Random): Promise<void> {
  const destination = random.pick([first, second, topic])
  const from = cellOf(paperboy, destination)
  await paperboy.cloud.callChannel(from, destination.id, 'handOver', from === '0' ? 1 : 0).catch(() => {})
}
