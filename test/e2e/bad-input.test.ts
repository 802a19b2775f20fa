/** Bad input gets an answer that says what to do, and affects nothing else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Site, testFeed } from '../../simulators/published-feed.ts'
import type { Chat } from '../../simulators/telegram/model.ts'
import { type Paperboy, startPaperboy } from './paperboy.ts'

const OWNER = 1001
const MB = 1024 * 1024

let paperboy: Paperboy
let channel: Chat
const good = testFeed('Good')

const world = () => paperboy.world
const lastAnswer = () =>
  world()
    .messages(OWNER)
    .filter(({ byBot }) => byBot)
    .at(-1)?.text ?? ''

async function tell(text: string): Promise<string> {
  world().say({ from: OWNER, text })
  await paperboy.settle()
  return lastAnswer()
}

const xml = { 'content-type': 'text/xml' }

const bad: Readonly<Record<string, Site>> = {
  'missing.example': () => new Response('not here', { status: 404 }),
  'text.example': () => new Response('Just some words.', { headers: { 'content-type': 'text/plain' } }),
  'page.example': () =>
    new Response('<!doctype html><title>A page</title>', { headers: { 'content-type': 'text/html' } }),
  'empty.example': () => new Response('', { headers: xml }),
  'large.example': () => new Response('<rss><channel>'.padEnd(50 * MB, ' '), { headers: xml }),
  'loop.example': ({ url }) => new Response(null, { status: 302, headers: { location: `${url}x` } }),
  'leads.example': () =>
    new Response('<!doctype html><link rel="alternate" type="application/rss+xml" href="http://nas.lan/feed">', {
      headers: { 'content-type': 'text/html' },
    }),
  'moves.example': () => new Response(null, { status: 301, headers: { location: 'http://nas.lan/feed' } }),
  'inside.example': () => new Response(null, { status: 302, headers: { location: 'http://169.254.169.254/latest' } }),
}

beforeAll(async () => {
  paperboy = await startPaperboy({ OWNER_IDS: String(OWNER) })
  world().addPerson({ id: OWNER, firstName: 'Ann', languageCode: 'en' })
  world().start(OWNER)
  channel = world().addChannel({ title: 'News', creator: OWNER })
  world().addBot({ chat: channel.id, by: OWNER, rights: { can_manage_chat: true, can_post_messages: true } })
  paperboy.sites.set('good.example', good.site)
  for (const [host, site] of Object.entries(bad)) paperboy.sites.set(host, site)
  await paperboy.settle()
  await tell('/add https://good.example/feed')
})

afterAll(() => paperboy.stop())

describe('/add', () => {
  it.each([
    ['no URL', 'hello there', 'not a web address'],
    ['another scheme', 'ftp://good.example/feed', 'not a web address'],
    ['a script', 'javascript:alert(1)', 'not a web address'],
    ['this very machine', 'http://127.0.0.1:8080/feed', 'private network'],
    ['this very machine as a number', 'http://2130706433/feed', 'private network'],
    ['this very machine by IPv6', 'http://[::ffff:127.0.0.1]/feed', 'private network'],
    ['a name of the inside', 'http://metadata.internal/feed', 'private network'],
    ['a name of a house', 'http://nas.lan/feed', 'private network'],
    ['a name of a company, as phones write it', 'HTTP://Wiki．Corp。/feed', 'private network'],
    ['a redirect to the inside', 'https://inside.example/feed', '169.254.169.254'],
    ['a 404', 'https://missing.example/feed', 'nothing at this address (404)'],
    ['no XML', 'https://text.example/feed', 'not a feed'],
    ['a page without a feed', 'https://page.example/', 'no list of headlines'],
    ['nothing', 'https://empty.example/feed', 'an empty document'],
    ['50 MB', 'https://large.example/feed', 'larger than 2 MB'],
    ['redirects in a circle', 'https://loop.example/feed', 'redirects'],
  ])('%s is explained, and not added', async (_, address, words) => {
    expect(await tell(`/add ${address}`)).toContain(words)
    const list = await tell('/list')
    expect(list).toContain('1. Good')
    expect(list).not.toContain('2. ')
  })
})

describe('a name of a private network', () => {
  const xmlOf = (url: string) => `<opml version="2.0"><body><outline type="rss" xmlUrl="${url}"/></body></opml>`

  it.each([
    ['that a page names as its feed', async () => tell('/add https://leads.example/')],
    ['that a link leads to', async () => tell('/add https://moves.example/feed')],
    [
      'in a file',
      async () => {
        world().sendFile({ from: OWNER, name: 'feeds.opml', text: xmlOf('http://nas.lan/feed') })
        await paperboy.settle()
        return lastAnswer()
      },
    ],
  ])('is not fetched, %s', async (_, add) => {
    let asked = 0
    paperboy.sites.set('nas.lan', () => {
      asked += 1
      return new Response('from inside')
    })
    await add()
    await paperboy.cron()
    expect(asked).toBe(0)
    expect(await tell('/list')).not.toContain('nas.lan')
  })
})

it.each([
  ['no command', 'hello', '/help'],
  ['a command that is none', '/dance', '/dance'],
  ['a command with nothing behind it', '/add', '/add https://'],
  ['a number that is no feed', '/remove 7', 'no feed 7'],
  ['a filter of a feed that is not there', '/filter #7 rain', 'no feed #7'],
  ['a schedule that is none', '/digest whenever', 'do not understand whenever'],
  ['a time zone that is none', '/digest timezone Atlantis', 'do not know the time zone Atlantis'],
  ['markup of one’s own', '/remove <b>&', '<b>&'],
  ['a very long word', `/remove ${'x'.repeat(4000)}`, 'no feed'],
])('%s gets a helpful answer', async (_, text, words) => {
  expect(await tell(text)).toContain(words)
})

it('a broken feed does not stop the other feeds', async () => {
  const broken = testFeed('Broken', [{ title: 'Fine so far', link: 'https://broken.example/1' }])
  paperboy.sites.set('broken.example', broken.site)
  await tell('/add https://broken.example/feed')
  paperboy.sites.set('broken.example', () => new Response('<rss><channel><item>', { status: 500 }))
  good.publish({ title: 'All is well', link: 'https://good.example/well' })
  await paperboy.cron()
  expect(world().messages(channel.id).at(-1)?.text).toContain('All is well')
  const list = await tell('/list')
  expect(list).toContain('🟢 1. Good')
  expect(list).toContain('🔴 2. Broken')
  expect(list).toContain('in trouble (500)')
  const health = await paperboy.open('/health')
  expect(await health.json()).toMatchObject({ ok: true, feeds: { ok: 1, failing: 1 } })
})

it('a time zone answers the question for a city', async () => {
  expect(await tell('/digest 08:00')).toContain('Which time zone?')
  expect(await tell('/digest timezone Berlin')).toContain('08:00')
  expect(await tell('/digest live')).toContain('live')
})

it('headlines with any characters are sent', async () => {
  const titles = [
    '<b>bold</b> & "quoted" \'titles\' &lt;i&gt;',
    '🧑‍🚀 emoji 🇨🇳',
    '\u202Eright to left\u202C',
    'x'.repeat(5000),
    '',
    '@mention #tag https://example.com /command',
  ]
  good.publish(...titles.map((title, index) => ({ title, link: `https://good.example/odd/${index}` })))
  const before = world().messages(channel.id).length
  await paperboy.cron(20)
  const [digest] = world().messages(channel.id).slice(before)
  expect(digest?.entities.filter(({ type }) => type === 'text_link')).toHaveLength(titles.length)
  expect(digest?.text).toContain('"quoted"')
  expect(digest?.text).toContain('🧑‍🚀 emoji 🇨🇳')
  expect(digest?.text).toContain('Untitled')
  expect(digest?.text).toContain('…')
  expect(world().calls({ chat: channel.id }).at(-1)?.status).toBe(200)
})

describe('Telegram refuses an answer', () => {
  it.each([
    ['that it wants later', { kind: 'too-many', retryAfter: 1 }],
    ['that never arrived', { kind: 'request-lost' }],
    ['whose receipt is 5xx', { kind: 'server-error', effect: false }],
    [
      'whose markup it does not take',
      { kind: 'refused', status: 400, description: "Bad Request: can't parse entities: x" },
    ],
  ] as const)('%s, and gets it all the same', async (_, fault) => {
    world().addFault({ fault, method: 'sendMessage', chat: OWNER, times: 1 })
    const before = world().messages(OWNER).length
    expect(await tell('/pause')).toContain('is paused')
    expect(world().messages(OWNER).length).toBe(before + 2)
    await tell('/resume')
  })

  it('several times: it is sent as soon as Telegram accepts it, and the command is processed once', async () => {
    const silent = world().addFault({ fault: { kind: 'request-lost' }, method: 'sendMessage', chat: OWNER })
    const before = lastAnswer()
    expect(await tell('/remove 1')).toBe(before)
    expect(world().webhook().lastError).toContain('503')
    await paperboy.settle()
    expect(lastAnswer()).toBe(before)
    world().removeFault(silent)
    await paperboy.settle()
    expect(lastAnswer()).toContain('Good')
    expect(lastAnswer()).toContain('removed')
    expect(world().pending()).toEqual([])
    await tell('/add https://good.example/feed')
  })

  it('without end: it is given up, and other people get their answers', async () => {
    const fault = { kind: 'refused', status: 400, description: 'Bad Request: no more' } as const
    world().addFault({ fault, method: 'sendMessage', chat: OWNER, times: 2 })
    const before = lastAnswer()
    expect(await tell('/list')).toBe(before)
    expect(world().pending()).toEqual([])
    expect(await tell('/help')).toContain('/add')
  })
})

it('answers have a readable length, even if a feed or a person writes a long text', async () => {
  const long = testFeed(
    'T'.repeat(3000),
    Array.from({ length: 5 }, (_, index) => ({
      title: `${index} ${'wide '.repeat(300)}`,
      link: `https://long.example/${index}`,
    })),
  )
  paperboy.sites.set('long.example', long.site)
  expect(await tell('/add <https://long.example/feed>')).toContain('newest headlines')
  for (const line of ['one\ntwo\nthree', 'x '.repeat(400)])
    expect(await tell(`/filter ${line}`)).toContain('is not saved yet')
  expect(await tell(`/filter -${'x -'.repeat(300)}x`)).toContain('is now')
  expect(await tell('/list')).toContain('Filter:')
  expect(await tell(`/use @${'x'.repeat(3000)}`)).toContain('…')
})
