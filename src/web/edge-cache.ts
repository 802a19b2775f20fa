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

/** The cached response, or the one that `make` returns, which is cached if it succeeded and may be stored. */
export async function cached(c: WebContext, policy: CachePolicy, make: () => Promise<Response>): Promise<Response> {
  const { cache, later } = c.env
  const key = new URL(edgeKey('', c.req.path, policy.variant), c.req.url).href
  const found = await matchEdge(cache, key)
  const made = found ?? (await make())
  const isSuccess = (made.status === 200 || made.status === 302) && made.headers.get('cache-control') !== 'no-store'
  if (found === null && isSuccess && cache !== null) {
    const copy = new Response(made.clone().body, made)
    copy.headers.set('cache-control', `public, max-age=${policy.seconds}`)
    later(cache.put(key, copy))
  }
  const response = new Response(made.body, made)
  for (const name of ['age', 'cf-cache-status', 'expires']) response.headers.delete(name)
  response.headers.set('cache-control', isSuccess ? policy.control : 'no-store')
  if (policy.vary !== undefined) response.headers.set('vary', policy.vary)
  return response
}
