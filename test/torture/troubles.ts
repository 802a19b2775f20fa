/** Random faults in one round of a sequence: Telegram, feeds, KV, calls between objects, and people's actions. */

import { OWNER } from '../../simulators/cloudflare/paperboy.ts'
import type { CallFault } from '../../simulators/cloudflare/process-steps.ts'
import type { Fault } from '../../simulators/telegram/traffic.ts'
import type { Destination } from './account.ts'
import type { SiteTrouble } from './publisher.ts'
import type { Random } from './random.ts'
import type { Scene } from './scene.ts'

const MINUTE = 60_000
const chatOf = ({ chats }: Destination) => chats.at(-1) ?? 0

/** Ends the faults of the last round, and begins new ones. */
export function trouble(scene: Scene, random: Random): void {
  const { cloud, world, clock } = scene.paperboy
  world.clearFaults()
  cloud.fault = () => null
  if (random.percent(40)) cloud.store.staleMs = 0
  for (const publisher of [scene.news, scene.sport, scene.fringe])
    publisher.trouble = random.percent(12) ? random.pick(siteTroubles) : 'none'
  if (random.percent(45)) {
    for (let faults = random.whole(1, 3); faults > 0; faults -= 1) {
      const chat = random.percent(60)
        ? { chat: chatOf(random.pick([scene.first, scene.second, scene.club, scene.topic])) }
        : {}
      const fault = telegramFault(random)
      // Unknown answers to the probe have tests of their own: they allow a copy.
      const method =
        fault.kind === 'refused'
          ? random.pick(['sendMessage', 'sendPhoto', 'sendRichMessage'] as const)
          : random.pick(methods)
      world.addFault({ fault, method, times: random.whole(1, 2), after: random.whole(0, 1), ...chat })
    }
  }
  // Telegram refuses only HTML for this reason.
  if (random.percent(10))
    world.addFault({ fault: badText, method: 'sendMessage', where: { parse_mode: 'HTML' }, times: 1 })
  if (random.percent(12)) {
    const name = random.pick(calls)
    // The platform ends calls of objects that hang, which is a refusal.
    const fault = random.pick<CallFault>(/^[A-Z]/u.test(name) ? ['refused', 'lost'] : ['refused', 'lost', 'hangs'])
    let times = random.whole(1, 2)
    cloud.fault = (call) => {
      // `read` also matches the reader's objects.
      if (!call.toLowerCase().startsWith(name.toLowerCase()) || times === 0) return null
      times -= 1
      return fault
    }
  }
  if (random.percent(5)) cloud.store.staleMs = random.whole(1, 12) * MINUTE
  if (random.percent(2)) cloud.store.writesRefusedUntil = Date.UTC(2026, 0, 6)
  if (random.percent(4)) cloud.store.writesRefusedUntil = clock.now + random.whole(1, 20) * MINUTE
}

const calls = [
  'read',
  'get seen',
  'put seen',
  'put edition',
  'CELL.cycle',
  'CELL.receive',
  'DIRECTORY.moveChannel',
  'DIRECTORY.placeChannel',
] as const
const siteTroubles = ['unreachable', 'server-error', 'cut-short', 'hangs', 'garbage'] as const satisfies SiteTrouble[]

const methods = [
  'sendMessage',
  'sendMessage',
  'sendMessage',
  'sendPhoto',
  'sendRichMessage',
  'editMessageReplyMarkup',
  'getChatMember',
] as const
const badText = { kind: 'refused', status: 400, description: "Bad Request: can't parse entities: byte 7" } as const

function telegramFault(random: Random): Fault {
  return random.pick<Fault>([
    { kind: 'answer-lost' },
    { kind: 'answer-lost' },
    { kind: 'request-lost' },
    { kind: 'server-error', effect: true },
    { kind: 'server-error', effect: false },
    { kind: 'malformed', effect: true },
    { kind: 'slow', ms: 25_000 },
    { kind: 'too-many', retryAfter: random.pick([2, 7, 40, 400]) },
    { kind: 'refused', status: 400, description: 'Bad Request: SOMETHING_NEW' },
  ])
}

/** Actions of people in chats, and of the owner in settings, in between. */
export class PeopleActions {
  readonly #scene: Scene
  readonly #random: Random
  /** Posts of others by chat, few enough for the probe. */
  readonly #posts = new Map<number, number[]>()
  #isUpgraded = false
  #isPaused = false
  readonly #out = new Set<Destination>()

  constructor(scene: Scene, random: Random) {
    this.#scene = scene
    this.#random = random
  }

  some(): void {
    const random = this.#random
    for (const channel of [this.#scene.first, this.#scene.second]) if (random.percent(20)) this.#post(chatOf(channel))
    if (random.percent(8)) this.#tidy()
    if (random.percent(4)) this.#upgrade()
    if (random.percent(10)) this.#comeOrGo(random.pick([this.#scene.second, this.#scene.topic]))
    if (random.percent(30)) this.#command()
  }

  #post(chat: number): void {
    const posts = this.#posts.get(chat) ?? []
    if (posts.length >= 12 || !this.#isIn(chat)) return
    posts.push(this.#scene.paperboy.world.post({ chat, by: OWNER, text: 'by someone else' }).id)
    this.#posts.set(chat, posts)
  }

  #isIn(chat: number): boolean {
    return ![...this.#out].some((destination) => chatOf(destination) === chat)
  }

  #tidy(): void {
    for (const [chat, posts] of this.#posts) {
      const message = posts.find((id) => this.#scene.paperboy.world.message(chat, id)?.deleted === false)
      if (message !== undefined) this.#scene.paperboy.world.removeMessage({ chat, message })
    }
  }

  #upgrade(): void {
    if (this.#isUpgraded) return
    this.#isUpgraded = true
    this.#scene.club.chats.push(this.#scene.paperboy.world.upgradeGroup(chatOf(this.#scene.club), OWNER).id)
  }

  #comeOrGo(destination: Destination): void {
    const { world } = this.#scene.paperboy
    const chat = chatOf(destination)
    if (this.#out.delete(destination)) this.reopenChannel(chat)
    else {
      this.#out.add(destination)
      world.removeBot({ chat, by: OWNER })
    }
  }

  /** Adds the bot again everywhere. */
  end(): void {
    for (const destination of this.#out) this.reopenChannel(chatOf(destination))
    this.#out.clear()
  }

  private reopenChannel(chat: number): void {
    const { world } = this.#scene.paperboy
    const isChannel = world.chat(chat).type === 'channel'
    const rights = { rights: { can_manage_chat: true, can_post_messages: true } }
    world.addBot({ chat, by: OWNER, ...(isChannel ? rights : {}) })
  }

  #command(): void {
    const { first, topic, fringe, paperboy } = this.#scene
    if (this.#random.percent(50)) this.#isPaused = !this.#isPaused
    const text = this.#random.pick([
      `/${this.#isPaused ? 'pause' : 'resume'} ${first.id}`,
      `/filter ${first.id} -advert`,
      `/filter ${first.id} off`,
      `/digest ${topic.id} every 1h`,
      `/digest ${topic.id} live`,
      `/digest ${topic.id} instant`,
      `/add ${first.id} ${fringe.url}`,
      `/remove ${first.id} ${fringe.url}`,
      `/links ${first.id} visible`,
      `/digest ${first.id} layout cards`,
      `/digest ${first.id} layout rich`,
      `/digest ${first.id} layout headlines`,
      `/digest ${topic.id} layout cards`,
      `/list ${first.id}`,
    ])
    paperboy.world.say({ from: OWNER, text })
  }
}
