/** The main job, end to end: from a feed to a channel, once, with short links that open. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestFeed, testFeed } from '../../simulators/published-feed.ts'
import type { Chat, Message, Person } from '../../simulators/telegram/model.ts'
import { type Paperboy, PUBLIC_URL, startPaperboy } from './paperboy.ts'

const POST_ONLY = { can_manage_chat: true, can_post_messages: true }
const FEED = 'https://news.example/feed'

let paperboy: Paperboy
let owner: Person
let channel: Chat
let feed: TestFeed
const other = testFeed('Other', [
  { title: 'Other one', link: 'https://other.example/1' },
  { title: 'Other two', link: 'https://other.example/2' },
])

const answers = () => paperboy.world.messages(owner.id).filter(({ byBot }) => byBot)
const lastAnswer = () => answers().at(-1)?.text ?? ''
const posts = () => paperboy.world.messages(channel.id).filter(({ byBot }) => byBot)
const links = (message: Message | undefined) => (message?.entities ?? []).flatMap(({ url }) => url ?? [])

async function tell(text: string): Promise<string> {
  paperboy.world.say({ from: owner.id, text })
  await paperboy.settle()
  return lastAnswer()
}

beforeAll(async () => {
  paperboy = await startPaperboy({ OWNER_IDS: '1001' })
  const { world, sites } = paperboy
  owner = world.addPerson({ id: 1001, firstName: 'Ann', languageCode: 'en' })
  channel = world.addChannel({ title: 'Morning news', creator: owner.id, username: 'morning_news' })
  feed = testFeed('Example News', [
    { title: 'An old story', link: 'https://news.example/old', published: new Date('2026-01-01T08:00:00Z') },
  ])
  sites.set('news.example', feed.site)
})

afterAll(() => paperboy.stop())

describe('the bot', () => {
  it('greets the owner', async () => {
    world().start(owner.id)
    await paperboy.settle()
    expect(lastAnswer()).toContain('Hello Ann')
  })

  it('registers a channel when it becomes an administrator there', async () => {
    world().addBot({ chat: channel.id, by: owner.id, rights: POST_ONLY })
    await paperboy.settle()
    expect(lastAnswer()).toContain('Morning news was added')
  })

  it('adds a feed and shows its newest headlines', async () => {
    expect(await tell(`/add ${FEED}`)).toContain('An old story')
    expect(await tell('/list')).toContain('1. Example News')
  })

  it('sends nothing and writes nothing to KV while there is no news', async () => {
    await paperboy.cron()
    expect(posts()).toEqual([])
    expect(await paperboy.stored()).toEqual([])
    expect(feed.lastIfNoneMatch()).toBe('"1"')
  })

  it('sends a new item once, with a short link that opens before KV has it', async () => {
    feed.publish({ title: 'Kim to meet <Putin> & Co', link: 'https://news.example/kim?a=1&b=2' })
    await paperboy.cron()
    await paperboy.cron(20)
    expect(posts().map(({ text }) => text)).toEqual([expect.stringContaining('Kim to meet <Putin> & Co')])
    const [link = ''] = links(posts()[0])
    expect(link).toMatch(new RegExp(`^${PUBLIC_URL}/[0-9A-Za-z]{1,10}$`, 'u'))
    const response = await paperboy.open(link)
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe('https://news.example/kim?a=1&b=2')
    expect(await paperboy.stored()).toEqual([])
    await paperboy.cron(60)
    expect(await paperboy.stored()).toEqual([expect.stringMatching(/^edition:/u), 'seen:0'])
    expect((await paperboy.open(link)).headers.get('location')).toBe('https://news.example/kim?a=1&b=2')
  })

  it('answers HEAD for a short link, and 404 for an unknown code', async () => {
    const [link = ''] = links(posts()[0])
    expect((await paperboy.open(link, { method: 'HEAD' })).status).toBe(302)
    const last = link.at(-1) === 'a' ? 'b' : 'a'
    expect((await paperboy.open(`${link.slice(0, -1)}${last}`)).status).toBe(404)
  })

  it('polls a feed once for two channels, and sends to both', async () => {
    const second = world().addChannel({ title: 'Second', creator: owner.id })
    world().addBot({ chat: second.id, by: owner.id, rights: POST_ONLY })
    await paperboy.settle()
    expect(await tell(`/add ${FEED}`)).toContain('to Second')
    const before = paperboy.asked.get(FEED) ?? 0
    feed.publish({ title: 'For both', link: 'https://news.example/both' })
    await paperboy.cron(20)
    expect((paperboy.asked.get(FEED) ?? 0) - before).toBe(1)
    expect(posts().at(-1)?.text).toContain('For both')
    expect(world().messages(second.id).at(-1)?.text).toContain('For both')
    expect(world().messages(second.id).at(-1)?.text).not.toContain('Kim')
    await tell('/use @morning_news')
  })

  it('filters by keywords', async () => {
    // None of the headlines so far has these words, so it asks first.
    expect(await tell('/filter "for all" -sport')).toContain('It is not saved yet')
    const question = answers().at(-1)?.id ?? 0
    world().press({ from: owner.id, chat: owner.id, message: question, text: 'Keep' })
    await paperboy.settle()
    expect(lastAnswer()).toContain('is now')
    feed.publish(
      { title: 'Rain for all', link: 'https://news.example/rain' },
      { title: 'Sport for all', link: 'https://news.example/sport' },
      { title: 'Something else', link: 'https://news.example/else' },
    )
    await paperboy.cron(20)
    expect(posts().at(-1)?.text).toContain('Rain for all')
    expect(posts().at(-1)?.text).not.toContain('Sport')
    expect(posts().at(-1)?.text).not.toContain('Something')
    expect(await tell('/filter "unclosed')).toContain('never closed')
    expect(await tell('/filter')).toContain('"for all" -sport')
    expect(await tell('/filter off')).toContain('off')
  })

  it('sends nothing while a channel is paused, and the waiting headlines afterwards', async () => {
    expect(await tell('/pause')).toContain('paused')
    const before = posts().length
    feed.publish({ title: 'While paused', link: 'https://news.example/paused' })
    await paperboy.cron(20)
    expect(posts()).toHaveLength(before)
    expect(await tell('/preview')).toContain('While paused')
    expect(await tell('/resume')).toContain('is on again')
    await paperboy.cron(20)
    expect(posts().at(-1)?.text).toContain('While paused')
  })

  it('asks for a city before it sets a time of day, and names the next digest', async () => {
    expect(await tell('/digest 08:00')).toContain('city')
    expect(await tell('Atlantis')).toContain('do not know the time zone')
    const answer = await tell('Berlin')
    expect(answer).toContain('daily at 08:00')
    expect(answer).toContain('08:00 (Europe/Berlin)')
    expect(await tell('/digest live')).toContain('live')
  })

  it('posts the newest headlines when the button is pressed, and only once', async () => {
    paperboy.sites.set('other.example', other.site)
    await tell('/add https://other.example/feed')
    const shown = answers().at(-1)
    const press = { from: owner.id, chat: owner.id, message: shown?.id ?? 0, row: 0, column: 0 }
    const pressed = world().press(press)
    // The button is pressed a second time before the first has had an effect.
    world().press(press)
    await paperboy.settle()
    expect(world().message(owner.id, press.message)?.markup).toBeNull()
    expect(posts().at(-1)?.text).toContain('Other one')
    expect(posts().at(-1)?.text).toContain('Other two')
    expect(world().callback(pressed.id).answer?.text).toContain('2 headlines')
    const count = posts().length
    await paperboy.cron(20)
    expect(posts()).toHaveLength(count)
  })

  it('runs a cron that comes while the newest headlines are posted', async () => {
    const slow = testFeed('Slow', [{ title: 'Slow one', link: 'https://slow.example/1' }])
    paperboy.sites.set('slow.example', slow.site)
    await tell('/add https://slow.example/feed')
    slow.publish({ title: 'Slow two', link: 'https://slow.example/2' })
    const post = Promise.withResolvers<void>()
    paperboy.slow.until = post.promise
    const begun = Promise.withResolvers<void>()
    const stop = world().subscribe((change) => {
      if (change.kind === 'faults' && world().faults().length === 0) begun.resolve()
    })
    world().addFault({ fault: { kind: 'slow', ms: 1 }, method: 'sendMessage', chat: channel.id, times: 1 })
    world().press({ from: owner.id, chat: owner.id, message: answers().at(-1)?.id ?? 0, row: 0, column: 0 })
    const pressed = paperboy.settle()
    await begun.promise
    stop()
    const cron = paperboy.cron(20)
    await Promise.race([cron, pressed, new Promise(setImmediate)])
    post.resolve()
    await Promise.all([pressed, cron])
    // The channel has just had a digest.
    await paperboy.cron(20)
    expect(
      posts()
        .slice(-2)
        .map(({ text }) => text),
    ).toEqual([expect.stringContaining('Slow one'), expect.stringContaining('Slow two')])
    expect(paperboy.asked.get('https://slow.example/feed')).toBe(3)
    await tell('/remove slow.example/feed')
  })

  it('removes a feed, and restores it with its filter by a button', async () => {
    expect(await tell('/filter ＃２ one')).toContain('is now one')
    expect(await tell('/remove ２')).toContain('removed')
    const shown = answers().at(-1)
    other.publish({ title: 'The one meanwhile', link: 'https://other.example/3' })
    await paperboy.cron(20)
    const undo = { from: owner.id, chat: owner.id, message: shown?.id ?? 0, row: 0, column: 0 }
    world().press(undo)
    world().press(undo)
    await paperboy.settle()
    expect(world().message(owner.id, undo.message)?.text).toContain('Other is back in Morning news, as feed 2')
    expect(world().callbacks().at(-1)?.answer?.text).toContain('out of date')
    expect(await tell('/list')).toMatch(/2\. Other\n {3}every .*\n {3}filter: one/u)
    expect(await tell('/filter ＃２ ＯＦＦ')).toContain('is off')
    await paperboy.cron(20)
    expect(posts().at(-1)?.text).toContain('The one meanwhile')
  })
})

describe('a person who may not use the bot', () => {
  it('gets an answer that says so, with their ID', async () => {
    const stranger = world().addPerson({ id: 2002, firstName: 'Bob', languageCode: 'en' })
    world().start(stranger.id)
    world().say({ from: stranger.id, text: '/list' })
    await paperboy.settle()
    const told = world()
      .messages(stranger.id)
      .filter(({ byBot }) => byBot)
    expect(told.map(({ text }) => text)).toEqual([expect.stringContaining('2002'), expect.stringContaining('2002')])
  })
})

it('the token is in no message and no log', () => {
  expect(paperboy.logs()).not.toContain('end-to-end')
})

function world() {
  return paperboy.world
}
