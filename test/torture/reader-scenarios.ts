/** Scenarios with readers' selections that die at each step. */
import type { Crash } from '../../simulators/cloudflare/process-steps.ts'
import type { Destination } from './account.ts'
import type { Scenario } from './crash.ts'
import { cellOf, publish, type Scene } from './scene.ts'

const EVERYTHING_BUT = '-advert*'
const LIVE = { kind: 'live', gapMinutes: null } as const
const HOURLY = { kind: 'every', hours: 1 } as const

/** A selection. Its cell is that of the first channel. */
interface Reader {
  readonly destination: Destination
  readonly cell: string
}

/** Two readers: one gets news as it comes, the other at set times. */
async function readers(
  scene: Scene,
  channels: readonly Destination[] = [scene.first, scene.second],
): Promise<readonly [live: Reader, hourly: Reader]> {
  const { paperboy, first } = scene
  const { cloud } = paperboy
  const codes = new Map<Destination, string>()
  for (const channel of channels) {
    const code = String(await cloud.call('DIRECTORY', 'directory', 'offerReaders', channel.id, 'new'))
    await cloud.callChannel(cellOf(paperboy, channel), channel.id, 'offerReaders', code)
    codes.set(channel, code)
  }
  const reader = async (person: number, schedule: object): Promise<Reader> => {
    paperboy.world.addPerson({ id: person, firstName: 'Ray', languageCode: 'en' })
    paperboy.world.start(person)
    await paperboy.deliver()
    const id = `r${person}`
    const cell = cellOf(paperboy, first)
    const place = { id, chat: person, thread: null, kind: 'private', title: '', username: null, owner: person }
    const settings = { language: 'en', timezone: 'UTC', schedule, filter: '', pause: null }
    await cloud.callChannel(cell, id, 'register', { ...place, ...settings })
    for (const [channel, code] of codes) {
      await cloud.call('DIRECTORY', 'directory', 'follow', person, code, { inAll: 9, follows: 9 })
      const source = { code, cell: Number(cellOf(paperboy, channel)), title: channel.title, username: null }
      await cloud.callChannel(cell, id, 'follow', source, EVERYTHING_BUT)
    }
    const feeds = new Set(channels.flatMap((channel) => [...channel.feeds]))
    const destination = {
      title: id,
      chats: [person],
      thread: null,
      id,
      feeds,
      must: new Set<string>(),
      may: new Set<string>(),
    }
    scene.account.join(destination)
    return { destination, cell }
  }
  const both = [await reader(2001, LIVE), await reader(2002, HOURLY)] as const
  cloud.steps.length = 0
  return both
}

function news(scene: Scene): void {
  publish(scene, scene.news, 'a', 'b', 'advert-c')
  publish(scene, scene.sport, 'd')
}

const act = async ({ paperboy: { cloud } }: Scene, crash: Crash | null, work: () => Promise<unknown>) => {
  cloud.crashAt(crash)
  await work()
  cloud.crashAt(null)
}

const wait = (scene: Scene, chat: number) =>
  scene.paperboy.world.addFault({ fault: { kind: 'too-many', retryAfter: 900 }, method: 'sendMessage', chat, times: 1 })

/** The reader gets nothing more, and perhaps not all of what came before. */
function leaves({ destination }: Reader): void {
  for (const headline of destination.must) destination.may.add(headline)
  destination.must.clear()
}

export const readerScenarios: readonly Scenario[] = [
  {
    name: 'news for readers, as it comes and at a set time',
    before: async (scene) => {
      await readers(scene)
      news(scene)
    },
  },
  {
    name: 'digests of several parts for readers',
    before: async (scene) => {
      for (const { cell, destination } of await readers(scene))
        await scene.paperboy.cloud.callChannel(cell, destination.id, 'setLook', { layout: 'cards' })
      publish(scene, scene.news, 'part-1', 'part-2', 'part-3')
    },
  },
  {
    name: 'lost answers in chats with readers',
    before: async (scene) => {
      await readers(scene)
      for (const chat of [2001, 2002])
        scene.paperboy.world.addFault({ fault: { kind: 'answer-lost' }, method: 'sendMessage', chat, times: 1 })
      publish(scene, scene.news, 'unanswered')
      await scene.paperboy.cron(null, 60)
      news(scene)
    },
  },
  {
    name: 'readers pause while their messages wait',
    before: async (scene) => {
      await readers(scene)
      for (const chat of [2001, 2002]) wait(scene, chat)
      news(scene)
      await scene.paperboy.cron(null, 60)
      publish(scene, scene.sport, 'meanwhile')
    },
    work: (scene, crash) =>
      act(scene, crash, async () => {
        for (const id of ['r2001', 'r2002']) await scene.paperboy.cloud.callChannel('0', id, 'pause')
        await scene.paperboy.cron(null, 5)
      }),
    after: async (scene) => {
      for (const id of ['r2001', 'r2002']) await scene.paperboy.cloud.callChannel('0', id, 'resume')
    },
  },
  {
    name: 'a reader blocks the bot',
    before: async (scene) => {
      const [live] = await readers(scene)
      scene.paperboy.world.blockBot(2001)
      news(scene)
      leaves(live)
    },
  },
  {
    name: 'a channel takes its link from readers',
    before: async (scene) => {
      const [live, hourly] = await readers(scene)
      const { paperboy } = scene
      for (const channel of [scene.first, scene.second]) {
        await paperboy.cloud.call('DIRECTORY', 'directory', 'offerReaders', channel.id, null)
        await paperboy.cloud.callChannel(cellOf(paperboy, channel), channel.id, 'offerReaders', null)
      }
      news(scene)
      leaves(live)
      leaves(hourly)
    },
  },
  ...(['first', 'reader'] as const).map(
    (which): Scenario => ({
      name: which === 'first' ? 'a channel with readers moves to another cell' : 'readers move to another cell',
      vars: { CELLS: '2' },
      before: async (scene) => {
        // Two cells have an item under two codes, and as it comes a reader gets both.
        await readers(scene, which === 'first' ? [scene.first] : [scene.first, scene.club])
        publish(scene, scene.news, 'early')
        await scene.paperboy.cron()
        publish(scene, scene.sport, 'before')
        scene.paperboy.cloud.steps.length = 0
      },
      work: (scene, crash) =>
        act(scene, crash, async () => {
          const from = cellOf(scene.paperboy, scene.first)
          const to = from === '0' ? 1 : 0
          for (const id of which === 'first' ? [scene.first.id] : ['r2001', 'r2002'])
            await scene.paperboy.cloud.callChannel(from, id, 'handOver', to)
        }),
      after: async (scene) => {
        await scene.paperboy.cron()
        publish(scene, scene.news, 'after')
      },
    }),
  ),
]
