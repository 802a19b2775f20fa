/** Groups and topics that Telegram has closed: whether they are open again is asked with a chat action. */
import { expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import type { Fault } from '../../simulators/telegram/traffic.ts'
import { counts, entry, FEED } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'

const refused = (status: number, description: string): Fault => ({ kind: 'refused', status, description })

/** A closed forum topic that is due for a retry, with one headline waiting. */
async function closedTopic(cell: SimulatedCell) {
  const chat = cell.world.addSupergroup({ title: 'Club', creator: 1001, forum: true }).id
  cell.world.addBot({ chat, by: 1001 })
  const { id: thread } = cell.world.addTopic({ chat, by: 1001, name: 'Papers' })
  const feed = testFeed('News', [entry('old')])
  cell.sites.set('news.example', feed.site)
  const channel = cell.addChannel('Club', { kind: 'supergroup', thread }, chat)
  await cell.subscribe(channel, FEED)
  feed.publish(entry('a'))
  const { now } = cell.clock
  cell.ledger.channels.pause(channel.id, { by: 'telegram', reason: 'no-rights', since: now, retryAt: now })
  const asked = () => cell.world.calls().filter(({ method }) => method === 'sendChatAction')
  return { chat, channel, thread, asked, pause: () => cell.ledger.channels.get(channel.id)?.channel.pause ?? null }
}

it('a topic that is open again gets its headlines', () =>
  inCell('retry-open', async (cell) => {
    const { channel, thread, asked, pause } = await closedTopic(cell)
    await cell.cron()
    expect(asked().map(({ parameters }) => parameters['message_thread_id'])).toEqual([String(thread)])
    expect(pause()).toBeNull()
    await cell.cron()
    expect(counts(cell.posts(channel), ['a'])).toEqual([1])
  }))

it.each([
  ['the bot is still removed', refused(403, 'Forbidden: bot was kicked from the supergroup chat'), 60],
  ['the topic is closed', refused(400, 'Bad Request: TOPIC_CLOSED'), 60],
  ['Telegram has an error', refused(500, 'Internal Server Error'), 0],
  ['Telegram asks to wait', { kind: 'too-many', retryAfter: 5 }, 0],
] as const)('where %s, it stays closed, and is tried again', (name, fault, minutes) =>
  inCell(`retry-${name}`, async (cell) => {
    const { chat, asked, pause } = await closedTopic(cell)
    const before = pause()
    cell.world.addFault({ fault, method: 'sendChatAction', chat, times: 1 })
    await cell.cron()
    const after = pause()
    expect(asked()).toHaveLength(1)
    expect([before?.by, after?.by]).toEqual(['telegram', 'telegram'])
    const [from, to] = [before, after].map((each) => (each?.by === 'telegram' ? each.retryAt : 0))
    // At once after an error, else in an hour.
    const cycle = minutes === 0 ? 0 : cell.clock.now - (from ?? 0)
    expect((to ?? 0) - (from ?? 0)).toBe(cycle + minutes * 60_000)
  }),
)
