/** Which updates the bot handles, and how a command in any letters is marked for Telegraf. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { concernsBot, type IncomingUpdate, updateSchema, withCommandMarked } from '../../src/telegram/updates.ts'

const person = { id: 7, first_name: 'Ann' }

function update(message: object, type = 'private'): IncomingUpdate {
  return v.parse(updateSchema, {
    update_id: 1,
    message: { message_id: 2, chat: { id: type === 'private' ? 7 : -7, type }, from: person, ...message },
  })
}

function reactions(type: string): IncomingUpdate {
  const counted = { type: { type: 'emoji', emoji: '👍' }, total_count: 2 }
  const report = { chat: { id: -7, type }, message_id: 2, date: 1, reactions: [counted] }
  return v.parse(updateSchema, { update_id: 1, message_reaction_count: report })
}

describe('concernsBot', () => {
  it.each([
    ['a text in private', true, update({ text: 'hello' })],
    ['a file in private', true, update({ document: { file_id: 'x' } })],
    ['a pin in private', false, update({ pinned_message: {} })],
    ['/start in a group', true, update({ text: '/start' }, 'supergroup')],
    ['／ＨＥＬＰ in a group', true, update({ text: '／ＨＥＬＰ@bot' }, 'supergroup')],
    ['another command in a group', false, update({ text: '/add x' }, 'supergroup')],
    ['a conversation in a group', false, update({ text: 'start' }, 'group')],
    ['/start in a caption in a group', false, update({ caption: '/start' }, 'group')],
    ['a group that became a supergroup', true, update({ migrate_to_chat_id: -100 }, 'group')],
    ['reactions to a post of a channel', true, reactions('channel')],
    ['reactions to a forwarded post in a group', false, reactions('supergroup')],
    ['an update of another kind', false, v.parse(updateSchema, { update_id: 1, poll: {} })],
  ])('%s: %s', (_, concerns, incoming) => {
    expect(concernsBot(incoming)).toBe(concerns)
  })
})

describe('withCommandMarked', () => {
  const marked = (length: number) => [{ type: 'bot_command', offset: 0, length }]
  it.each([
    ['a plain command', { text: '/add https://a.example' }, 'private', '/add https://a.example', marked(4)],
    ['a command in full width and capitals', { text: ' ／ＡＤＤ  a.example ' }, 'private', '/add a.example', marked(4)],
    ['a command that names a bot, in private', { text: '/add@other x' }, 'private', '/add x', marked(4)],
    ['a command that names a bot, in a group', { text: '/start@Bot' }, 'group', '/start@Bot', marked(10)],
    ['a command in a caption', { caption: '/import @news' }, 'private', '/import @news', marked(7)],
    ['a text', { text: ' hello ', entities: marked(3) }, 'private', 'hello', []],
    ['a path, which Telegram marks as a command', { text: '/usr/bin', entities: marked(4) }, 'private', '/usr/bin', []],
  ])('%s', (_, message, type, text, entities) => {
    expect(withCommandMarked(update(message, type)).message).toMatchObject({ text, entities })
  })

  it('leaves captions in groups alone', () => {
    expect(withCommandMarked(update({ caption: '/start' }, 'group')).message).not.toHaveProperty('text')
  })
})
