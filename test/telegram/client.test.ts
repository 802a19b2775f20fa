/** Calls to the Bot API: what goes out, and that no failure tells the token. */
import { describe, expect, it } from 'vitest'
import { RefusedCall, Telegram, telegramCaller } from '../../src/telegram/client.ts'

const TOKEN = '4242:very-secret'

function caller(answer: () => Response | Promise<Response>) {
  const requests: { url: string; init: RequestInit }[] = []
  const call = telegramCaller({
    token: TOKEN,
    root: 'https://telegram.example',
    fetch: async (url, init) => {
      requests.push({ url, init })
      return answer()
    },
  })
  return { call, requests }
}

describe('a call', () => {
  it('goes to the method’s address as JSON', async () => {
    const { call, requests } = caller(() => Response.json({ ok: true, result: true }))
    expect(await call('sendMessage', { chat_id: 1, text: 'x' })).toEqual({ ok: true, value: true })
    expect(requests.map(({ url }) => url)).toEqual([`https://telegram.example/bot${TOKEN}/sendMessage`])
    expect(requests[0]?.init.body).toBe('{"chat_id":1,"text":"x"}')
  })

  it('is unknown when no answer comes, and does not tell the token', async () => {
    const { call } = caller(() => Promise.reject(new TypeError(`fetch to /bot${TOKEN}/ failed`)))
    const answer = await call('getMe', {})
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'unknown' } })
    expect(JSON.stringify(answer)).not.toContain('very-secret')
  })
})

describe("Telegraf's client", () => {
  it('goes the same way', async () => {
    const { call, requests } = caller(() => Response.json({ ok: true, result: { message_id: 3 } }))
    expect(await new Telegram(call).sendMessage(1, 'hello')).toEqual({ message_id: 3 })
    expect(requests).toHaveLength(1)
  })

  it('throws refusals that carry what they mean', async () => {
    const { call } = caller(() =>
      Response.json({ ok: false, error_code: 400, description: 'Bad Request: chat not found' }),
    )
    const refused = await new Telegram(call).sendMessage(1, 'hello').catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(RefusedCall)
    expect(refused).toMatchObject({ refusal: { kind: 'locked-out', reason: 'chat-not-found' } })
  })
})
