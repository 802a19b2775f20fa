import { request } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { realSleep, startTelegramServer, type TelegramServer } from '../../../simulators/telegram/telegram-server.ts'
import { TOKEN, testWorld } from './test-world.ts'

const running: TelegramServer[] = []
afterEach(async () => {
  for (const server of running.splice(0)) await server.close()
})

async function serve(options: Parameters<typeof testWorld>[0] = {}) {
  const here = testWorld(options)
  const server = await startTelegramServer({
    world: here.world,
    answerOther: async (asked) => (new URL(asked.url).pathname === '/' ? new Response('a page') : null),
  })
  running.push(server)
  return { ...here, server, api: `${server.url}/bot${TOKEN}` }
}

describe('the simulated Telegram over HTTP', () => {
  test('answers the Bot API on the loopback address', async () => {
    const { world, api, server } = await serve()
    const anna = world.addPerson({ firstName: 'Anna' }).id
    world.start(anna)
    expect(new URL(server.url).hostname).toBe('127.0.0.1')
    const response = await fetch(`${api}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: anna, text: 'grüße' }),
    })
    expect(await response.json()).toMatchObject({ ok: true, result: { text: 'grüße' } })
    const form = new FormData()
    form.set('chat_id', String(anna))
    form.set('text', 'form')
    expect((await fetch(`${api}/sendMessage`, { method: 'POST', body: form })).status).toBe(200)
    expect(world.messages(anna).map(({ text }) => text)).toEqual(['/start', 'grüße', 'form'])
  })

  test('passes other requests to its owner', async () => {
    const { server } = await serve()
    expect(await (await fetch(`${server.url}/`)).text()).toBe('a page')
    expect((await fetch(`${server.url}/other`)).status).toBe(404)
  })

  test('a long poll ends with the next update', async () => {
    const { world, api } = await serve({ sleep: realSleep })
    const anna = world.addPerson({ firstName: 'Anna' }).id
    const polled = fetch(`${api}/getUpdates?timeout=50`).then((response) => response.json())
    // If the update comes before the poll, the poll returns it at once.
    world.start(anna)
    expect(await polled).toMatchObject({ ok: true, result: [{ message: { text: '/start' } }] })
  })

  test('a lost answer ends the connection', async () => {
    const { world, api } = await serve()
    const anna = world.addPerson({ firstName: 'Anna' }).id
    world.start(anna)
    world.addFault({ fault: { kind: 'answer-lost' }, times: 1 })
    const failed = new Promise((resolve) => {
      const asked = request(`${api}/sendMessage?chat_id=${anna}&text=x`, () => resolve('answered'))
      asked.on('error', () => resolve('lost'))
      asked.end()
    })
    expect(await failed).toBe('lost')
    expect(world.messages(anna)).toHaveLength(2)
  })
})
