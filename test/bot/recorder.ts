/** Dependencies of the bot that record every call, and updates to handle with them. */
import * as v from 'valibot'
import type { BotDeps } from '../../src/bot/request-context.ts'
import { handleUpdate } from '../../src/bot/router.ts'
import { userIdSchema } from '../../src/model.ts'
import type { Refusal } from '../../src/result.ts'
import { updateSchema } from '../../src/telegram/updates.ts'

export const OWNER = v.parse(userIdSchema, 7)
export const STRANGER = v.parse(userIdSchema, 8)

interface World {
  /** The person's open question. */
  readonly question?: object
  /** What they read; absent: they are no reader. */
  readonly reader?: object
  /** The person's channels. */
  readonly channels?: readonly object[]
  /** What methods of the Bot API answer; others that look something up find nothing. */
  readonly answers?: Readonly<Record<string, { readonly value: unknown } | { readonly problem: Refusal }>>
}

const sent = { value: { message_id: 1 } }
const defaults: NonNullable<World['answers']> = {
  sendMessage: sent,
  editMessageText: sent,
  answerCallbackQuery: sent,
}
const notFound: Refusal = { kind: 'rejected', code: 400, description: 'Bad Request: user not found' }

/** Handles an update. @returns the calls it makes, in their order, with the texts of messages */
export async function callsFor(update: object, { question, reader, channels = [], answers = {} }: World = {}) {
  const calls: string[] = []
  const found: Readonly<Record<string, unknown>> = {
    channelsOf: channels,
    channelsIn: [],
    accept: true,
    claim: true,
    reader: reader ?? null,
  }
  const methods = (of: string, answer: (method: string, first: unknown) => unknown) =>
    new Proxy(
      {},
      {
        get: (_, method: string) => async (first: unknown) => {
          calls.push(method === 'fact' ? `fact ${first}` : `${of}${method}`)
          return answer(method, first)
        },
      },
    )
  const directory = methods('', (method, first) => {
    if (method !== 'meet')
      return method === 'fact' && first === 'bot-username' ? 'paperboy_bot' : (found[method] ?? null)
    const person = { id: first, language: 'en', name: 'Ann', current: null, question: question ?? null }
    return { person, owners: [], reader: reader ?? null }
  })
  const deps = {
    directory,
    cell: () => ({ channel: (id: string) => methods(reader === undefined ? 'channel.' : `${id}.`, () => null) }),
    call: async (method: string, parameters: { readonly text?: string }) => {
      calls.push(parameters.text === undefined ? method : `${method} ${parameters.text}`)
      const answer = answers[method] ?? defaults[method] ?? { problem: notFound }
      return 'value' in answer ? { ok: true, ...answer } : { ok: false, ...answer }
    },
    settings: {
      ownerIds: [OWNER],
      publicBot: false,
      claimCode: 'claim',
      cells: 1,
      botId: 1,
      readers: 1,
      hasMachine: true,
      isStandIn: false,
      linkBase: null,
    },
    now: 0,
    sleep: async () => {},
    unsent: [],
  }
  await handleUpdate(v.parse(updateSchema, { update_id: 1, ...update }), deps as unknown as BotDeps)
  return calls
}

export const said = (message: object, from: number = OWNER) => ({
  message: { message_id: 2, from: { id: from, first_name: 'Ann' }, chat: { id: from, type: 'private' }, ...message },
})

export const inGroup = (message: object) => said({ chat: { id: -9, type: 'supergroup', title: 'Club' }, ...message })

export const pressed = (data: string | undefined, from: number = OWNER) => ({
  callback_query: {
    id: 'q',
    from: { id: from, first_name: 'Ann' },
    ...(data === undefined ? {} : { data }),
    message: { message_id: 5, chat: { id: from, type: 'private' } },
  },
})
