/** Messages in private: which channel commands are about, how they are read, and in which language they are answered. */
import { describe, expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { newcomers, POST_ONLY } from './newcomers.ts'

const scene = newcomers()

describe('a channel’s commands', () => {
  it('apply to the channel that they name', async () => {
    const { paperboy, world, owner, channel, name, tell } = scene()
    world.start(owner.id)
    const second = world.addChannel({ title: 'Evening', creator: owner.id, username: `evening_${owner.id}` })
    for (const chat of [channel, second]) {
      world.addBot({ chat: chat.id, by: owner.id, rights: POST_ONLY })
      // Telegram delivers updates of different chats concurrently, and the last registered channel becomes the current one.
      await paperboy.settle()
    }
    expect(await tell(owner, '/list')).toContain('Evening')
    expect(await tell(owner, `/list @${name}`)).toContain('Morning news')
    expect(await tell(owner, `/use @${name}`)).toContain('apply to Morning news')
    expect(await tell(owner, '/list')).toContain('Morning news')
  })
})

describe('a person who no longer administers a channel', () => {
  async function withSecondAdmin() {
    const found = scene()
    const { world, owner, channel, name, allowPerson, tell, addBotUnheard } = found
    const second = allowPerson('Cleo')
    world.start(second.id)
    world.setAdmin({ chat: channel.id, by: owner.id, person: second.id, rights: POST_ONLY })
    await addBotUnheard(channel)
    expect(await tell(second, `@${name}`)).toContain('was added')
    return { ...found, second }
  }

  it('may not use commands for it, and no longer finds it in /channels', async () => {
    const { world, owner, channel, second, tell } = await withSecondAdmin()
    world.setAdmin({ chat: channel.id, by: owner.id, person: second.id, rights: null })
    expect(await tell(second, '/list')).toContain('not an administrator of Morning news')
    expect(await tell(second, '/channels')).not.toContain('Morning news')
    expect(await tell(second, '/list')).not.toContain('Morning news')
  })

  it.each([
    ['Telegram does not answer', 'not answer'],
    ['the bot is out of the channel', 'may not post'],
  ])('keeps it while %s, which proves nothing', async (trouble, says) => {
    const { paperboy, world, owner, channel, second, tell } = await withSecondAdmin()
    if (trouble.startsWith('Telegram')) {
      const fault = { kind: 'refused', status: 500, description: 'Internal Server Error' } as const
      world.addFault({ fault, method: 'getChatMember', chat: channel.id, times: 1 })
    } else {
      world.removeBot({ chat: channel.id, by: owner.id })
      await paperboy.settle()
    }
    expect(await tell(second, '/list')).toContain(says)
    expect(await tell(second, '/channels')).toContain('Morning news')
  })
})

it('/add registers the private chat of a person who has no channel', async () => {
  const { paperboy, world, owner, tell, lastTold } = scene()
  world.start(owner.id)
  const feed = testFeed('News')
  paperboy.sites.set('own.example', feed.site)
  expect(await tell(owner, '/add')).toContain('/add https://')
  expect(await tell(owner, '/add 127.0.0.1/feed')).toContain('private network')
  // A refused address registers nothing.
  expect(await tell(owner, '/channels')).toContain('No channel')
  expect(await tell(owner, '/add own.example/feed')).toContain('to this chat')
  feed.publish({ title: 'Straight to you', link: 'https://own.example/you' })
  await paperboy.cron()
  expect(lastTold(owner)).toContain('Straight to you')
})

it.each([
  ['/help filter', ['/filter WORDS – choose by keywords', '/filter weather* – words that begin like this']],
  ['/help /Links', ['/links headline | visible | original', '/links original – no short links']],
  // A setting is explained with /digest.
  ['/help quiet', ['/digest quiet 23:00-07:00 – held during these hours, not lost']],
  ['/help me', ['I do not know /me. See /help for all commands.']],
])('%s explains the command with examples', async (asked, lines) => {
  const { owner, tell } = scene()
  const answer = await tell(owner, asked)
  for (const line of lines) expect(answer).toContain(line)
})

it('commands are read in letters of any width and case', async () => {
  const { world, owner, tell } = scene()
  world.start(owner.id)
  expect(await tell(owner, '／ｈｅｌｐ')).toContain('What I can do')
  expect(await tell(owner, '/HELP')).toContain('What I can do')
  expect(await tell(owner, `/help＠${world.bot().username}`)).toContain('What I can do')
})

it('answers are in the language of the person’s Telegram', async () => {
  const { paperboy, world, allowPerson, lastTold } = scene()
  const li = allowPerson('李', 'zh-hans')
  world.start(li.id)
  await paperboy.settle()
  expect(lastTold(li)).toContain('您好')
})

describe('a forwarded message', () => {
  it('is never a command', async () => {
    const { paperboy, world, owner, stranger, lastTold } = scene()
    world.start(owner.id)
    const group = world.addSupergroup({ title: 'Club', creator: owner.id, members: [stranger.id] })
    const said = world.say({ from: stranger.id, chat: group.id, text: '/channels' })
    world.forward({ from: owner.id, chat: group.id, message: said.id })
    await paperboy.settle()
    expect(lastTold(owner)).toContain('did not understand')
  })
})
