/** People with a channel that the bot does not know yet, in the one Paperboy of a test file. */
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Chat, Person } from '../../simulators/telegram/model.ts'
import type { World } from '../../simulators/telegram/world.ts'
import { type Paperboy, startPaperboy } from './paperboy.ts'

export const POST_ONLY = { can_manage_chat: true, can_post_messages: true }

export interface Newcomers {
  readonly paperboy: Paperboy
  readonly world: World
  /** May use the bot, and created the channel. */
  readonly owner: Person
  /** May not use the bot. */
  readonly stranger: Person
  readonly channel: Chat
  /** The channel's name without the @. */
  readonly name: string
  readonly allowPerson: (firstName: string, languageCode?: string) => Person
  /** Writes to the bot. @returns its last message */
  readonly tell: (from: Person, text: string) => Promise<string>
  /** The bot's messages to a person. */
  readonly told: (person: Person) => readonly string[]
  readonly lastTold: (person: Person) => string
  /** Makes the bot an administrator, and loses the update. */
  readonly addBotUnheard: (chat: Chat) => Promise<void>
}

/** Call it once a file: every test gets people and a channel of its own. */
export function newcomers(): () => Newcomers {
  const free = Array.from({ length: 60 }, (_, index) => 1001 + index)
  let paperboy: Paperboy
  let scene: Newcomers
  beforeAll(async () => {
    paperboy = await startPaperboy({ OWNER_IDS: free.join(', ') })
  })
  beforeEach(() => {
    scene = sceneIn(paperboy, free)
  })
  afterAll(() => paperboy.stop())
  return () => scene
}

function sceneIn(paperboy: Paperboy, free: number[]): Newcomers {
  const { world } = paperboy
  const allowPerson = (firstName: string, languageCode = 'en') =>
    world.addPerson({ id: free.shift() ?? 0, firstName, languageCode })
  const owner = allowPerson('Ann')
  const stranger = world.addPerson({ id: 5000 + owner.id, firstName: 'Bob', languageCode: 'en' })
  const name = `morning_news_${owner.id}`
  const channel = world.addChannel({ title: 'Morning news', creator: owner.id, username: name })
  const told = (person: Person) =>
    world
      .messages(person.id)
      .filter(({ byBot }) => byBot)
      .map(({ text }) => text)
  const lastTold = (person: Person) => told(person).at(-1) ?? ''
  return {
    paperboy,
    world,
    owner,
    stranger,
    channel,
    name,
    allowPerson,
    told,
    lastTold,
    tell: async (from, text) => {
      world.say({ from: from.id, text })
      await paperboy.settle()
      return lastTold(from)
    },
    addBotUnheard: async (chat) => {
      world.addBot({ chat: chat.id, by: owner.id, rights: POST_ONLY })
      await world.deliver(async () => new Response(null, { status: 200 }), { force: true })
    },
  }
}
