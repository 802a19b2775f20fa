/** The playground's page server and its buttons: refused strangers, actions, live events. */
import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ActionDeps, type Outcome, performAction } from '../../playground/actions.ts'
import { followArrivals } from '../../playground/arrivals.ts'
import { type FeedServer, startFeedServer } from '../../playground/feed-server.ts'
import { type PageServer, startPageServer } from '../../playground/page-server.ts'
import { addSamplePeople, type SamplePeople } from '../../playground/sample-people.ts'
import { readSeed, seedFile } from '../../playground/seed.ts'
import { viewOf } from '../../playground/view.ts'
import { World } from '../../simulators/telegram/world.ts'

let world: World
let people: SamplePeople
let feeds: FeedServer
let deps: ActionDeps
let published: string[]
beforeEach(async () => {
  world = new World({ token: '4242:test', now: () => 1_700_000_000_000, localWebhooks: true })
  people = addSamplePeople(world)
  feeds = await startFeedServer({ seed: await readSeed(seedFile) })
  published = []
  deps = { world, feeds, published: (title, feed) => published.push(`${feed}: ${title}`) }
})
afterEach(() => feeds.stop())

describe('performAction', () => {
  it.each([
    { name: 'no action', act: null },
    { name: 'an unknown action', act: { act: 'fly', person: 1001 } },
    { name: 'an empty text', act: { act: 'say', person: 1001, text: '   ' } },
    { name: 'an unknown person', act: { act: 'say', person: 5, text: 'hi' } },
  ])('refuses $name with a message', ({ act }) => {
    expect(performAction(deps, act)).toEqual({ ok: false, message: expect.stringMatching(/\w/u) })
  })

  it('sends messages in private, and posts', () => {
    performAction(deps, { act: 'start', person: people.owner })
    expect(performAction(deps, { act: 'say', person: people.owner, text: '/help' })).toEqual({ ok: true })
    expect(performAction(deps, { act: 'say', person: people.owner, chat: people.channel, text: 'a post' })).toEqual({
      ok: true,
    })
    expect(world.messages(people.owner).map(({ text }) => text)).toEqual(['/start', '/help'])
    expect(world.messages(people.channel).map(({ text }) => text)).toEqual(['a post'])
  })

  it('does not let a stranger add the bot to a channel of the owner', () => {
    const refused = performAction(deps, { act: 'add-bot', person: people.stranger, chat: people.channel })
    expect(refused.ok).toBe(false)
    expect(performAction(deps, { act: 'new-channel', person: people.stranger })).toMatchObject({ ok: true })
  })

  it('creates channels with the bot, and removes and adds the bot', () => {
    const made = performAction(deps, { act: 'new-channel', person: people.owner })
    const chat = made.ok ? (made.show ?? 0) : 0
    const botIsHere = () => viewOf(world).chats.find(({ id }) => id === chat)?.botIsHere
    expect(botIsHere()).toBe(true)
    expect(performAction(deps, { act: 'remove-bot', person: people.owner, chat })).toEqual({ ok: true })
    expect(botIsHere()).toBe(false)
    expect(performAction(deps, { act: 'add-bot', person: people.owner, chat })).toEqual({ ok: true })
    expect(botIsHere()).toBe(true)
  })

  it('publishes an invented or a given headline', () => {
    performAction(deps, { act: 'publish', feed: 'atom' })
    performAction(deps, { act: 'publish', feed: 'rss', title: ' 我的新闻 ' })
    expect(published[0]).toMatch(/^The Harbour Gazette: \w/u)
    expect(published[1]).toMatch(/: 我的新闻$/u)
    expect(feeds.feed('rss').items[0]?.title).toBe('我的新闻')
  })
})

it('shows how long a headline took to reach a channel', () => {
  const clock = { at: 1_700_000_000_000 }
  const timed = new World({ token: '4242:test', now: () => clock.at, localWebhooks: true })
  const { owner, channel } = addSamplePeople(timed)
  const arrivals = followArrivals(timed, () => {})
  arrivals.published('News <i>of</i> the day', 'The Harbour Gazette')
  clock.at += 2500
  timed.addBot({ chat: channel, by: owner, rights: { can_post_messages: true } })
  return timed
    .handle(
      new Request('http://telegram.test/bot4242:test/sendMessage', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ chat_id: channel, text: '• News of the day' }),
      }),
    )
    .then(() =>
      expect(arrivals.lines()).toMatchObject([
        { kind: 'published', place: 'The Harbour Gazette' },
        { kind: 'arrived', place: 'Morning Headlines', seconds: 2.5 },
      ]),
    )
})

describe('the page server', () => {
  let page: PageServer
  let received: unknown[]
  beforeEach(async () => {
    received = []
    page = await startPageServer({
      port: 0,
      busy: () => {},
      first: () => [['state', { hello: 1 }]],
      act: (asked): Outcome => {
        received.push(asked)
        return { ok: true }
      },
    })
  })
  afterEach(() => page.stop())

  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/main.js', 'text/javascript; charset=utf-8'],
    ['/chat.css', 'text/css; charset=utf-8'],
    ['/logo.svg', 'image/svg+xml'],
  ])('serves %s, under a policy that runs nothing else', async (path, type) => {
    const answer = await fetch(`${page.url}${path}`)
    expect(answer.headers.get('content-type')).toBe(type)
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self'/u)
  })

  it.each(['/../play.ts', '/..%2Fplay.ts', '/nothing.js', '/main.ts'])('serves nothing else: %s', async (path) => {
    expect((await fetch(`${page.url}${path}`)).status).toBe(404)
  })

  it('sends its state to a new page, and then each event', async () => {
    const answer = await fetch(`${page.url}/events`)
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const until = async (expected: string) => {
      while (!text.includes(expected)) text += (await reader?.read())?.value ?? ''
    }
    await until('event: state')
    page.send('cron', { inMs: 5 })
    await until('event: cron')
    await until('"inMs":5}\n\n')
    await reader?.cancel()
    expect(text).toContain('event: state\ndata: {"hello":1}\n\n')
    expect(text).toContain('event: cron\ndata: {"inMs":5}\n\n')
  })

  it('accepts actions from its own page', async () => {
    const answer = await fetch(`${page.url}/act`, {
      method: 'POST',
      headers: { origin: page.url },
      body: '{"act":"x"}',
    })
    expect(await answer.json()).toEqual({ ok: true })
    expect(received).toEqual([{ act: 'x' }])
  })

  it.each([
    { name: 'another site’s page', headers: { origin: 'https://elsewhere.example' } },
    { name: 'a name that points here', headers: { host: 'elsewhere.example:8080' } },
  ])('takes nothing from $name', async ({ headers }) => {
    const status = await new Promise((resolve, reject) => {
      const asked = request(`${page.url}/act`, { method: 'POST', headers }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
      asked.on('error', reject)
      asked.end('{"act":"x"}')
    })
    expect(status).toBe(403)
    expect(received).toEqual([])
  })
})
