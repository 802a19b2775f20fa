/** Scenarios with WebSub hubs that die at each step: deliveries, verifications and renewals. */

import type { Crash } from '../../simulators/cloudflare/process-steps.ts'
import type { WebSubHub } from '../../simulators/websub/websub-hub.ts'
import { announcing, HUB } from '../cycle/pushed-feed.ts'
import { installHub } from '../e2e/hub.ts'
import type { Scenario } from './crash.ts'
import { publish, type Scene } from './scene.ts'

type Verifies = 'async' | 'before-answer'

const hubs = new WeakMap<Scene, WebSubHub>()

function hubOf(scene: Scene): WebSubHub {
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
  await hubOf(scene).run()
  await deliver(scene)
  await ring(scene)
  scene.account.look()
  scene.paperboy.cloud.steps.length = 0
}

/** Delivers the feed as it is. */
async function deliver(scene: Scene): Promise<void> {
  const response = await scene.news.site(new Request(scene.news.url))
  await hubOf(scene).publish(scene.news.url, await response.text(), 'application/rss+xml')
}

/** Rings the alarms of the next minute. */
async function ring({ paperboy: { cloud, clock } }: Scene): Promise<void> {
  await cloud.runAlarms(clock.now + 60_000)
}

/** Delivers several documents, and rings the alarm. */
async function deliverAll(scene: Scene, crash: Crash | null, ...names: readonly string[]): Promise<void> {
  const { cloud } = scene.paperboy
  cloud.crashAt(crash)
  for (const name of names) {
    publish(scene, scene.news, name)
    await deliver(scene)
  }
  await ring(scene)
  cloud.crashAt(null)
}

/** A hub repeats what was not answered. */
async function repeat(scene: Scene): Promise<void> {
  scene.paperboy.clock.now += 30_000
  await hubOf(scene).run()
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
      await hubOf(scene).publish(scene.news.url, 'no feed')
      publish(scene, scene.news, 'both-b')
    },
  },
  {
    name: 'a hub delivers what cannot be read',
    before: async (scene) => {
      await subscribe(scene)
      publish(scene, scene.news, 'unread')
      await hubOf(scene).publish(scene.news.url, '<html>no feed</html>')
    },
    work: async (scene, crash) => {
      const { cloud } = scene.paperboy
      cloud.crashAt(crash)
      await ring(scene)
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
        await hubOf(scene).run()
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
      await hubOf(scene).run()
      await deliver(scene)
      await ring(scene)
      cloud.crashAt(null)
    },
    outcome: oneSubscription,
  },
]
