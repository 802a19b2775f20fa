/** A Paperboy in the simulated cloud with a live channel, and a feed whose hub delivers its news. */
import { OWNER, type SimulatedPaperboy, startSimulated } from '../../simulators/cloudflare/paperboy.ts'
import { type Entry, type TestFeed, testFeed } from '../../simulators/published-feed.ts'
import { announcing } from '../cycle/pushed-feed.ts'
import { HUB, type HubOptions, installHub, type TestHub } from '../websub-hub.ts'

export const FEED = 'https://news.example/feed'

export const entry = (name: string): Entry => ({ title: `Headline ${name}.`, link: `https://news.example/${name}` })

export interface HubScene extends TestHub {
  readonly paperboy: SimulatedPaperboy
  readonly feed: TestFeed
  /** The items as a document: those of the feed, or only these. */
  readonly document: (...entries: readonly Entry[]) => Promise<string>
  /** Rings all alarms that are set. */
  readonly ring: () => Promise<void>
  /** Number of times that each headline was posted. */
  readonly posted: (...names: readonly string[]) => readonly number[]
  readonly channel: number
}

interface SceneOptions extends HubOptions {
  readonly vars?: Readonly<Record<string, string>>
}

/** The feed is added, and nothing else has happened. */
export async function hubScene(options: SceneOptions = {}): Promise<HubScene> {
  const paperboy = await startSimulated({ ...(options.vars === undefined ? {} : { vars: options.vars }) })
  const { cloud, world, sites, say } = paperboy
  const { id: channel } = world.addChannel({ title: 'News', creator: OWNER, username: 'live_news' })
  world.addBot({ chat: channel, by: OWNER, rights: { can_manage_chat: true, can_post_messages: true } })
  await paperboy.deliver()
  const feed = testFeed('News', [entry('old')])
  sites.set('news.example', announcing(feed, { hubs: [HUB], topic: FEED }))
  const hub = installHub(paperboy, options)
  await say('/add @live_news https://news.example/feed')
  const document = async (...entries: readonly Entry[]) =>
    (await (entries.length === 0 ? feed : testFeed('Pushed', entries)).site(new Request(FEED))).text()
  return {
    paperboy,
    feed,
    channel,
    ...hub,
    document,
    ring: async () => {
      for (let rung = 0; rung < 10 && (await cloud.alarm()); rung += 1);
    },
    posted: (...names) => {
      const text = world
        .messages(channel)
        .flatMap(({ byBot, text: own }) => (byBot ? own : []))
        .join('\n')
      return names.map((name) => text.split(`Headline ${name}.`).length - 1)
    },
  }
}

/** The same, subscribed and verified. */
export async function subscribedScene(options: SceneOptions = {}): Promise<HubScene> {
  const scene = await hubScene(options)
  await scene.paperboy.cron()
  await scene.verify()
  return scene
}
