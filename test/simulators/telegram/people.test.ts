import { describe, expect, test } from 'vitest'
import type { Reaction } from '../../../simulators/telegram/telegram-world.ts'
import { BOT, lastUpdate, pendingKinds, testWorld, testWorldWithChannel } from './test-world.ts'

const botUser = { id: BOT, is_bot: true, first_name: 'Paperboy', username: 'paperboy_test_bot' }

describe('in a private chat', () => {
  test('Start sends a message with the command and its payload', () => {
    const { world } = testWorld()
    const anna = world.addPerson({ firstName: 'Anna', username: 'anna', languageCode: 'zh-hans' }).id
    world.start(anna, 'code_1')
    expect(world.pending()).toEqual([
      {
        update_id: 100_000_001,
        message: {
          message_id: 1,
          from: { id: anna, is_bot: false, first_name: 'Anna', username: 'anna', language_code: 'zh-hans' },
          chat: { id: anna, first_name: 'Anna', username: 'anna', type: 'private' },
          date: 1_795_435_200,
          text: '/start code_1',
          entities: [{ type: 'bot_command', offset: 0, length: 6 }],
        },
      },
    ])
  })

  test('blocking the bot and starting it again are updates', () => {
    const { world } = testWorld()
    const anna = world.addPerson({ firstName: 'Anna' }).id
    world.start(anna)
    world.blockBot(anna)
    expect(lastUpdate(world)).toMatchObject({
      chat: { id: anna, type: 'private' },
      old_chat_member: { user: botUser, status: 'member' },
      new_chat_member: { user: botUser, status: 'kicked', until_date: 0 },
    })
    expect(() => world.say({ from: anna, text: 'x' })).toThrow('has blocked the bot')
    world.start(anna)
    expect(pendingKinds(world)).toEqual(['message', 'my_chat_member', 'my_chat_member', 'message'])
  })

  test('a forwarded post has its origin', () => {
    const { world, anna, channel } = testWorldWithChannel()
    const post = world.post({ chat: channel, by: anna, text: 'see https://x.org' })
    world.forward({ from: anna, chat: channel, message: post.id })
    expect(lastUpdate(world)).toMatchObject({
      chat: { id: anna },
      text: 'see https://x.org',
      forward_origin: { type: 'channel', chat: { id: channel }, message_id: post.id },
    })
  })
})

describe('choosing a chat', () => {
  const keyboard = (request: object) => ({
    keyboard: [[{ text: 'Choose', request_chat: { request_id: 7, chat_is_channel: true, ...request } }]],
    one_time_keyboard: true,
  })
  const rights = { can_post_messages: true }

  test('adds the bot if the button requires it', async () => {
    const { world, result } = testWorld()
    const anna = world.addPerson({ firstName: 'Anna' }).id
    const channel = world.addChannel({ title: 'C', creator: anna }).id
    world.start(anna)
    await result('sendMessage', {
      chat_id: anna,
      text: 'which?',
      reply_markup: keyboard({
        user_administrator_rights: rights,
        bot_administrator_rights: rights,
        request_title: true,
      }),
    })
    expect(world.keyboard(anna)).toMatchObject({ kind: 'reply', rows: [[{ requestChat: { id: 7, channel: true } }]] })
    world.shareChat({ from: anna, request: 7, chat: channel })
    expect(pendingKinds(world)).toEqual(['message', 'my_chat_member', 'message'])
    expect(lastUpdate(world)).toMatchObject({ chat_shared: { request_id: 7, chat_id: channel, title: 'C' } })
    expect(world.member(channel, BOT)).toMatchObject({ status: 'administrator', rights })
    expect(world.keyboard(anna)).toBe(null)
  })

  test('is refused for a chat that the button does not offer', async () => {
    const { world, result } = testWorld()
    const anna = world.addPerson({ firstName: 'Anna' }).id
    const bert = world.addPerson({ firstName: 'Bert' }).id
    const channel = world.addChannel({ title: 'C', creator: anna }).id
    world.join(channel, bert)
    world.start(bert)
    expect(() => world.shareChat({ from: bert, request: 7, chat: channel })).toThrow('no button')
    await result('sendMessage', {
      chat_id: bert,
      text: 'which?',
      reply_markup: keyboard({ user_administrator_rights: rights }),
    })
    expect(() => world.shareChat({ from: bert, request: 7, chat: channel })).toThrow('not offered')
  })

  test('is not available in groups, or with more rights for the bot than for the person', async () => {
    const { world, outcome } = testWorld()
    const anna = world.addPerson({ firstName: 'Anna' }).id
    const group = world.addGroup({ title: 'G', creator: anna }).id
    world.start(anna)
    world.addBot({ chat: group, by: anna })
    const ask = (chat: number, request: object) => {
      return outcome('sendMessage', { chat_id: chat, text: 'x', reply_markup: JSON.stringify(keyboard(request)) })
    }
    expect(await ask(group, {})).toBe('Bad Request: chats can be requested in private chats only')
    expect(await ask(anna, { bot_administrator_rights: rights })).toBe('Bad Request: USER_RIGHTS_MISSING')
  })
})

describe('pressing a button', () => {
  test('sends a callback query, which the bot answers once', async () => {
    const { world, result, outcome, anna } = testWorldWithChannel()
    const markup = {
      inline_keyboard: [[{ text: 'Yes', callback_data: 'y:1' }], [{ text: 'Site', url: 'https://x.org' }]],
    }
    await result('sendMessage', { chat_id: anna, text: 'sure?', reply_markup: markup })
    const message = world.messages(anna).at(-1)?.id ?? 0
    const { id } = world.press({ from: anna, chat: anna, message, text: 'Yes' })
    expect(lastUpdate(world)).toMatchObject({ id, from: { id: anna }, message: { message_id: message }, data: 'y:1' })
    expect(await outcome('answerCallbackQuery', { callback_query_id: id, text: 'Done', show_alert: true })).toBe('ok')
    expect(world.callback(id).answer).toMatchObject({ text: 'Done', alert: true })
    const old = 'Bad Request: query is too old and response timeout expired or query ID is invalid'
    expect(await outcome('answerCallbackQuery', { callback_query_id: id })).toBe(old)
    expect(await outcome('answerCallbackQuery', { callback_query_id: '5' })).toBe(old)
    expect(() => world.press({ from: anna, chat: anna, message, text: 'Site' })).toThrow('url button')
    expect(() => world.press({ from: anna, chat: anna, message, data: 'n' })).toThrow('it has: Yes, Site')
    expect(world.press({ from: anna, chat: anna, message, row: 0 }).data).toBe('y:1')
  })
})

describe('membership updates', () => {
  test('report that the bot was added to a channel, and removed', () => {
    const { world } = testWorld()
    const anna = world.addPerson({ firstName: 'Anna' }).id
    const bert = world.addPerson({ firstName: 'Bert' }).id
    const channel = world.addChannel({ title: 'C', creator: anna }).id
    expect(() => world.addBot({ chat: channel, by: bert, rights: {} })).toThrow('may not appoint')
    expect(() => world.addBot({ chat: channel, by: anna })).toThrow('only be an administrator')
    world.addBot({ chat: channel, by: anna, rights: { can_post_messages: true } })
    expect(lastUpdate(world)).toMatchObject({
      chat: { id: channel, title: 'C', type: 'channel' },
      from: { id: anna },
      old_chat_member: { user: botUser, status: 'left' },
      new_chat_member: { user: botUser, status: 'administrator', can_post_messages: true, can_edit_messages: false },
    })
    world.removeBot({ chat: channel, by: anna })
    expect(lastUpdate(world)).toMatchObject({ new_chat_member: { status: 'kicked', until_date: 0 } })
    expect(pendingKinds(world)).toEqual(['my_chat_member', 'my_chat_member'])
  })

  test('of a group are accompanied by service messages', () => {
    const { world } = testWorld()
    const anna = world.addPerson({ firstName: 'Anna' }).id
    const group = world.addGroup({ title: 'G', creator: anna }).id
    world.addBot({ chat: group, by: anna })
    expect(pendingKinds(world)).toEqual(['my_chat_member', 'message'])
    expect(lastUpdate(world)).toMatchObject({ new_chat_members: [botUser] })
    world.removeBot({ chat: group, by: anna })
    expect(pendingKinds(world).slice(2)).toEqual(['message', 'my_chat_member'])
    expect(lastUpdate(world)).toMatchObject({ new_chat_member: { status: 'left' } })
  })

  test('are service messages in both chats if a group is upgraded', () => {
    const { world } = testWorld()
    const anna = world.addPerson({ firstName: 'Anna' }).id
    const group = world.addGroup({ title: 'G', creator: anna }).id
    world.addBot({ chat: group, by: anna })
    const { id } = world.upgradeGroup(group, anna)
    const [to, from] = world.pending().slice(-2)
    expect(to).toMatchObject({ message: { chat: { id: group, type: 'group' }, migrate_to_chat_id: id } })
    expect(from).toMatchObject({ message: { chat: { id, type: 'supergroup' }, migrate_from_chat_id: group } })
  })

  test('about others need an administrator that requests them', async () => {
    const { world, call, channel } = testWorldWithChannel()
    const join = (firstName: string) => world.join(channel, world.addPerson({ firstName }).id)
    join('Bert')
    expect(pendingKinds(world)).not.toContain('chat_member')
    await call('getUpdates', { allowed_updates: ['chat_member', 'message'] })
    join('Cleo')
    expect(pendingKinds(world).at(-1)).toBe('chat_member')
    world.post({ chat: channel, by: world.people()[0]?.id ?? 0, text: 'x' })
    expect(pendingKinds(world)).not.toContain('channel_post')
  })
})

describe('counts of reactions', () => {
  const withPost = () => {
    const all = testWorldWithChannel()
    const anna = all.world.people()[0]?.id ?? 0
    const { id } = all.world.post({ chat: all.channel, by: anna, text: 'x' })
    const react = (...reactions: readonly Reaction[]) =>
      all.world.setReactions({ chat: all.channel, message: id, reactions })
    return { ...all, anna, id, react }
  }
  const listed = { allowed_updates: ['Message_Reaction_Count', 'not_yet_known'] }

  test('reach an administrator that lists them, with every kind of reaction', async () => {
    const { world, call, channel, id, react } = withPost()
    react({ emoji: '👍', count: 1 })
    expect(pendingKinds(world)).not.toContain('message_reaction_count')
    await call('getUpdates', listed)
    react({ emoji: '👍', count: 3 }, { customEmoji: '5368324170671202286', count: 2 }, { paid: true, count: 5 })
    expect(world.pending().at(-1)).toMatchObject({
      message_reaction_count: {
        chat: { id: channel, type: 'channel' },
        message_id: id,
        reactions: [
          { type: { type: 'emoji', emoji: '👍' }, total_count: 3 },
          { type: { type: 'custom_emoji', custom_emoji_id: '5368324170671202286' }, total_count: 2 },
          { type: { type: 'paid' }, total_count: 5 },
        ],
      },
    })
  })

  test('reach no bot that is no administrator', async () => {
    const { world, call, channel, anna, react } = withPost()
    await call('getUpdates', listed)
    world.setBotRights({ chat: channel, by: anna, rights: null })
    react({ emoji: '👍', count: 3 })
    expect(pendingKinds(world)).not.toContain('message_reaction_count')
  })

  test.each<readonly [string, readonly Reaction[]]>([
    ['a reaction that nobody gave', [{ emoji: '👍', count: 0 }]],
    [
      'the same reaction twice',
      [
        { paid: true, count: 1 },
        { paid: true, count: 2 },
      ],
    ],
    ['twelve kinds', Array.from({ length: 12 }, (_, index) => ({ emoji: `${index}`, count: 1 }))],
  ])('never have %s', (_name, reactions) => {
    const { react } = withPost()
    expect(() => react(...reactions)).toThrow()
  })
})

describe('in a group', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['plain text', 'hello', false],
    ['a command', '/help', true],
    ['a command to this bot', '/help@paperboy_test_bot now', true],
    ['a command to another bot', '/help@other_bot', false],
  ]
  test.each(cases)('whether a bot without rights gets %s (“%s”): %s', (_name, text, isDelivered) => {
    const { world } = testWorld()
    const anna = world.addPerson({ firstName: 'Anna' }).id
    const group = world.addGroup({ title: 'G', creator: anna }).id
    world.addBot({ chat: group, by: anna })
    const before = world.pending().length
    world.say({ from: anna, chat: group, text })
    expect(world.pending().length - before).toBe(isDelivered ? 1 : 0)
    world.setBotRights({ chat: group, by: anna, rights: {} })
    world.say({ from: anna, chat: group, text })
    expect(pendingKinds(world).at(-1)).toBe('message')
  })

  test('an anonymous administrator sends as the group', () => {
    const { world } = testWorld()
    const anna = world.addPerson({ firstName: 'Anna' }).id
    const group = world.addSupergroup({ title: 'G', creator: anna }).id
    world.addBot({ chat: group, by: anna })
    world.say({ from: anna, chat: group, text: '/start', anonymous: true })
    expect(lastUpdate(world)).toMatchObject({ sender_chat: { id: group }, from: { username: 'GroupAnonymousBot' } })
  })

  test('messages of a topic have its id', () => {
    const { world } = testWorld()
    const anna = world.addPerson({ firstName: 'Anna' }).id
    const forum = world.addSupergroup({ title: 'F', creator: anna, forum: true }).id
    world.addBot({ chat: forum, by: anna })
    const topic = world.addTopic({ chat: forum, by: anna, name: 'News' })
    expect(lastUpdate(world)).toMatchObject({ forum_topic_created: { name: 'News' }, message_thread_id: topic.id })
    world.say({ from: anna, chat: forum, thread: topic.id, text: '/start' })
    expect(lastUpdate(world)).toMatchObject({ message_thread_id: topic.id, is_topic_message: true })
  })
})

test('listeners get every change until they unsubscribe', () => {
  const { world, anna, channel } = testWorldWithChannel()
  const bert = world.addPerson({ firstName: 'Bert' }).id
  const changes: string[] = []
  const stop = world.subscribe((change) => changes.push(change.kind))
  world.join(channel, bert)
  world.post({ chat: channel, by: anna, text: 'x' })
  stop()
  world.post({ chat: channel, by: anna, text: 'y' })
  expect(changes).toEqual(['chat', 'message', 'update'])
})
