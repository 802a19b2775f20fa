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

export interface WebhookEdges<Update> {
  readonly secret: string
  /** null for a body that is no update; `unknown` for one of a form that the bot does not know. */
  readonly parse: (body: unknown) => Update | 'unknown' | null
  readonly idOf: (update: Update) => number
  readonly begin: (id: number, update: Update) => Promise<'act' | 'done' | 'busy' | 'unanswered'>
  readonly end: (id: number) => Promise<void>
  /** @returns whether the answer got through */
  readonly act: (update: Update) => Promise<boolean>
  /** Sends the answer again, and does nothing else. @returns whether it got through */
  readonly answer: (update: Update) => Promise<boolean>
}

/**
 * Takes one delivery. 200: acted on, now or before, and answered. 401: not Telegram. 503: it is still being handled, or the
 * answer did not get through; Telegram brings it again (core.telegram.org/bots/api#setwebhook).
 */
export async function receiveUpdate<Update>(request: Request, edges: WebhookEdges<Update>): Promise<Response> {
  if (!sameSecret(request.headers.get(SECRET_HEADER) ?? '', edges.secret)) return new Response(null, { status: 401 })
  if (Number(request.headers.get('content-length') ?? 0) > UPDATE_BYTES) return new Response(null, { status: 413 })
  const update = edges.parse(await readJson(request))
  if (update === null) return new Response(null, { status: 400 })
  // Telegram brings an update until it is taken, and those behind it wait: nothing can be made of this one, ever.
  if (update === 'unknown') return new Response(null, { status: 200 })
  const id = edges.idOf(update)
  const turn = await edges.begin(id, update)
  if (turn === 'done') return new Response(null, { status: 200 })
  if (turn === 'busy') return later()
  const answered = turn === 'act' ? await edges.act(update) : await edges.answer(update)
  await edges.end(id)
  return answered ? new Response(null, { status: 200 }) : later()
}

function later(): Response {
  return new Response(null, { status: 503, headers: { 'retry-after': '5' } })
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
