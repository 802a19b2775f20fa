/** Scenarios that die at each step. */
import { OWNER, PUBLIC_URL } from '../../simulators/cloudflare/paperboy.ts'
import type { Scenario } from './crash.ts'
import { handOver, publish, type Scene, untilTaken } from './scene.ts'

const many = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}-${index}`)

/** The feeds drop their items. */
const withdrawn = async ({ news, sport }: Scene) => {
  news.withdraw()
  sport.withdraw()
}

function news(scene: Scene): void {
  publish(scene, scene.news, 'a', 'b', 'advert-c')
  publish(scene, scene.sport, 'd')
}

/** Sends a message to each chat, and loses the answers. */
async function unanswered(scene: Scene, ...chats: readonly number[]): Promise<void> {
  for (const chat of chats)
    scene.paperboy.world.addFault({ fault: { kind: 'answer-lost' }, method: 'sendMessage', chat, times: 1 })
  publish(scene, scene.news, 'unanswered')
  await scene.paperboy.cron()
}

const chatOf = ({ chats }: { readonly chats: readonly number[] }) => chats[0] ?? 0

export const scenarios: readonly Scenario[] = [
  { name: 'news for every channel', before: async (scene) => news(scene) },
  { name: 'nothing new' },
  {
    name: 'news in a call of the reader that exceeds its limits',
    before: async (scene) => {
      news(scene)
      scene.paperboy.cloud.feedReads.exceeds = (_, where) => (where === 'call' ? 'CPU time' : null)
    },
    after: async ({ paperboy }) => {
      paperboy.cloud.feedReads.exceeds = () => null
    },
  },
  {
    name: 'news whose texts are kept',
    before: async (scene) => {
      await scene.paperboy.say(`/reading ${scene.first.id} on`)
      publish(scene, scene.news, 'read-a', 'b')
      publish(scene, scene.sport, 'read-c')
    },
  },
  {
    name: 'news whose texts are read on their pages',
    before: async (scene) => {
      await scene.paperboy.say(`/reading ${scene.first.id} full`)
      publish(scene, scene.news, 'short-a', 'read-b', 'short-c')
      publish(scene, scene.sport, 'short-d')
    },
  },
  {
    name: 'news that filters drop by their texts',
    before: async (scene) => {
      await scene.paperboy.say(`/reading ${scene.first.id} on`)
      publish(scene, scene.news, 'a', 'hidden-b', 'read-c')
      publish(scene, scene.sport, 'hidden-d')
    },
  },
  {
    name: 'news that the feeds drop afterwards',
    before: async (scene) => {
      news(scene)
      // After the reading: before it the items would be unknown.
      await scene.paperboy.cron({ step: 10, when: 'after' })
      await withdrawn(scene)
    },
  },
  {
    name: 'one story of two feeds at once',
    before: async (scene) => {
      publish(scene, scene.news, 'story-a', 'b')
      publish(scene, scene.sport, 'c', 'story-a')
    },
  },
  {
    name: 'a story that another feed repeats, and one that waits',
    before: async (scene) => {
      await scene.paperboy.say(`/digest ${scene.first.id} every 1h`)
      publish(scene, scene.news, 'story-b')
      await scene.paperboy.cron()
      publish(scene, scene.sport, 'story-b', 'd')
    },
    after: async (scene) => {
      await scene.paperboy.say(`/digest ${scene.first.id} live`)
    },
  },
  {
    name: 'digests of several parts',
    before: async (scene) => publish(scene, scene.news, ...many('part', 130)),
  },
  {
    name: 'lost answers in a channel and in a group',
    before: async (scene) => {
      await unanswered(scene, chatOf(scene.first), chatOf(scene.club))
      scene.paperboy.world.post({ chat: chatOf(scene.first), by: OWNER, text: 'somebody else' })
      publish(scene, scene.news, 'later')
    },
  },
  {
    name: 'Telegram asks for a short and for a long wait',
    before: async (scene) => {
      const { world } = scene.paperboy
      const wait = (chat: number, retryAfter: number) =>
        world.addFault({ fault: { kind: 'too-many', retryAfter }, method: 'sendMessage', chat, times: 1 })
      wait(chatOf(scene.first), 3)
      wait(chatOf(scene.second), 400)
      news(scene)
    },
  },
  {
    name: 'a group becomes a supergroup',
    before: async (scene) => {
      const group = scene.paperboy.world.upgradeGroup(chatOf(scene.club), OWNER)
      scene.club.chats.push(group.id)
      news(scene)
    },
  },
  {
    name: 'a group becomes a supergroup, and the update comes before the next message',
    before: async (scene) => {
      news(scene)
      const group = scene.paperboy.world.upgradeGroup(chatOf(scene.club), OWNER)
      scene.club.chats.push(group.id)
    },
    work: ({ paperboy }, crash) => paperboy.deliver(crash),
  },
  {
    name: 'the bot is removed from a channel',
    before: async (scene) => {
      scene.paperboy.world.removeBot({ chat: chatOf(scene.second), by: OWNER })
      news(scene)
    },
    after: async (scene) => {
      const rights = { can_manage_chat: true, can_post_messages: true }
      scene.paperboy.world.addBot({ chat: chatOf(scene.second), by: OWNER, rights })
    },
  },
  {
    name: 'a text that Telegram refuses as HTML',
    before: async (scene) => {
      const refused = {
        kind: 'refused',
        status: 400,
        description: "Bad Request: can't parse entities: byte 7",
      } as const
      scene.paperboy.world.addFault({ fault: refused, method: 'sendMessage', chat: chatOf(scene.first), times: 1 })
      news(scene)
    },
  },
  {
    name: 'KV refuses writes',
    before: async (scene) => {
      news(scene)
      scene.paperboy.cloud.store.writesRefusedUntil = scene.paperboy.clock.now + 20 * 60_000
      await scene.paperboy.cron()
    },
  },
  {
    name: 'KV returns values from ten minutes ago',
    before: async (scene) => {
      publish(scene, scene.news, 'before')
      await scene.paperboy.cron()
      scene.paperboy.cloud.store.staleMs = 10 * 60_000
      news(scene)
    },
  },
  {
    name: 'digests at set times',
    before: async (scene) => {
      await scene.paperboy.say(`/digest ${scene.first.id} timezone UTC`)
      await scene.paperboy.say(`/digest ${scene.first.id} 12:10`)
      news(scene)
    },
  },
  {
    name: 'a feed that moved permanently',
    before: async (scene) => {
      const { sites } = scene.paperboy
      sites.set('new.example', scene.news.site)
      sites.set(
        scene.news.host,
        () => new Response(null, { status: 301, headers: { location: 'https://new.example/feed' } }),
      )
      for (const name of ['moved-1', 'moved-2']) {
        publish(scene, scene.news, name)
        await scene.paperboy.cron()
      }
      news(scene)
    },
  },
  {
    name: 'a feed that was merged with another',
    before: async (scene) => {
      const { sites, say } = scene.paperboy
      // One publisher with two addresses, one of which then redirects to the other.
      sites.set('mirror.example', scene.news.site)
      await say(`/add ${scene.topic.id} https://mirror.example/feed`)
      scene.topic.feeds.add('News')
      sites.set('mirror.example', () => new Response(null, { status: 308, headers: { location: scene.news.url } }))
      for (const name of ['one-1', 'one-2']) {
        publish(scene, scene.news, name)
        await scene.paperboy.cron()
      }
      publish(scene, scene.news, 'one-3')
    },
    after: async (scene) => publish(scene, scene.news, 'one-4'),
  },
  ...[false, true].map(
    (isShared): Scenario => ({
      name: `a channel moves to another cell${isShared ? ' that has one of its feeds' : ''}`,
      vars: { CELLS: '2' },
      before: async (scene) => {
        const { say, cron, cloud } = scene.paperboy
        // Both feeds have news that only one cell knows, and some of it waits.
        if (isShared) await say(`/pause ${scene.first.id}`)
        publish(scene, scene.news, 'early-1', 'early-2')
        publish(scene, scene.sport, 'early-3')
        await cron({ step: 30, when: 'after' })
        if (isShared) await say(`/resume ${scene.first.id}`)
        publish(scene, scene.news, 'before')
        cloud.steps.length = 0
      },
      work: async ({ paperboy, first }, crash) => {
        paperboy.cloud.crashAt(crash)
        await handOver(paperboy, first)
        paperboy.cloud.crashAt(null)
      },
      after: async (scene) => {
        publish(scene, scene.news, 'after')
        await scene.paperboy.cron()
        publish(scene, scene.sport, 'later')
      },
    }),
  ),
  {
    name: 'two channels swap cells during a cycle',
    vars: { CELLS: '2' },
    before: async (scene) => {
      publish(scene, scene.news, 'early')
      await scene.paperboy.cron()
      publish(scene, scene.news, 'a', 'b')
      publish(scene, scene.sport, 'c')
    },
    work: async ({ paperboy, first, second }, crash) => {
      const time = paperboy.toNextCron()
      paperboy.cloud.crashAt(crash)
      await Promise.all([paperboy.cloud.cron(time), handOver(paperboy, first), handOver(paperboy, second)])
      paperboy.cloud.crashAt(null)
    },
  },
  {
    name: 'an owner releases the waiting headlines',
    before: async (scene) => {
      await scene.paperboy.say(`/pause ${scene.first.id}`)
      publish(scene, scene.news, ...many('waited', 12))
      await scene.paperboy.cron()
      await scene.paperboy.say(`/resume ${scene.first.id}`)
    },
    work: async ({ paperboy: { cloud }, first }, crash) => {
      cloud.crashAt(crash)
      await cloud.callChannel('0', first.id, 'release', 'all', PUBLIC_URL)
      cloud.crashAt(null)
    },
  },
  {
    name: 'adding a feed dies, and the update is retried',
    before: async (scene) => {
      scene.paperboy.world.say({ from: OWNER, text: `/add ${scene.first.id} ${scene.fringe.url}` })
    },
    work: ({ paperboy }, crash) => paperboy.deliver(crash),
    after: async (scene) => {
      await untilTaken(scene)
      scene.first.feeds.add('Fringe')
      publish(scene, scene.fringe, 'added')
      scene.first.must.add('added')
    },
  },
  {
    name: 'a filter is set between two cycles, one of which dies',
    before: async (scene) => {
      news(scene)
      await scene.paperboy.cron({ step: 12, when: 'before' })
      await scene.paperboy.say(`/filter ${scene.second.id} -advert -nothing`)
    },
  },
]
