/** Telegram's webhook: checks the secret, and handles each update once. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { limits } from '../limits.ts'
import { limitedText } from './limited-body.ts'

export const SECRET_HEADER = 'x-telegram-bot-api-secret-token'

const { updateBytes, unansweredSeconds } = limits.telegram

/** Compares two secrets in a time that depends on neither their contents nor their lengths. */
export function sameSecret(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}

/** What to do with a delivery of an update. */
export type DeliveryState<Answers> =
  /** Handle it. `since`: when an earlier delivery began to and did not finish, epoch ms; null: this is the first. */
  | { readonly kind: 'act'; readonly since: number | null }
  /** It has been handled and answered. */
  | { readonly kind: 'done' }
  /** Another delivery is being handled, and has `ms` left. */
  | { readonly kind: 'busy'; readonly ms: number }
  /** It has been handled; these answers are still to be sent. */
  | { readonly kind: 'unanswered'; readonly answers: Answers }

export interface WebhookDeps<Update, Answers> {
  readonly secret: string
  /** @returns null for a body that is no update; `unknown` for an update that the bot does not handle */
  readonly parse: (body: unknown) => Update | 'unknown' | null
  readonly begin: (update: Update) => Promise<DeliveryState<Answers>>
  /** @returns whether all answers were sent */
  readonly act: (update: Update, since: number | null) => Promise<boolean>
  /** Only sends the answers. @returns whether all were sent */
  readonly answer: (update: Update, answers: Answers) => Promise<boolean>
}

/**
 * Handles one delivery.
 * @returns 200: the update is handled and answered, now or before. 401: the secret is wrong. 503: another delivery is being
 * handled, or an answer was not sent; Telegram delivers it again after Retry-After (core.telegram.org/bots/api#setwebhook)
 */
export async function receiveUpdate<Update, Answers>(
  request: Request,
  deps: WebhookDeps<Update, Answers>,
): Promise<Response> {
  if (!sameSecret(request.headers.get(SECRET_HEADER) ?? '', deps.secret)) return new Response(null, { status: 401 })
  if (Number(request.headers.get('content-length') ?? 0) > updateBytes) return new Response(null, { status: 413 })
  const update = deps.parse(await readJson(request))
  if (update === null) return new Response(null, { status: 400 })
  // Any other status would make Telegram deliver it again, and hold back the updates behind it.
  if (update === 'unknown') return new Response(null, { status: 200 })
  const state = await deps.begin(update)
  if (state.kind === 'done') return new Response(null, { status: 200 })
  if (state.kind === 'busy') return later(Math.max(1, Math.ceil(state.ms / 1000)))
  const answered =
    state.kind === 'unanswered' ? await deps.answer(update, state.answers) : await deps.act(update, state.since)
  return answered ? new Response(null, { status: 200 }) : later(unansweredSeconds)
}

function later(seconds: number): Response {
  return new Response(null, { status: 503, headers: { 'retry-after': String(seconds) } })
}

/** @returns null for a body that is not JSON or is too large */
async function readJson(request: Request): Promise<unknown> {
  try {
    return JSON.parse((await limitedText(request.body, updateBytes)) ?? 'null')
  } catch {
    return null
  }
}
