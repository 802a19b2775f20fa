/**
 * Calls to the Bot API. `telegramCaller` answers with results; Telegraf's client makes its calls with it, and throws refusals.
 * Telegraf's own HTTP client needs node-fetch, an `http.Agent` and files, none of which workerd has a use for.
 */
import { Telegram, TelegramError } from 'telegraf'
import type { Telegram as Methods, Opts } from 'telegraf/types'
import { limits } from '../limits.ts'
import { causeOf, err, errorName, type Refusal, type Result } from '../result.ts'
import type { MethodName, MethodParameters } from './methods.ts'
import { readAnswer } from './refusal.ts'

export interface TelegramDeps {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  readonly token: string
  /** Without a trailing slash, such as `https://api.telegram.org`. */
  readonly root: string
}

/** Calls one method with JSON; never throws. Callers parse the parts of the answer that they use (answers.ts). */
export type CallTelegram = <Method extends MethodName>(
  method: Method,
  parameters: MethodParameters<Method>,
) => Promise<Result<unknown, Refusal>>

/** Makes the caller. No error text contains the token, nor the address, which contains it. */
export function telegramCaller(deps: TelegramDeps): CallTelegram {
  return async (method, parameters) => {
    // AbortSignal.timeout cannot be cleared, and a pending timer keeps a Durable Object awake, which is billed.
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(), limits.telegram.answerMs)
    try {
      const response = await deps.fetch(`${deps.root}/bot${deps.token}/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(parameters),
        redirect: 'manual',
        signal: late.signal,
      })
      return readAnswer(response.status, await response.text())
    } catch (error) {
      return err({ kind: 'unknown', detail: `no answer (${errorName(error)})`, cause: causeOf(error) })
    } finally {
      clearTimeout(timer)
    }
  }
}

/** Telegraf's client, so that the shorthands of its context work, such as `ctx.answerCbQuery`. */
export class TelegramClient extends Telegram {
  readonly #call: CallTelegram

  constructor(call: CallTelegram) {
    // Only Telegraf's HTTP client needs the token.
    super('')
    this.#call = call
  }

  /** @throws TelegramError for a refusal */
  override async callApi<Method extends keyof Methods>(
    method: Method,
    payload: Opts<Method>,
  ): Promise<ReturnType<Methods[Method]>> {
    // Telegraf's parameters are among those that CallTelegram takes: methods.ts only adds to them.
    const answer = await this.#call(method, payload as MethodParameters<Method>)
    if (!answer.ok)
      throw new TelegramError({ error_code: 400, description: `${method} was refused: ${answer.problem.kind}` })
    // Telegraf types the answers; handlers do not rely on them.
    return answer.value as ReturnType<Methods[Method]>
  }
}
