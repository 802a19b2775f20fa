/** What a reader may reach who may not use the bot: their own selection, and nothing else. */
import { describe, expect, it } from 'vitest'
import { commandNames } from '../../src/bot/commands/commands.ts'
import { textsFor } from '../../src/i18n/texts.ts'
import { callsFor, pressed, STRANGER, said } from './recorder.ts'

const texts = textsFor('en')
const code = '0123456789'
const entry = { id: `r${STRANGER}`, title: '', username: null, kind: 'private', cell: 0 }
const reader = { entry, codes: [code] }
const stale = `answerCallbackQuery ${texts.t.text('start.staleButton')}`
const notUnderstood = `sendMessage ${texts.t.text('readers.notUnderstood')}`

describe('a button is refused before anything is looked up', () => {
  it.each([
    ['of a channel', 'go:channel:0:-100123'],
    ['of a topic', 'go:feeds:0:-100123_7'],
    ['of another reader', 'go:channel:0:r9'],
    ['that stops another reader', 'forget:r9'],
    ['that pauses another reader', 'pause:r9'],
    ['of the private chat as a channel', `go:channel:0:${STRANGER}`],
    ['of the menu', 'home'],
    ['of the owners', 'owners'],
    ['that invites', 'invite'],
    ['that dismisses an owner', 'dismiss:7'],
    ['that readmits', `readmit:${STRANGER}`],
    ['of the chooser', 'chooser'],
    ['that opens a channel to readers', 'readers:on:-100123'],
    ['that posts', 'post:1:-100123'],
    ['that removes a feed', 'remove:1:-100123'],
    ['of nothing known', 'nothing:at:all'],
  ])('%s', async (_, data) => expect(await callsFor(pressed(data, STRANGER), { reader })).toEqual(['meet', stale]))
})

describe('a button about feeds, filters or the link for readers is refused on the own selection', () => {
  it.each([
    'post:1',
    'choose:1:0',
    'addto:1',
    'watch:1',
    'restore:1',
    'keep:all',
    'clear:0',
    'remove:1',
    'less',
    'lessof:0123456789',
    'exclude:1:0',
    'confirm:1',
    'unretract:0123456789',
    'erase:0123456789',
    'readers:on',
  ])('%s', async (data) => {
    expect(await callsFor(pressed(`${data}:${entry.id}`, STRANGER), { reader })).toEqual(['meet', stale])
  })
})

it.each(['feeds', 'feed', 'filter', 'look', 'web'])('the screen %s leads to the own screen', async (screen) => {
  const calls = await callsFor(pressed(`go:${screen}:0:${entry.id}`, STRANGER), { reader })
  expect(calls).toContain(`editMessageText ${texts.t.text('readers.none')}`)
})

it.each(['add', 'import', 'filter', 'template', 'footer', 'name', 'address', 'login', 'header', 'selector'])(
  'the text %s is not asked for',
  async (about) => {
    const calls = await callsFor(pressed(`ask:${about}:0:${entry.id}`, STRANGER), { reader })
    expect(calls.filter((call) => call === 'ask')).toEqual([])
  },
)

it.each(['layout:cards', 'links:original', 'sources:off', 'stories:off', 'reading:on', 'page:on', 'footer:x'])(
  'the setting %s is not changed',
  async (change) => {
    const calls = await callsFor(pressed(`set:${change}:${entry.id}`, STRANGER), { reader })
    expect(calls.filter((call) => call.endsWith('.setLook'))).toEqual([])
  },
)

describe('a command of owners is not understood', () => {
  const own = ['start', 'help', 'keywords', 'filter', 'digest', 'why', 'preview', 'pause', 'resume', 'language']
  it.each([...commandNames.filter((name) => !own.includes(name)), 'footer', 'silent', 'timezone', 'nothing'])(
    '/%s',
    async (name) => {
      const calls = await callsFor(said({ text: `/${name} @morning_news on` }, STRANGER), { reader })
      expect(calls).toEqual(['meet', notUnderstood])
    },
  )
})

it.each(['/why rain', '/preview', '/digest every 3h', '/digest timezone Berlin'])(
  '%s of a reader whose selection is gone is answered without commands of owners',
  async (text) => {
    const calls = await callsFor(said({ text }, STRANGER), { reader })
    expect(calls).toContain(`sendMessage ${texts.t.text('readers.none')}`)
  },
)

describe('a message', () => {
  const origin = { type: 'channel', chat: { id: -1001, type: 'channel', title: 'Morning' }, message_id: 1, date: 1 }
  it.each([
    ['with an address', { text: 'https://example.com/feed' }],
    ['with a name of a channel', { text: '@morning_news' }],
    ['forwarded from a channel', { text: 'Hello', forward_origin: origin }],
    ['with a forwarded command', { text: '/stop', forward_origin: origin }],
    ['with a file', { document: { file_id: 'f', file_size: 1 } }],
    ['with a shared chat', { chat_shared: { request_id: 1, chat_id: -100 } }],
  ])('%s is not understood', async (_, message) => {
    expect(await callsFor(said(message, STRANGER), { reader })).toEqual(['meet', notUnderstood])
  })

  it('does not answer a question about a channel that the person once had', async () => {
    const question = { kind: 'text', about: 'footer', channel: '-100123', feed: null }
    const calls = await callsFor(said({ text: 'Hello' }, STRANGER), { reader, question })
    expect(calls).toEqual(['meet', 'ask', notUnderstood])
  })
})

it.each(['channel', 'supergroup'])('a made-up button under a post in a %s changes nothing', async (type) => {
  const { callback_query } = pressed(`want:all:${code}`, STRANGER)
  const message = { message_id: 5, chat: { id: -1001, type, title: 'Morning' } }
  expect(await callsFor({ callback_query: { ...callback_query, message } }, { reader })).toEqual([
    'answerCallbackQuery',
  ])
})

it('a reader who blocks the bot is dropped, unless they unblock it at once', async () => {
  const chat = { id: STRANGER, type: 'private', first_name: 'Ann' }
  const change = (status: string) => ({
    my_chat_member: { chat, from: chat, new_chat_member: { status, user: { id: 1, is_bot: true } } },
  })
  expect(await callsFor(change('kicked'), { reader })).toEqual(['channelsIn', 'reader', `${entry.id}.lockedOut`])
  expect(await callsFor(change('member'), { reader })).toEqual(['channelsIn', 'reader', `${entry.id}.letIn`])
})

it('a person who stops and is not known as a reader loses nothing that another message has just begun', async () => {
  const question = { kind: 'words', code, want: 'only' }
  const calls = await callsFor(said({ text: '/stop' }, STRANGER), { question })
  expect(calls.filter((call) => call.startsWith('forget'))).toEqual(['forgetStranger', 'forgetStranger'])
})

describe('a stranger who reads nothing', () => {
  const refused = `sendMessage ${texts.stranger(STRANGER)}`
  it.each([
    ['is refused', '/keywords', ['meet', refused]],
    ['is refused a message', 'rain', ['meet', refused]],
    ['learns that a link does not exist', `/start r_${code}`, ['meet', 'readerLink', 'gone']],
    ['learns it of a link that was cut, without a look', '/start r_0123', ['meet', 'gone']],
  ])('%s', async (_, text, calls) => {
    const gone = `sendMessage ${texts.t.text('readers.gone')}`
    expect(await callsFor(said({ text }, STRANGER))).toEqual(calls.map((call) => (call === 'gone' ? gone : call)))
  })

  it.each([
    ['cannot undo what was remembered for them as an owner', 'undo:1', ['meet', 'recall', stale]],
    ['has no selection', `go:channel:0:r${STRANGER}`, ['meet', stale]],
  ])('%s', async (_, data, calls) => expect(await callsFor(pressed(data, STRANGER))).toEqual(calls))
})
