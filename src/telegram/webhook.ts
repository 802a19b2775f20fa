/** The webhook's door: who knows the secret gets in, and each update acts once. */
import { createHash, timingSafeEqual } from 'node:crypto'

export const SECRET_HEADER = 'x-telegram-bot-api-secret-token'
/** Updates are small; nothing larger is read. */
const UPDATE_BYTES = 1024 * 1024

/** Compares without telling by its time how much was right, not even the length. */
export function sameSecret(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}

/** What a delivery is for; `busy`: another one is being handled, and has this long. */
export type Turn<Answers> =
  /** `since`: when an earlier delivery was begun, and never ended, epoch ms; null: this is the first. */
  | { readonly kind: 'act'; readonly since: number | null }
  | { readonly kind: 'done' }
  | { readonly kind: 'busy'; readonly ms: number }
  | { readonly kind: 'unanswered'; readonly answers: Answers }

export interface WebhookDeps<Update, Answers> {
  readonly secret: string
  /** null for a body that is no update; `unknown` for one that the bot has no use for. */
  readonly parse: (body: unknown) => Update | 'unknown' | null
  readonly begin: (update: Update) => Promise<Turn<Answers>>
  /** @returns whether the answer got through */
  readonly act: (update: Update, since: number | null) => Promise<boolean>
  /** Sends these answers, and does nothing else. @returns whether they got through */
  readonly answer: (update: Update, answers: Answers) => Promise<boolean>
}

/** Answers that did not get through are tried again after this. s */
const UNANSWERED_SECONDS = 5

/**
 * Takes one delivery. 200: acted on, now or before, and answered. 401: not Telegram. 503: it is still being handled, or the
 * answer did not get through; Telegram brings it again (core.telegram.org/bots/api#setwebhook), when Retry-After says.
 */
export async function receiveUpdate<Update, Answers>(
  request: Request,
  deps: WebhookDeps<Update, Answers>,
): Promise<Response> {
  if (!sameSecret(request.headers.get(SECRET_HEADER) ?? '', deps.secret)) return new Response(null, { status: 401 })
  if (Number(request.headers.get('content-length') ?? 0) > UPDATE_BYTES) return new Response(null, { status: 413 })
  const update = deps.parse(await readJson(request))
  if (update === null) return new Response(null, { status: 400 })
  // Telegram brings an update until it is taken, and those behind it wait: nothing can be made of this one, ever.
  if (update === 'unknown') return new Response(null, { status: 200 })
  const turn = await deps.begin(update)
  if (turn.kind === 'done') return new Response(null, { status: 200 })
  if (turn.kind === 'busy') return later(Math.max(1, Math.ceil(turn.ms / 1000)))
  const answered =
    turn.kind === 'unanswered' ? await deps.answer(update, turn.answers) : await deps.act(update, turn.since)
  return answered ? new Response(null, { status: 200 }) : later(UNANSWERED_SECONDS)
}

function later(seconds: number): Response {
  return new Response(null, { status: 503, headers: { 'retry-after': String(seconds) } })
}

/** @returns null for what is no JSON, or too much of it */
async function readJson(request: Request): Promise<unknown> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  try {
    for await (const chunk of request.body ?? []) {
      bytes += chunk.length
      if (bytes > UPDATE_BYTES) return null
      text += decoder.decode(chunk, { stream: true })
    }
    return JSON.parse(text + decoder.decode())
  } catch {
    return null
  }
}
