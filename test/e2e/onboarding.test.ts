/** Every way in which a chat becomes a channel, who may do it, and that both sides' rights are asked of Telegram. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Chat, Person } from '../../simulators/telegram/model.ts'
import { testFeed } from '../published-feed.ts'
import { type Paperboy, startPaperboy } from './paperboy.ts'

const POST_ONLY = { can_manage_chat: true, can_post_messages: true }

let paperboy: Paperboy
let owner: Person
let stranger: Person
let channel: Chat

const world = () => paperboy.world
const told = (person: Person) =>
  world()
    .messages(person.id)
    .filter(({ byBot }) => byBot)
    .map(({ text }) => text)
const lastTold = (person: Person) => told(person).at(-1) ?? ''

async function tell(from: Person, text: string): Promise<string> {
  world().say({ from: from.id, text })
  await paperboy.settle()
  return lastTold(from)
}

/** Each test has people and a channel of its own, in the one Paperboy of this file. */
const allowed = Array.from({ length: 60 }, (_, index) => 1001 + index)
let name = ''

function somebodyAllowed(firstName: string, languageCode = 'en'): Person {
  return world().addPerson({ id: allowed.shift() ?? 0, firstName, languageCode })
}

beforeAll(async () => {
  paperboy = await startPaperboy({ OWNER_IDS: allowed.join(', ') })
})

beforeEach(() => {
  owner = somebodyAllowed('Ann')
  stranger = world().addPerson({ id: 5000 + owner.id, firstName: 'Bob', languageCode: 'en' })
  name = `morning_news_${owner.id}`
  channel = world().addChannel({ title: 'Morning news', creator: owner.id, username: name })
})

afterAll(() => paperboy.stop())

/** The bot is administrator there, but its update got lost: the bot has yet to hear of it. */
async function botIsThereUnheard(chat: Chat, by = owner.id): Promise<void> {
  world().addBot({ chat: chat.id, by, rights: POST_ONLY })
  await world().deliver(async () => new Response(null, { status: 200 }), { force: true })
}

describe('a channel was added', () => {
  it('for who makes the bot its administrator, and greets them in private', async () => {
    world().start(owner.id)
    world().addBot({ chat: channel.id, by: owner.id, rights: POST_ONLY })
    await paperboy.settle()
    expect(lastTold(owner)).toContain('Morning news was added')
    expect(lastTold(owner)).not.toContain('more rights')
  })

  it('even when the greeting cannot be delivered', async () => {
    world().addBot({ chat: channel.id, by: owner.id, rights: POST_ONLY })
    await paperboy.settle()
    world().start(owner.id)
    expect(await tell(owner, '/channels')).toContain('Morning news')
  })

  it('by a forwarded post', async () => {
    world().start(owner.id)
    await botIsThereUnheard(channel)
    const post = world().post({ chat: channel.id, by: owner.id, text: 'Hello' })
    world().forward({ from: owner.id, chat: channel.id, message: post.id })
    await paperboy.settle()
    expect(lastTold(owner)).toContain('Morning news was added')
  })

  it('by its @name', async () => {
    world().start(owner.id)
    await botIsThereUnheard(channel)
    expect(await tell(owner, `@${name}`)).toContain('Morning news was added')
  })

  it('by /use and its @name', async () => {
    world().start(owner.id)
    await botIsThereUnheard(channel)
    expect(await tell(owner, `/use @${name}`)).toContain('Morning news was added')
  })

  it('by a link to it, or to one of its posts', async () => {
    world().start(owner.id)
    await botIsThereUnheard(channel)
    expect(await tell(owner, `https://t.me/${name}/12`)).toContain('Morning news was added')
    expect(await tell(owner, `/use t.me/${name}`)).toContain('apply to Morning news')
    expect(await tell(owner, `/use ${name.toUpperCase()}`)).toContain('apply to Morning news')
    expect(await tell(owner, '/use morning NEWS')).toContain('apply to Morning news')
  })

  it('by the button that shares it, which lets the bot in as well', async () => {
    world().start(owner.id)
    await paperboy.settle()
    world().shareChat({ from: owner.id, request: 1, chat: channel.id })
    await paperboy.settle()
    expect(told(owner).filter((text) => text.includes('Morning news was added'))).toHaveLength(1)
    expect(lastTold(owner)).toContain('Commands now apply to Morning news')
  })

  it('and its owner is told of rights that the bot does not need', async () => {
    world().start(owner.id)
    world().addBot({ chat: channel.id, by: owner.id, rights: { ...POST_ONLY, can_edit_messages: true } })
    await paperboy.settle()
    expect(lastTold(owner)).toContain('more rights in Morning news than I need')
  })
})

describe('a channel is not registered', () => {
  it('when the bot may not post there', async () => {
    world().start(owner.id)
    expect(await tell(owner, `@${name}`)).toContain('may not post to Morning news')
  })

  it('when nobody has heard of it', async () => {
    world().start(owner.id)
    expect(await tell(owner, '@no_such_channel')).toContain('cannot see @no_such_channel')
  })

  it('for an allowed person who does not administer it', async () => {
    const other = somebodyAllowed('Cleo')
    world().start(other.id)
    await botIsThereUnheard(channel)
    expect(await tell(other, `@${name}`)).toContain('not an administrator of Morning news')
  })

  it('for a stranger, who is told so politely', async () => {
    const own = world().addChannel({ title: 'Bob’s', creator: stranger.id })
    world().start(stranger.id)
    world().addBot({ chat: own.id, by: stranger.id, rights: POST_ONLY })
    await paperboy.settle()
    expect(lastTold(stranger)).toContain(String(stranger.id))
    expect(told(stranger).join()).not.toContain('was added')
  })
})

describe('a channel that the bot was put out of', () => {
  it('says so to its owner, and goes on when the bot is back', async () => {
    world().start(owner.id)
    world().addBot({ chat: channel.id, by: owner.id, rights: POST_ONLY })
    await paperboy.settle()
    world().removeBot({ chat: channel.id, by: owner.id })
    await paperboy.settle()
    expect(await tell(owner, '/list')).toContain('I may not post to Morning news')
    await paperboy.cron()
    expect(lastTold(owner)).toContain('I was removed from it')
    world().addBot({ chat: channel.id, by: owner.id, rights: POST_ONLY })
    await paperboy.settle()
    await paperboy.cron()
    expect(lastTold(owner)).toContain('I can post to Morning news again')
    expect(told(owner).filter((text) => text.includes('was added'))).toHaveLength(1)
  })
})

describe('a channel’s commands', () => {
  it('are refused to an allowed person who administers it no longer', async () => {
    const other = somebodyAllowed('Cleo')
    world().start(other.id)
    world().setAdmin({ chat: channel.id, by: owner.id, person: other.id, rights: POST_ONLY })
    await botIsThereUnheard(channel)
    expect(await tell(other, `@${name}`)).toContain('was added')
    world().setAdmin({ chat: channel.id, by: owner.id, person: other.id, rights: null })
    expect(await tell(other, '/list')).toContain('not an administrator')
  })

  it('go to the one that is named first', async () => {
    world().start(owner.id)
    const second = world().addChannel({ title: 'Evening', creator: owner.id, username: `evening_${owner.id}` })
    for (const chat of [channel, second]) {
      world().addBot({ chat: chat.id, by: owner.id, rights: POST_ONLY })
      // Telegram delivers updates of different chats side by side: the one that is heard last counts.
      await paperboy.settle()
    }
    expect(await tell(owner, '/list')).toContain('Evening')
    expect(await tell(owner, `/list @${name}`)).toContain('Morning news')
    expect(await tell(owner, `/use @${name}`)).toContain('apply to Morning news')
    expect(await tell(owner, '/list')).toContain('Morning news')
  })
})

describe('a group', () => {
  it('is registered by /start in it, by an administrator only', async () => {
    const group = world().addSupergroup({ title: 'Club', creator: owner.id, members: [stranger.id] })
    world().addBot({ chat: group.id, by: owner.id })
    world().say({ from: stranger.id, chat: group.id, text: '/start' })
    await paperboy.settle()
    expect(
      world()
        .messages(group.id)
        .filter(({ byBot }) => byBot),
    ).toEqual([])
    world().say({ from: owner.id, chat: group.id, text: '/start' })
    await paperboy.settle()
    expect(world().messages(group.id).at(-1)?.text).toContain('was added')
  })

  it('is told of by whoever adds the bot to it', async () => {
    world().start(owner.id)
    const group = world().addSupergroup({ title: 'Club', creator: owner.id })
    world().addBot({ chat: group.id, by: owner.id })
    await paperboy.settle()
    expect(lastTold(owner)).toContain('send /start there')
  })

  it('has an anonymous administrator confirm in private', async () => {
    const group = world().addSupergroup({ title: 'Club', creator: owner.id })
    world().addBot({ chat: group.id, by: owner.id })
    world().say({ from: owner.id, chat: group.id, text: '/start', anonymous: true })
    await paperboy.settle()
    const asked = world().messages(group.id).at(-1)
    expect(asked?.text).toContain('cannot see who speaks for this group')
    const button = asked?.markup?.kind === 'inline' ? asked.markup.rows[0]?.[0] : undefined
    const payload = button?.kind === 'url' ? new URL(button.url).searchParams.get('start') : null
    world().start(owner.id, payload ?? '')
    await paperboy.settle()
    expect(lastTold(owner)).toContain('Club was added')
  })

  it('answers no command but /start and /help', async () => {
    const group = world().addSupergroup({ title: 'Club', creator: owner.id })
    world().addBot({ chat: group.id, by: owner.id, rights: { can_manage_chat: true } })
    for (const text of ['/list', '/add https://news.example/feed', '/pause', 'hello', '/start@other_bot']) {
      world().say({ from: owner.id, chat: group.id, text })
    }
    await paperboy.settle()
    expect(
      world()
        .messages(group.id)
        .filter(({ byBot }) => byBot),
    ).toEqual([])
    world().say({ from: owner.id, chat: group.id, text: `/help@${world().bot().username}` })
    await paperboy.settle()
    expect(world().messages(group.id).at(-1)?.text).toContain('private chat')
  })

  it('is answered where its thread is one of replies, which nothing can be sent to', async () => {
    world().start(owner.id)
    const group = world().addSupergroup({ title: 'Club', creator: owner.id })
    world().addBot({ chat: group.id, by: owner.id })
    const first = world().say({ from: owner.id, chat: group.id, text: 'Shall we?' })
    world().say({ from: owner.id, chat: group.id, text: '/start', replyTo: first.id })
    await paperboy.settle()
    expect(world().messages(group.id).at(-1)?.text).toContain('was added')
  })

  it('has topics that are channels of their own', async () => {
    world().start(owner.id)
    const forum = world().addSupergroup({ title: 'Forum', creator: owner.id, forum: true })
    world().addBot({ chat: forum.id, by: owner.id, rights: { can_manage_chat: true } })
    const topic = world().addTopic({ chat: forum.id, by: owner.id, name: 'News' })
    world().say({ from: owner.id, chat: forum.id, thread: topic.id, text: '/start' })
    await paperboy.settle()
    const feed = testFeed('News')
    paperboy.sites.set('news.example', feed.site)
    expect(await tell(owner, '/add https://news.example/feed')).toContain('to Forum › ')
    feed.publish({ title: 'For the topic', link: 'https://news.example/topic' })
    await paperboy.cron()
    expect(world().messages(forum.id, { thread: topic.id }).at(-1)?.text).toContain('For the topic')
  })
})

it('makes a person’s own chat a channel, when they add a feed without one', async () => {
  world().start(owner.id)
  const feed = testFeed('News')
  paperboy.sites.set('own.example', feed.site)
  expect(await tell(owner, '/add')).toContain('/add https://')
  expect(await tell(owner, '/add 127.0.0.1/feed')).toContain('private network')
  // Nothing was added, and nothing became a channel.
  expect(await tell(owner, '/channels')).toContain('No channel')
  expect(await tell(owner, '/add own.example/feed')).toContain('to this chat')
  feed.publish({ title: 'Straight to you', link: 'https://own.example/you' })
  await paperboy.cron()
  expect(lastTold(owner)).toContain('Straight to you')
})

it('asks for the right to post, where it was made an administrator without it', async () => {
  world().start(owner.id)
  const chat = world().addChannel({ title: 'Mute', creator: owner.id })
  world().addBot({ chat: chat.id, by: owner.id, rights: { can_manage_chat: true } })
  await paperboy.settle()
  expect(lastTold(owner)).toContain('may not post to Mute')
  world().setBotRights({ chat: chat.id, by: owner.id, rights: { can_manage_chat: true, can_post_messages: true } })
  await paperboy.settle()
  expect(lastTold(owner)).toContain('Mute was added')
})

it('tells who registered a channel first, as long as they administer it', async () => {
  const second = somebodyAllowed('Ben', 'en')
  for (const person of [owner, second]) world().start(person.id)
  const chat = world().addChannel({ title: 'Shared', creator: owner.id, username: 'shared_news' })
  world().addBot({ chat: chat.id, by: owner.id, rights: { can_manage_chat: true, can_post_messages: true } })
  world().join(chat.id, second.id)
  world().setAdmin({ chat: chat.id, person: second.id, by: owner.id, rights: { can_manage_chat: true } })
  await paperboy.settle()
  expect(await tell(second, '@shared_news')).toContain('Shared')
  world().removeBot({ chat: chat.id, by: owner.id })
  await paperboy.settle()
  await paperboy.cron()
  expect(lastTold(owner)).toContain('cannot post to Shared')
  expect(lastTold(second)).not.toContain('cannot post')
})

it('says again that a channel is closed, once its owner had thought that it goes on', async () => {
  world().start(owner.id)
  world().addBot({ chat: channel.id, by: owner.id, rights: POST_ONLY })
  const feed = testFeed('Closed')
  paperboy.sites.set('closed.example', feed.site)
  await paperboy.settle()
  await tell(owner, '/add closed.example/feed')
  const fault = { kind: 'refused', status: 400, description: 'Bad Request: CHAT_WRITE_FORBIDDEN' } as const
  world().addFault({ fault, method: 'sendMessage', chat: channel.id, times: 2 })
  feed.publish({ title: 'A', link: 'https://closed.example/a' })
  await paperboy.cron()
  expect(lastTold(owner)).toContain('cannot post to Morning news')
  expect(await tell(owner, '/list')).toContain('I do not have the right “Post messages”')
  expect(await tell(owner, '/pause')).toContain('is paused')
  expect(await tell(owner, '/resume')).toContain('is on again')
  await paperboy.cron()
  expect(lastTold(owner)).toContain('cannot post to Morning news')
})

it.each([
  ['/help filter', ['/filter WORDS – choose by keywords', '/filter weather* – how a word begins']],
  ['/help /Links', ['/links headline | visible | original', '/links original – no short links']],
  // Which has a command of its own.
  ['/help quiet', ['/digest quiet 23:00-07:00 – held during these hours, not lost']],
  ['/help me', ['I do not know /me. See /help for all commands.']],
])('explains a command: %s', async (asked, lines) => {
  const answer = await tell(owner, asked)
  for (const line of lines) expect(answer).toContain(line)
})

it('reads commands in letters of any width', async () => {
  world().start(owner.id)
  expect(await tell(owner, '／ｈｅｌｐ')).toContain('What I can do')
  expect(await tell(owner, `/help＠${world().bot().username}`)).toContain('What I can do')
})

it('speaks Chinese to who speaks Chinese', async () => {
  const li = somebodyAllowed('李', 'zh-hans')
  world().start(li.id)
  await paperboy.settle()
  expect(lastTold(li)).toContain('您好')
})

describe('what somebody else wrote', () => {
  it('is no command when it is forwarded', async () => {
    world().start(owner.id)
    const group = world().addSupergroup({ title: 'Club', creator: owner.id, members: [stranger.id] })
    const said = world().say({ from: stranger.id, chat: group.id, text: '/channels' })
    world().forward({ from: owner.id, chat: group.id, message: said.id })
    await paperboy.settle()
    expect(lastTold(owner)).toContain('did not understand')
  })
})
