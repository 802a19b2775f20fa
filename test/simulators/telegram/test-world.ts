/** A simulated Telegram whose clock the test sets, and calls of its Bot API. */
import * as v from 'valibot'
import type { Json, JsonObject } from '../../../simulators/telegram/model.ts'
import { World, type WorldOptions } from '../../../simulators/telegram/world.ts'

export const TOKEN = '4242:test-token'
export const BOT = 4242
const NOON = Date.UTC(2026, 10, 23, 12)

const answerSchema = v.looseObject({ ok: v.boolean(), description: v.optional(v.string()) })
type Answer = v.InferOutput<typeof answerSchema>

export interface TestWorld {
  readonly world: World
  readonly clock: { now: number }
  /** Calls a method. @returns the whole answer */
  readonly call: (method: string, payload?: JsonObject) => Promise<Answer>
  /** Calls a method. @returns the refusal's description, or `ok` */
  readonly outcome: (method: string, payload?: JsonObject) => Promise<string>
  /** Calls a method. @returns the result; a refusal fails the test */
  readonly result: (method: string, payload?: JsonObject) => Promise<unknown>
}

export function testWorld(options: Partial<WorldOptions> = {}): TestWorld {
  const clock = { now: NOON }
  const world = new World({ token: TOKEN, now: () => clock.now, flood: null, ...options })
  const call = async (method: string, payload: JsonObject = {}) => {
    const response = await world.handle(apiRequest(method, payload))
    return v.parse(answerSchema, await response.json())
  }
  return {
    world,
    clock,
    call,
    outcome: async (method, payload) => {
      const answer = await call(method, payload)
      return answer.ok ? 'ok' : (answer.description ?? '')
    },
    result: async (method, payload) => {
      const answer = await call(method, payload)
      if (!answer.ok) throw new Error(`${method} was refused: ${answer.description}`)
      return answer['result']
    },
  }
}

export function apiRequest(method: string, payload: JsonObject = {}): Request {
  return new Request(`https://api.telegram.test/bot${TOKEN}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payload),
  })
}

/** Adds Anna, who has started the bot, and her channel, in which the bot may post. */
export function testWorldWithChannel(options: Partial<WorldOptions> = {}) {
  const own = testWorld(options)
  const anna = own.world.addPerson({ firstName: 'Anna', username: 'anna', languageCode: 'en' }).id
  const channel = own.world.addChannel({ title: 'Morning News', creator: anna, username: 'morning' }).id
  own.world.start(anna)
  own.world.addBot({ chat: channel, by: anna, rights: { can_post_messages: true } })
  return { ...own, anna, channel }
}

/** The kinds of the pending updates, in order. */
export function pendingKinds(world: World): readonly string[] {
  return world.pending().map((update) => Object.keys(update).find((key) => key !== 'update_id') ?? '')
}

/** The payload of the last pending update. */
export function lastUpdate(world: World): Json | undefined {
  const update = world.pending().at(-1)
  return update === undefined ? undefined : Object.entries(update).find(([key]) => key !== 'update_id')?.[1]
}
