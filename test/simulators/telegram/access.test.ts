import { describe, expect, test } from 'vitest'
import { BOT, lastUpdate, type Stand, stand, withChannel } from '../../../simulators/telegram/stand.ts'

/** What the bot is told when it writes to a chat that came into this state. */
const cases: readonly (readonly [string, (here: Stand, anna: number) => number, string])[] = [
  [
    'a person who blocked it',
    ({ world }, anna) => {
      world.start(anna)
      world.blockBot(anna)
      return anna
    },
    'Forbidden: bot was blocked by the user',
  ],
  [
    'a person who is gone',
    ({ world }, anna) => {
      world.start(anna)
      world.deactivate(anna)
      return anna
    },
    'Forbidden: user is deactivated',
  ],
  ['a person whom it never met', (_here, anna) => anna, 'Bad Request: chat not found'],
  [
    'a person whom it met elsewhere',
    ({ world }, anna) => {
      const { id } = world.addChannel({ title: 'C', creator: anna })
      world.addBot({ chat: id, by: anna, rights: {} })
      return anna
    },
    "Forbidden: bot can't initiate conversation with a user",
  ],
  [
    'a channel without the right to post',
    ({ world }, anna) => {
      const { id } = world.addChannel({ title: 'C', creator: anna })
      world.addBot({ chat: id, by: anna, rights: {} })
      return id
    },
    'Bad Request: need administrator rights in the channel chat',
  ],
  [
    'a channel that it was removed from',
    ({ world }, anna) => {
      const { id } = world.addChannel({ title: 'C', creator: anna })
      world.addBot({ chat: id, by: anna, rights: { can_post_messages: true } })
      world.removeBot({ chat: id, by: anna })
      return id
    },
    'Forbidden: bot was kicked from the channel chat',
  ],
  [
    'a channel that it is no longer administrator of',
    ({ world }, anna) => {
      const { id } = world.addChannel({ title: 'C', creator: anna })
      world.addBot({ chat: id, by: anna, rights: { can_post_messages: true } })
      world.setBotRights({ chat: id, by: anna, rights: null })
      return id
    },
    'Forbidden: bot is not a member of the channel chat',
  ],
  [
    'a private channel that it never was in',
    ({ world }, anna) => world.addChannel({ title: 'C', creator: anna }).id,
    'Bad Request: chat not found',
  ],
  [
    'a group that it was removed from',
    ({ world }, anna) => {
      const { id } = world.addGroup({ title: 'G', creator: anna })
      world.addBot({ chat: id, by: anna })
      world.removeBot({ chat: id, by: anna })
      return id
    },
    'Forbidden: bot was kicked from the group chat',
  ],
  [
    'a supergroup that it was removed from',
    ({ world }, anna) => {
      const { id } = world.addSupergroup({ title: 'S', creator: anna })
      world.addBot({ chat: id, by: anna })
      world.removeBot({ chat: id, by: anna })
      return id
    },
    'Forbidden: bot was kicked from the supergroup chat',
  ],
  [
    'a supergroup that muted it',
    ({ world }, anna) => {
      const { id } = world.addSupergroup({ title: 'S', creator: anna })
      world.addBot({ chat: id, by: anna })
      world.muteBot({ chat: id, by: anna })
      return id
    },
    'Bad Request: not enough rights to send text messages to the chat',
  ],
  [
    'a group where members are silent',
    ({ world }, anna) => {
      const { id } = world.addGroup({ title: 'G', creator: anna })
      world.addBot({ chat: id, by: anna })
      world.setMembersMaySend(id, false)
      return id
    },
    'Bad Request: not enough rights to send text messages to the chat',
  ],
  [
    'a channel that was deleted',
    ({ world }, anna) => {
      const { id } = world.addChannel({ title: 'C', creator: anna })
      world.addBot({ chat: id, by: anna, rights: { can_post_messages: true } })
      world.deleteChat(id)
      return id
    },
    'Bad Request: chat not found',
  ],
  [
    'a group that was deleted',
    ({ world }, anna) => {
      const { id } = world.addGroup({ title: 'G', creator: anna })
      world.addBot({ chat: id, by: anna })
      world.deleteChat(id)
      return id
    },
    'Forbidden: the group chat was deleted',
  ],
]

describe('what a bot is told that writes to', () => {
  test.each(cases)('%s', async (_name, arrange, words) => {
    const here = stand()
    const anna = here.world.addPerson({ firstName: 'Anna' }).id
    const chat = arrange(here, anna)
    const before = here.world.chats().map(({ id }) => here.world.messages(id).length)
    expect(await here.words('sendMessage', { chat_id: chat, text: 'hi' })).toBe(words)
    expect(here.world.chats().map(({ id }) => here.world.messages(id).length)).toEqual(before)
  })
})

test('a group that became a supergroup names it', async () => {
  const { world, call, words } = stand()
  const anna = world.addPerson({ firstName: 'Anna' }).id
  const group = world.addGroup({ title: 'G', creator: anna }).id
  world.addBot({ chat: group, by: anna })
  const supergroup = world.upgradeGroup(group, anna)
  expect(await call('sendMessage', { chat_id: group, text: 'hi' })).toEqual({
    ok: false,
    error_code: 400,
    description: 'Bad Request: group chat was upgraded to a supergroup chat',
    parameters: { migrate_to_chat_id: supergroup.id },
  })
  expect(await words('sendMessage', { chat_id: supergroup.id, text: 'hi' })).toBe('ok')
})

test('replies outside of topics have a thread that nothing can be sent to', async () => {
  const { world, words } = stand()
  const anna = world.addPerson({ firstName: 'Anna' }).id
  const group = world.addSupergroup({ title: 'G', creator: anna }).id
  world.addBot({ chat: group, by: anna })
  const first = world.say({ from: anna, chat: group, text: '/a' })
  world.say({ from: anna, chat: group, text: '/b', replyTo: first.id })
  expect(lastUpdate(world)).toMatchObject({ message_thread_id: first.id, text: '/b' })
  expect(lastUpdate(world)).not.toHaveProperty('is_topic_message')
  expect(await words('sendMessage', { chat_id: group, text: 'hi', message_thread_id: first.id })).toBe(
    'Bad Request: message thread is not a forum topic thread',
  )
})

test('topics: known, closed, gone, General', async () => {
  const { world, words } = stand()
  const anna = world.addPerson({ firstName: 'Anna' }).id
  const forum = world.addSupergroup({ title: 'F', creator: anna, forum: true }).id
  world.addBot({ chat: forum, by: anna })
  const topic = world.addTopic({ chat: forum, by: anna, name: 'News' })
  const send = (thread?: number) => words('sendMessage', { chat_id: forum, text: 'hi', message_thread_id: thread })
  expect(await send(topic.id)).toBe('ok')
  expect(world.messages(forum, { thread: topic.id }).at(-1)?.text).toBe('hi')
  expect(await send()).toBe('ok')
  expect(await send(1)).toBe('Bad Request: message thread not found')
  expect(await send(999)).toBe('Bad Request: message thread not found')
  world.closeTopic({ chat: forum, by: anna, thread: topic.id })
  expect(await send(topic.id)).toBe('Bad Request: TOPIC_CLOSED')
  world.reopenTopic({ chat: forum, by: anna, thread: topic.id })
  expect(await send(topic.id)).toBe('ok')
  world.deleteTopic({ chat: forum, by: anna, thread: topic.id })
  expect(await send(topic.id)).toBe('Bad Request: message thread not found')
})

describe('who is told of members', () => {
  test('administrators of a channel', async () => {
    const { world, result, words, anna, channel } = withChannel()
    const bert = world.addPerson({ firstName: 'Bert' }).id
    const member = (user: number) => result('getChatMember', { chat_id: channel, user_id: user })
    expect(await member(anna)).toMatchObject({ status: 'creator', user: { id: anna } })
    expect(await member(bert)).toMatchObject({ status: 'left' })
    expect(await member(BOT)).toMatchObject({
      status: 'administrator',
      can_manage_chat: true,
      can_post_messages: true,
      can_edit_messages: false,
    })
    world.setAdmin({ chat: channel, by: anna, person: bert, rights: { can_post_messages: true } })
    expect(await result('getChatAdministrators', { chat_id: channel })).toHaveLength(3)
    expect(await words('getChatMember', { chat_id: channel, user_id: 99 })).toBe('Bad Request: user not found')
    expect(await words('getChatMember', { chat_id: channel })).toBe('Bad Request: invalid user_id specified')
  })

  test('nobody else', async () => {
    const { world, words } = stand()
    const anna = world.addPerson({ firstName: 'Anna' }).id
    world.addChannel({ title: 'Public', creator: anna, username: 'public_one' })
    const hidden = world.addChannel({ title: 'Hidden', creator: anna }).id
    const ask = (chat: string | number, user: number) => words('getChatMember', { chat_id: chat, user_id: user })
    expect(await ask('@public_one', anna)).toBe('Bad Request: member list is inaccessible')
    expect(await ask('@public_one', BOT)).toBe('Bad Request: member list is inaccessible')
    expect(await ask(hidden, anna)).toBe('Bad Request: chat not found')
    expect(await words('getChat', { chat_id: '@public_one' })).toBe('ok')
    expect(await words('sendMessage', { chat_id: '@public_one', text: 'x' })).toBe(
      'Forbidden: bot is not a member of the channel chat',
    )
  })

  test('leaveChat ends it', async () => {
    const { world, words, channel } = withChannel()
    expect(await words('leaveChat', { chat_id: channel })).toBe('ok')
    expect(world.member(channel, BOT)?.status).toBe('left')
    expect(await words('getChatMember', { chat_id: channel, user_id: BOT })).toBe(
      'Bad Request: member list is inaccessible',
    )
  })
})
