/** Answers short links from the edge cache before any routing: they are the most frequent requests. */
import { isClick } from '../links/clicks.ts'
import type { WebDeps } from './deps.ts'
import { edgeKey, linkPolicy, matchEdge } from './edge-cache.ts'
import { headersFor } from './headers.ts'

/** The response that `followLink` would give; null: not a cached short link. */
export async function cachedRedirect(request: Request, deps: WebDeps): Promise<Response | null> {
  const { method, url } = request
  const { cache, countClick } = deps
  const [, origin, code] = /^([a-z]+:\/\/[^/?#]+)\/([0-9A-Za-z]{10})(?:[?#]|$)/u.exec(url) ?? []
  if (origin === undefined || code === undefined || (method !== 'GET' && method !== 'HEAD')) return null
  const found = await matchEdge(cache, edgeKey(origin, `/${code}`))
  const location = found?.status === 302 ? found.headers.get('location') : null
  if (location === null) return null
  if (isClick(request)) countClick?.(code)
  const headers = { ...headersFor(url, deps), 'cache-control': linkPolicy.control, location }
  return new Response(null, { status: 302, headers })
}
