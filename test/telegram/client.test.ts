/** Calls to the Bot API: what is sent, that wrong calls do not compile, and that no error text contains the token. */
import { TelegramError } from 'telegraf'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { type CallTelegram, TelegramClient, telegramCaller } from '../../src/telegram/client.ts'
import type { MethodName, MethodParameters } from '../../src/telegram/methods.ts'

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
  it('sends its parameters as JSON to the address of the method', async () => {
    const { call, requests } = caller(() => Response.json({ ok: true, result: true }))
    expect(await call('sendMessage', { chat_id: 1, text: 'x' })).toEqual({ ok: true, value: true })
    expect(requests.map(({ url }) => url)).toEqual([`https://telegram.example/bot${TOKEN}/sendMessage`])
    expect(requests[0]?.init.body).toBe('{"chat_id":1,"text":"x"}')
  })

  it('is unknown without an answer, and does not reveal the token', async () => {
    const { call } = caller(() => Promise.reject(new TypeError(`fetch to /bot${TOKEN}/ failed`)))
    const answer = await call('getMe', {})
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'unknown' } })
    expect(JSON.stringify(answer)).not.toContain('very-secret')
  })

  it('does not compile with a wrong method or a wrong parameter', async () => {
    const methods: string[] = []
    const call: CallTelegram = async (method) => {
      methods.push(method)
      return { ok: true, value: null }
    }
    // @ts-expect-error the Bot API has no such method
    await call('sendMesage', { chat_id: 1, text: 'x' })
    // @ts-expect-error a message has a text
    await call('sendMessage', { chat_id: 1 })
    // @ts-expect-error the parameter is called text
    await call('sendMessage', { chat_id: 1, text: 'x', txt: 'x' })
    // @ts-expect-error a message id is a number
    await call('deleteMessage', { chat_id: 1, message_id: null })
    // @ts-expect-error Telegram knows HTML, Markdown and MarkdownV2
    await call('sendMessage', { chat_id: 1, text: 'x', parse_mode: 'html' })
    // @ts-expect-error a callback button has a text
    await call('sendMessage', { chat_id: 1, text: 'x', reply_markup: { inline_keyboard: [[{ callback_data: 'x' }]] } })
    // @ts-expect-error no such scope
    await call('setMyCommands', { commands: [], scope: { type: 'everybody' } })
    await call('setMyDefaultAdministratorRights', { rights: { can_post_messages: true }, for_channels: true })
    expect(methods).toHaveLength(8)
    expectTypeOf<'sendMessage' | 'getWebhookInfo'>().toExtend<MethodName>()
    expectTypeOf<MethodParameters<'getFile'>>().toEqualTypeOf<{ readonly file_id: string }>()
  })
})

describe("Telegraf's client", () => {
  it('makes its calls with the same caller', async () => {
    const { call, requests } = caller(() => Response.json({ ok: true, result: { message_id: 3 } }))
    expect(await new TelegramClient(call).sendMessage(1, 'hello')).toEqual({ message_id: 3 })
    expect(requests).toHaveLength(1)
  })

  it('throws a refusal as a TelegramError that says what it means', async () => {
    const { call } = caller(() =>
      Response.json({ ok: false, error_code: 400, description: 'Bad Request: chat not found' }),
    )
    const refused = await new TelegramClient(call).sendMessage(1, 'hello').catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(TelegramError)
    expect(refused).toMatchObject({ message: '400: sendMessage was refused: locked-out' })
  })
})
