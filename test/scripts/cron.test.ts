/** The local cron runs one cycle at a time, and continues after a failure. */
import { createServer, type ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { close, listen, loopback } from '../../simulators/ports.ts'
import { type Cron, startCron } from '../../simulators/workerd/cron.ts'

const asked: { readonly path: string; readonly answer: ServerResponse }[] = []
let arrived: () => void = () => {}
const server = createServer((request, answer) => {
  asked.push({ path: request.url ?? '', answer })
  arrived()
})
/** The n-th cycle's request, from 1. */
async function cycle(n: number): Promise<(typeof asked)[number]> {
  while (asked.length < n)
    await new Promise<void>((resolve) => {
      arrived = resolve
    })
  const found = asked[n - 1]
  if (found === undefined) throw new Error('no such cycle')
  return found
}

let cron: Cron
let failures: string[]
beforeEach(async () => {
  asked.length = 0
  failures = []
  cron = startCron({
    url: `http://${loopback}:${await listen(server, 0)}`,
    everyMs: 1,
    failed: (words) => failures.push(words),
    now: () => 1_700_000_000_000,
  })
})
afterEach(async () => {
  await cron.stop()
  await close(server)
})

it('a cycle’s request has its expression and time', async () => {
  const { path } = await cycle(1)
  expect(path).toBe('/cdn-cgi/handler/scheduled?cron=*+*+*+*+*&time=1700000000000')
})

it('waits for a cycle to end before the next one', async () => {
  const first = await cycle(1)
  expect(cron.state()).toMatchObject({ running: true, cycles: 0 })
  // The interval is long over, but the first cycle still runs.
  expect(asked).toHaveLength(1)
  first.answer.end('ok')
  const second = await cycle(2)
  expect(cron.state().cycles).toBe(1)
  second.answer.end('ok')
  expect(failures).toEqual([])
})

it('continues after a failed cycle, with a message', async () => {
  const first = await cycle(1)
  first.answer.writeHead(500).end('exception')
  const second = await cycle(2)
  second.answer.destroy()
  await cycle(3)
  expect(failures[0]).toBe('The cycle ended with "exception".')
  expect(failures[1]).toMatch(/could not be reached/u)
})

it('stops in the middle of a cycle', async () => {
  await cycle(1)
  await cron.stop()
  expect(failures).toEqual([])
})

it('runs only on request without an interval', async () => {
  await cron.stop()
  asked.length = 0
  const address = server.address()
  const url = `http://${loopback}:${typeof address === 'object' ? address?.port : 0}`
  cron = startCron({ url, everyMs: null, failed: (words) => failures.push(words) })
  expect(cron.state().nextAt).toBeNull()
  cron.cycleNow()
  const first = await cycle(1)
  // Requested during a cycle, the next one follows it.
  cron.cycleNow()
  first.answer.end('ok')
  const second = await cycle(2)
  second.answer.end('ok')
  expect(asked).toHaveLength(2)
})
