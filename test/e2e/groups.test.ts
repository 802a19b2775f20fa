/** Groups and topics as channels. In groups only /start and /help are answered, and only to administrators. */
import { describe, expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { newcomers } from './newcomers.ts'

const scene = newcomers()

describe('a group', () => {
  it('is registered by an administrator’s /start in it', async () => {
    const { paperboy, world, owner, stranger } = scene()
    const group = world.addSupergroup({ title: 'Club', creator: owner.id, members: [stranger.id] })
    world.addBot({ chat: group.id, by: owner.id })
    world.say({ from: stranger.id, chat: group.id, text: '/start' })
    await paperboy.settle()
    expect(world.messages(group.id).filter(({ byBot }) => byBot)).toEqual([])
    world.say({ from: owner.id, chat: group.id, text: '/start' })
    await paperboy.settle()
    expect(world.messages(group.id).at(-1)?.text).toContain('was added')
  })

  it('is explained in private to the person who adds the bot', async () => {
    const { paperboy, world, owner, lastTold } = scene()
    world.start(owner.id)
    const group = world.addSupergroup({ title: 'Club', creator: owner.id })
    world.addBot({ chat: group.id, by: owner.id })
    await paperboy.settle()
    expect(lastTold(owner)).toContain('send /start there')
  })

  it('asks an anonymous administrator to confirm in private', async () => {
    const { paperboy, world, owner, lastTold } = scene()
    const group = world.addSupergroup({ title: 'Club', creator: owner.id })
    world.addBot({ chat: group.id, by: owner.id })
    world.say({ from: owner.id, chat: group.id, text: '/start', anonymous: true })
    await paperboy.settle()
    const asked = world.messages(group.id).at(-1)
    expect(asked?.text).toContain('You post anonymously as this group')
    const button = asked?.markup?.kind === 'inline' ? asked.markup.rows[0]?.[0] : undefined
    const payload = button?.kind === 'url' ? new URL(button.url).searchParams.get('start') : null
    world.start(owner.id, payload ?? '')
    await paperboy.settle()
    expect(lastTold(owner)).toContain('Club was added')
  })

  it('gets answers to /start and /help only', async () => {
    const { paperboy, world, owner } = scene()
    const group = world.addSupergroup({ title: 'Club', creator: owner.id })
    world.addBot({ chat: group.id, by: owner.id, rights: { can_manage_chat: true } })
    for (const text of ['/list', '/add https://news.example/feed', '/pause', 'hello', '/start@other_bot']) {
      world.say({ from: owner.id, chat: group.id, text })
    }
    await paperboy.settle()
    expect(world.messages(group.id).filter(({ byBot }) => byBot)).toEqual([])
    world.say({ from: owner.id, chat: group.id, text: `/help@${world.bot().username}` })
    await paperboy.settle()
    expect(world.messages(group.id).at(-1)?.text).toContain('private chat')
  })

  it('is answered outside a thread of replies, to which nothing can be sent', async () => {
    const { paperboy, world, owner } = scene()
    world.start(owner.id)
    const group = world.addSupergroup({ title: 'Club', creator: owner.id })
    world.addBot({ chat: group.id, by: owner.id })
    const first = world.say({ from: owner.id, chat: group.id, text: 'Shall we?' })
    world.say({ from: owner.id, chat: group.id, text: '/start', replyTo: first.id })
    await paperboy.settle()
    expect(world.messages(group.id).at(-1)?.text).toContain('was added')
  })

  it('can have topics that are registered as channels', async () => {
    const { paperboy, world, owner, tell } = scene()
    world.start(owner.id)
    const forum = world.addSupergroup({ title: 'Forum', creator: owner.id, forum: true })
    world.addBot({ chat: forum.id, by: owner.id, rights: { can_manage_chat: true } })
    const topic = world.addTopic({ chat: forum.id, by: owner.id, name: 'News' })
    world.say({ from: owner.id, chat: forum.id, thread: topic.id, text: '/start' })
    await paperboy.settle()
    const feed = testFeed('News')
    paperboy.sites.set('news.example', feed.site)
    expect(await tell(owner, '/add https://news.example/feed')).toContain('to Forum › ')
    feed.publish({ title: 'For the topic', link: 'https://news.example/topic' })
    await paperboy.cron()
    expect(world.messages(forum.id, { thread: topic.id }).at(-1)?.text).toContain('For the topic')
  })
})
