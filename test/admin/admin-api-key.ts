/** Calls a simulated Paperboy's admin API as the operator's commands do. */
import { createHash } from 'node:crypto'
import { PUBLIC_URL, type SimulatedPaperboy, TOKEN } from '../../simulators/cloudflare/paperboy.ts'

export const keyOf = (token: string) => createHash('sha256').update(`paperboy operator ${token}`).digest('base64url')
export const KEY = keyOf(TOKEN)

export interface AskOptions {
  readonly method?: string
  /** An object is sent as JSON. */
  readonly body?: unknown
  readonly key?: string
}

export async function ask(paperboy: SimulatedPaperboy, path: string, options: AskOptions = {}): Promise<Response> {
  const { method = options.body === undefined ? 'GET' : 'POST', body, key = KEY } = options
  const answer = await paperboy.cloud.fetch(
    new Request(`${PUBLIC_URL}/operator/${path}`, {
      method,
      headers: { authorization: `Bearer ${key}` },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  )
  if (answer === 'ended') throw new Error('the simulated Cloudflare ended')
  return answer
}
