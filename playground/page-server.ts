/** Serves the playground's page on loopback: its files, its state as server-sent events, and its actions. */
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import path from 'node:path'
import * as v from 'valibot'
import { close, listen, loopback } from '../simulators/ports.ts'
import type { Outcome } from './actions.ts'
import { type SampleLanguage, sampleLanguages } from './samples/sample-texts.ts'

export interface PageServer {
  readonly url: string
  /** Sends one named event to every open page. @param data by the page's language; null: nothing */
  send(event: string, data: (language: SampleLanguage) => unknown): void
  stop(): Promise<void>
}

export interface PageServerOptions {
  readonly port: number
  readonly busy: (port: number) => void
  /** Events for a page that has just opened. */
  readonly first: (language: SampleLanguage) => readonly (readonly [event: string, data: unknown])[]
  readonly act: (received: unknown, language: SampleLanguage) => Outcome
}

/** Of a page; English if it names none. */
const languageParameter = v.fallback(v.picklist(sampleLanguages), 'en')

const folder = path.join(import.meta.dirname, 'page')
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

/** The page may only load its own files. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** A file of 2 MB as JSON. */
const MAX_ACTION_BYTES = 4 * 1024 * 1024

export async function startPageServer({ port, busy, first, act }: PageServerOptions): Promise<PageServer> {
  const pages = new Map<ServerResponse, SampleLanguage>()
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
    const { pathname, search, searchParams } = new URL(request.url ?? '/', url)
    const language = v.parse(languageParameter, searchParams.get('language'))
    if (pathname === '/events' && request.method === 'GET') openEvents(response, language)
    else if (pathname === '/act' && request.method === 'POST') await answerAction(request, response, language)
    else if (pathname.startsWith('/t.me/')) response.writeHead(302, { location: chatAddress(pathname, search) }).end()
    else await answerFile(pathname, response)
  }

  function openEvents(response: ServerResponse, language: SampleLanguage): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('retry: 1000\n\n')
    pages.set(response, language)
    response.on('close', () => pages.delete(response))
    for (const [event, data] of first(language)) if (data !== null) response.write(eventText(event, data))
  }

  async function answerAction(
    request: IncomingMessage,
    response: ServerResponse,
    language: SampleLanguage,
  ): Promise<void> {
    const body = await bodyOf(request)
    let received: unknown
    try {
      received = JSON.parse(body)
    } catch {
      received = null
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(act(received, language)))
  }

  return {
    url,
    send(event, data) {
      const texts = new Map<SampleLanguage, string | null>()
      for (const [page, language] of pages) {
        const text = texts.get(language) ?? eventFor(event, data(language))
        texts.set(language, text)
        if (text !== null) page.write(text)
      }
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

/** The page with the chat of a Telegram link, which its script opens. */
function chatAddress(pathname: string, search: string): string {
  return `/?${new URLSearchParams({ telegram: `${pathname.slice('/t.me/'.length)}${search}` })}`
}

function eventFor(event: string, data: unknown): string | null {
  return data === null ? null : eventText(event, data)
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
