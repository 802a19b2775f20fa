/** Scenarios with WebSub hubs that die at each step: deliveries, verifications and renewals. */

import type { Crash } from '../../simulators/cloudflare/process-steps.ts'
import { announcing } from '../cycle/pushed-feed.ts'
import { HUB, installHub, type TestHub, type Verifies } from '../websub-hub.ts'
import type { Scenario } from './crash.ts'
import { publish, type Scene } from './scene.ts'

const hubs = new WeakMap<Scene, TestHub>()

function hubOf(scene: Scene): TestHub {
  const hub = hubs.get(scene)
  if (hub === undefined) throw new Error('the scene has no hub')
  return hub
}

/** The first feed announces a hub, which is not asked yet. */
function announce(scene: Scene, verifies: Verifies = 'async'): void {
  const { paperboy, news } = scene
  hubs.set(scene, installHub(paperboy, { verifies }))
  paperboy.sites.set(news.host, announcing(news, { hubs: [HUB], topic: news.url }))
  publish(scene, news, 'announced')
}

/** The same, subscribed and trusted. */
async function subscribe(scene: Scene): Promise<void> {
  announce(scene)
  await scene.paperboy.cron()
  await hubOf(scene).verify()
  await deliver(scene)
  await scene.paperboy.cloud.alarm()
  scene.account.look()
  scene.paperboy.cloud.steps.length = 0
}

/** Delivers the feed as it is. */
async function deliver(scene: Scene): Promise<readonly number[]> {
  const response = await scene.news.site(new Request(scene.news.url))
  return hubOf(scene).deliver(await response.text())
}

const undelivered = new WeakSet<Scene>()

/** Delivers several documents, and rings the alarm. */
async function deliverAll(scene: Scene, crash: Crash | null, ...names: readonly string[]): Promise<void> {
  const { cloud } = scene.paperboy
  cloud.crashAt(crash)
  for (const name of names) {
    publish(scene, scene.news, name)
    const statuses = await deliver(scene)
    if (statuses.includes(599)) undelivered.add(scene)
  }
  await cloud.alarm()
  cloud.crashAt(null)
}

/** A hub repeats what was not answered. */
async function repeat(scene: Scene): Promise<void> {
  if (undelivered.has(scene)) await deliver(scene)
}

/** One row for the feed, however often its hub was asked. */
const oneSubscription = ({ paperboy }: Scene) => ({
  answers: [],
  stored: paperboy.cloud.objects.query('CELL', 'SELECT feed, topic, leaving FROM hub_subscriptions'),
})

export const pushScenarios: readonly Scenario[] = [
  {
    name: 'a hub delivers news',
    before: subscribe,
    work: (scene, crash) => deliverAll(scene, crash, 'pushed-a', 'pushed-b', 'advert-pushed'),
    after: repeat,
  },
  {
    name: 'a hub delivers what the next cycle polls too',
    before: async (scene) => {
      await subscribe(scene)
      publish(scene, scene.news, 'both-a')
      publish(scene, scene.sport, 'c')
      await deliver(scene)
      // As after an error in a document, which makes the cycle poll.
      await hubOf(scene).deliver('no feed')
      publish(scene, scene.news, 'both-b')
    },
  },
  {
    name: 'a hub delivers what cannot be read',
    before: async (scene) => {
      await subscribe(scene)
      publish(scene, scene.news, 'unread')
      await hubOf(scene).deliver('<html>no feed</html>')
    },
    work: async ({ paperboy: { cloud } }, crash) => {
      cloud.crashAt(crash)
      await cloud.alarm()
      cloud.crashAt(null)
    },
    outcome: oneSubscription,
  },
  ...(['async', 'before-answer'] as const).map(
    (verifies): Scenario => ({
      name: `a hub that verifies ${verifies} is asked`,
      before: async (scene) => announce(scene, verifies),
      after: async (scene) => {
        await scene.paperboy.cron()
        await hubOf(scene).verify()
      },
      outcome: oneSubscription,
    }),
  ),
  {
    name: 'a hub verifies, and delivers its first document',
    before: async (scene) => {
      announce(scene)
      await scene.paperboy.cron()
      scene.paperboy.cloud.steps.length = 0
    },
    work: async (scene, crash) => {
      const { cloud } = scene.paperboy
      cloud.crashAt(crash)
      await hubOf(scene).verify()
      await deliver(scene)
      await cloud.alarm()
      cloud.crashAt(null)
    },
    outcome: oneSubscription,
  },
]
