/** Answers methods that an address does not have, as the router's own routes tell. */
import type { Hono } from 'hono'
import type { WebDeps } from './deps.ts'
import type { WebContext } from './edge-cache.ts'

type App = Hono<{ Bindings: WebDeps }>

/** The methods of an address, for `Allow` (RFC 9110, section 10.2.1). Empty: there is no such address. */
export function allowedMethods({ routes, router }: App, path: string): readonly string[] {
  // Middleware has all methods.
  const methods = new Set(routes.map(({ method }) => method).filter((method) => method !== 'ALL'))
  const own = [...methods].filter((method) =>
    router.match(method, path)[0].some(([[, route]]) => route.method === method),
  )
  if (own.length === 0) return []
  // Hono answers HEAD as GET, and this file OPTIONS.
  return [...new Set([...own, 'OPTIONS', ...(own.includes('GET') ? ['HEAD'] : [])])].sort()
}

/** 405, or the answer to OPTIONS (RFC 9110, sections 15.5.6 and 9.3.7); null: the address is unknown, or has the method. */
export function otherMethod(c: WebContext, app: App): Response | null {
  const { method, path } = c.req
  const allowed = allowedMethods(app, path)
  if (allowed.length === 0) return null
  const headers = { allow: allowed.join(', '), 'cache-control': 'no-store' }
  if (method === 'OPTIONS') return c.body(null, 204, headers)
  return allowed.includes(method) ? null : c.text('Method Not Allowed\n', 405, headers)
}
