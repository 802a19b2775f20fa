/** A simulated site as an HTTP server on loopback, for programs in other processes. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { close, listen, loopback } from './ports.ts'
import type { Site } from './published-feed.ts'

export interface SiteServer {
  /** Without a trailing slash. */
  readonly url: string
  readonly close: () => Promise<void>
}

/** Listens on a free port of the loopback address. A site that throws ends the connection, as a network does. */
export async function startSiteServer(site: Site): Promise<SiteServer> {
  const server = createServer((incoming, outgoing) => {
    void answer(site, incoming, outgoing)
  })
  const port = await listen(server, 0)
  return { url: `http://${loopback}:${port}`, close: () => close(server) }
}

async function answer(site: Site, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController()
  outgoing.once('close', () => gone.abort())
  try {
    const response = await site(await toRequest(incoming, gone.signal))
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    outgoing.end(Buffer.from(await response.arrayBuffer()))
  } catch {
    incoming.socket.destroy()
  }
}

async function toRequest(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const received = await buffer(incoming)
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  const method = incoming.method ?? 'GET'
  const body = method === 'GET' || method === 'HEAD' ? null : new Uint8Array(received)
  return new Request(new URL(incoming.url ?? '/', 'http://127.0.0.1'), { method, headers, body, signal })
}
