/** The simulated Telegram as an HTTP server on loopback, for programs in other processes. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { World } from '../world.ts'

export interface TelegramServerOptions {
  readonly world: World
  /** 0: any free one. */
  readonly port: number
  /** Answers requests that are not for the Bot API, such as pages; null passes them to the simulator. */
  readonly also?: (request: Request) => Promise<Response | null>
}

export interface TelegramServer {
  /** The API root for a bot, without a trailing slash. */
  readonly url: string
  readonly close: () => Promise<void>
}

/** The `sleep` for a world that serves long polls in real time. */
export async function realSleep(ms: number, signal?: AbortSignal): Promise<void> {
  await wait(ms, undefined, { ...(signal === undefined ? {} : { signal }) }).catch(() => undefined)
}

/** Listens on the loopback address only. Rejects when the port is taken. */
export async function startTelegramServer(options: TelegramServerOptions): Promise<TelegramServer> {
  const server = createServer((incoming, outgoing) => {
    void answer(options, incoming, outgoing)
  })
  const port = await listening(server, options.port)
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('the server has no port'))
      else resolve(address.port)
    })
  })
}

async function answer(options: TelegramServerOptions, incoming: IncomingMessage, outgoing: ServerResponse) {
  const gone = new AbortController()
  outgoing.once('close', () => gone.abort())
  try {
    const request = await toRequest(incoming, gone.signal)
    const other = /^\/(?:file\/)?bot/u.test(new URL(request.url).pathname) ? null : await options.also?.(request)
    await send(other ?? (await options.world.handle(request)), outgoing)
  } catch {
    // A lost request or answer ends the connection, as a network does.
    incoming.socket.destroy()
  }
}

async function toRequest(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const chunks: Uint8Array[] = []
  for await (const chunk of incoming) if (chunk instanceof Uint8Array) chunks.push(chunk)
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  const method = incoming.method ?? 'GET'
  const body = method === 'GET' || method === 'HEAD' ? null : Buffer.concat(chunks)
  return new Request(new URL(incoming.url ?? '/', 'http://127.0.0.1'), { method, headers, body, signal })
}

/** Streams the body, so that a page can receive server-sent events. */
async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  if (response.body !== null) {
    for await (const chunk of response.body) {
      if (outgoing.destroyed) break
      outgoing.write(chunk)
    }
  }
  outgoing.end()
}
