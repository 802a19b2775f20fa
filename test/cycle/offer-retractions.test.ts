/** A headline that its publisher withdraws is offered to the channel's owner, once. */
import { expect, it } from 'vitest'
import type { Entry } from '../../simulators/published-feed.ts'
import { limits } from '../../src/limits.ts'
import { entry, oneChannel, toldTo, wakeFeeds } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'
import { OWNER } from './usual-channel.ts'

/** A channel whose feed has four old items. */
async function watched(cell: SimulatedCell) {
  const { feed, channel } = await oneChannel(cell)
  const now = (name: string, minutes = 1): Entry => ({
    ...entry(name),
    published: new Date(cell.clock.now - minutes * 60_000),
  })
  feed.withdraw(entry('old'))
  feed.publish(...['1', '2', '3', '4'].map((name, at) => now(name, 500 - 100 * at)))
  await cell.cron()
  const poll = async (minutes = 5) => {
    wakeFeeds(cell)
    await cell.cron(null, minutes)
  }
  return { feed, channel, now, poll, offers: () => toldTo(cell).filter((text) => text.includes('gone from its feed')) }
}

it('an item that stays away is offered once, with buttons, and is taken back by nobody else', () =>
  inCell('offers-withdrawn', async (cell) => {
    cell.world.start(OWNER)
    const { feed, channel, now, poll, offers } = await watched(cell)
    const item = now('a')
    feed.publish(item)
    await poll()
    const posts = cell.posts(channel)
    feed.withdraw(item)
    await poll()
    expect(offers()).toEqual([])
    for (let round = 0; round < 4; round += 1) await poll()
    expect(offers()).toHaveLength(1)
    expect(offers()[0]).toContain('Headline a')
    expect(cell.posts(channel)).toEqual(posts)
    const [notice] = cell.world.messages(OWNER).filter(({ text }) => text.includes('gone from its feed'))
    expect(JSON.stringify(notice?.markup)).toMatch(/"retract:\w{10}:-\d+".*"cancel"/u)
  }))

it('an item that is back, or never was sent, is not offered', () =>
  inCell('offers-back', async (cell) => {
    cell.world.start(OWNER)
    const { feed, channel, now, poll, offers } = await watched(cell)
    const [back, paused] = [now('back'), now('paused')]
    feed.publish(back)
    await poll()
    feed.withdraw(back)
    await poll()
    feed.publish(back)
    await poll()
    cell.ledger.channels.pause(channel.id, { by: 'owner', since: cell.clock.now })
    feed.publish(paused)
    await poll()
    feed.withdraw(paused)
    for (let round = 0; round < 4; round += 1) await poll()
    expect([offers(), cell.ledger.missingItems.all()]).toEqual([[], []])
  }))

it('an owner gets few offers a day', () =>
  inCell('offers-bounded', async (cell) => {
    cell.world.start(OWNER)
    const { feed, now, poll, offers } = await watched(cell)
    for (let turn = 0; turn <= limits.corrections.offersADay; turn += 1) {
      const item = now(`withdrawn-${turn}`)
      feed.publish(item)
      await poll()
      feed.withdraw(item)
      for (let round = 0; round < 4; round += 1) await poll()
    }
    expect(offers()).toHaveLength(limits.corrections.offersADay)
  }))
