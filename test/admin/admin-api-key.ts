/** Knocks at a simulated Paperboy's `/operator` door, as the operator's commands do. */
import { createHash } from 'node:crypto'
import { PUBLIC_URL, type SimulatedPaperboy, TOKEN } from '../../simulators/cloudflare/paperboy.ts'

export const keyOf = (token: string) => createHash('sha256').update(`paperboy operator ${token}`).digest('base64url')
export const KEY = keyOf(TOKEN)

export interface PollingHints {
  readonly method?: string
  /** An object goes as JSON. */
  readonly body?: unknown
  readonly key?: string
}

export async function ask(paperboy: SimulatedPaperboy, path: string, asked: PollingHints = {}): Promise<Response> {
  const { method = asked.body === undefined ? 'GET' : 'POST', body, key = KEY } = asked
  const answer = await paperboy.cloud.fetch(
    new Request(`${PUBLIC_URL}/operator/${path}`, {
      method,
      headers: { authorization: `Bearer ${key}` },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  )
  if (answer === 'ended') throw new Error('nobody asked for that')
  return answer
}
