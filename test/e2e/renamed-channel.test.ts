/** A channel that has another @name in Telegram, of which bots get no update. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PUBLIC_URL, startSimulated } from '../../simulators/cloudflare/paperboy.ts'
import { converse, type Owned, ownChannel, POST_ONLY, serveFeed } from './conversation.ts'
import { type SimulatedPaperboy, startSimulatedPaperboy } from './simulated-paperboy.ts'

const OWNER = 1001
const OTHER = 1002
let paperboy: SimulatedPaperboy
let owned: Owned

beforeEach(async () => {
  paperboy = await startSimulatedPaperboy({ OWNER_IDS: `${OWNER},${OTHER}`, LIVE_GAP_MINUTES: '0' })
  owned = await ownChannel(paperboy, OWNER)
  await ownChannel(paperboy, OWNER, 'Evening')
})
afterEach(() => paperboy.stop())

const talk = () => owned.conversation
const rename = (username: string | null, chat = owned.channel, by = OWNER) =>
  paperboy.world.renameChat({ chat, by, username })
const lookUps = () => paperboy.world.calls({ method: 'getChat' }).length

describe('a renamed channel', () => {
  it('is found by its new name, and Telegram is asked once', async () => {
    rename('dawn_news')
    const before = lookUps()
    expect(await talk().tell('/filter @dawn_news rain')).toContain('The filter of Morning is now rain')
    expect(await talk().tell('/list @dawn_news')).toContain('Morning')
    expect(await talk().tell('/channels')).toContain('Morning (@dawn_news)')
    expect(lookUps() - before).toBe(1)
    expect(await talk().tell('/list @morning_news')).toContain('I do not know the channel @morning_news')
  })

  it('is stored with its new name when the bot posts there', async () => {
    const feed = serveFeed(paperboy, 'news.example', 'News')
    await talk().tell('/add @morning_news https://news.example/feed')
    await talk().tell('/page @morning_news on')
    rename('dawn_news')
    feed.publish({ title: 'Storm closes schools', link: 'https://news.example/1' })
    await paperboy.cron(20)
    const before = lookUps()
    expect(await talk().tell('/why @dawn_news storm')).toContain('See the post')
    const link = talk()
      .answers()
      .at(-1)
      ?.entities.find(({ url }) => url?.startsWith('https://t.me/'))
    expect(link?.url).toContain('https://t.me/dawn_news/')
    expect(lookUps()).toBe(before)
  })

  it('that is private now is no longer known by its old name', async () => {
    const feed = serveFeed(paperboy, 'news.example', 'News')
    await talk().tell('/add @morning_news https://news.example/feed')
    rename(null)
    feed.publish({ title: 'Storm closes schools', link: 'https://news.example/1' })
    await paperboy.cron(20)
    expect(await talk().tell('/list @morning_news')).toContain('I do not know the channel')
  })

  it('is not confused with the channel that has its old name now', async () => {
    rename('dawn_news')
    const { id } = paperboy.world.addChannel({ title: 'Copycat', creator: OWNER, username: 'morning_news' })
    paperboy.world.addBot({ chat: id, by: OWNER, rights: POST_ONLY })
    await paperboy.settle()
    expect(await talk().tell('/list @morning_news')).toContain('Copycat')
    expect(await talk().tell('/list @dawn_news')).toContain('Morning')
  })

  it('is renamed with its group when the bot’s rights change there', async () => {
    const { world } = paperboy
    const { id } = world.addSupergroup({ title: 'Club', creator: OWNER, username: 'club_old' })
    world.addBot({ chat: id, by: OWNER, rights: {} })
    world.say({ from: OWNER, chat: id, text: '/start' })
    await paperboy.settle()
    rename('club_new', id)
    world.setBotRights({ chat: id, by: OWNER, rights: { can_delete_messages: true } })
    await paperboy.settle()
    const before = lookUps()
    expect(await talk().tell('/list @club_new')).toContain('Club')
    expect(lookUps()).toBe(before)
  })
})

describe('an unknown @name', () => {
  it('of a channel that the person does not manage is answered like one that does not exist', async () => {
    paperboy.world.addPerson({ id: OTHER, firstName: 'Ben', languageCode: 'en' })
    const other = await ownChannel(paperboy, OTHER, 'Bens')
    rename('dawn_news')
    const tell = (name: string) => other.conversation.tell(`/list @${name}`)
    expect((await tell('dawn_news')).replace('dawn_news', 'nobody_news')).toBe(await tell('nobody_news'))
    // The name that is stored is still the old one.
    expect(await talk().tell('/channels')).toContain('Morning (@morning_news)')
  })

  it('costs no call for a person without a channel', async () => {
    paperboy.world.addPerson({ id: OTHER, firstName: 'Ben', languageCode: 'en' })
    paperboy.world.start(OTHER)
    await paperboy.settle()
    const before = lookUps()
    expect(await converse(paperboy, OTHER).tell('/list @morning_new')).toContain('I do not know the channel')
    expect(lookUps()).toBe(before)
  })

  it('that Telegram does not answer for is unknown', async () => {
    rename('dawn_news')
    paperboy.world.addFault({ fault: { kind: 'server-error', effect: false }, method: 'getChat', times: 1 })
    expect(await talk().tell('/list @dawn_news')).toContain('I do not know the channel @dawn_news')
    expect(await talk().tell('/list @dawn_news')).toContain('Morning')
  })
})

it('a channel of somebody else may be a word to filter for', async () => {
  paperboy.world.addPerson({ id: OTHER, firstName: 'Ben', languageCode: 'en' })
  await ownChannel(paperboy, OTHER, 'Bens')
  await talk().tell('/use @morning_news')
  expect(await talk().tell('/filter @bens_news | storm')).toContain('You have no channel @bens_news')
  expect(await talk().tap('the word @bens_news')).toContain('The filter of Morning is now "@bens_news" | storm')
})

it('a page has the address of the channel’s new name', async () => {
  const simulated = await startSimulated({ vars: { OWNER_IDS: String(OWNER), LIVE_GAP_MINUTES: '0' } })
  const { cloud, world, sites, deliver, stop, clock } = simulated
  const at = { ...paperboy, world, sites, settle: () => deliver(), cron: async () => {} }
  const { conversation, channel } = await ownChannel(at, OWNER)
  const feed = serveFeed(at, 'news.example', 'News')
  await conversation.tell('/add https://news.example/feed')
  await conversation.tell('/page on')
  world.renameChat({ chat: channel, by: OWNER, username: 'dawn_news' })
  feed.publish({ title: 'Storm closes schools', link: 'https://news.example/1' })
  clock.now += 20 * 60_000
  await cloud.cron(clock.now)
  const page = async (name: string) => {
    const answer = await cloud.fetch(new Request(`${PUBLIC_URL}/c/${name}`))
    return answer === 'ended' ? null : answer.status
  }
  expect([await page('dawn_news'), await page('morning_news')]).toEqual([200, 404])
  stop()
})
