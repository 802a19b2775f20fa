/** Calls to the Bot API through the global `fetch`: one way for the cycle (refusals as data), one for Telegraf (thrown). */
import { Telegram as TelegrafTelegram, TelegramError } from 'telegraf'
import type { Telegram as Methods, Opts } from 'telegraf/types'
import { limits } from '../limits.ts'
import { causeOf, errorName, type Refusal, type Result } from '../result.ts'
import { readAnswer } from './refusal.ts'

export interface TelegramDeps {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  readonly token: string
  /** Without a trailing slash, such as `https://api.telegram.org`. */
  readonly root: string
}

/** One call; never throws. Its payload goes as JSON. */
export type CallTelegram = (method: string, payload: object) => Promise<Result<unknown, Refusal>>

/** Makes the caller. Neither the token nor the address it is part of reaches an error text. */
export function telegramCaller(deps: TelegramDeps): CallTelegram {
  return async (method, payload) => {
    // A timer that is left behind keeps an object awake, and is billed: AbortSignal.timeout cannot be cleared.
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(), limits.telegram.answerMs)
    try {
      const response = await deps.fetch(`${deps.root}/bot${deps.token}/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(payload),
        redirect: 'manual',
        signal: late.signal,
      })
      return readAnswer(response.status, await response.text())
    } catch (error) {
      const detail = `no answer (${errorName(error)})`
      return { ok: false, problem: { kind: 'unknown', detail, cause: causeOf(error) } }
    } finally {
      clearTimeout(timer)
    }
  }
}

/** A refusal on its way through Telegraf, which knows only exceptions. */
export class RefusedCall extends TelegramError {
  readonly refusal: Refusal

  constructor(method: string, refusal: Refusal) {
    super({ error_code: 400, description: `${method} was refused: ${refusal.kind}` })
    this.refusal = refusal
  }
}

/** Telegraf's client with its HTTP taken out: every call goes through the same caller as the cycle's. */
export class Telegram extends TelegrafTelegram {
  readonly #call: CallTelegram

  constructor(call: CallTelegram) {
    // Telegraf wants a token to build addresses from; ours are built elsewhere, so it gets none.
    super('')
    this.#call = call
  }

  override async callApi<Method extends keyof Methods>(
    method: Method,
    payload: Opts<Method>,
  ): Promise<ReturnType<Methods[Method]>> {
    const answer = await this.#call(method, payload)
    if (!answer.ok) throw new RefusedCall(method, answer.problem)
    // Telegraf types answers by method; what the bot itself relies on is parsed where it is used.
    return answer.value as ReturnType<Methods[Method]>
  }
}
