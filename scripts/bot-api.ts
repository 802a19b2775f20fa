/** Client of the Bot API for this machine; its errors never show the token. */
import * as v from 'valibot'
import { botSchema, webhookInfoSchema } from '../src/telegram/answers.ts'
import type { MethodName, MethodParameters } from '../src/telegram/methods.ts'
import { allowedUpdates } from '../src/telegram/updates.ts'
import { describeNetworkProblem, type NetworkProblem, networkProblemOf } from './operator/network-problem.ts'
import { messageOf, redact } from './terminal.ts'

/** Telegram refused a request, or did not answer (status 0). */
export class BotApiProblem extends Error {
  readonly status: number
  readonly retryAfterSeconds: number | null
  /** Why there was no complete answer; null if there was one. */
  readonly network: NetworkProblem | null
  constructor(words: string, status: number, retryAfterSeconds: number | null = null, network?: NetworkProblem | null) {
    super(words)
    this.status = status
    this.retryAfterSeconds = retryAfterSeconds
    this.network = network ?? null
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

const updatesSchema = v.array(v.looseObject({ update_id: v.number() }))

export type WebhookInfo = Readonly<v.InferOutput<typeof webhookInfoSchema>>
export type Me = Readonly<v.InferOutput<typeof botSchema>>
export type ReceivedUpdate = Readonly<v.InferOutput<typeof updatesSchema>[number]>

export interface BotApi {
  me(): Promise<Me>
  /** `url` is '' if none is set. */
  webhook(): Promise<WebhookInfo>
  /** Calls any method, for experiments. @throws BotApiProblem */
  callUnchecked(method: string, parameters: object): Promise<unknown>
  call<M extends MethodName, S extends v.GenericSchema>(
    method: M,
    parameters: MethodParameters<M>,
    schema: S,
  ): Promise<v.InferOutput<S>>
  updates(poll: { offset: number; seconds: number; signal: AbortSignal }): Promise<readonly ReceivedUpdate[]>
}

/** Timeout of a request, on top of the time for which Telegram holds a long poll open. */
const TIMEOUT_MS = 30_000

export function botApi(root: string, token: string): BotApi {
  async function call<Schema extends v.GenericSchema>(
    method: string,
    parameters: object,
    schema: Schema,
    signal = AbortSignal.timeout(TIMEOUT_MS),
  ): Promise<v.InferOutput<Schema>> {
    let status = 0
    try {
      const response = await fetch(`${root.replace(/\/+$/u, '')}/bot${token}/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(parameters),
        signal,
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
      const network = networkProblemOf(problem, root, process.env)
      // Errors contain the address, and with it the token.
      const words = redact(
        network === null ? unexpectedAnswer(problem, status) : describeNetworkProblem(network).what,
        [token],
      )
      throw new BotApiProblem(`${method}: ${words}`, network === null ? status : 0, null, network)
    }
  }

  return {
    me: () => call('getMe', {}, botSchema),
    webhook: () => call('getWebhookInfo', {}, webhookInfoSchema),
    call: (method, parameters, schema) => call(method, parameters, schema),
    callUnchecked: (method, parameters) => call(method, parameters, v.unknown()),
    updates: ({ offset, seconds, signal }) =>
      call(
        'getUpdates',
        { offset, timeout: seconds, allowed_updates: allowedUpdates },
        updatesSchema,
        // A proxy may drop requests.
        AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000 + TIMEOUT_MS)]),
      ),
  }
}

function unexpectedAnswer(problem: unknown, status: number): string {
  return problem instanceof SyntaxError || v.isValiError(problem)
    ? `something other than Telegram’s Bot API answered (${status})`
    : messageOf(problem)
}
