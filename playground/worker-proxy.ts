/** A proxy in front of the Worker: links to Telegram on its pages lead into the playground, and opened reading pages are noticed. */
import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { generate } from 'lean-qr'
import { toSvgPath } from 'lean-qr/extras/svg'
import { close, listen, loopback } from '../simulators/ports.ts'

export interface WorkerProxy {
  /** The Worker's public address. */
  readonly url: string
  stop(): Promise<void>
}

export interface WorkerProxyOptions {
  /** Port of the Worker. */
  readonly worker: number
  /** Address of the playground's page; null: not open yet. */
  readonly page: () => string | null
  /** Somebody opened the reading page of this code. */
  readonly opened: (code: string) => void
}

/** Headers of one connection (RFC 9110, section 7.6.1), and those of the body, which may change. */
const dropped = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length'])

export async function startWorkerProxy({ worker, page, opened }: WorkerProxyOptions): Promise<WorkerProxy> {
  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => {
      if (!outgoing.headersSent) outgoing.writeHead(502)
      outgoing.end()
    })
  })
  const url = `http://${loopback}:${await listen(server, 0)}`

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const received = await buffer(incoming)
    const answer = await askWorker(worker, incoming, received)
    const headers = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !dropped.has(name)))
    const status = answer.statusCode ?? 502
    const body = await buffer(answer)
    const isPage = answer.headers['content-type']?.startsWith('text/html') === true
    const code = /^\/([0-9A-Za-z]{10})\/read(?:\?|$)/u.exec(incoming.url ?? '')?.[1]
    if (isPage && code !== undefined && incoming.method === 'GET' && status < 400) opened(code)
    const home = page()
    outgoing.writeHead(status, headers)
    outgoing.end(isPage && home !== null ? withoutTelegram(body.toString('utf8'), home) : body)
  }

  return { url, stop: () => close(server) }
}

function askWorker(port: number, { method, url: path, headers }: IncomingMessage, body: Buffer) {
  return new Promise<IncomingMessage>((resolve, reject) => {
    // The Host header stays, as the Worker's links begin with it. A compressed page could not be changed.
    const options = { host: loopback, port, method, path, headers: { ...headers, 'accept-encoding': 'identity' } }
    send(options, resolve).on('error', reject).end(body)
  })
}

/** A page whose links to Telegram, and whose QR code, lead to the playground at `home`. */
export function withoutTelegram(html: string, home: string): string {
  const linked = html.replaceAll('https://t.me/', `${home}/t.me/`)
  return linked.replace(
    /(<svg class="qr"[^>]*?aria-label="[^"]*?)(http:\/\/[^"\s]+)("[^>]*?viewBox=")[^"]*("[^>]*>).*?<\/svg>/su,
    (_, before: string, address: string, between: string, after: string) => {
      const code = generate(address)
      return `${before}${address}${between}0 0 ${code.size} ${code.size}${after}<path d="${toSvgPath(code)}"></path></svg>`
    },
  )
}
