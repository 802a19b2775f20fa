/** A channel that the bot may not post to: its owner hears about it, and it continues by itself. */
import { describe, expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { newcomers, POST_ONLY } from './newcomers.ts'

const scene = newcomers()

describe('a channel that the bot was removed from', () => {
  it('is reported to its owner, and continues when the bot is back', async () => {
    const { paperboy, world, owner, channel, tell, told, lastTold } = scene()
    world.start(owner.id)
    world.addBot({ chat: channel.id, by: owner.id, rights: POST_ONLY })
    await paperboy.settle()
    world.removeBot({ chat: channel.id, by: owner.id })
    await paperboy.settle()
    expect(await tell(owner, '/list')).toContain('I may not post to Morning news')
    await paperboy.cron()
    expect(lastTold(owner)).toContain('I was removed from it')
    world.addBot({ chat: channel.id, by: owner.id, rights: POST_ONLY })
    await paperboy.settle()
    await paperboy.cron()
    expect(lastTold(owner)).toContain('I can post to Morning news again')
    expect(told(owner).filter((text) => text.includes('was added'))).toHaveLength(1)
  })
})

it('a lockout is reported again after the owner has resumed the channel', async () => {
  const { paperboy, world, owner, channel, tell, lastTold } = scene()
  world.start(owner.id)
  world.addBot({ chat: channel.id, by: owner.id, rights: POST_ONLY })
  const feed = testFeed('Closed')
  paperboy.sites.set('closed.example', feed.site)
  await paperboy.settle()
  await tell(owner, '/add closed.example/feed')
  const fault = { kind: 'refused', status: 400, description: 'Bad Request: CHAT_WRITE_FORBIDDEN' } as const
  world.addFault({ fault, method: 'sendMessage', chat: channel.id, times: 2 })
  feed.publish({ title: 'A', link: 'https://closed.example/a' })
  await paperboy.cron()
  expect(lastTold(owner)).toContain('cannot post to Morning news')
  expect(await tell(owner, '/list')).toContain('I do not have the right “Post messages”')
  expect(await tell(owner, '/pause')).toContain('is paused')
  expect(await tell(owner, '/resume')).toContain('is on again')
  // A notice whose markup the server refuses comes as plain text.
  const badText = { kind: 'refused', status: 400, description: "Bad Request: can't parse entities: x" } as const
  world.addFault({ fault: badText, method: 'sendMessage', chat: owner.id, times: 1 })
  await paperboy.cron()
  expect(lastTold(owner)).toContain('cannot post to Morning news')
  expect(world.messages(owner.id).at(-1)?.entities).toEqual([])
})
