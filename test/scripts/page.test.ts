/** The playground's page server and its buttons: refused strangers, actions, live events. */
import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ActionDeps, type Outcome, performAction } from '../../playground/actions.ts'
import { type FeedServer, startFeedServer } from '../../playground/feed-server.ts'
import { type PageServer, startPageServer } from '../../playground/page-server.ts'
import { createPostReactions } from '../../playground/post-reactions.ts'
import { addSamplePeople, type SamplePeople } from '../../playground/sample-people.ts'
import { samples } from '../../playground/samples/samples.ts'
import { readSeed, seedFile } from '../../playground/seed.ts'
import { viewOf } from '../../playground/view.ts'
import { World } from '../../simulators/telegram/world.ts'

const texts = samples.en
let world: World
let people: SamplePeople
let feeds: FeedServer
let deps: ActionDeps
let published: string[]
beforeEach(async () => {
  world = new World({ token: '4242:test', now: () => 1_700_000_000_000, localWebhooks: true })
  people = addSamplePeople(world, texts)
  feeds = await startFeedServer({ seed: await readSeed(seedFile), texts })
  published = []
  const items = {
    published: (item: { readonly title: string }, feed: { readonly title: string }) =>
      published.push(`${feed.title}: ${item.title}`),
  }
  deps = { world, texts, people, feeds, items, reactions: createPostReactions(world) }
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
    const botIsHere = () => viewOf(world, [people.owner], () => []).chats.find(({ id }) => id === chat)?.botIsHere
    expect(botIsHere()).toBe(true)
    expect(performAction(deps, { act: 'remove-bot', person: people.owner, chat })).toEqual({ ok: true })
    expect(botIsHere()).toBe(false)
    expect(performAction(deps, { act: 'add-bot', person: people.owner, chat })).toEqual({ ok: true })
    expect(botIsHere()).toBe(true)
  })

  it('counts the people who react to a post, and takes a reaction back', () => {
    const reactions = createPostReactions(world)
    const { id: message } = world.post({ chat: people.channel, by: people.owner, text: 'a post' })
    const shown = () => viewOf(world, [people.owner], reactions.of).messages[people.channel]?.at(-1)?.reactions
    const react = (person: number) =>
      performAction({ ...deps, reactions }, { act: 'react', person, chat: people.channel, message })
    react(people.owner)
    react(people.stranger)
    expect(shown()).toEqual([{ emoji: '🏆', count: 2 }])
    react(people.owner)
    expect(shown()).toEqual([{ emoji: '🏆', count: 1 }])
    expect(react(people.stranger)).toEqual({ ok: true })
    expect(shown()).toEqual([])
  })

  it('publishes an invented or a given headline', () => {
    performAction(deps, { act: 'publish', feed: 'atom' })
    performAction(deps, { act: 'publish', feed: 'rss', title: ' 我的新闻 ' })
    expect(published[0]).toMatch(/^Northfield Post: \w/u)
    expect(published[1]).toBe('The Harbour Gazette: 我的新闻')
    expect(feeds.feed('rss').items[0]?.title).toBe('我的新闻')
  })
})

it('shows only the people of one language, and their chats', () => {
  const others = addSamplePeople(world, samples.zh)
  const view = viewOf(world, [others.owner, others.stranger], () => [])
  expect(view.people.map(({ name }) => name)).toEqual(['林梅', '陌生人'])
  expect(view.chats.map(({ title }) => title)).toEqual(['晨间速览'])
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
    ['/noto-color-emoji.woff2', 'font/woff2'],
    ['/fonts-licence.txt', 'text/plain; charset=utf-8'],
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
    page.send('cron', () => ({ inMs: 5 }))
    await until('event: cron')
    await until('"inMs":5}\n\n')
    await reader?.cancel()
    expect(text).toContain('event: state\ndata: {"hello":1}\n\n')
    expect(text).toContain('event: cron\ndata: {"inMs":5}\n\n')
  })

  it('sends each page the state in its language, and none while there is none', async () => {
    const opened = ['zh', 'en', 'de'].map((language) => fetch(`${page.url}/events?language=${language}`))
    const answers = await Promise.all(opened)
    page.send('state', (language) => (language === 'zh' ? null : { language }))
    page.send('cron', () => ({ end: true }))
    const texts = await Promise.all(
      answers.map(async ({ body }) => {
        const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
        let text = ''
        while (!text.includes('event: cron')) text += (await reader?.read())?.value ?? ''
        await reader?.cancel()
        return /"language":"(.*?)"/u.exec(text)?.[1] ?? null
      }),
    )
    expect(texts).toEqual([null, 'en', 'en'])
  })

  it('leads a link to Telegram into the page', async () => {
    const answer = await fetch(`${page.url}/t.me/some_bot?start=invite-1`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/?telegram=some_bot%3Fstart%3Dinvite-1'])
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
