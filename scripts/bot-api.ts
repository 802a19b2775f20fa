/** Calls of the Bot API from this machine; what fails is told without the token. */
import * as v from 'valibot'
import { allowedUpdates } from '../src/operator/setup.ts'
import { redact, wordsOf } from './terminal.ts'

/** What Telegram said no to, or a network that brought no answer (status 0). */
export class BotApiProblem extends Error {
  readonly status: number
  readonly retryAfterSeconds: number | null
  constructor(words: string, status: number, retryAfterSeconds: number | null = null) {
    super(words)
    this.status = status
    this.retryAfterSeconds = retryAfterSeconds
  }
}

const answerSchema = v.variant('ok', [
  v.object({ ok: v.literal(true), result: v.unknown() }),
  v.object({
    ok: v.literal(false),
    error_code: v.number(),
    description: v.string(),
    parameters: v.optional(v.object({ retry_after: v.optional(v.number()) })),
  }),
])

export const meSchema = v.object({ id: v.number(), username: v.string(), first_name: v.string() })
/** core.telegram.org/bots/api#webhookinfo */
export const webhookSchema = v.object({
  url: v.string(),
  pending_update_count: v.optional(v.number(), 0),
  last_error_date: v.optional(v.number()),
  last_error_message: v.optional(v.string()),
  allowed_updates: v.optional(v.array(v.string()), []),
})
const updatesSchema = v.array(v.looseObject({ update_id: v.number() }))

export type WebhookInfo = Readonly<v.InferOutput<typeof webhookSchema>>
export type Me = Readonly<v.InferOutput<typeof meSchema>>
export type ReceivedUpdate = Readonly<v.InferOutput<typeof updatesSchema>[number]>

export interface BotApi {
  me(): Promise<Me>
  /** Its `url` is '' where none is set. */
  webhook(): Promise<WebhookInfo>
  /** Any other method. @throws BotApiProblem */
  call<Schema extends v.GenericSchema>(
    method: string,
    parameters: object,
    schema: Schema,
  ): Promise<v.InferOutput<Schema>>
  updates(question: {
    readonly offset: number
    readonly seconds: number
    readonly signal: AbortSignal
  }): Promise<readonly ReceivedUpdate[]>
}

export function botApi(root: string, token: string): BotApi {
  async function call<Schema extends v.GenericSchema>(
    method: string,
    parameters: object,
    schema: Schema,
    signal?: AbortSignal,
  ): Promise<v.InferOutput<Schema>> {
    let status = 0
    try {
      const response = await fetch(`${root.replace(/\/+$/u, '')}/bot${token}/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(parameters),
        signal: signal ?? AbortSignal.timeout(30_000),
      })
      status = response.status
      const answer = v.parse(answerSchema, await response.json())
      if (answer.ok) return v.parse(schema, answer.result)
      throw new BotApiProblem(
        redact(`${method}: ${answer.description}`, [token]),
        answer.error_code,
        answer.parameters?.retry_after ?? null,
      )
    } catch (problem) {
      if (problem instanceof BotApiProblem) throw problem
      // Network errors name the address that failed, and the token is part of it.
      const cause = problem instanceof Error && problem.cause !== undefined ? problem.cause : problem
      throw new BotApiProblem(redact(`${method}: ${wordsOf(cause)}`, [token]), status)
    }
  }

  return {
    me: () => call('getMe', {}, meSchema),
    webhook: () => call('getWebhookInfo', {}, webhookSchema),
    call: (method, parameters, schema) => call(method, parameters, schema),
    updates: ({ offset, seconds, signal }) =>
      call('getUpdates', { offset, timeout: seconds, allowed_updates: allowedUpdates }, updatesSchema, signal),
  }
}
