/** An unknown error is logged once, with its place in the program and without its message. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { limits } from '../../src/limits.ts'
import { log } from '../../src/log.ts'
import { type Scene, setScene } from '../torture/scene.ts'
import { cases, MESSAGE, WORDS } from './caught-cases.ts'

let open: Scene | null = null
const { fetch: network } = globalThis
/** All tests share an isolate and a virtual minute. This empties the minute's allowance of log lines. */
beforeEach(() => {
  const [{ now }, { error }] = [Date, console]
  Date.now = () => Number.MAX_SAFE_INTEGER
  console.error = () => {}
  for (let line = 0; line < limits.log.linesAMinute; line += 1) log({ event: 'reply-refused', refusal: '' })
  Date.now = now
  console.error = error
})
afterEach(() => {
  open?.paperboy.stop()
  open = null
  globalThis.fetch = network
  Reflect.deleteProperty(globalThis, 'caches')
})

type Line = Readonly<Record<string, unknown>> & { readonly event: string; readonly error?: string }

describe('an unknown error is logged once, with its place and without its message', () => {
  it.each(cases)('$name', async ({ vars, line, times = 1, act }) => {
    open = await setScene(vars)
    const { cloud, say } = open.paperboy
    await say(MESSAGE)
    cloud.logs.length = 0
    await act(open)
    const logged = cloud.logs.map((text): Line => JSON.parse(text)).filter(({ error }) => error !== undefined)
    expect(logged).toEqual(Array.from({ length: times }, () => expect.objectContaining(line)))
    expect(logged[0]?.error).toMatch(/^\w+ at [\w.#<> ]*\S+:\d+:\d+/u)
    for (const secret of [...WORDS, 'hunter2', 'title.js', 'analytics-secret'])
      expect(cloud.logs.join('\n')).not.toContain(secret)
  })
})
