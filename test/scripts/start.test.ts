/** `npm start` as a newcomer runs it: the real Worker, its first digest, a published item, and a clean end. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
let temporary: string
let child: ChildProcess
const lines: string[] = []
let changed: () => void = () => {}
let ended: Promise<number | null>

/** Waits for a printed line that matches. @returns its first group */
async function printed(pattern: RegExp): Promise<string> {
  for (;;) {
    const match = lines.map((line) => pattern.exec(line)).find((found) => found !== null)
    if (match) return match[1] ?? match[0]
    const next = new Promise<'more'>((resolve) => {
      changed = () => resolve('more')
    })
    if ((await Promise.race([next, ended])) !== 'more') throw new Error(`it ended first:\n${lines.join('\n')}`)
  }
}

const stateSchema = v.object({
  channel: v.number(),
  messages: v.record(
    v.string(),
    v.array(
      v.object({ text: v.string(), entities: v.array(v.object({ type: v.string(), url: v.optional(v.string()) })) }),
    ),
  ),
  items: v.array(
    v.object({
      title: v.string(),
      places: v.array(v.object({ channel: v.string(), fate: v.object({ kind: v.string() }) })),
    }),
  ),
  checklist: v.array(v.string()),
})

function isDelivered({ channel, fate }: v.InferOutput<typeof stateSchema>['items'][number]['places'][number]): boolean {
  return channel === 'Morning Headlines' && fate.kind === 'sent'
}

/** The states that the page shows, as they change. */
async function* statesOf(url: string) {
  const answer = await fetch(`${url}/events`)
  if (answer.body === null) return
  let rest = ''
  for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
    const events = `${rest}${chunk}`.split('\n\n')
    rest = events.pop() ?? ''
    for (const event of events) {
      const data = /^event: state\ndata: (.*)$/u.exec(event)?.[1]
      if (data !== undefined) yield v.parse(stateSchema, JSON.parse(data))
    }
  }
}

beforeAll(async () => {
  temporary = await mkdtemp(path.join(tmpdir(), 'paperboy-start-'))
  child = spawn(process.execPath, [path.join(root, 'scripts', 'start.ts')], {
    cwd: root,
    // An empty token outweighs one in .dev.vars.
    env: {
      ...process.env,
      BOT_TOKEN: '',
      LC_ALL: 'C',
      TMPDIR: temporary,
      TEMP: temporary,
      TMP: temporary,
      NO_COLOR: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)))
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line)
      changed()
    })
  }
})
afterAll(async () => {
  child.kill('SIGKILL')
  await rm(temporary, { recursive: true, force: true })
})

it('npm start shows a digest and a published item, and ends without leftovers', async () => {
  const url = await printed(/➜\s+(http:\/\/127\.0\.0\.1:\d+)/u)
  expect(lines.filter((line) => line.includes('✗'))).toEqual([])

  const publish = { act: 'publish', feed: 'rss', title: 'A headline of my own' }
  await fetch(`${url}/act`, { method: 'POST', body: JSON.stringify(publish) })
  let first: v.InferOutput<typeof stateSchema>['messages'][string][number] | undefined
  let done: readonly string[] = []
  for await (const { channel, messages, items, checklist } of statesOf(url)) {
    first = messages[channel]?.[0]
    done = checklist
    if (items.some(({ title, places }) => title === publish.title && places.some(isDelivered))) break
  }
  expect(done).toEqual(['publish'])
  expect(first?.text.split('\n').find((line) => line.startsWith('•'))).toBe(
    '• Storks arrive two weeks early, and so do the photographers',
  )
  const link = first?.entities.find(({ type }) => type === 'text_link')?.url ?? ''
  const opened = await fetch(link, { redirect: 'manual' })
  expect(opened.status).toBe(302)
  const article = await fetch(opened.headers.get('location') ?? '')
  expect(await article.text()).toContain('<h1>Storks arrive two weeks early')

  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(await readdir(temporary)).toEqual([])
})
