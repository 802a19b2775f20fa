import { describe, expect, test } from 'vitest'
import { BOT, lastUpdate, type TestWorld, testWorld, testWorldWithChannel } from './test-world.ts'

/** Chats in a state in which the bot may not send, and the refusal. */
const cases: readonly (readonly [string, (here: TestWorld, anna: number) => number, string])[] = [
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
    'a person whose account is deleted',
    ({ world }, anna) => {
      world.start(anna)
      world.deactivate(anna)
      return anna
    },
    'Forbidden: user is deactivated',
  ],
  ['an unknown person', (_here, anna) => anna, 'Bad Request: chat not found'],
  [
    'a person who has not started the bot',
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
    'a channel from which the bot was removed',
    ({ world }, anna) => {
      const { id } = world.addChannel({ title: 'C', creator: anna })
      world.addBot({ chat: id, by: anna, rights: { can_post_messages: true } })
      world.removeBot({ chat: id, by: anna })
      return id
    },
    'Forbidden: bot was kicked from the channel chat',
  ],
  [
    'a channel in which the bot is no longer an administrator',
    ({ world }, anna) => {
      const { id } = world.addChannel({ title: 'C', creator: anna })
      world.addBot({ chat: id, by: anna, rights: { can_post_messages: true } })
      world.setBotRights({ chat: id, by: anna, rights: null })
      return id
    },
    'Forbidden: bot is not a member of the channel chat',
  ],
  [
    'a private channel to which the bot was never added',
    ({ world }, anna) => world.addChannel({ title: 'C', creator: anna }).id,
    'Bad Request: chat not found',
  ],
  [
    'a group from which the bot was removed',
    ({ world }, anna) => {
      const { id } = world.addGroup({ title: 'G', creator: anna })
      world.addBot({ chat: id, by: anna })
      world.removeBot({ chat: id, by: anna })
      return id
    },
    'Forbidden: bot was kicked from the group chat',
  ],
  [
    'a supergroup from which the bot was removed',
    ({ world }, anna) => {
      const { id } = world.addSupergroup({ title: 'S', creator: anna })
      world.addBot({ chat: id, by: anna })
      world.removeBot({ chat: id, by: anna })
      return id
    },
    'Forbidden: bot was kicked from the supergroup chat',
  ],
  [
    'a supergroup that restricts the bot',
    ({ world }, anna) => {
      const { id } = world.addSupergroup({ title: 'S', creator: anna })
      world.addBot({ chat: id, by: anna })
      world.muteBot({ chat: id, by: anna })
      return id
    },
    'Bad Request: not enough rights to send text messages to the chat',
  ],
  [
    'a group in which members may not write',
    ({ world }, anna) => {
      const { id } = world.addGroup({ title: 'G', creator: anna })
      world.addBot({ chat: id, by: anna })
      world.setMembersMaySend(id, false)
      return id
    },
    'Bad Request: not enough rights to send text messages to the chat',
  ],
  [
    'a deleted channel',
    ({ world }, anna) => {
      const { id } = world.addChannel({ title: 'C', creator: anna })
      world.addBot({ chat: id, by: anna, rights: { can_post_messages: true } })
      world.deleteChat(id)
      return id
    },
    'Bad Request: chat not found',
  ],
  [
    'a deleted group',
    ({ world }, anna) => {
      const { id } = world.addGroup({ title: 'G', creator: anna })
      world.addBot({ chat: id, by: anna })
      world.deleteChat(id)
      return id
    },
    'Forbidden: the group chat was deleted',
  ],
]

describe('sendMessage', () => {
  test.each(cases)('to %s is refused', async (_name, arrange, description) => {
    const here = testWorld()
    const anna = here.world.addPerson({ firstName: 'Anna' }).id
    const chat = arrange(here, anna)
    const before = here.world.chats().map(({ id }) => here.world.messages(id).length)
    expect(await here.outcome('sendMessage', { chat_id: chat, text: 'hi' })).toBe(description)
    expect(here.world.chats().map(({ id }) => here.world.messages(id).length)).toEqual(before)
  })
})

test('a message to a group that became a supergroup is refused with the new id', async () => {
  const { world, call, outcome } = testWorld()
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
  expect(await outcome('sendMessage', { chat_id: supergroup.id, text: 'hi' })).toBe('ok')
})

test('no message can be sent to the thread of a reply outside topics', async () => {
  const { world, outcome } = testWorld()
  const anna = world.addPerson({ firstName: 'Anna' }).id
  const group = world.addSupergroup({ title: 'G', creator: anna }).id
  world.addBot({ chat: group, by: anna })
  const first = world.say({ from: anna, chat: group, text: '/a' })
  world.say({ from: anna, chat: group, text: '/b', replyTo: first.id })
  expect(lastUpdate(world)).toMatchObject({ message_thread_id: first.id, text: '/b' })
  expect(lastUpdate(world)).not.toHaveProperty('is_topic_message')
  expect(await outcome('sendMessage', { chat_id: group, text: 'hi', message_thread_id: first.id })).toBe(
    'Bad Request: message thread is not a forum topic thread',
  )
})

test('a message to a topic is refused if the topic is unknown, closed or deleted', async () => {
  const { world, outcome } = testWorld()
  const anna = world.addPerson({ firstName: 'Anna' }).id
  const forum = world.addSupergroup({ title: 'F', creator: anna, forum: true }).id
  world.addBot({ chat: forum, by: anna })
  const topic = world.addTopic({ chat: forum, by: anna, name: 'News' })
  const send = (thread?: number) => outcome('sendMessage', { chat_id: forum, text: 'hi', message_thread_id: thread })
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

describe('the members of a channel', () => {
  test('are shown to a bot that is an administrator', async () => {
    const { world, result, outcome, anna, channel } = testWorldWithChannel()
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
    expect(await outcome('getChatMember', { chat_id: channel, user_id: 99 })).toBe('Bad Request: user not found')
    expect(await outcome('getChatMember', { chat_id: channel })).toBe('Bad Request: invalid user_id specified')
  })

  test('are hidden from other bots', async () => {
    const { world, outcome } = testWorld()
    const anna = world.addPerson({ firstName: 'Anna' }).id
    world.addChannel({ title: 'Public', creator: anna, username: 'public_one' })
    const hidden = world.addChannel({ title: 'Hidden', creator: anna }).id
    const ask = (chat: string | number, user: number) => outcome('getChatMember', { chat_id: chat, user_id: user })
    expect(await ask('@public_one', anna)).toBe('Bad Request: member list is inaccessible')
    expect(await ask('@public_one', BOT)).toBe('Bad Request: member list is inaccessible')
    expect(await ask(hidden, anna)).toBe('Bad Request: chat not found')
    expect(await outcome('getChat', { chat_id: '@public_one' })).toBe('ok')
    expect(await outcome('sendMessage', { chat_id: '@public_one', text: 'x' })).toBe(
      'Forbidden: bot is not a member of the channel chat',
    )
  })
})
