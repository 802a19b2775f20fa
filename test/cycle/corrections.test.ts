/** Corrections in a cell: posts are edited once, within Telegram's limits, and never again. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { retract, unretract } from '../../src/cell/retract.ts'
import { why } from '../../src/cell/why.ts'
import { limits } from '../../src/limits.ts'
import type { Channel } from '../../src/model.ts'
import { channelId, chatIdSchema, readerCodeSchema } from '../../src/model.ts'
import { ok } from '../../src/result.ts'
import { atOnce } from '../../src/store/journal.ts'
import { type CallTelegram, telegramCaller } from '../../src/telegram/client.ts'
import { entry, oneChannel, wakeFeeds } from './scene.ts'
import { inCell, OWNER, type SimulatedCell } from './simulated-cell.ts'

const renamed = (name: string, title: string) => ({ ...entry(name), title })
const edits = ({ world }: SimulatedCell) => world.calls().filter(({ method }) => method === 'editMessageText').length

/** A channel that got two headlines in one digest. */
async function sent(cell: SimulatedCell, settings: Partial<Channel> = {}, to?: Channel) {
  const { feed, channel } = await oneChannel(cell, to)
  if (Object.keys(settings).length > 0) cell.ledger.channels.configure({ ...channel, ...settings })
  feed.publish(entry('a'), entry('b'))
  await cell.cron()
  const poll = async (minutes = 5) => {
    wakeFeeds(cell)
    await cell.cron(null, minutes)
  }
  return { feed, channel, poll, post: () => cell.posts(channel).at(-1) ?? '' }
}

it('a post gets its headlines’ new titles in one edit, and none at the next poll', () =>
  inCell('corrections-edit', async (cell) => {
    const { feed, channel, poll, post } = await sent(cell)
    feed.edit(renamed('a', 'Bread'), renamed('b', 'Milk'))
    await poll()
    expect([post(), edits(cell)]).toEqual(['News\n• Bread\n• Milk', 1])
    await poll()
    expect([edits(cell), cell.ledger.corrections.all()]).toEqual([1, []])
    expect(
      cell.ledger.outcomes
        .of(channel.id)
        .map(({ title }) => title)
        .sort(),
    ).toEqual(['Bread', 'Milk'])
    expect(
      cell.ledger.outcomes
        .stories(channel.id, 0)
        .map(({ title }) => title)
        .sort(),
    ).toEqual(['Bread', 'Milk'])
  }))

it('two titles in turn are followed three times', () =>
  inCell('corrections-alternating', async (cell) => {
    const { feed, poll, post } = await sent(cell)
    for (let turn = 0; turn < 8; turn += 1) {
      feed.edit(turn % 2 === 0 ? renamed('a', 'Bread') : entry('a'))
      await poll()
    }
    expect([edits(cell), post()]).toEqual([limits.corrections.editsAnItem, 'News\n• Bread\n• Headline b'])
  }))

it('a headline that waits takes the title without an edit', () =>
  inCell('corrections-waiting', async (cell) => {
    const { feed, channel, poll, post } = await sent(cell)
    cell.ledger.channels.pause(channel.id, { by: 'owner', since: cell.clock.now })
    feed.publish(entry('c'))
    await poll()
    feed.edit(renamed('c', 'Cheese'))
    await poll()
    cell.ledger.channels.pause(channel.id, null)
    await poll(60)
    expect([post(), edits(cell)]).toEqual(['News\n• Cheese', 0])
  }))

describe('a correction', () => {
  it('whose answer is lost is made again, and is done when nothing changes', () =>
    inCell('corrections-lost-answer', async (cell) => {
      const { feed, poll, post } = await sent(cell)
      cell.world.addFault({ fault: { kind: 'answer-lost' }, method: 'editMessageText', times: 1 })
      feed.edit(renamed('a', 'Bread'))
      await poll()
      expect([post(), cell.ledger.corrections.all().length]).toEqual(['News\n• Bread\n• Headline b', 1])
      await poll()
      expect([edits(cell), cell.ledger.corrections.all()]).toEqual([2, []])
    }))

  it('waits while Telegram asks for it, and while its channel is paused', () =>
    inCell('corrections-wait', async (cell) => {
      const { feed, channel, poll, post } = await sent(cell)
      cell.world.addFault({ fault: { kind: 'too-many', retryAfter: 400 }, method: 'editMessageText', times: 1 })
      feed.edit(renamed('a', 'Bread'))
      await poll()
      await poll()
      cell.ledger.channels.pause(channel.id, { by: 'owner', since: cell.clock.now })
      await poll()
      expect(edits(cell)).toBe(1)
      cell.ledger.channels.pause(channel.id, null)
      await poll()
      expect(post()).toContain('Bread')
    }))

  it('of a message that is gone is given up quietly', () =>
    inCell('corrections-gone', async (cell) => {
      const { feed, channel, poll } = await sent(cell)
      const gone = { kind: 'refused', status: 400, description: 'Bad Request: message to edit not found' } as const
      cell.world.addFault({ fault: gone, method: 'editMessageText', times: 1 })
      feed.edit(renamed('a', 'Bread'))
      await poll()
      await poll()
      expect([edits(cell), cell.ledger.corrections.all(), cell.ledger.notices.all()]).toEqual([1, [], []])
      const [outcome] = cell.ledger.outcomes.of(channel.id).filter(({ title }) => title === 'Bread')
      expect(outcome?.corrected).toMatchObject({ was: 'Headline a', isLeft: true })
    }))

  it('that waits when its owner switches corrections off is given up, as /why then says', () =>
    inCell('corrections-switched-off', async (cell) => {
      const { feed, channel, poll } = await sent(cell)
      cell.world.addFault({ fault: { kind: 'request-lost' }, method: 'editMessageText', times: 1 })
      feed.edit(renamed('a', 'Bread'))
      await poll()
      cell.ledger.channels.configure({ ...channel, corrections: false })
      await poll()
      const [item] = why(cell.ledger, channel.id, 'Bread', cell.clock.now, 0)
      expect([item?.corrected?.isLeft, cell.ledger.corrections.all()]).toEqual([true, []])
    }))

  it('is made once if its headline is taken back and restored afterwards', () =>
    inCell('corrections-restored', async (cell) => {
      const { feed, channel, poll, post } = await sent(cell)
      feed.edit(renamed('a', 'Headline a and b'))
      await poll()
      const before = post()
      const { ledger, clock } = cell
      const telegram: CallTelegram = async () => ok({ message_id: 1 })
      const deps = { ledger, telegram, finish: atOnce, now: clock.now }
      const taken = await retract(deps, channel.id, 'Headline a and b', false)
      expect(await unretract(deps, channel.id, taken.kind === 'struck' ? taken.code : '')).toBe(true)
      await poll()
      expect([post(), edits(cell)]).toEqual([before, 1])
    }))

  it('of a message from before its group became a supergroup is given up, and nothing else edits that message', () =>
    inCell('corrections-former-group', async (cell) => {
      const { id } = cell.world.addGroup({ title: 'Club', creator: OWNER })
      cell.world.addBot({ chat: id, by: OWNER })
      const { feed, channel, poll } = await sent(cell, {}, cell.addChannel('Club', { kind: 'group' }, id))
      const { ledger } = cell
      const chat = v.parse(chatIdSchema, cell.world.upgradeGroup(id, OWNER).id)
      const moved = { ...channel, id: channelId(chat, null), chat, kind: 'supergroup' as const }
      ledger.channels.move(channel.id, moved)
      feed.publish(...['c', 'd', 'e', 'f'].map(entry))
      feed.edit(renamed('a', 'Bread'))
      await poll()
      await poll()
      const steps = cell.steps.length
      const telegram: CallTelegram = () => Promise.reject(new Error('nothing may be edited'))
      const deps = { ledger, telegram, finish: atOnce, now: cell.clock.now }
      expect(await retract(deps, moved.id, 'Headline b', true)).toEqual({ kind: 'gone', title: 'Headline b' })
      const [item] = why(ledger, moved.id, 'Bread', cell.clock.now, 0)
      expect([item?.fate, item?.corrected?.isLeft]).toEqual([
        expect.objectContaining({ kind: 'sent', post: null }),
        true,
      ])
      expect([edits(cell), cell.steps.length]).toEqual([0, steps])
    }))

  it('is not made in a channel without corrections, nor later, when they are on', () =>
    inCell('corrections-off', async (cell) => {
      const { feed, channel, poll, post } = await sent(cell, { corrections: false })
      feed.edit(renamed('a', 'Bread'))
      await poll()
      expect([post(), edits(cell)]).toEqual(['News\n• Headline a\n• Headline b', 0])
      cell.ledger.channels.configure({ ...channel, corrections: true })
      await poll()
      expect(edits(cell)).toBe(0)
    }))
})

it('a headline whose title changes before and after it is taken back is restored with the last title, each time', () =>
  inCell('corrections-held', async (cell) => {
    const { feed, channel, poll, post } = await sent(cell)
    const { ledger, clock, world } = cell
    const fetch = (url: string, init: RequestInit) => world.handle(new Request(url, init))
    const telegram = telegramCaller({ token: '4242:simulated', root: 'http://telegram.test', fetch })
    const deps = () => ({ ledger, telegram, finish: atOnce, now: clock.now })
    const turn = async (...titles: readonly string[]) => {
      cell.world.addFault({ fault: { kind: 'request-lost' }, method: 'editMessageText', times: 1 })
      feed.edit(renamed('a', titles[0] ?? ''))
      await poll()
      const taken = await retract(deps(), channel.id, titles[0] ?? '', false)
      await poll()
      feed.edit(renamed('a', titles[1] ?? ''))
      await poll()
      expect(await unretract(deps(), channel.id, taken.kind === 'struck' ? taken.code : '')).toBe(true)
      await poll()
      return post()
    }
    expect(await turn('Bread', 'Butter')).toBe('News\n• Butter\n• Headline b')
    expect(await turn('Milk', 'Cheese')).toBe('News\n• Cheese\n• Headline b')
    expect(ledger.corrections.all()).toEqual([])
  }))

it('readers whose digest has not come get the new title, also of a headline that was taken back meanwhile', () =>
  inCell('corrections-readers', async (cell) => {
    const readers = v.parse(readerCodeSchema, '0123456789')
    const { feed, channel, poll } = await sent(cell, { readers })
    const { ledger, clock } = cell
    const titles = () => ledger.channelNews.after(channel.id, 0).map(({ title }) => title)
    const deps = { ledger, telegram: (async () => ok({ message_id: 1 })) as CallTelegram, finish: atOnce }
    const taken = await retract({ ...deps, now: clock.now }, channel.id, 'Headline a', false)
    feed.edit(renamed('a', 'Bread'), renamed('b', 'Milk'))
    await poll()
    expect(titles()).toEqual(['Milk'])
    await unretract({ ...deps, now: clock.now }, channel.id, taken.kind === 'struck' ? taken.code : '')
    expect(titles().toSorted()).toEqual(['Bread', 'Milk'])
  }))

it('a headline of a merged line is corrected, and the names behind it stay', () =>
  inCell('corrections-merged', async (cell) => {
    const { feed, channel } = await oneChannel(cell)
    const times = testFeed('Times', [entry('times-old')])
    cell.sites.set('times.example', times.site)
    await cell.subscribe(channel, 'https://times.example/feed')
    const story = { title: 'Ferry runs aground off Dover with ninety people', link: 'https://stories.example/ferry' }
    feed.publish({ ...story, id: 'news-ferry' })
    times.publish({ ...story, id: 'times-ferry' })
    await cell.cron()
    const before = cell.posts(channel).at(-1) ?? ''
    feed.edit({ ...story, id: 'news-ferry', title: 'Ferry runs aground off Dover with eighty people' })
    wakeFeeds(cell)
    await cell.cron()
    expect(cell.posts(channel).at(-1)).toBe(before.replace('ninety', 'eighty'))
    expect(before).toContain('also:')
  }))

it('cycles without changed titles read and write no rows for corrections', () =>
  inCell('corrections-idle', async (cell) => {
    const { poll } = await sent(cell)
    await poll()
    const from = cell.statements.length
    await poll()
    expect(cell.statements.slice(from).filter((text) => /corrections|missing_items/u.test(text))).toEqual([])
  }))
