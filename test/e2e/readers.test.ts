/** Readers: people without any right on the bot choose headlines of a channel by their own keywords. */
import { afterEach, describe, expect, it } from 'vitest'
import { converse, ownChannel, serveFeed } from './conversation.ts'
import { type SimulatedWeb, startSimulatedPaperboy } from './simulated-paperboy.ts'

const OWNER = 1001
const READER = 2002
const OTHER = 3003
/** 17:00 in London. */
const START = Date.UTC(2026, 0, 5, 17)
let paperboy: SimulatedWeb
afterEach(() => paperboy.stop())

/** A channel that is open to readers, with a feed, and two strangers. The first one has the link. */
async function begin(vars: Record<string, string> = {}) {
  paperboy = await startSimulatedPaperboy({ OWNER_IDS: String(OWNER), LIVE_GAP_MINUTES: '0', ...vars }, START)
  const owned = await ownChannel(paperboy, OWNER)
  const { conversation: talk } = owned
  const feed = serveFeed(paperboy, 'one.example', 'One')
  await talk.tell('/add https://one.example/feed')
  await talk.tell('/page on')
  await paperboy.cron()
  const link = linkIn(await talk.tell('/readers on'))
  for (const [id, firstName] of [
    [READER, 'Bob'],
    [OTHER, 'Cy'],
  ] as const)
    paperboy.world.addPerson({ id, firstName, languageCode: 'en' })
  return { ...owned, talk, feed, link, reader: converse(paperboy, READER), other: converse(paperboy, OTHER) }
}

/** The commands that the reader's app offers in the chat; none: the bot's usual ones. */
const menu = () =>
  (paperboy.world.bot().commands[`{"type":"chat","chat_id":${READER}}|`] ?? []).map(({ command }) => command)

const linkIn = (text: string) => /start=(r_\w{10})/u.exec(text)?.[1] ?? ''

describe('a reader', () => {
  it('comes by the link under a digest, chooses words, gets headlines, and leaves nothing behind', async () => {
    const { talk, posts, feed, link, reader } = await begin()
    feed.publish({ title: 'Rain in London', link: 'https://one.example/1' })
    feed.publish({ title: 'Sport today', link: 'https://one.example/2' })
    await paperboy.cron()
    expect(posts().at(-1)?.text).toMatch(/My keywords$/u)
    const page = await (await paperboy.open('/c/morning_news')).text()
    expect(page).toContain(`start=${link}">My keywords</a>`)

    expect(await reader.tell('/keywords')).toContain('This bot is private')
    expect(await reader.tell(`/start ${link}`)).toContain('can send you the headlines of Morning here.')
    expect(await reader.tap('Only with')).toContain('Which words should a headline of Morning have?')
    expect(await reader.tell('(rain')).toContain('▸')
    await reader.tell('rain, snow')
    expect(reader.answers().at(-2)?.text).toContain('Of the 2 headlines of the last 48 hours, 1 would have come.')
    expect(reader.last()).toContain('• Morning: rain, snow')
    expect(await talk.tell('/readers')).toContain('1 reader uses it.')
    expect(menu()).toContain('stop')
    expect(menu()).not.toContain('add')

    feed.publish({ title: 'Snow in Wales', link: 'https://one.example/3' })
    feed.publish({ title: 'More sport', link: 'https://one.example/4' })
    await paperboy.cron()
    await paperboy.cron()
    expect(reader.last()).toContain('Snow in Wales')
    expect(reader.last()).not.toContain('More sport')
    expect(reader.last()).not.toContain('My keywords')
    await reader.tap('Why')
    expect(await reader.tell('more sport')).toContain('your keywords')

    await reader.tell('/keywords')
    await reader.tap('Morning')
    await reader.tap('Everything but')
    expect(await reader.tell('sport, north sea')).toContain('-sport -"north sea"')
    expect(await reader.tap('Undo')).toContain('now rain, snow')

    await reader.tell('/stop')
    expect(await reader.tap('Stop')).toContain('Your channels, keywords and times are deleted.')
    expect(menu()).toEqual([])
    expect(await reader.tell('/keywords')).toContain('This bot is private')
    expect(await talk.tell('/readers')).toContain('Nobody uses it yet.')
    const before = reader.answers().length
    feed.publish({ title: 'Snow again', link: 'https://one.example/5' })
    await paperboy.cron()
    await paperboy.cron()
    expect(reader.answers().length).toBe(before)
  })

  it('has times, a language and pauses of their own, by buttons and by text', async () => {
    const { talk, feed, link, reader } = await begin()
    await talk.tell('/digest timezone London')
    await reader.tell(`/start ${link}`)
    await reader.tap('Everything, once a day')
    expect(reader.last()).toContain('🕗 daily at 18:00 (Europe/London)')
    feed.publish({ title: 'Rain in London', link: 'https://one.example/1' })
    await paperboy.cron()
    expect(await reader.tap('Preview')).toContain('Rain in London')
    await paperboy.cron(60)
    await paperboy.cron()
    expect(reader.last()).toContain('Evening digest')

    await reader.tell('/keywords')
    expect(await reader.tap('Digests')).toContain('This chat: daily at 18:00.')
    expect(await reader.tap('08:00')).toContain('daily at 08:00')
    expect(await reader.tell('/digest quiet 23-7')).toContain('Quiet hours of this chat: 23:00–07:00')
    expect(await reader.tell('/digest timezone Shanghai')).toContain('Asia/Shanghai')
    expect(await reader.tell('/digest reading on')).toContain('This chat: daily at 08:00')
    expect(await reader.tell('/pause')).toContain('This chat is paused')
    expect(await reader.tell('/resume')).toContain('This chat is on again')
    expect(await reader.tell('/language 繁體中文')).toContain('繁體中文')
    expect(await reader.tell('/help')).toContain('我依照您自己的關鍵字')
  })

  it('gets one digest of several channels, until they leave one after the other', async () => {
    const { link, reader, feed } = await begin()
    const second = await ownChannel(paperboy, OWNER, 'Evening')
    const other = serveFeed(paperboy, 'two.example', 'Two')
    await second.conversation.tell('/add @evening_news https://two.example/feed')
    const secondLink = linkIn(await second.conversation.tell('/readers @evening_news on'))
    await paperboy.cron()
    await reader.tell(`/start ${link}`)
    await reader.tap('Only with')
    await reader.tell('rain')
    await reader.tell(`/start ${secondLink}`)
    await reader.tap('All headlines')
    expect(reader.last()).toContain('• Morning: rain\n• Evening: everything')
    feed.publish({ title: 'Rain in London', link: 'https://one.example/1' })
    other.publish({ title: 'Sport today', link: 'https://two.example/1' })
    await paperboy.cron()
    await paperboy.cron()
    expect(reader.last()).toMatch(/Morning.*Rain in London.*Evening.*Sport today/su)

    await reader.tell('/keywords')
    await reader.tap('Evening')
    expect(await reader.tap('Unfollow')).toContain('You get no more headlines of Evening.')
    await reader.tap('My keywords')
    await reader.tap('Morning')
    expect(await reader.tap('Unfollow')).toContain('Your channels, keywords and times are deleted.')
    expect(await reader.tell('/keywords')).toContain('This bot is private')
  })
})

it('an owner can read other channels too, by /keywords', async () => {
  const { link, talk } = await begin()
  expect(await talk.tell('/keywords')).toContain('You follow no channel.')
  await talk.tell(`/start ${link}`)
  await talk.tap('Everything, once a day')
  await talk.tell('/start')
  expect(await talk.tap('My keywords')).toContain('• Morning: everything')
  expect(await talk.tap('‹ Channels')).toContain('Choose a channel below')
})

it('where all places for readers are taken, a person is told so, and nothing is kept', async () => {
  const { link, reader, other } = await begin({ READERS: '1' })
  await reader.tell(`/start ${link}`)
  await reader.tap('Everything, once')
  await other.tell(`/start ${link}`)
  expect(await other.tap('Everything, once')).toContain('I cannot take more readers at the moment.')
  expect(await other.tell('/keywords')).toContain('This bot is private')
})

it('a link that is switched off leads nowhere, and works again once that is undone', async () => {
  const { talk, link, reader, other } = await begin()
  await reader.tell(`/start ${link}`)
  await reader.tap('Everything, once')
  expect(await talk.tell('/readers off')).toContain('1 reader gets no more of its headlines.')
  expect(await talk.tap('Close it')).toContain('Morning is closed to readers.')
  expect(await other.tell(`/start ${link}`)).toContain('This link does not work any more.')
  expect(await reader.tell('/keywords')).toContain('Morning: closed to readers')
  expect(await talk.tap('Undo')).toContain(link)
  expect(await other.tell(`/start ${link}`)).toContain('can send you the headlines of Morning here.')
})

it('a reader who blocks the bot is forgotten', async () => {
  const { talk, link, reader } = await begin()
  await reader.tell(`/start ${link}`)
  await reader.tap('Everything, once')
  paperboy.world.blockBot(READER)
  await paperboy.settle()
  await paperboy.cron()
  expect(await talk.tell('/readers')).toContain('Nobody uses it yet.')
})
