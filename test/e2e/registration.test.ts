/** A chat becomes a channel in several ways; Telegram is asked each time for the rights of the person and of the bot. */
import { describe, expect, it } from 'vitest'
import { newcomers, POST_ONLY } from './newcomers.ts'

const scene = newcomers()

describe('a channel is registered', () => {
  it('when a person makes the bot its administrator, who gets a greeting in private', async () => {
    const { paperboy, world, owner, channel, lastTold } = scene()
    world.start(owner.id)
    await paperboy.settle()
    world.addBot({ chat: channel.id, by: owner.id, rights: POST_ONLY })
    await paperboy.settle()
    expect(lastTold(owner)).toContain('Morning news was added')
    expect(lastTold(owner)).not.toContain('more rights')
  })

  it('even if the greeting cannot be delivered', async () => {
    const { paperboy, world, owner, channel, tell } = scene()
    world.addBot({ chat: channel.id, by: owner.id, rights: POST_ONLY })
    await paperboy.settle()
    world.start(owner.id)
    expect(await tell(owner, '/channels')).toContain('Morning news')
  })

  it('by a forwarded post', async () => {
    const { paperboy, world, owner, channel, lastTold, addBotUnheard } = scene()
    world.start(owner.id)
    await addBotUnheard(channel)
    const post = world.post({ chat: channel.id, by: owner.id, text: 'Hello' })
    world.forward({ from: owner.id, chat: channel.id, message: post.id })
    await paperboy.settle()
    expect(lastTold(owner)).toContain('Morning news was added')
  })

  it('by its @name', async () => {
    const { world, owner, channel, name, tell, addBotUnheard } = scene()
    world.start(owner.id)
    await addBotUnheard(channel)
    expect(await tell(owner, `@${name}`)).toContain('Morning news was added')
  })

  it('by /use and its @name', async () => {
    const { world, owner, channel, name, tell, addBotUnheard } = scene()
    world.start(owner.id)
    await addBotUnheard(channel)
    expect(await tell(owner, `/use @${name}`)).toContain('Morning news was added')
  })

  it('by a link to it or to one of its posts', async () => {
    const { world, owner, channel, name, tell, addBotUnheard } = scene()
    world.start(owner.id)
    await addBotUnheard(channel)
    expect(await tell(owner, `https://t.me/${name}/12`)).toContain('Morning news was added')
    expect(await tell(owner, `/use t.me/${name}`)).toContain('apply to Morning news')
    expect(await tell(owner, `/use ${name.toUpperCase()}`)).toContain('apply to Morning news')
    expect(await tell(owner, '/use morning NEWS')).toContain('apply to Morning news')
  })

  it('by the button to choose it with, which also adds the bot', async () => {
    const { paperboy, world, owner, channel, told, lastTold } = scene()
    world.start(owner.id)
    await paperboy.settle()
    world.shareChat({ from: owner.id, request: 1, chat: channel.id })
    await paperboy.settle()
    expect(told(owner).filter((text) => text.includes('Morning news was added'))).toHaveLength(1)
    expect(lastTold(owner)).toContain('Commands now apply to Morning news')
  })

  it('and tells its owner about rights that the bot does not need', async () => {
    const { paperboy, world, owner, channel, lastTold } = scene()
    world.start(owner.id)
    await paperboy.settle()
    world.addBot({ chat: channel.id, by: owner.id, rights: { ...POST_ONLY, can_edit_messages: true } })
    await paperboy.settle()
    expect(lastTold(owner)).toContain('more rights in Morning news than I need')
  })
})

describe('a channel is not registered', () => {
  it('when the bot may not post there', async () => {
    const { world, owner, name, tell } = scene()
    world.start(owner.id)
    expect(await tell(owner, `@${name}`)).toContain('may not post to Morning news')
  })

  it('when Telegram does not know it', async () => {
    const { world, owner, tell } = scene()
    world.start(owner.id)
    expect(await tell(owner, '@no_such_channel')).toContain('cannot see @no_such_channel')
  })

  it('for an allowed person who does not administer it', async () => {
    const { world, channel, name, allowPerson, tell, addBotUnheard } = scene()
    const other = allowPerson('Cleo')
    world.start(other.id)
    await addBotUnheard(channel)
    expect(await tell(other, `@${name}`)).toContain('not an administrator of Morning news')
  })

  it('for a person who may not use the bot, and says so', async () => {
    const { paperboy, world, stranger, told, lastTold } = scene()
    const own = world.addChannel({ title: 'Bob’s', creator: stranger.id })
    world.start(stranger.id)
    world.addBot({ chat: own.id, by: stranger.id, rights: POST_ONLY })
    await paperboy.settle()
    expect(lastTold(stranger)).toContain(String(stranger.id))
    expect(told(stranger).join()).not.toContain('was added')
  })
})

it('the bot asks for the right to post after it was made an administrator without it', async () => {
  const { paperboy, world, owner, lastTold } = scene()
  world.start(owner.id)
  const chat = world.addChannel({ title: 'Mute', creator: owner.id })
  world.addBot({ chat: chat.id, by: owner.id, rights: { can_manage_chat: true } })
  await paperboy.settle()
  expect(lastTold(owner)).toContain('may not post to Mute')
  world.setBotRights({ chat: chat.id, by: owner.id, rights: { can_manage_chat: true, can_post_messages: true } })
  await paperboy.settle()
  expect(lastTold(owner)).toContain('Mute was added')
})

it('notices about a channel go to the person who registered it first, as long as they administer it', async () => {
  const { paperboy, world, owner, allowPerson, tell, lastTold } = scene()
  const second = allowPerson('Ben', 'en')
  for (const person of [owner, second]) world.start(person.id)
  const chat = world.addChannel({ title: 'Shared', creator: owner.id, username: 'shared_news' })
  world.addBot({ chat: chat.id, by: owner.id, rights: { can_manage_chat: true, can_post_messages: true } })
  world.join(chat.id, second.id)
  world.setAdmin({ chat: chat.id, person: second.id, by: owner.id, rights: { can_manage_chat: true } })
  await paperboy.settle()
  expect(await tell(second, '@shared_news')).toContain('Shared')
  world.removeBot({ chat: chat.id, by: owner.id })
  await paperboy.settle()
  await paperboy.cron()
  expect(lastTold(owner)).toContain('cannot post to Shared')
  expect(lastTold(second)).not.toContain('cannot post')
})
