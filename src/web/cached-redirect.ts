/** Short links that the edge knows: most requests of all, so that they are answered before anything else is looked at. */
import { isClick } from '../links/clicks.ts'
import { logCaught } from '../log.ts'
import type { WebDeps } from './deps.ts'
import { edgeKey, linkKeeping } from './edge-cache.ts'
import { plainHeaders } from './headers.ts'

const headers = { ...plainHeaders, 'cache-control': linkKeeping.control }

/** The same answer that `followLink` gives; null: it is for the others, as whatever else is asked for. */
export async function knownLink(request: Request, { cache, countClick }: WebDeps): Promise<Response | null> {
  const { method, url } = request
  const [, origin, code] = /^([a-z]+:\/\/[^/?#]+)\/([0-9A-Za-z]{10})(?:[?#]|$)/u.exec(url) ?? []
  if (cache === null || origin === undefined || code === undefined || (method !== 'GET' && method !== 'HEAD'))
    return null
  const found = await cache
    .match(edgeKey(origin, `/${code}`))
    .catch((error: unknown) => logCaught('asking the edge cache', error))
  const location = found?.status === 302 ? found.headers.get('location') : null
  if (location === null) return null
  if (isClick(request)) countClick?.(code)
  return new Response(null, { status: 302, headers: { ...headers, location } })
}
