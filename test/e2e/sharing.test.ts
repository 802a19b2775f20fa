/** Owners who invite and dismiss, allowances in a public bot, and each person's language. */

import { afterEach, describe, expect, it } from 'vitest'
import { menuLanguages } from '../../src/bot/commands-menu.ts'
import { converse, ownChannel, POST_ONLY, serveFeed } from './conversation.ts'
import { type SimulatedPaperboy, startSimulatedPaperboy } from './simulated-paperboy.ts'

const OWNER = 1001
const GUEST = 2002
let paperboy: SimulatedPaperboy
afterEach(() => paperboy.stop())

async function begin(vars: Record<string, string> = {}) {
  paperboy = await startSimulatedPaperboy({ OWNER_IDS: String(OWNER), LIVE_GAP_MINUTES: '0', ...vars })
  const owned = await ownChannel(paperboy, OWNER)
  paperboy.world.addPerson({ id: GUEST, firstName: 'Bob', languageCode: 'en' })
  return { ...owned, talk: owned.conversation, guest: converse(paperboy, GUEST) }
}

describe('owners', () => {
  it('invite a person with a link that works once, and dismiss and readmit them', async () => {
    const { talk, guest } = await begin()
    expect(await guest.tell('/start')).toContain('This bot is private')
    await talk.tell('/start')
    expect(await talk.tap('Owners')).toContain('The operator has named 1 owner in OWNER_IDS.')
    const link = await talk.tap('Invite')
    const payload = /start=(invite-\w+)/u.exec(link)?.[1] ?? ''
    expect(await guest.tell(`/start ${payload}`)).toContain('You may use this bot now')
    expect(await guest.tell('/channels')).toContain('No channel yet')
    const third = converse(paperboy, paperboy.world.addPerson({ id: 3003, firstName: 'Cy', languageCode: 'en' }).id)
    expect(await third.tell(`/start ${payload}`)).toContain('This bot is private')

    await talk.tell('/start')
    expect(await talk.tap('Owners')).toContain('• Bob (2002)')
    expect(await talk.tap('Remove Bob')).toContain('Bob may not use this bot any more')
    expect(await guest.tell('/channels')).toContain('This bot is private')
    expect(await talk.tap('Undo')).toContain('Bob may use this bot again')
    expect(await guest.tell('/channels')).toContain('No channel yet')
  })

  it('do not share the bot by an unknown code', async () => {
    const { talk, guest } = await begin()
    await talk.tell('/start')
    await talk.tap('Owners')
    const payload = /start=(invite-\w+)/u.exec(await talk.tap('Invite'))?.[1] ?? ''
    expect(await guest.tell(`/start ${payload}x`)).toContain('This bot is private')
  })
})

describe('a public bot', () => {
  it('limits the channels and feeds of people who do not own it, and their commands', async () => {
    const { guest } = await begin({ PUBLIC_BOT: 'true' })
    await guest.tell('/start')
    const add = async (title: string) => {
      const { id } = paperboy.world.addChannel({ title, creator: GUEST })
      paperboy.world.addBot({ chat: id, by: GUEST, rights: POST_ONLY })
      await paperboy.settle()
      return guest.last()
    }
    for (const title of ['One', 'Two', 'Three']) expect(await add(title)).toContain(`${title} was added`)
    expect(await add('Four')).toContain('You have 3 channels, the most that this bot allows one person.')
    expect(await guest.tell('/quota')).toContain('Only owners of this bot can do that')
    await guest.tell('/start')
    expect(guest.buttons().flat()).not.toContain('👥 Owners')

    await guest.tell('/use Two')
    const list = Array.from({ length: 60 }, (_, index) => `https://f${index}.example/feed`).join('\n')
    paperboy.world.sendFile({ from: GUEST, name: 'list.txt', text: list })
    await paperboy.settle()
    expect(guest.last()).toContain('50 feeds were added to Two')
    expect(guest.last()).toContain('10 feeds were left out')
    serveFeed(paperboy, 'more.example', 'More')
    expect(await guest.tell('/add https://more.example/feed')).toContain('You have 50 feeds, the most')
    await guest.tell('/remove 1')
    expect(await guest.tell('/add https://more.example/feed')).toContain('More was added to Two as feed 50')
    // Nor do buttons.
    expect(await guest.tap('Undo')).toContain('You have 50 feeds')
    serveFeed(paperboy, 'other.example', 'Other')
    await guest.tell('https://other.example/feed')
    expect(await guest.tap('➕ Two')).toContain('You have 50 feeds')
  })
})

describe('the feeds of a channel in a public bot count for the person who registered it', () => {
  const HELPER = 3003
  /** Never writes to the bot. */
  const CREATOR = 5005
  const rights = { can_manage_chat: true, can_post_messages: true, can_promote_members: true }

  /** The guest has registered Paper, with as many feeds as one person may have; the helper has a channel of their own. */
  async function shared() {
    const scene = await begin({ PUBLIC_BOT: 'true' })
    const { world } = paperboy
    world.addPerson({ id: HELPER, firstName: 'Cy', languageCode: 'en' })
    world.addPerson({ id: CREATOR, firstName: 'Dee', languageCode: 'en' })
    const helper = converse(paperboy, HELPER)
    const channelOf = async (person: number, title: string) => {
      const { id } = world.addChannel({ title, creator: CREATOR, username: `${title.toLowerCase()}_news` })
      world.setAdmin({ chat: id, by: CREATOR, person, rights })
      world.addBot({ chat: id, by: person, rights: POST_ONLY })
      await paperboy.settle()
      return id
    }
    for (const each of [scene.guest, helper]) await each.tell('/start')
    const paper = await channelOf(GUEST, 'Paper')
    await channelOf(HELPER, 'Own')
    const list = Array.from({ length: 50 }, (_, index) => `https://f${index}.example/feed`).join('\n')
    world.sendFile({ from: GUEST, name: 'list.txt', text: list })
    await paperboy.settle()
    world.setAdmin({ chat: paper, by: CREATOR, person: HELPER, rights })
    for (const host of ['more', 'other', 'third']) serveFeed(paperboy, `${host}.example`, host)
    await helper.tell('/use @paper_news')
    const feeds = async () =>
      (await scene.guest.tell('/list @paper_news')).match(/\bf?\d+\.example|more|other|third/gu) ?? []
    return { ...scene, helper, paper, channelOf, feeds }
  }
  const refused = 'The administrator who added Paper has 50 feeds, the most'

  it('if a second administrator adds them in any way', async () => {
    const { guest, helper, talk, paper, feeds } = await shared()
    const { world } = paperboy
    const file = async (text: string) => {
      world.sendFile({ from: HELPER, name: 'list.txt', text })
      await paperboy.settle()
      return helper.last()
    }
    paperboy.sites.set(
      'page.example',
      () =>
        new Response(
          '<!doctype html><link rel="alternate" type="application/rss+xml" title="One" href="https://more.example/feed"><link rel="alternate" type="application/rss+xml" title="Two" href="https://other.example/feed"><link rel="alternate" type="application/rss+xml" title="Three" href="https://third.example/feed">',
          { headers: { 'content-type': 'text/html' } },
        ),
    )
    const ways: readonly (readonly [string, () => Promise<string>, string])[] = [
      ['by a command', () => helper.tell('/add https://more.example/feed'), refused],
      ['by a command that names the channel', () => helper.tell('/add @paper_news https://more.example/feed'), refused],
      [
        'by an address and a button',
        async () => {
          await helper.tell('https://more.example/feed')
          return helper.tap('➕ Paper')
        },
        refused,
      ],
      ['by a page that has several', () => helper.tell('/add https://page.example/'), refused],
      ['by a list', () => file('https://more.example/feed\nhttps://other.example/feed'), '2 feeds were left out'],
      [
        'by the undoing of a removal, where another took its place',
        async () => {
          await helper.tell('/remove 1')
          expect(await guest.tell('/add @paper_news https://other.example/feed')).toContain(
            'other was added to Paper as feed 50',
          )
          return helper.tap('Undo')
        },
        refused,
      ],
      [
        'by a button of a page, whose choice came too late',
        async () => {
          await guest.tell('/remove @paper_news 1')
          await helper.tell('/add https://page.example/')
          expect(await guest.tell('/add @paper_news https://more.example/feed')).toContain(
            'more was added to Paper as feed 50',
          )
          return helper.tap('Three')
        },
        refused,
      ],
    ]
    for (const [way, add, answer] of ways) expect(await add(), way).toContain(answer)
    expect(await feeds()).toHaveLength(50)
    // Their own channel has its own allowance, and the bot's owners have no limit.
    expect(await helper.tell('/add @own_news https://more.example/feed')).toContain('more was added to Own as feed 1')
    world.setAdmin({ chat: paper, by: CREATOR, person: OWNER, rights })
    expect(await talk.tell('/add @paper_news https://third.example/feed')).toContain(
      'third was added to Paper as feed 51',
    )
  })

  it('and its channels too, even if the person no longer administers them', async () => {
    const { guest, helper, paper, channelOf } = await shared()
    const { world } = paperboy
    for (const title of ['Second', 'Third']) await channelOf(GUEST, title)
    world.setAdmin({ chat: paper, by: CREATOR, person: GUEST, rights: null })
    expect(await guest.tell('/list @paper_news')).toContain('not an administrator')
    // Paper still counts for the guest, who may have no fourth channel.
    await channelOf(GUEST, 'Fourth')
    expect(guest.last()).toContain('You have 3 channels')
    // The helper has a feed already, so Paper with its 50 feeds does not become theirs.
    await helper.tell('/add @own_news https://more.example/feed')
    await helper.tell('@paper_news')
    expect(await helper.tell('/add @paper_news https://other.example/feed')).toContain(refused)
    // With fewer feeds it does, when it was added again.
    await helper.tell('/remove @paper_news 1')
    await helper.tell('@paper_news')
    expect(await helper.tell('/add @paper_news https://other.example/feed')).toContain('You have 50 feeds')
    await channelOf(GUEST, 'Fifth')
    expect(guest.last()).toContain('Fifth was added')
  })
})

describe('languages', () => {
  it('are the person’s in Telegram until /language, and digests have their own', async () => {
    const { talk, posts } = await begin({ OWNER_IDS: `${OWNER},4004` })
    const news = serveFeed(paperboy, 'news.example', 'News')
    await talk.tell('/add https://news.example/feed')
    const hant = converse(
      paperboy,
      paperboy.world.addPerson({ id: 4004, firstName: '小明', languageCode: 'zh-hant' }).id,
    )
    expect(await hant.tell('/start')).toContain('小明，您好！我把訂閱源的新文章傳送到 Telegram')
    expect(await hant.tell('/language')).toContain('請選擇介面語言')
    expect(hant.buttons()[0]).toEqual(['English', '简体中文', '✓ 繁體中文'])
    expect(await hant.tap('简体中文')).toBe('✅ 界面语言已改为简体中文。')
    expect(await hant.tell('/help')).toContain('全部命令')
    expect(await hant.tell('/language english')).toContain('I write to you in English now')

    await talk.tell('/start')
    for (const page of ['Morning', 'Language', '繁體中文']) await talk.tap(page)
    expect(talk.last()).toContain('Digests of Morning are in 繁體中文')
    await talk.tell('/digest timezone Taipei')
    await talk.tell('/digest every 1h')
    news.publish({ title: 'Something', link: 'https://news.example/1' })
    await paperboy.cron(60)
    await paperboy.cron(60)
    expect(posts().at(-1)?.text).toMatch(
      /^📰 (?:早報|午間速覽|下午速覽|晚報|夜間速覽) · \d+月\d+日 \d\d:\d\d\nNews\n• Something$/u,
    )
  })

  it('are those of the commands that Telegram’s apps show, in private chats and to administrators of groups', async () => {
    const { talk } = await begin()
    await talk.tell('/start')
    const { commands } = paperboy.world.bot()
    const offered = (scope: string, code: string) =>
      commands[`${JSON.stringify({ type: scope })}|${code}`]?.map(
        ({ command, description }) => `${command}: ${description}`,
      )
    expect(offered('all_private_chats', '')).toContain('why: see why a headline was sent, or why not')
    expect(offered('all_private_chats', 'zh')).toContain('why: 查看某一条为什么发了或没发')
    expect(offered('all_chat_administrators', '')).toEqual(['start: open the menu', 'help: see all commands'])
    // Each /start sets a few languages.
    for (const _ of menuLanguages) await talk.tell('/start')
    const calls = paperboy.world.calls({ method: 'setMyCommands' }).length
    await talk.tell('/start')
    expect(paperboy.world.calls({ method: 'setMyCommands' })).toHaveLength(calls)
  })
})

it('an address that is sent by itself can be added to each channel', async () => {
  const { talk } = await begin()
  await ownChannel(paperboy, OWNER, 'Evening')
  serveFeed(paperboy, 'news.example', 'News')
  expect(await talk.tell('https://news.example/feed')).toBe('Add https://news.example/feed to which channel?')
  expect(talk.buttons()).toEqual([['➕ Evening'], ['➕ Morning'], ['Cancel']])
  expect(await talk.tap('➕ Morning')).toContain('News was added to Morning as feed 1')
  expect(await talk.tell('news.example/feed')).toBe('Add news.example/feed to which channel?')
  expect(await talk.tell('3.5')).toContain('I did not understand that.')
  expect(await talk.tap('Cancel')).toBe('Nothing was changed.')
})
