/** A world on a clock that tests set, with a bot's voice in it: what the tests of this folder stand on. */
import * as v from 'valibot'
import type { Json, JsonObject } from './model.ts'
import { World, type WorldOptions } from './world.ts'

export const TOKEN = '4242:test-token'
export const BOT = 4242
const NOON = Date.UTC(2026, 10, 23, 12)

const asAnswer = v.looseObject({ ok: v.boolean(), description: v.optional(v.string()) })
export type Answer = v.InferOutput<typeof asAnswer>

export interface Stand {
  readonly world: World
  readonly clock: { now: number }
  /** Calls the Bot API and gives its answer. */
  readonly call: (method: string, payload?: JsonObject) => Promise<Answer>
  /** Calls it and gives the words in which it refuses, or `ok`. */
  readonly words: (method: string, payload?: JsonObject) => Promise<string>
  /** Calls it and gives the result; a refusal fails the test. */
  readonly result: (method: string, payload?: JsonObject) => Promise<unknown>
}

export function stand(options: Partial<WorldOptions> = {}): Stand {
  const clock = { now: NOON }
  const world = new World({ token: TOKEN, now: () => clock.now, flood: null, ...options })
  const call = async (method: string, payload: JsonObject = {}) => {
    const response = await world.handle(apiRequest(method, payload))
    return v.parse(asAnswer, await response.json())
  }
  const words = async (method: string, payload?: JsonObject) => {
    const answer = await call(method, payload)
    return answer.ok ? 'ok' : (answer.description ?? '')
  }
  const result = async (method: string, payload?: JsonObject) => {
    const answer = await call(method, payload)
    if (!answer.ok) throw new Error(`${method} was refused: ${answer.description}`)
    const { result: value } = answer
    return value
  }
  return { world, clock, call, words, result }
}

export function apiRequest(method: string, payload: JsonObject = {}): Request {
  return new Request(`https://api.telegram.test/bot${TOKEN}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payload),
  })
}

/** A channel of Anna's where the bot may post, and Anna's chat with the bot. */
export function withChannel(options: Partial<WorldOptions> = {}) {
  const here = stand(options)
  const anna = here.world.addPerson({ firstName: 'Anna', username: 'anna', languageCode: 'en' }).id
  const channel = here.world.addChannel({ title: 'Morning News', creator: anna, username: 'morning' }).id
  here.world.start(anna)
  here.world.addBot({ chat: channel, by: anna, rights: { can_post_messages: true } })
  return { ...here, anna, channel }
}

/** The kinds of the updates that wait, in order. */
export function kinds(world: World): readonly string[] {
  return world.pending().map((update) => Object.keys(update).find((key) => key !== 'update_id') ?? '')
}

/** The last update's payload. */
export function lastUpdate(world: World): Json | undefined {
  const update = world.pending().at(-1)
  return update === undefined ? undefined : Object.entries(update).find(([key]) => key !== 'update_id')?.[1]
}
