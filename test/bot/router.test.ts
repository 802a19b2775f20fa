/** Which handler gets which update, seen by the calls it makes. A repeated delivery makes the same calls in the same order. */
import { describe, expect, it } from 'vitest'
import { textsFor } from '../../src/i18n/texts.ts'
import { callsFor, inGroup, OWNER, pressed, STRANGER, said } from './recorder.ts'

const texts = textsFor('en')
const send = (html: string) => `sendMessage ${html}`

describe('a private message', () => {
  it.each([
    ['a command', said({ text: '/use' }), ['meet', 'channelsOf', send(texts.t.text('channels.none'))]],
    [
      'a command in full width',
      said({ text: '／ＵＳＥ' }),
      ['meet', 'channelsOf', send(texts.t.text('channels.none'))],
    ],
    [
      'a command that names another bot',
      said({ text: '/use@other' }),
      ['meet', 'channelsOf', send(texts.t.text('channels.none'))],
    ],
    ['a command in a caption', said({ caption: '/use' }), ['meet', 'channelsOf', send(texts.t.text('channels.none'))]],
    ['an unknown command', said({ text: '/nonsense x' }), ['meet', send(texts.unknownCommand('/nonsense'))]],
    ['/cancel', said({ text: '/cancel' }), ['meet', send(texts.menu.cancelled)]],
    ['a text that is none of these', said({ text: 'good morning' }), ['meet', send(texts.t.text('start.notACommand'))]],
    ['a path', said({ text: '/usr/bin' }), ['meet', send(texts.t.text('start.notACommand'))]],
    [
      'the name of an unknown channel',
      said({ text: '@nowhere' }),
      ['meet', 'getChat', send(texts.channelUnreachable('@nowhere'))],
    ],
    [
      'a shared chat',
      said({ chat_shared: { request_id: 1, chat_id: -100 } }),
      ['meet', 'getChat', send(texts.channelUnreachable('-100'))],
    ],
    [
      'a post of a channel',
      said({ text: '/use', forward_origin: { type: 'channel', chat: { id: -100, type: 'channel', title: 'News' } } }),
      ['meet', 'getChat', send(texts.channelUnreachable('News'))],
    ],
    [
      'a forwarded command',
      said({ text: '/use', forward_origin: { type: 'user' } }),
      ['meet', send(texts.t.text('start.notACommand'))],
    ],
    [
      'a file without a channel',
      said({ document: { file_id: 'f' } }),
      ['meet', 'channelsOf', 'channelsOf', send(texts.t.text('channels.none'))],
    ],
    ['a message of a bot', said({ text: '/use', from: { id: 3, is_bot: true } }), []],
  ])('%s', async (_, update, calls) => expect(await callsFor(update)).toEqual(calls))

  it('/start answers first, and then offers the commands', async () => {
    const calls = await callsFor(said({ text: '/start' }))
    expect(calls.slice(0, 4)).toEqual(['meet', 'channelsOf', send(texts.welcome('Ann', 0)), 'fact menu-languages'])
    expect(calls[4]).toBe('setMyCommands')
  })

  it('a command closes the open question', async () => {
    const question = { kind: 'text', about: 'name', channel: '-100', feed: 1 }
    expect(await callsFor(said({ text: '/cancel' }), { question })).toEqual(['meet', 'ask', send(texts.menu.cancelled)])
  })

  it('any text answers the open question', async () => {
    const question = { kind: 'text', about: 'name', channel: '-100', feed: 1 }
    expect(await callsFor(said({ text: '@nowhere' }), { question })).toEqual([
      'meet',
      'channel',
      'ask',
      send(texts.t.text('start.notACommand')),
    ])
  })
})

describe('a person who may not use the bot', () => {
  const refused = send(texts.stranger(STRANGER))
  it.each([
    ['gets no answer to a command', said({ text: '/list' }, STRANGER), ['meet', refused]],
    [
      'gets no answer to a shared chat',
      said({ chat_shared: { request_id: 1, chat_id: -100 } }, STRANGER),
      ['meet', refused],
    ],
    [
      'accepts an invitation',
      said({ text: '/start invite-abc' }, STRANGER),
      ['meet', 'accept', 'meet', send(texts.t.text('owners.joined'))],
    ],
    ['cannot claim a bot whose owners are named', said({ text: '/start claim' }, STRANGER), ['meet', refused]],
    [
      'cannot press a button',
      pressed('home', STRANGER),
      ['meet', `answerCallbackQuery ${texts.t.text('start.staleButton')}`],
    ],
  ])('%s', async (_, update, calls) => expect(await callsFor(update)).toEqual(calls))
})

describe('a message in a group', () => {
  const admin = { getChatMember: { value: { status: 'administrator' } } }
  it.each([
    [
      '/help is answered to an administrator',
      inGroup({ text: '/help' }),
      ['meet', 'getChatMember', send(texts.t.text('start.groupHelp'))],
    ],
    [
      '/help that names this bot is answered',
      inGroup({ text: '/help@Paperboy_bot' }),
      ['fact bot-username', 'meet', 'getChatMember', send(texts.t.text('start.groupHelp'))],
    ],
    ['/help that names another bot is not answered', inGroup({ text: '/help@other_bot' }), ['fact bot-username']],
    [
      'an anonymous administrator confirms in private',
      inGroup({ text: '/start', sender_chat: { id: -9 } }),
      ['fact bot-username', send(texts.t.text('channels.confirmHere'))],
    ],
    ['another command is not answered', inGroup({ text: '/list' }), []],
    ['a migration moves the group’s channels', inGroup({ migrate_to_chat_id: -100 }), ['channelsIn', 'channelsIn']],
  ])('%s', async (_, update, calls) => expect(await callsFor(update, { answers: admin })).toEqual(calls))

  it('/help is not answered to other members', async () => {
    expect(await callsFor(inGroup({ text: '/help' }))).toEqual(['meet', 'getChatMember'])
  })
})

describe('a callback query', () => {
  it.each([
    [
      'of an unknown kind is stale',
      pressed('dance:1'),
      ['meet', `answerCallbackQuery ${texts.t.text('start.staleButton')}`],
    ],
    ['without data is stale', pressed(undefined), ['meet', `answerCallbackQuery ${texts.t.text('start.staleButton')}`]],
    [
      'of a channel that is gone is stale',
      pressed('pause:-100'),
      ['meet', 'channel', `answerCallbackQuery ${texts.t.text('start.staleButton')}`],
    ],
    [
      'about the person is handled, and answered afterwards',
      pressed('tongues'),
      ['meet', `editMessageText ${texts.t.text('languages.choose')}`, 'answerCallbackQuery'],
    ],
    [
      'of no message is only answered',
      { callback_query: { id: 'q', from: { id: OWNER }, data: 'home' } },
      ['answerCallbackQuery'],
    ],
  ])('%s', async (_, update, calls) => expect(await callsFor(update)).toEqual(calls))
})
