/** The simulated Telegram as an HTTP server on loopback, for programs in other processes. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { close, listen, loopback } from '../ports.ts'
import type { World } from './world.ts'

export interface TelegramServerOptions {
  readonly world: World
  /** Answers requests that are not for the Bot API, such as feeds; null passes them to the simulator. */
  readonly answerOther?: (request: Request) => Promise<Response | null>
}

export interface TelegramServer {
  /** The API root for a bot, without a trailing slash. */
  readonly url: string
  readonly close: () => Promise<void>
}

/** The `sleep` for a world that serves long polls in real time. */
export async function realSleep(ms: number, signal?: AbortSignal): Promise<void> {
  await wait(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined)
}

/** Listens on a free port of the loopback address. */
export async function startTelegramServer(options: TelegramServerOptions): Promise<TelegramServer> {
  const server = createServer((incoming, outgoing) => {
    void answer(options, incoming, outgoing)
  })
  const port = await listen(server, 0)
  return { url: `http://${loopback}:${port}`, close: () => close(server) }
}

async function answer(
  { world, answerOther }: TelegramServerOptions,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const gone = new AbortController()
  outgoing.once('close', () => gone.abort())
  try {
    const request = await toRequest(incoming, gone.signal)
    const isForBotApi = /^\/(?:file\/)?bot/u.test(new URL(request.url).pathname)
    const response = (isForBotApi ? null : await answerOther?.(request)) ?? (await world.handle(request))
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    outgoing.end(Buffer.from(await response.arrayBuffer()))
  } catch {
    // A lost request or answer ends the connection, as a network does.
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
