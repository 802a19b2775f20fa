/** Keeps answers at the edge for as long as they are true, so that most readers cost neither KV nor a cell. */
import type { Context } from 'hono'
import { limits } from '../limits.ts'
import { logCaught } from '../log.ts'
import type { WebDeps } from './deps.ts'

export type WebContext = Context<{ Bindings: WebDeps }>

interface Keeping {
  /** How long the edge keeps it. */
  readonly seconds: number
  /** What browsers are told of keeping it themselves. */
  readonly control: string
  /** What it differs by beside its address: the reader's language. */
  readonly variant?: string
}

/** How a short link's redirect is kept. */
export const linkKeeping: Keeping = { seconds: limits.web.editionSeconds, control: 'private, max-age=0' }

/** The edge's name of an answer. Parameters make no difference, so nobody can have the same thing kept under many names. */
export function edgeKey(origin: string, path: string, variant = ''): string {
  return `${origin}${path}?kept=${variant}`
}

/** What the edge has, or what `make` makes, which it then keeps, if it is good. */
export async function kept(c: WebContext, keeping: Keeping, make: () => Promise<Response>): Promise<Response> {
  const { cache, later } = c.env
  const key = new URL(edgeKey('', c.req.path, keeping.variant), c.req.url).href
  // An edge that is in trouble costs what no edge does, and no more.
  const found = await cache?.match(key).catch((error: unknown) => logCaught('asking the edge cache', error))
  const response = found ?? (await make())
  const isGood = response.status === 200 || response.status === 302
  if (found === undefined && isGood && cache !== null) {
    const copy = new Response(response.clone().body, response)
    copy.headers.set('cache-control', `public, max-age=${keeping.seconds}`)
    later(cache.put(key, copy))
  }
  const answer = new Response(response.body, response)
  answer.headers.delete('age')
  answer.headers.delete('cf-cache-status')
  answer.headers.delete('expires')
  answer.headers.set('cache-control', isGood ? keeping.control : 'no-store')
  if (keeping.variant !== undefined) answer.headers.set('vary', 'accept-language')
  return answer
}

/** Whether the asker has this version already (RFC 9110, section 13.1.2: compared weakly). @param tag with its quotes */
export function hasTag(header: string | undefined, tag: string): boolean {
  return tagsIn(header).some((each) => each === '*' || each === tag)
}

/** The entity tags of an `If-None-Match`, with their quotes. */
export function tagsIn(header: string | undefined): readonly string[] {
  return (header ?? '')
    .slice(0, 1000)
    .split(',')
    .map((each) => each.trim().replace(/^W\//u, ''))
    .filter((each) => each !== '')
}
