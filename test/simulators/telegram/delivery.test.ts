import { describe, expect, test } from 'vitest'
import { testWorld, testWorldWithChannel } from './test-world.ts'

const SECOND = 1000

describe('getUpdates', () => {
  test('returns updates until they are confirmed', async () => {
    const { world, result } = testWorld()
    const anna = world.addPerson({ firstName: 'Anna' }).id
    for (const text of ['/start', 'b', 'c']) world.say({ from: anna, text })
    const ids = async (payload: object) => {
      const updates = await result('getUpdates', { ...payload })
      return Array.isArray(updates) ? updates.map((update) => update.update_id - 100_000_000) : []
    }
    expect(await ids({})).toEqual([1, 2, 3])
    expect(await ids({ limit: 2 })).toEqual([1, 2])
    expect(await ids({ offset: 100_000_002 })).toEqual([2, 3])
    expect(await ids({ offset: -1 })).toEqual([3])
    expect(await ids({ offset: 100_000_004, timeout: 30 })).toEqual([])
    world.redeliver(100_000_003)
    expect(await ids({})).toEqual([3])
  })

  test('drops updates after a day', async () => {
    const { world, clock, result } = testWorld()
    world.start(world.addPerson({ firstName: 'Anna' }).id)
    clock.now += 24 * 60 * 60 * SECOND
    expect(await result('getUpdates')).toEqual([])
  })

  test('waits for the next update, and ends an earlier call that waits', async () => {
    const never = (_ms: number, signal?: AbortSignal) => {
      return new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()))
    }
    const { world, call, result } = testWorld({ sleep: never })
    const anna = world.addPerson({ firstName: 'Anna' }).id
    const first = call('getUpdates', { timeout: 30 })
    await Promise.resolve()
    const second = result('getUpdates', { timeout: 30 })
    expect(await first).toMatchObject({
      error_code: 409,
      description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    })
    world.start(anna)
    expect(await second).toHaveLength(1)
  })

  test('is refused while a webhook is set', async () => {
    const { result, outcome } = testWorld()
    await result('setWebhook', { url: 'https://bot.test/hook' })
    expect(await outcome('getUpdates')).toBe(
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )
    await result('deleteWebhook')
    expect(await outcome('getUpdates')).toBe('ok')
  })
})

describe('setWebhook', () => {
  const cases: readonly (readonly [string, object, string])[] = [
    ['an invalid URL', { url: 'hook' }, 'Bad Request: bad webhook: invalid HTTP URL specified'],
    ['plain http', { url: 'http://bot.test/' }, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook'],
    [
      'another port',
      { url: 'https://bot.test:8787/' },
      'Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443',
    ],
    [
      'a secret with spaces',
      { url: 'https://bot.test/', secret_token: 'a b' },
      'Bad Request: secret token contains unallowed characters',
    ],
  ]
  test.each(cases)('refuses %s', async (_name, payload, description) => {
    expect(await testWorld().outcome('setWebhook', { ...payload })).toBe(description)
  })

  test('accepts any HTTP URL on a local server', async () => {
    expect(await testWorld({ localWebhooks: true }).outcome('setWebhook', { url: 'http://127.0.0.1:8787/h' })).toBe(
      'ok',
    )
  })
})

describe('webhook delivery', () => {
  test('sends one update after the other, with the secret', async () => {
    const { world, result } = testWorldWithChannel()
    await result('setWebhook', { url: 'https://bot.test/hook', secret_token: 's3cret', drop_pending_updates: true })
    const anna = world.people()[0]?.id ?? 0
    world.say({ from: anna, text: 'a' })
    world.say({ from: anna, text: 'b' })
    const seen: string[] = []
    const delivery = await world.deliver(async (request) => {
      expect(request.headers.get('x-telegram-bot-api-secret-token')).toBe('s3cret')
      seen.push(await request.text())
      return new Response('{}')
    })
    expect(delivery).toEqual({ delivered: 2, failed: 0, waiting: 0, retryAt: null })
    expect(seen.map((text) => /"text":"(.)"/u.exec(text)?.[1])).toEqual(['a', 'b'])
  })

  test('repeats a failed update after a wait that grows', async () => {
    const { world, clock, result, anna } = testWorldWithChannel()
    await result('setWebhook', { url: 'https://bot.test/hook', drop_pending_updates: true })
    world.say({ from: anna, text: 'a' })
    const answers: (() => Response)[] = [
      () => new Response('no', { status: 500, statusText: 'Internal Server Error' }),
      () => {
        throw new Error('unreachable')
      },
      () => new Response(),
    ]
    const send = async () => (answers.shift() ?? (() => new Response()))()
    expect(await world.deliver(send)).toMatchObject({
      delivered: 0,
      failed: 1,
      waiting: 1,
      retryAt: clock.now + SECOND,
    })
    expect(await result('getWebhookInfo')).toMatchObject({
      pending_update_count: 1,
      last_error_message: 'Wrong response from the webhook: 500 Internal Server Error',
    })
    expect(await world.deliver(send)).toMatchObject({ delivered: 0, failed: 0, waiting: 1 })
    clock.now += SECOND
    expect(await world.deliver(send)).toMatchObject({ failed: 1, retryAt: clock.now + 2 * SECOND })
    expect(world.webhook().lastError).toBe('Connection timed out')
    expect(await world.deliver(send, { force: true })).toMatchObject({ delivered: 1, waiting: 0 })
  })

  test('obeys Retry-After without delaying the updates of others', async () => {
    const { world, clock, result, anna } = testWorldWithChannel()
    await result('setWebhook', { url: 'https://bot.test/hook', drop_pending_updates: true })
    const ben = world.addPerson({ firstName: 'Ben' }).id
    for (const text of ['a', 'b']) world.say({ from: anna, text })
    world.start(ben)
    const seen: string[] = []
    const send = async (request: Request) => {
      const text = /"text":"([^"]*)"/u.exec(await request.text())?.[1] ?? ''
      seen.push(text)
      return text === 'a' ? new Response(null, { status: 503, headers: { 'retry-after': '5' } }) : new Response()
    }
    const waits = { delivered: 1, failed: 1, waiting: 2, retryAt: clock.now + 5 * SECOND }
    expect(await world.deliver(send)).toEqual(waits)
    expect(seen).toEqual(['a', '/start'])
  })

  test('delivers in parallel what need not stay in order', async () => {
    const { world, result, anna, channel } = testWorldWithChannel()
    await result('setWebhook', { url: 'https://bot.test/hook', drop_pending_updates: true })
    world.say({ from: anna, text: 'a' })
    world.say({ from: anna, text: 'b' })
    world.removeBot({ chat: channel, by: anna })
    const seen: string[] = []
    const left = Promise.withResolvers<void>()
    await world.deliver(async (request) => {
      const [what = ''] = /"text":"."|my_chat_member/u.exec(await request.text()) ?? []
      seen.push(what)
      if (what === 'my_chat_member') left.resolve()
      // Waits for an update that is only delivered in parallel.
      else await left.promise
      return new Response()
    })
    expect(seen).toEqual(['"text":"a"', 'my_chat_member', '"text":"b"'])
  })

  test('drops a callback query after 150 seconds', async () => {
    const { world, clock, result, anna } = testWorldWithChannel()
    const reply_markup = { inline_keyboard: [[{ text: 'Undo', callback_data: 'undo' }]] }
    await result('sendMessage', { chat_id: anna, text: 'Done.', reply_markup })
    const message = world.messages(anna).at(-1)?.id ?? 0
    const before = world.pending().length
    world.press({ from: anna, chat: anna, message, row: 0, column: 0 })
    expect(world.pending()).toHaveLength(before + 1)
    clock.now += 150 * SECOND
    expect(world.pending()).toHaveLength(before)
  })

  test('runs the method in the answer', async () => {
    const { world, result, anna } = testWorldWithChannel()
    await result('setWebhook', { url: 'https://bot.test/hook', drop_pending_updates: true })
    world.say({ from: anna, text: 'a' })
    await world.deliver(async () => Response.json({ method: 'sendMessage', chat_id: anna, text: 'reply' }))
    expect(world.messages(anna).at(-1)).toMatchObject({ text: 'reply', byBot: true })
  })

  test('delivers nothing without a webhook', async () => {
    const { world } = testWorldWithChannel()
    const delivery = await world.deliver(async () => new Response())
    expect(delivery).toMatchObject({ delivered: 0, failed: 0 })
  })
})

test('commands and descriptions are kept by scope and language', async () => {
  const { world, result, outcome } = testWorldWithChannel()
  const commands = [{ command: 'add', description: 'Add a feed' }]
  await result('setMyCommands', { commands, scope: { type: 'all_private_chats' }, language_code: 'en' })
  expect(await result('getMyCommands', { scope: { type: 'all_private_chats' }, language_code: 'en' })).toEqual(commands)
  expect(await result('getMyCommands')).toEqual([])
  await result('deleteMyCommands', { scope: { type: 'all_private_chats' }, language_code: 'en' })
  expect(await result('getMyCommands', { scope: { type: 'all_private_chats' }, language_code: 'en' })).toEqual([])
  expect(await outcome('setMyCommands', { commands: [{ command: 'Add!', description: 'x' }] })).toBe(
    'Bad Request: BOT_COMMAND_INVALID',
  )
  await result('setMyDescription', { description: 'News' })
  await result('setMyDefaultAdministratorRights', { rights: { can_post_messages: true }, for_channels: true })
  expect(world.bot()).toMatchObject({
    descriptions: { '': 'News' },
    defaultRights: { channels: { can_post_messages: true }, groups: null },
  })
})
