/** Serves the playground's page on loopback: its files, its state as server-sent events, and its actions. */
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import path from 'node:path'
import { close, listen, loopback } from '../simulators/ports.ts'
import type { Outcome } from './actions.ts'

export interface PageServer {
  readonly url: string
  /** Sends one named event to every open page. */
  send(event: string, data: unknown): void
  stop(): Promise<void>
}

export interface PageServerOptions {
  readonly port: number
  readonly busy: (port: number) => void
  /** Events for a page that has just opened. */
  readonly first: () => readonly (readonly [event: string, data: unknown])[]
  readonly act: (received: unknown) => Outcome
}

const folder = path.join(import.meta.dirname, 'page')
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** The page may only load its own files. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const MAX_ACTION_BYTES = 64 * 1024

export async function startPageServer({ port, busy, first, act }: PageServerOptions): Promise<PageServer> {
  const pages = new Set<ServerResponse>()
  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  const url = `http://${loopback}:${await listen(server, port, busy)}`
  const hosts = [new URL(url).host, new URL(url).host.replace(loopback, 'localhost')]

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('content-security-policy', policy)
    response.setHeader('x-content-type-options', 'nosniff')
    response.setHeader('referrer-policy', 'no-referrer')
    response.setHeader('cache-control', 'no-store')
    // Refuses requests from other sites and for other host names (DNS rebinding).
    const { origin, host } = request.headers
    const isForeign = origin !== undefined && !hosts.some((own) => origin === `http://${own}`)
    if (host === undefined || !hosts.includes(host) || isForeign) {
      response.writeHead(403).end()
      return
    }
    const { pathname } = new URL(request.url ?? '/', url)
    if (pathname === '/events' && request.method === 'GET') openEvents(response)
    else if (pathname === '/act' && request.method === 'POST') await answerAction(request, response)
    else await answerFile(pathname, response)
  }

  function openEvents(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('retry: 1000\n\n')
    pages.add(response)
    response.on('close', () => pages.delete(response))
    for (const [event, data] of first()) response.write(eventText(event, data))
  }

  async function answerAction(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request)
    let received: unknown
    try {
      received = JSON.parse(body)
    } catch {
      received = null
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(act(received)))
  }

  return {
    url,
    send(event, data) {
      const text = eventText(event, data)
      for (const page of pages) page.write(text)
    },
    stop: () => close(server),
  }
}

async function answerFile(pathname: string, response: ServerResponse): Promise<void> {
  const name = pathname === '/' ? 'index.html' : pathname.slice(1)
  const type = types[path.extname(name)]
  // Without slashes in names, no file outside the folder is served.
  const file =
    /^[\w-]+\.\w+$/u.test(name) && type !== undefined ? await readFile(path.join(folder, name)).catch(() => null) : null
  if (file === null) response.writeHead(404, { 'content-type': 'text/plain' }).end('There is nothing here.\n')
  else response.writeHead(200, { 'content-type': type }).end(file)
}

function eventText(event: string, data: unknown): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > MAX_ACTION_BYTES) throw new Error('too long')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}
