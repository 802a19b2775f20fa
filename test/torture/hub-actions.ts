/** Actions of a hub in a sequence: it verifies and delivers at any time, twice, late, in the wrong order, together with polls, or never. */
import type { WebSubHub } from '../../simulators/websub/websub-hub.ts'
import { announcing, HUB } from '../cycle/pushed-feed.ts'
import { installHub } from '../e2e/hub.ts'
import type { Publisher } from './publisher.ts'
import type { Random } from './random.ts'
import type { Scene } from './scene.ts'

interface Late {
  readonly publisher: Publisher
  readonly body: string
}

export class HubActions {
  readonly #scene: Scene
  readonly #random: Random
  readonly #hub: WebSubHub
  /** They have no hub yet. */
  readonly #silent: Publisher[]
  /** Documents that the hub delivers later. */
  readonly #late: Late[] = []

  constructor(scene: Scene, random: Random) {
    this.#scene = scene
    this.#random = random
    this.#hub = installHub(scene.paperboy, {
      verifies: random.pick(['async', 'sync', 'before-answer']),
      content: random.pick(['full', 'diff']),
      deliversTwice: random.percent(20),
      dropsAfterFailure: random.percent(20),
      ...(random.percent(50) ? {} : { leaseSeconds: random.pick([3600, 86_400, null]) }),
    })
    this.#silent = [scene.news, scene.sport, scene.fringe]
  }

  /** Before a cycle: publishers announce the hub, and it does what it wants. */
  async some(): Promise<void> {
    const random = this.#random
    for (const publisher of [...this.#silent]) if (random.percent(25)) this.#announce(publisher)
    this.#hub.hasVanished = random.percent(10)
    this.#hub.refuses = random.percent(10) ? { status: random.pick([400, 410, 503]), reason: 'not now' } : null
    await this.deliver()
    if (random.percent(30)) await this.#verify()
    const { url } = random.pick(this.#publishers())
    if (random.percent(3)) await this.#hub.deny(url)
    if (random.percent(5)) this.#hub.forget(url)
  }

  /** Delivers some of what was published, now or in a later call, and some of what is late. */
  async deliver(): Promise<void> {
    const random = this.#random
    for (const publisher of this.#publishers()) {
      if (!random.percent(50)) continue
      const body = await documentOf(publisher)
      if (random.percent(30)) this.#late.push({ publisher, body })
      else await this.#hub.publish(publisher.url, body, 'application/rss+xml')
    }
    if (this.#late.length > 0 && random.percent(40)) {
      const [late] = this.#late.splice(random.whole(0, this.#late.length - 1), 1)
      if (late !== undefined) await this.#hub.publish(late.publisher.url, late.body, 'application/rss+xml')
    }
    if (random.percent(5)) await this.#hub.publish(random.pick(this.#publishers()).url, 'busy', 'text/plain')
    await this.#hub.run()
    if (random.percent(50)) await this.ring()
  }

  /** Rings the alarms of the next seconds. */
  async ring(): Promise<void> {
    const { cloud, clock } = this.#scene.paperboy
    await cloud.runAlarms(clock.now + 5000)
  }

  /** What the hub failed to deliver is found by a poll within a day. */
  async end(): Promise<void> {
    this.#hub.hasVanished = false
    this.#hub.refuses = null
    const { account, paperboy } = this.#scene
    for (let hours = 0; hours < 30; hours += 5) {
      await paperboy.cron(null, 300)
      account.look()
    }
  }

  #publishers(): readonly [Publisher, ...Publisher[]] {
    const { news, sport, fringe } = this.#scene
    return [news, sport, fringe]
  }

  #announce(publisher: Publisher): void {
    this.#silent.splice(this.#silent.indexOf(publisher), 1)
    const site = announcing(publisher, { hubs: [HUB], topic: publisher.url })
    this.#scene.paperboy.sites.set(publisher.host, site)
  }

  /** Asks at a callback what nobody requested, or what was confirmed before. */
  async #verify(): Promise<void> {
    const subscription = this.#hub.subscriptions.at(this.#random.whole(0, 5))
    if (subscription === undefined) return
    const { callback, topic } = subscription
    const mode = this.#random.pick(['subscribe', 'subscribe', 'unsubscribe'])
    await this.#hub.verify(callback, mode, topic, this.#random.pick([60, 3600, 864_000]))
  }
}

/** The publisher's document, even if its server is in trouble. */
async function documentOf(publisher: Publisher): Promise<string> {
  const { trouble } = publisher
  publisher.trouble = 'none'
  const response = await publisher.site(new Request(publisher.url))
  publisher.trouble = trouble
  return response.text()
}
