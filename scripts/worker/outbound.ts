/** What the Worker asks of others, asked by Node in its place: workerd knows no proxy, and Node does. */

/** What is needed of a request, whichever fetch made it. */
export interface OutboundRequest {
  readonly url: string
  readonly method: string
  readonly headers: Iterable<readonly [string, string]>
  readonly signal: AbortSignal
  arrayBuffer(): Promise<ArrayBuffer>
}

/** Of this connection alone, or Node's own to say (RFC 9110, section 7.6.1). */
const ofTheConnection = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
])
/** A proxy that drops what it is asked for would be asked again without end. ms */
const PATIENCE_MS = 60_000

/** @returns 502 where no answer came: nothing thrown here reaches the Worker */
export async function askOutside(request: OutboundRequest): Promise<Response> {
  const { url, method } = request
  const headers = [...request.headers].filter(([name]) => !ofTheConnection.has(name.toLowerCase()))
  const hasBody = method !== 'GET' && method !== 'HEAD'
  try {
    return await fetch(url, {
      method,
      headers: headers.map(([name, value]) => [name, value]),
      ...(hasBody ? { body: await request.arrayBuffer() } : {}),
      // The Worker follows redirects itself, and checks where they lead.
      redirect: 'manual',
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(PATIENCE_MS)]),
    })
  } catch {
    return new Response(null, { status: 502 })
  }
}
