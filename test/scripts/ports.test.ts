/** Free ports: the requested one, or the next, with a message for each busy one. */
import { createServer, type Server } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { close, freePort, listen, loopback } from '../../simulators/ports.ts'

const servers: Server[] = []
const server = () => {
  const made = createServer((_, response) => response.end('here'))
  servers.push(made)
  return made
}
afterEach(async () => {
  for (const made of servers.splice(0)) await close(made)
})

it('takes the requested port', async () => {
  const requested = await freePort()
  expect(await listen(server(), requested)).toBe(requested)
})

it('uses the next port if one is busy, with a message', async () => {
  const taken = await listen(server(), 0)
  const busy: number[] = []
  const second = server()
  const port = await listen(second, taken, (one) => busy.push(one))
  expect(port).toBeGreaterThan(taken)
  expect(busy[0]).toBe(taken)
  expect(busy).not.toContain(port)
  expect(await (await fetch(`http://${loopback}:${port}/`)).text()).toBe('here')
})

it('listens on the loopback address only', async () => {
  const made = server()
  await listen(made, 0)
  expect(made.address()).toMatchObject({ address: '127.0.0.1' })
})
