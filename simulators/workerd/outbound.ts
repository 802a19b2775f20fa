/** Sends the Worker's outbound requests from Node: workerd supports no proxy. */

/** The part of a Request that is used; wrangler's fetch implementation has its own class. */
export interface OutboundRequest {
  readonly url: string
  readonly method: string
  readonly headers: Iterable<readonly [string, string]>
  readonly signal: AbortSignal
  arrayBuffer(): Promise<ArrayBuffer>
}

/** Headers of one connection (RFC 9110, section 7.6.1), or set by Node. */
const connectionHeaders = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
])
/** Ends requests that a proxy drops. */
const TIMEOUT_MS = 60_000

/** @returns 502 if there is no answer, since an exception would not reach the Worker */
export async function fetchOutside(request: OutboundRequest): Promise<Response> {
  const { url, method } = request
  const headers = [...request.headers].filter(([name]) => !connectionHeaders.has(name.toLowerCase()))
  const hasBody = method !== 'GET' && method !== 'HEAD'
  try {
    return await fetch(url, {
      method,
      headers: headers.map(([name, value]) => [name, value]),
      ...(hasBody ? { body: await request.arrayBuffer() } : {}),
      // The Worker follows redirects itself, and checks their targets.
      redirect: 'manual',
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    })
  } catch {
    return new Response(null, { status: 502 })
  }
}
