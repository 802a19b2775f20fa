import { describe, expect, test } from 'vitest'
import { apiRequest, BOT, TOKEN, testWorld, testWorldWithChannel } from './test-world.ts'

describe('a request', () => {
  const { world } = testWorld()
  const cases: readonly (readonly [string, string, number, string])[] = [
    ['an unknown path', 'https://t.test/', 404, 'Not Found'],
    ['an unknown token', 'https://t.test/bot4242:other/getMe', 401, 'Unauthorized'],
    ['an unknown method', `https://t.test/bot${TOKEN}/getYou`, 404, 'Not Found: method not found'],
    ['a method in lower case', `https://t.test/bot${TOKEN}/getme`, 200, ''],
  ]
  test.each(cases)('with %s is answered as by Telegram', async (_name, url, status, description) => {
    const response = await world.handle(new Request(url))
    expect(response.status).toBe(status)
    if (status !== 200) expect(await response.json()).toEqual({ ok: false, error_code: status, description })
  })
})

describe('parameters', () => {
  const form = new FormData()
  form.set('chat_id', '1001')
  form.set('text', 'hi')
  const url = `https://t.test/bot${TOKEN}/sendMessage`
  const cases: readonly (readonly [string, () => Request])[] = [
    ['in the query', () => new Request(`${url}?chat_id=1001&text=hi`)],
    ['as JSON', () => apiRequest('sendMessage', { chat_id: 1001, text: 'hi' })],
    ['as JSON with the id as a string', () => apiRequest('sendMessage', { chat_id: '1001', text: 'hi' })],
    [
      'as a URL-encoded form',
      () => new Request(url, { method: 'POST', body: new URLSearchParams({ chat_id: '1001', text: 'hi' }) }),
    ],
    ['as multipart form data', () => new Request(url, { method: 'POST', body: form })],
  ]
  test.each(cases)('are accepted %s', async (_name, request) => {
    const { world } = testWorld()
    const anna = world.addPerson({ firstName: 'Anna' }).id
    world.start(anna)
    expect((await world.handle(request())).status).toBe(200)
    expect(world.messages(anna).at(-1)?.text).toBe('hi')
  })

  test('in invalid JSON are refused', async () => {
    const request = new Request(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' })
    expect((await testWorld().world.handle(request)).status).toBe(400)
  })
})

describe('a message to a channel', () => {
  test('is stored and returned as it was sent', async () => {
    const { world, result, channel } = testWorldWithChannel()
    const sent = await result('sendMessage', {
      chat_id: '@Morning',
      text: '<b>News</b>',
      parse_mode: 'HTML',
      disable_notification: true,
      link_preview_options: { is_disabled: true },
      reply_markup: { inline_keyboard: [[{ text: 'Open', url: 'https://x.org' }]] },
    })
    expect(sent).toEqual({
      message_id: 2,
      sender_chat: { id: channel, title: 'Morning News', username: 'morning', type: 'channel' },
      chat: { id: channel, title: 'Morning News', username: 'morning', type: 'channel' },
      date: 1_795_435_200,
      text: 'News',
      entities: [{ type: 'bold', offset: 0, length: 4 }],
      link_preview_options: { is_disabled: true },
      reply_markup: { inline_keyboard: [[{ text: 'Open', url: 'https://x.org/' }]] },
    })
    const [message] = world.messages(channel)
    expect(message).toMatchObject({ byBot: true, silent: true, preview: { disabled: true }, sender: { by: BOT } })
  })

  test('has the next id of the channel; private chats and groups share a counter', async () => {
    const { world, result, anna, channel } = testWorldWithChannel()
    const bert = world.addPerson({ firstName: 'Bert' }).id
    const group = world.addGroup({ title: 'Group', creator: anna }).id
    world.addBot({ chat: group, by: anna })
    world.start(bert)
    await result('sendMessage', { chat_id: channel, text: '1' })
    world.post({ chat: channel, by: anna, text: '2' })
    await result('sendMessage', { chat_id: channel, text: '3' })
    await result('sendMessage', { chat_id: bert, text: 'x' })
    await result('sendMessage', { chat_id: anna, text: 'y' })
    await result('sendMessage', { chat_id: group, text: 'z' })
    expect(world.messages(channel).map(({ id }) => id)).toEqual([2, 3, 4])
    const shared = [...world.messages(anna), ...world.messages(group), ...world.messages(bert)].map(({ id }) => id)
    expect(shared.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6])
  })
})

describe('sendMessage', () => {
  const button = (inline: object) => ({ reply_markup: { inline_keyboard: [[inline]] } })
  const cases: readonly (readonly [string, object, string])[] = [
    ['no chat', { chat_id: '' }, 'chat_id is empty'],
    ['an unknown chat', { chat_id: 12345 }, 'chat not found'],
    ['an unknown username', { chat_id: '@nobody' }, 'chat not found'],
    ['an id that is not a number', { chat_id: 'morning' }, 'chat not found'],
    ['no text', { text: undefined }, 'message text is empty'],
    [
      'broken HTML',
      { text: '<b>', parse_mode: 'HTML' },
      `can't parse entities: can't find end tag corresponding to start tag "b"`,
    ],
    ['a keyboard in invalid JSON', { reply_markup: '{' }, "can't parse reply keyboard markup JSON object"],
    ['a keyboard that is a list', { reply_markup: [] }, 'object expected as reply markup'],
    [
      'buttons outside rows',
      { reply_markup: { inline_keyboard: [{ text: 'x' }] } },
      'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ],
    [
      'a button without an action',
      button({ text: 'x' }),
      "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [
      'a button without a text',
      button({ text: '', callback_data: 'x' }),
      'inline keyboard button text must be non-empty',
    ],
    [
      'a button of an unknown style',
      button({ text: 'x', callback_data: 'x', style: 'red' }),
      "can't parse inline keyboard button: invalid button style specified",
    ],
    ['65 bytes of data', button({ text: 'x', callback_data: `${'é'.repeat(32)}x` }), 'BUTTON_DATA_INVALID'],
    [
      'a button with an invalid URL',
      button({ text: 'x', url: 'http://localhost:8787/' }),
      "inline keyboard button URL 'http://localhost:8787/' is invalid: Wrong HTTP URL",
    ],
    ['a reply keyboard in a channel', { reply_markup: { keyboard: [['x']] } }, 'inline keyboard expected'],
    ['an unknown thread', { message_thread_id: 5 }, 'message thread not found'],
    ['a reply to an unknown message', { reply_parameters: { message_id: 99 } }, 'message to be replied not found'],
  ]
  test.each(cases)('refuses %s', async (_name, change, description) => {
    const { call, channel } = testWorldWithChannel()
    const answer = await call('sendMessage', { chat_id: channel, text: 'hi', ...change })
    expect(answer).toMatchObject({ ok: false, error_code: 400, description: expect.stringMatching(/^Bad Request: /u) })
    expect(answer.description?.slice('Bad Request: '.length).toLowerCase()).toBe(description.toLowerCase())
  })

  test('accepts 64 bytes of callback data', async () => {
    const { outcome, channel } = testWorldWithChannel()
    const markup = { inline_keyboard: [[{ text: 'x', callback_data: 'é'.repeat(32) }]] }
    expect(await outcome('sendMessage', { chat_id: channel, text: 'hi', reply_markup: JSON.stringify(markup) })).toBe(
      'ok',
    )
  })
})

describe('an edit', () => {
  const NOT_MODIFIED =
    'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message'
  const CANNOT = "Bad Request: message can't be edited"
  const NOT_FOUND = 'Bad Request: message to edit not found'

  test('distinguishes posts of the bot, posts of others, and missing posts', async () => {
    const { world, result, outcome, anna, channel } = testWorldWithChannel()
    const probe = (message: number) => outcome('editMessageReplyMarkup', { chat_id: channel, message_id: message })
    await result('sendMessage', { chat_id: channel, text: 'own' })
    world.post({ chat: channel, by: anna, text: 'other' })
    await result('sendMessage', { chat_id: channel, text: 'gone' })
    world.removeMessage({ chat: channel, message: 4 })
    expect([await probe(2), await probe(3), await probe(4), await probe(5)]).toEqual([
      NOT_MODIFIED,
      CANNOT,
      NOT_FOUND,
      NOT_FOUND,
    ])
    world.setBotRights({ chat: channel, by: anna, rights: { can_post_messages: true, can_edit_messages: true } })
    expect(await probe(3)).toBe(NOT_MODIFIED)
    world.setBotRights({ chat: channel, by: anna, rights: {} })
    expect(await probe(2)).toBe(CANNOT)
  })

  test('removes a keyboard', async () => {
    const { world, result, outcome, channel } = testWorldWithChannel()
    const markup = { inline_keyboard: [[{ text: 'x', callback_data: 'x' }]] }
    await result('sendMessage', { chat_id: channel, text: 'own', reply_markup: markup })
    expect(await outcome('editMessageReplyMarkup', { chat_id: channel, message_id: 2 })).toBe('ok')
    expect(world.message(channel, 2)?.markup).toBe(null)
  })

  test('with a text changes it, and is refused the second time', async () => {
    const { world, clock, result, outcome, anna } = testWorldWithChannel()
    await result('sendMessage', { chat_id: anna, text: 'one' })
    const id = world.messages(anna).at(-1)?.id ?? 0
    clock.now += 5000
    const change = { chat_id: anna, message_id: id, text: '<i>two</i>', parse_mode: 'HTML' }
    expect(await result('editMessageText', change)).toMatchObject({ text: 'two', edit_date: 1_795_435_205 })
    expect(await outcome('editMessageText', change)).toBe(NOT_MODIFIED)
    expect(await outcome('editMessageText', { ...change, message_id: 1, text: 'x' })).toBe(CANNOT)
    expect(await outcome('editMessageText', { ...change, message_id: 99, text: 'x' })).toBe(NOT_FOUND)
    expect(await outcome('editMessageText', { ...change, text: 'x'.repeat(4097) })).toBe(
      'Bad Request: MESSAGE_TOO_LONG',
    )
  })
})

describe('deleteMessage', () => {
  test('deletes posts of the bot for 48 hours, and other posts only with the right', async () => {
    const { world, clock, result, outcome, anna, channel } = testWorldWithChannel()
    const remove = (message: number) => outcome('deleteMessage', { chat_id: channel, message_id: message })
    await result('sendMessage', { chat_id: channel, text: 'own' })
    await result('sendMessage', { chat_id: channel, text: 'old' })
    world.post({ chat: channel, by: anna, text: 'other' })
    expect(await remove(2)).toBe('ok')
    expect(await remove(2)).toBe('Bad Request: message to delete not found')
    expect(await remove(4)).toBe("Bad Request: message can't be deleted")
    clock.now += 49 * 60 * 60 * 1000
    expect(await remove(3)).toBe("Bad Request: message can't be deleted for everyone")
    world.setBotRights({ chat: channel, by: anna, rights: { can_delete_messages: true } })
    expect([await remove(3), await remove(4)]).toEqual(['ok', 'ok'])
  })
})
