/** A Worker on this machine behind a proxy: its requests go through the proxy, and the answers come back unchanged. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { withProxy } from '../../scripts/bootstrap/proxy.mjs'
import { close, listen, loopback } from '../../simulators/ports.ts'
import { type RunningWorker, runWorker } from '../../simulators/workerd/run-worker.ts'

/** Repeats the given requests, and returns the answers. */
const entry = `export default { async fetch(request) {
  const { url, init } = await request.json()
  const answer = await fetch(url, { redirect: 'manual', ...init })
  return Response.json({ status: answer.status, location: answer.headers.get('location'), text: await answer.text() })
} }`
const answerSchema = v.object({ status: v.number(), location: v.nullable(v.string()), text: v.string() })

let folder: string
let site: Server
let proxy: Server
let worker: RunningWorker
const asked: (string | undefined)[] = []
const tunnels = new Set<Socket>()

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'paperboy-outbound-'))
  site = createServer(async (request, response) => {
    if (request.url === '/moved') return response.writeHead(301, { location: '/feed' }).end()
    if (request.url === '/feed')
      return response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('a feed of some length'))
    let body = ''
    for await (const chunk of request) body += String(chunk)
    return response.end(`${request.method} ${request.headers['x-own']} ${body}`)
  })
  const port = await listen(site, 0)
  // Every name leads to the same site, except `blocked.*`.
  proxy = createServer().on('connect', ({ url }, socket: Socket) => {
    asked.push(url)
    if (url?.startsWith('blocked.') === true) return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    const there = connect(port, loopback, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      there.pipe(socket).pipe(there)
    })
    for (const each of [socket, there]) {
      tunnels.add(each)
      each.on('error', () => there.destroy())
    }
    return socket
  })
  const address = `http://${loopback}:${await listen(proxy, 0)}`
  for (const [name, value] of Object.entries(withProxy({ HTTPS_PROXY: address, HTTP_PROXY: address })))
    vi.stubEnv(name, value)
  await writeFile(path.join(folder, 'entry.js'), entry)
  await writeFile(
    path.join(folder, 'wrangler.toml'),
    'name = "outbound"\nmain = "entry.js"\ncompatibility_date = "2026-10-23"\n',
  )
  worker = await runWorker(
    {
      config: path.join(folder, 'wrangler.toml'),
      host: loopback,
      port: 0,
      state: folder,
      watch: false,
      vars: {},
      secrets: {},
    },
    () => {},
  )
})
afterAll(async () => {
  await worker?.stop()
  for (const tunnel of tunnels) tunnel.destroy()
  await close(proxy)
  await close(site)
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

async function ask(url: string, init: object = {}) {
  const answer = await fetch(worker.url, { method: 'POST', body: JSON.stringify({ url, init }) })
  return v.parse(answerSchema, await answer.json())
}

it.each([
  {
    what: 'a compressed document',
    url: 'http://news.test/feed',
    init: {},
    answer: { status: 200, text: 'a feed of some length' },
  },
  {
    what: 'where a redirect leads',
    url: 'http://news.test/moved',
    init: {},
    answer: { status: 301, location: '/feed' },
  },
  {
    what: 'what it sends with its headers',
    url: 'http://api.test/bot',
    init: { method: 'POST', headers: { 'x-own': 'yes' }, body: 'sent' },
    answer: { status: 200, text: 'POST yes sent' },
  },
  {
    what: 'a bad gateway where the proxy refuses',
    url: 'http://blocked.test/',
    init: {},
    answer: { status: 502, text: '' },
  },
])('gets $what', async ({ url, init, answer }) => {
  expect(await ask(url, init)).toMatchObject(answer)
  expect(asked.at(-1)).toBe(`${new URL(url).host}:80`)
})

it('reaches this machine without the proxy', async () => {
  const before = asked.length
  const address = site.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  expect(await ask(`http://${loopback}:${address.port}/feed`)).toMatchObject({ status: 200 })
  expect(asked.length).toBe(before)
})
