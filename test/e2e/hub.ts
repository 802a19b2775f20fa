/** A Paperboy in the simulated cloud with a live channel, and a feed whose hub delivers its news. */
import { OWNER, type SimulatedPaperboy, startSimulated } from '../../simulators/cloudflare/paperboy.ts'
import { type Entry, type TestFeed, testFeed } from '../../simulators/published-feed.ts'
import { type HubOptions, WebSubHub } from '../../simulators/websub/websub-hub.ts'
import { announcing, HUB } from '../cycle/pushed-feed.ts'

export const FEED = 'https://news.example/feed'

export const entry = (name: string): Entry => ({ title: `Headline ${name}.`, link: `https://news.example/${name}` })

export interface HubScene {
  readonly paperboy: SimulatedPaperboy
  readonly feed: TestFeed
  readonly hub: WebSubHub
  readonly channel: number
  /** The callback of the feed's subscription. */
  readonly callback: () => string
  /** Has the hub deliver a document. @returns the statuses of the answers */
  readonly deliver: (body: string) => Promise<readonly number[]>
  /** The items as a document: those of the feed, or only these. */
  readonly document: (...entries: readonly Entry[]) => Promise<string>
  /** Rings the alarms of the next minute. */
  readonly ring: () => Promise<void>
  /** Number of times that each headline was posted. */
  readonly posted: (...names: readonly string[]) => readonly number[]
}

export interface SceneOptions extends Omit<HubOptions, 'url' | 'now' | 'deliver'> {
  readonly vars?: Readonly<Record<string, string>>
}

/** A hub in the simulated internet, which asks the simulated Worker. */
export function installHub(
  { cloud, clock, sites }: Pick<SimulatedPaperboy, 'cloud' | 'clock' | 'sites'>,
  options: SceneOptions = {},
): WebSubHub {
  const hub = new WebSubHub({
    ...options,
    url: HUB,
    now: () => clock.now,
    deliver: async (request) => {
      const response = await cloud.fetch(request)
      if (response === 'ended') throw new TypeError('the connection was lost')
      return response
    },
  })
  sites.set(new URL(HUB).host, hub.site)
  return hub
}

/** The feed is added, and nothing else has happened. */
export async function hubScene(options: SceneOptions = {}): Promise<HubScene> {
  const paperboy = await startSimulated(options.vars === undefined ? {} : { vars: options.vars })
  const { cloud, world, sites, clock, say } = paperboy
  const { id: channel } = world.addChannel({ title: 'News', creator: OWNER, username: 'live_news' })
  world.addBot({ chat: channel, by: OWNER, rights: { can_manage_chat: true, can_post_messages: true } })
  await paperboy.deliver()
  const feed = testFeed('News', [entry('old')])
  sites.set('news.example', announcing(feed, { hubs: [HUB], topic: FEED }))
  const hub = installHub(paperboy, options)
  await say('/add @live_news https://news.example/feed')
  return {
    paperboy,
    feed,
    hub,
    channel,
    callback: () => hub.subscriptions[0]?.callback ?? '',
    deliver: async (body) => {
      const before = hub.deliveries.length
      await hub.publish(FEED, body, 'application/rss+xml')
      return hub.deliveries.slice(before).map(({ status }) => status)
    },
    document: async (...entries) =>
      (await (entries.length === 0 ? feed : testFeed('Pushed', entries)).site(new Request(FEED))).text(),
    ring: async () => {
      await cloud.runAlarms(clock.now + 60_000)
    },
    posted: (...names) => {
      const posts = world.messages(channel).flatMap(({ byBot, text }) => (byBot ? text : []))
      return names.map((name) => posts.join('\n').split(`Headline ${name}.`).length - 1)
    },
  }
}

/** The same, subscribed and verified. */
export async function subscribedScene(options: SceneOptions = {}): Promise<HubScene> {
  const scene = await hubScene(options)
  await scene.paperboy.cron()
  await scene.hub.run()
  return scene
}
