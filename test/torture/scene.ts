/** The scene of the torture tests: two broadcast channels, a group, a forum topic and a private chat, with three publishers. */
import type { CloudTape } from '../../simulators/cloudflare/cloud.ts'
import { OWNER, PUBLIC_URL, type SimulatedPaperboy, startSimulated } from '../../simulators/cloudflare/paperboy.ts'
import type { Asked } from '../../simulators/workers-ai/asked.ts'
import { answerWithMarks } from '../../simulators/workers-ai/mark.ts'
import { SimulatedWorkersAi } from '../../simulators/workers-ai/workers-ai.ts'
import { Account, type Destination } from './account.ts'
import { type Publisher, publisherOf } from './publisher.ts'

export interface Scene {
  readonly paperboy: SimulatedPaperboy
  /** Marks what it would translate. */
  readonly ai: SimulatedWorkersAi
  readonly account: Account
  readonly news: Publisher
  readonly sport: Publisher
  /** Only the first channel may have it. */
  readonly fringe: Publisher
  readonly first: Destination
  /** Its filter drops headlines with `advert`. */
  readonly second: Destination
  /** A basic group. */
  readonly club: Destination
  readonly topic: Destination
  readonly own: Destination
  readonly cells: number
}

/** Enough for a message that was unanswered a few times, and for a closed channel. */
const RECOVERY_CYCLES = 14
/** Enough when nothing waits and no channel is closed. */
const QUIET_CYCLES = 5
const POST_ONLY = { can_manage_chat: true, can_post_messages: true }

/** Marks translations and summaries; a briefing names no headline, so that each is counted once. */
function answer(asked: Asked): string {
  if (asked.task !== 'news') return answerWithMarks(asked)
  return 'Something happened. [1]\nSomething else happened, too. [2][3]\nThere was more of it. [3]'
}

/** The beginning of a scene by its variables, recorded once. */
const tapes = new Map<string, CloudTape>()

/**
 * Sets everything up through the bot's chat, and delivers a first headline everywhere.
 * @param hibernates whether idle objects lose their memory
 */
export async function setScene(vars: Readonly<Record<string, string>> = {}, hibernates = false): Promise<Scene> {
  const cells = Number(vars['CELLS'] ?? 1)
  const key = JSON.stringify([hibernates, ...Object.entries(vars).sort()])
  const tape = tapes.get(key) ?? ((recorded: CloudTape) => tapes.set(key, recorded))
  const ai = new SimulatedWorkersAi({ answer })
  const paperboy = await startSimulated({ vars, hibernates, tape, ai })
  const { world, say, deliver } = paperboy
  const [news, sport, fringe] = [publisherOf('News'), publisherOf('Sport'), publisherOf('Fringe')]
  for (const { host, site } of [news, sport, fringe]) paperboy.sites.set(host, site)
  const channel = (title: string) => {
    const { id } = world.addChannel({ title, creator: OWNER, username: `the_${title.toLowerCase()}` })
    world.addBot({ chat: id, by: OWNER, rights: POST_ONLY })
    return id
  }
  const chats = {
    first: channel('First'),
    second: channel('Second'),
    club: world.addGroup({ title: 'Club', creator: OWNER }).id,
    forum: world.addSupergroup({ title: 'Forum', creator: OWNER, forum: true }).id,
  }
  for (const chat of [chats.club, chats.forum]) world.addBot({ chat, by: OWNER })
  const { id: thread } = world.addTopic({ chat: chats.forum, by: OWNER, name: 'Papers' })
  await deliver()
  world.say({ from: OWNER, chat: chats.club, text: '/start' })
  world.say({ from: OWNER, chat: chats.forum, thread, text: '/start' })
  await deliver()
  const destination = (title: string, chat: number, inThread: number | null, ...feeds: Publisher[]): Destination => ({
    title,
    chats: [chat],
    thread: inThread,
    id: inThread === null ? String(chat) : `${chat}:${inThread}`,
    feeds: new Set(feeds.map((feed) => feed.title)),
    must: new Set(),
    may: new Set(),
  })
  const destinations = {
    first: destination('First', chats.first, null, news, sport),
    second: destination('Second', chats.second, null, news),
    club: destination('Club', chats.club, null, news),
    topic: destination('Topic', chats.forum, thread, sport),
    own: destination('Own', OWNER, null, sport),
  }
  const { first, second, club, topic, own } = destinations
  // Its posts have pages.
  await say(`/page ${first.id} on`)
  await say(`/add ${first.id} ${news.url}`)
  await say(`/add ${first.id} ${sport.url}`)
  await say(`/add ${second.id} ${news.url}`)
  await say(`/filter ${second.id} -advert`)
  await say(`/add ${club.id} ${news.url}`)
  await say(`/add ${topic.id} ${sport.url}`)
  // The owner's private chat is a channel too, once it is registered.
  await registerOwn(paperboy, cells)
  await paperboy.cloud.callChannel(cellOf(paperboy, own), String(OWNER), 'addFeed', sport.url, null)
  const account = new Account(paperboy, Object.values(destinations))
  const scene = { paperboy, ai, account, news, sport, fringe, ...destinations, cells }
  publish(scene, news, 'n0')
  publish(scene, sport, 's0')
  await paperboy.cron()
  paperboy.cloud.endTape()
  // Objects wake up here, not in a step of the scenario.
  await paperboy.cloud.call('DIRECTORY', 'directory', 'owners')
  for (let cell = 0; cell < cells; cell += 1) await paperboy.cloud.call('CELL', String(cell), 'isShutDown')
  account.look()
  paperboy.cloud.steps.length = 0
  return scene
}

async function registerOwn({ cloud }: SimulatedPaperboy, cells: number): Promise<void> {
  const entry = { id: String(OWNER), title: 'Ann', username: null, kind: 'private' }
  const channel = {
    ...entry,
    chat: OWNER,
    thread: null,
    owner: OWNER,
    language: 'en',
    timezone: null,
    schedule: { kind: 'live', gapMinutes: null },
    links: 'headline',
    filter: '',
    pause: null,
  }
  const registered = await cloud.call('DIRECTORY', 'directory', 'register', entry, cells, OWNER)
  const { cell } = (registered as { readonly entry: { readonly cell: number } }).entry
  await cloud.callChannel(String(cell), channel.id, 'register', channel)
}

/** Publishes headlines. One with `advert` in it, or hidden in its text, is never sent to the second channel and to readers, and perhaps not to the first. */
export function publish(
  { account, first, second, fringe }: Scene,
  publisher: Publisher,
  ...headlines: readonly string[]
): void {
  publisher.publish(...headlines)
  for (const headline of headlines) {
    const isAdvert = headline.includes('advert') || headline.startsWith('hidden')
    account.published(publisher.title, headline, (destination) =>
      isAdvert && (destination === second || destination.id.startsWith('r'))
        ? 'not'
        : (isAdvert && destination === first) || publisher === fringe
          ? 'perhaps'
          : 'surely',
    )
  }
}

/** Whether nothing is left for a later cycle. */
function isSettled(cloud: SimulatedPaperboy['cloud']): boolean {
  const waiting = [
    'editions WHERE closed = 1 AND put_at IS NULL',
    'pending',
    'wanted',
    'notices',
    'parcels',
    'imports',
    'pushes',
    'corrections',
    'hub_subscriptions WHERE owed = 1',
    "messages WHERE state IN ('ready', 'sending')",
    "channels WHERE json_extract(config, '$.pause') IS NOT NULL OR lockout IS NOT NULL",
    'feeds WHERE failures > 0',
  ]
  return waiting.every((query) => cloud.objects.query('CELL', `SELECT 1 FROM ${query} LIMIT 1`).length === 0)
}

/** Its current id; an upgraded group has that of its new chat. */
function idOf({ chats, thread }: Destination): string {
  return thread === null ? String(chats.at(-1)) : `${chats.at(-1)}:${thread}`
}

/** The cell of a channel, from the directory. */
export function cellOf({ cloud }: SimulatedPaperboy, destination: Destination): string {
  const [row] = cloud.objects.query('DIRECTORY', 'SELECT cell FROM channels WHERE id = ?', idOf(destination))
  return String(row?.['cell'] ?? 0)
}

/** Moves a channel to the other one of two cells. */
export function handOver(paperboy: SimulatedPaperboy, channel: Destination): Promise<unknown> {
  const from = cellOf(paperboy, channel)
  return paperboy.cloud.callChannel(from, channel.id, 'handOver', from === '0' ? 1 : 0)
}

/** Ends all faults, and runs cycles until everything is sent. */
export async function recover({ paperboy, account, ...scene }: Scene): Promise<void> {
  const { cloud, world, cron } = paperboy
  world.clearFaults()
  cloud.fault = () => null
  cloud.store.staleMs = 0
  cloud.store.writesRefusedUntil = 0
  for (const publisher of [scene.news, scene.sport, scene.fringe]) publisher.trouble = 'none'
  await paperboy.deliver()
  for (let round = 0; round < RECOVERY_CYCLES; round += 1) {
    // Unanswered messages wait for hours; closed channels are retried hourly.
    await cron(null, round < 4 ? 5 : 60)
    account.look()
    if (round >= QUIET_CYCLES && isSettled(cloud)) return
    // A reopened channel may ask its owner what to do with the waiting headlines.
    if (round === 6 || round === 10) {
      for (const destination of [scene.first, scene.second, scene.club, scene.topic, scene.own])
        await cloud.callChannel(cellOf(paperboy, destination), idOf(destination), 'release', 'all', PUBLIC_URL)
      account.look()
    }
  }
}

/** Delivers updates until they are taken. The last handler is dead, and its lease ends after half a minute. */
export async function untilTaken({ paperboy }: Scene): Promise<void> {
  for (let tries = 0; paperboy.world.pending().length > 0; tries += 1) {
    if (tries > 3) throw new Error('an update is not taken')
    paperboy.clock.now += 30_000
    await paperboy.deliver()
  }
}
