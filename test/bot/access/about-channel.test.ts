/** Commands about a channel: only its administrators may use them, and only a clear answer of Telegram takes it from a person. */
import { describe, expect, it } from 'vitest'
import { textsFor } from '../../../src/i18n/texts.ts'
import { callsFor, said } from '../recorder.ts'

const texts = textsFor('en')
const channels = [{ id: '-100', title: 'News', username: 'news', kind: 'channel', cell: 0 }]
const rejected = (description: string) => ({ problem: { kind: 'rejected', code: 400, description } as const })

describe('a command about a channel, when Telegram says that the person', () => {
  it.each([
    ['administers it, runs', { value: { status: 'administrator' } }, ['channel.view'], texts.noFeeds('News')],
    ['created it, runs', { value: { status: 'creator' } }, ['channel.view'], texts.noFeeds('News')],
    [
      'is a member only, takes it from them',
      { value: { status: 'member' } },
      ['unmanage'],
      texts.notYourChannel('News'),
    ],
    ['has left it, takes it from them', { value: { status: 'left' } }, ['unmanage'], texts.notYourChannel('News')],
    [
      'is unknown there, takes it from them',
      rejected('Bad Request: user not found'),
      ['unmanage'],
      texts.notYourChannel('News'),
    ],
    [
      'cannot be seen by the bot, changes nothing',
      rejected('Bad Request: member list is inaccessible'),
      [],
      texts.botNotAdmin('News'),
    ],
    [
      'is hidden as the bot is out, changes nothing',
      { problem: { kind: 'locked-out', reason: 'kicked' } as const },
      [],
      texts.botNotAdmin('News'),
    ],
    [
      'is refused for another reason, changes nothing',
      rejected('Bad Request: chat is too odd'),
      [],
      texts.t.text('channels.telegramSilent'),
    ],
    [
      'gets no answer, changes nothing',
      { problem: { kind: 'unknown', detail: 'HTTP 500' } as const },
      [],
      texts.t.text('channels.telegramSilent'),
    ],
  ])('%s', async (_, getChatMember, calls, html) => {
    expect(await callsFor(said({ text: '/list' }), { channels, answers: { getChatMember } })).toEqual([
      'meet',
      'channelsOf',
      'getChatMember',
      ...calls,
      `sendMessage ${html}`,
    ])
  })
})
