/** Sends the Worker's outbound requests from Node: workerd supports no proxy. */

/** The used part of a request of any fetch implementation. */
export interface OutboundRequest {
  readonly url: string
  readonly method: string
  readonly headers: Iterable<readonly [string, string]>
  readonly signal: AbortSignal
  arrayBuffer(): Promise<ArrayBuffer>
}

/** Headers of one connection, or set by Node (RFC 9110, section 7.6.1). */
const ofTheConnection = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
])
/** For a proxy that drops requests. */
const PATIENCE_MS = 60_000

/** @returns 502 if no answer came: an exception here would not reach the Worker */
export async function askOutside(request: OutboundRequest): Promise<Response> {
  const { url, method } = request
  const headers = [...request.headers].filter(([name]) => !ofTheConnection.has(name.toLowerCase()))
  const hasBody = method !== 'GET' && method !== 'HEAD'
  try {
    return await fetch(url, {
      method,
      headers: headers.map(([name, value]) => [name, value]),
      ...(hasBody ? { body: await request.arrayBuffer() } : {}),
      // The Worker follows redirects itself, and checks their targets.
      redirect: 'manual',
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(PATIENCE_MS)]),
    })
  } catch {
    return new Response(null, { status: 502 })
  }
}
