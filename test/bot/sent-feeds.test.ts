/** Addresses that reach the bot in messages, hyperlinks and files. */
import { Buffer } from 'node:buffer'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { feedsInListMessage, feedsInMessage, readListFile } from '../../src/bot/commands/sent-feeds.ts'
import { BotContext, type BotDeps } from '../../src/bot/request-context.ts'
import { credentialSeal } from '../../src/feed/http/credential-seal.ts'
import { updateSchema } from '../../src/telegram/updates.ts'
import { said } from './recorder.ts'

const opml = (encoding: string, title: string) =>
  `<?xml version="1.0" encoding="${encoding}"?>\n<opml><body><outline text="${title}" xmlUrl="https://a.example/feed"/></body></opml>`
const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16()
const cyrillic = (text: string) =>
  Buffer.from([...text].map((char) => (char >= 'А' && char <= 'я' ? char.charCodeAt(0) - 0x350 : char.charCodeAt(0))))

const deps = { settings: { botId: 1 }, seal: credentialSeal('the secret of a Worker') }

describe('a file is read', () => {
  it.each([
    ['in UTF-8', Buffer.from(opml('UTF-8', 'Café')), 'Café'],
    ['in UTF-8 with a mark', Buffer.from(`\ufeff${opml('UTF-8', 'Café')}`), 'Café'],
    ['in the Latin-1 that it declares', Buffer.from(opml('ISO-8859-1', 'Café Zürich'), 'latin1'), 'Café Zürich'],
    ['in windows-1251', cyrillic(opml('windows-1251', 'Новости дня')), 'Новости дня'],
    ['in UTF-16 with a mark', Buffer.from(`\ufeff${opml('UTF-16', 'Café')}`, 'utf16le'), 'Café'],
    ['in UTF-16 without a mark', Buffer.from(opml('UTF-16', 'Café'), 'utf16le'), 'Café'],
    ['in big-endian UTF-16 with a mark', swapped(`\ufeff${opml('UTF-16', 'Café')}`), 'Café'],
    ['in big-endian UTF-16 without a mark', swapped(opml('utf-16', 'Café')), 'Café'],
    ['as a plain list in UTF-16 without a mark', Buffer.from('Café: https://a.example/feed', 'utf16le'), 'Café'],
    ['in UTF-8 that declares UTF-16', Buffer.from(opml('UTF-16', 'Café')), 'Café'],
  ])('%s', (_, bytes, title) => {
    expect(readListFile(deps, bytes).feeds).toMatchObject([{ url: 'https://a.example/feed', title }])
  })
})

function contextOf(message: object): BotContext {
  return new BotContext(v.parse(updateSchema, { update_id: 1, ...said(message) }), deps as unknown as BotDeps)
}

const links = [
  { type: 'text_link', offset: 0, length: 3, url: 'https://a.example/feed' },
  { type: 'url', offset: 5, length: 22 },
  { type: 'text_link', offset: 5, length: 22, url: 'https://b.example/feed' },
]

describe('a message', () => {
  it.each<readonly [string, object, readonly string[]]>([
    [
      'its addresses and hyperlinks',
      { text: 'Ars, https://b.example/feed', entities: links },
      ['https://b.example/feed', 'https://a.example/feed'],
    ],
    [
      'the hyperlinks of a caption',
      { caption: 'Ars', caption_entities: links.slice(0, 1) },
      ['https://a.example/feed'],
    ],
    ['those behind a command', { text: '/add Ars', entities: links.slice(0, 1) }, ['https://a.example/feed']],
    ['an address once', { text: 'https://b.example/feed\nhttps://b.example/feed' }, ['https://b.example/feed']],
    ['one without its password', { text: 'https://ann:s3cret@b.example/feed' }, ['https://b.example/feed']],
    ['none', { text: 'good morning' }, []],
  ])('contains %s', (_, message, expected) => {
    expect(feedsInMessage(contextOf(message)).map(({ url }) => url)).toEqual(expected)
  })

  it('shows what was cut off at a space', () => {
    expect(feedsInMessage(contextOf({ text: '/add https://q.example/rss.php?q=red wine' }))).toMatchObject([
      { url: 'https://q.example/rss.php?q=red', title: '', cut: 'wine' },
    ])
  })

  it('may have a password with a space', () => {
    const [feed] = feedsInMessage(contextOf({ text: '/add https://ann:s3 cret@q.example/feed' }), true)
    expect(feed).toMatchObject({ url: 'https://q.example/feed', cut: '', hasSecret: true, isUnusable: false })
  })

  it('may be OPML, whose sites are no feeds', () => {
    const text = '<opml><body><outline xmlUrl="https://a.example/feed" htmlUrl="https://a.example/"/></body></opml>'
    expect(feedsInListMessage(contextOf({ text })).map(({ url }) => url)).toEqual(['https://a.example/feed'])
  })

  it('may be a list with titles and comments', () => {
    expect(
      feedsInListMessage(contextOf({ text: '# https://old.example/feed\n- Alpha — https://a.example/feed' })),
    ).toMatchObject([{ url: 'https://a.example/feed', title: 'Alpha', cut: '' }])
  })
})
