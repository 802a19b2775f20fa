/** Caches responses at the edge, so that most readers cost neither KV nor a cell. */
import type { Context } from 'hono'
import { limits } from '../limits.ts'
import { logCaught } from '../log.ts'
import type { WebDeps } from './deps.ts'

export type WebContext = Context<{ Bindings: WebDeps }>

export interface CachePolicy {
  /** How long the edge caches the response. */
  readonly seconds: number
  /** `cache-control` for browsers. */
  readonly control: string
  /** What the response depends on besides its address, such as the language. */
  readonly variant?: string
  /** The request header that decides the variant; absent: the address does. */
  readonly vary?: 'accept-language'
}

/** For the redirect of a short link. */
export const linkPolicy: CachePolicy = { seconds: limits.web.editionSeconds, control: 'private, max-age=0' }

/** Ignores query parameters, so that nobody can fill the cache with copies of one response. */
export function edgeKey(origin: string, path: string, variant = ''): string {
  return `${origin}${path}?kept=${variant}`
}

/** The cached response, or null. Failures of the cache are logged. */
export async function matchEdge(cache: WebDeps['cache'], key: string): Promise<Response | null> {
  const found = await cache?.match(key).catch((error: unknown) => logCaught('asking the edge cache', error))
  return found ?? null
}

/** The cached response; null: there is none. */
export async function fromEdge(c: WebContext, policy: CachePolicy): Promise<Response | null> {
  const found = await matchEdge(c.env.cache, keyOf(c, policy))
  return found === null ? null : answer(found, policy)
}

/** The cached response, or the one that `make` returns, which is cached if it succeeded and may be stored. */
export async function cached(c: WebContext, policy: CachePolicy, make: () => Promise<Response>): Promise<Response> {
  const { cache, later } = c.env
  const key = keyOf(c, policy)
  const found = await matchEdge(cache, key)
  const made = found ?? (await make())
  if (found === null && mayBeKept(made) && cache !== null) {
    const copy = new Response(made.clone().body, made)
    copy.headers.set('cache-control', `public, max-age=${policy.seconds}`)
    later(cache.put(key, copy))
  }
  return answer(made, policy)
}

function keyOf(c: WebContext, { variant }: CachePolicy): string {
  return new URL(edgeKey('', c.req.path, variant), c.req.url).href
}

function mayBeKept({ status, headers }: Response): boolean {
  return (status === 200 || status === 302) && headers.get('cache-control') !== 'no-store'
}

/** A response as browsers get it. */
function answer(made: Response, { control, vary }: CachePolicy): Response {
  const response = new Response(made.body, made)
  for (const name of ['age', 'cf-cache-status', 'expires']) response.headers.delete(name)
  response.headers.set('cache-control', mayBeKept(made) ? control : 'no-store')
  if (vary !== undefined) response.headers.set('vary', vary)
  return response
}
