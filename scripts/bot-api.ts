/** Calls of the Bot API from this machine; what fails is told without the token. */
import * as v from 'valibot'
import { botSchema, webhookInfoSchema } from '../src/telegram/answers.ts'
import type { MethodName, MethodParameters } from '../src/telegram/methods.ts'
import { allowedUpdates } from '../src/telegram/updates.ts'
import { type NetworkProblem, networkProblemOf, networkWords } from './operator/network-problem.ts'
import { redact, wordsOf } from './terminal.ts'

/** What Telegram said no to, or a network that brought no answer (status 0). */
export class BotApiProblem extends Error {
  readonly status: number
  readonly retryAfterSeconds: number | null
  /** Why no whole answer came; null: one came. */
  readonly network: NetworkProblem | null
  constructor(
    words: string,
    status: number,
    retryAfterSeconds: number | null = null,
    network: NetworkProblem | null = null,
  ) {
    super(words)
    this.status = status
    this.retryAfterSeconds = retryAfterSeconds
    this.network = network
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
  /** Its `url` is '' where none is set. */
  webhook(): Promise<WebhookInfo>
  /** Any other method. @throws BotApiProblem */
  call<Method extends MethodName, Schema extends v.GenericSchema>(
    method: Method,
    parameters: MethodParameters<Method>,
    schema: Schema,
  ): Promise<v.InferOutput<Schema>>
  updates(question: {
    readonly offset: number
    readonly seconds: number
    readonly signal: AbortSignal
  }): Promise<readonly ReceivedUpdate[]>
}

/** Telegram may take this long to answer a question that it does not hold open. ms */
const PATIENCE_MS = 30_000

export function botApi(root: string, token: string): BotApi {
  async function call<Method extends MethodName, Schema extends v.GenericSchema>(
    method: Method,
    parameters: MethodParameters<Method>,
    schema: Schema,
    signal = AbortSignal.timeout(PATIENCE_MS),
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
      // Errors name the address that failed, and the token is part of it.
      const words = redact(network === null ? notTelegram(problem, status) : networkWords(network).what, [token])
      throw new BotApiProblem(`${method}: ${words}`, network === null ? status : 0, null, network)
    }
  }

  return {
    me: () => call('getMe', {}, botSchema),
    webhook: () => call('getWebhookInfo', {}, webhookInfoSchema),
    call: (method, parameters, schema) => call(method, parameters, schema),
    updates: ({ offset, seconds, signal }) =>
      call(
        'getUpdates',
        { offset, timeout: seconds, allowed_updates: allowedUpdates },
        updatesSchema,
        // A proxy that drops what it is asked for is asked again without end otherwise.
        AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000 + PATIENCE_MS)]),
      ),
  }
}

/** An answer in another form, such as a provider's page. */
function notTelegram(problem: unknown, status: number): string {
  return problem instanceof SyntaxError || v.isValiError(problem)
    ? `something else than Telegram’s Bot API answered (${status})`
    : wordsOf(problem)
}
