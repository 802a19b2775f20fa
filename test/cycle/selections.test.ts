/** Readers' selections in cycles: what they get, and what becomes of their chats. */
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { cellChannel } from '../../src/cell/cell-channel.ts'
import type { ChannelApi } from '../../src/cell/channel-api.ts'
import { cycleWords } from '../../src/composition/cycle-words.ts'
import { costOf } from '../../src/cycle/judge-news.ts'
import { limits } from '../../src/limits.ts'
import {
  type Channel,
  type ChannelId,
  readerCodeSchema,
  type Schedule,
  selectionOf,
  userIdSchema,
} from '../../src/model.ts'
import { atOnce } from '../../src/store/journal.ts'
import { counts, entry, FEED, oneChannel, wakeFeeds } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'

const READER = 2002
const code = v.parse(readerCodeSchema, 'abcdefghij')
const source = { code, cell: 0, title: 'First', username: null }

/** The methods of a channel that need no network. */
function channelOf(cell: SimulatedCell, id: ChannelId) {
  const deps = {
    ledger: cell.ledger,
    cell: 0,
    now: () => cell.clock.now,
    finish: atOnce,
    words: cycleWords,
    settings: { liveGapMinutes: 0 },
  }
  return cellChannel(deps as unknown as Parameters<typeof cellChannel>[0], id) as unknown as ChannelApi
}

async function scene(cell: SimulatedCell, settings: Partial<Channel> = {}, words = '') {
  const { feed, channel } = await oneChannel(cell)
  await cell.cron()
  const reader = v.parse(userIdSchema, READER)
  cell.world.addPerson({ id: READER, firstName: 'Ray', languageCode: 'en' })
  cell.world.start(READER)
  const id = selectionOf(reader)
  const chat = { id, kind: 'private', owner: reader, title: '', ...settings } as const
  const selection = cell.addChannel('', chat, READER)
  await channelOf(cell, channel.id).offerReaders(code)
  const api = channelOf(cell, id)
  await api.follow(source, words)
  const publish = async (...names: string[]) => {
    feed.publish(...names.map(entry))
    wakeFeeds(cell)
    return cell.cron()
  }
  return { channel, selection, feed, api, publish, got: (...names: string[]) => counts(cell.posts(selection), names) }
}

it('a reader gets what a channel keeps, by the words of their own, as it comes', () =>
  inCell('selection live', async (cell) => {
    const { channel, publish, got } = await scene(cell, {}, 'apple*')
    await publish('apple1', 'pear1')
    await publish('pear2')
    await publish('apple2')
    expect(got('apple1', 'pear1', 'pear2', 'apple2')).toEqual([1, 0, 0, 1])
    expect(counts(cell.posts(channel), ['apple1', 'pear1', 'pear2', 'apple2'])).toEqual([1, 1, 1, 1])
  }))

it('an idle cycle reads no selection and writes nothing', () =>
  inCell('selection idle', async (cell) => {
    const { publish } = await scene(cell, {}, 'apple*')
    await publish('pear1')
    await cell.cron()
    cell.evict()
    const before = cell.statements.length
    await cell.run('pushed')
    const statements = cell.statements.slice(before)
    expect(statements.filter((each) => /follows FROM channels/u.test(each))).toEqual([])
    expect(statements.filter((each) => /^\s*(?:INSERT|UPDATE|DELETE)/u.test(each))).toEqual([])
  }))

it('a digest at a set time has what came since the last one, and new words count for it', () =>
  inCell('selection daily', async (cell) => {
    const { api, publish, got } = await scene(cell, { schedule: { kind: 'times', minutes: [18 * 60] } })
    await publish('apple1', 'pear1')
    await api.setWords(code, '-pear*')
    await cell.cron(null, 60)
    expect(got('apple1', 'pear1')).toEqual([0, 0])
    await cell.cron(null, 6 * 60)
    await cell.cron()
    expect(got('apple1', 'pear1')).toEqual([1, 0])
    await cell.cron(null, 24 * 60)
    expect(got('apple1', 'pear1')).toEqual([1, 0])
  }))

it('other words do not bring old headlines to a selection that gets news as it comes', () =>
  inCell('selection words', async (cell) => {
    const { api, publish, got } = await scene(cell, {}, 'apple*')
    await publish('apple1', 'pear1')
    expect(await api.setWords(code, 'pear*')).toMatchObject({ ok: true, value: { backTest: { passed: 1, total: 2 } } })
    await publish('pear2', 'apple2')
    expect(got('apple1', 'pear1', 'apple2', 'pear2')).toEqual([1, 0, 0, 1])
  }))

it('other words keep what waited by the former ones, if it has the new ones too', () =>
  inCell('selection words waiting', async (cell) => {
    const { api, publish, got } = await scene(cell, {}, 'apple*')
    await api.pause()
    await publish('apple1', 'apple2x', 'pear1')
    await api.setWords(code, 'apple1 OR pear*')
    await api.resume()
    await cell.cron()
    await publish('pear2')
    await cell.cron()
    expect(got('apple1', 'apple2x', 'pear1', 'pear2')).toEqual([1, 0, 0, 1])
  }))

it('a person who follows while the cell’s clock is ahead gets what comes next, and costs no other reader a headline', () =>
  inCell('selection clock ahead', async (cell) => {
    const { api, publish, got } = await scene(cell, {}, 'apple*')
    const later = cell.addChannel(
      '',
      { id: selectionOf(v.parse(userIdSchema, 2003)), kind: 'private', title: '' },
      2003,
    )
    cell.clock.now += 10 * 60_000
    await channelOf(cell, later.id).follow(source, 'plum*')
    await api.unfollow(code)
    await api.follow(source, 'apple*')
    cell.clock.now -= 10 * 60_000
    await publish('pear1')
    await publish('apple1')
    expect(got('apple1')).toEqual([1])
  }))

it('a headline that is put back comes, even if nothing else had the words', () =>
  inCell('selection put back', async (cell) => {
    const { channel, publish, got } = await scene(cell, { pause: { by: 'owner', since: 0 } }, 'apple*')
    await publish('apple1')
    const { ledger, clock } = cell
    const found = ledger.outcomes.of(channel.id).find(({ title }) => /apple1/u.test(title))
    const retract = (isRetracted: boolean) =>
      ledger.transaction(() => ledger.retracted(channel.id, [found?.code ?? ''], isRetracted, clock.now))
    retract(true)
    await channelOf(cell, selectionOf(v.parse(userIdSchema, READER))).resume()
    await publish('pear1')
    retract(false)
    await cell.cron()
    expect(got('apple1')).toEqual([1])
  }))

it('long queries of many readers are judged over several cycles, in turn', () =>
  inCell('selection long queries', async (cell) => {
    const { publish } = await scene(cell)
    const query = Array.from({ length: 45 }, (_, at) => `/(a|b)?word${at}.*x/`).join(' OR ')
    const each = Math.floor(limits.readers.judging / costOf(query, 1))
    for (let at = 1; at <= each + 3; at += 1) {
      const { id } = cell.addChannel('', {
        id: selectionOf(v.parse(userIdSchema, 3000 + at)),
        kind: 'private',
        title: '',
      })
      cell.ledger.channels.setFollows(id, [{ ...source, filter: query, at: 0 }])
    }
    const judged = () => {
      const groups = cell.ledger.selectionProgress.get().nothingUntil[code] ?? []
      return groups.map(({ selections }) => selections.length)
    }
    await publish('apple1')
    expect(judged()).toEqual([each])
    await cell.cron()
    // With the reader who got the headline.
    expect(judged()).toEqual([each + 4])
    await publish('apple2')
    expect(judged()).toEqual([each, 4])
    await cell.cron()
    expect(judged()).toEqual([each + 4])
  }))

it('a message that a pause withdraws comes once with the next digest, and so does what came meanwhile', () =>
  inCell('selection pause', async (cell) => {
    const { api, publish, got } = await scene(cell)
    cell.world.addFault({ fault: { kind: 'too-many', retryAfter: 900 }, method: 'sendMessage', chat: READER, times: 1 })
    await publish('apple1')
    await api.pause()
    expect(cell.ledger.messages.unsent()).toEqual([])
    await publish('apple2')
    await cell.cron(null, 60)
    await api.resume()
    await cell.cron()
    await cell.cron()
    expect(got('apple1', 'apple2')).toEqual([1, 1])
  }))

it('a message that two pauses in a row withdraw comes once', () =>
  inCell('selection paused twice', async (cell) => {
    const { api, publish, got } = await scene(cell)
    const fault = {
      fault: { kind: 'too-many', retryAfter: 900 },
      method: 'sendMessage',
      chat: READER,
      times: 1,
    } as const
    cell.world.addFault(fault)
    await publish('apple1')
    await api.pause()
    cell.world.addFault(fault)
    await cell.cron(null, 60)
    await api.resume()
    await cell.cron()
    expect(cell.ledger.messages.unsent()).toHaveLength(1)
    await api.pause()
    await cell.cron(null, 60)
    await api.resume()
    await cell.cron()
    await cell.cron()
    expect(got('apple1')).toEqual([1])
  }))

it('a reader learns why a headline came, waits, or does not come, and sees the next digest', () =>
  inCell('selection why', async (cell) => {
    const schedule: Schedule = { kind: 'times', minutes: [18 * 60] }
    const { api, publish } = await scene(cell, { schedule }, '-pear*')
    await publish('apple1')
    await cell.cron(null, 6 * 60)
    await cell.cron()
    await publish('apple2', 'pear1')
    const fates = await Promise.all(['apple1', 'apple2', 'pear1'].map((name) => api.why(`Headline ${name}`)))
    expect(fates.map(([why]) => why?.fate.kind)).toEqual(['sent', 'waiting', 'dropped'])
    expect(fates[2]?.[0]?.fate).toMatchObject({ term: '-pear*', filter: '-pear*', searched: 'no-text' })
    expect((await api.view())?.waiting).toBe(1)
    const preview = (await api.preview(null)).map(({ plain }) => plain).join()
    expect(counts([preview], ['apple1', 'apple2', 'pear1'])).toEqual([0, 1, 0])
  }))

it('a headline that its owner takes back before the digest does not reach readers', () =>
  inCell('selection retracted', async (cell) => {
    const { channel, publish, got } = await scene(cell, { schedule: { kind: 'times', minutes: [18 * 60] } })
    await publish('apple1', 'apple2')
    const retracted = cell.ledger.outcomes.of(channel.id).find(({ title }) => /apple1/u.test(title))
    const { ledger, clock } = cell
    ledger.transaction(() => ledger.retracted(channel.id, [retracted?.code ?? ''], true, clock.now))
    await cell.cron(null, 7 * 60)
    await cell.cron()
    expect(got('apple1', 'apple2')).toEqual([0, 1])
  }))

it.each(['blocked', 'deactivated'])('a reader whose chat is closed is deleted at the first refusal: %s', (how) =>
  inCell(`selection ${how}`, async (cell) => {
    const { selection, publish } = await scene(cell)
    const description = how === 'blocked' ? 'Forbidden: bot was blocked by the user' : 'Forbidden: user is deactivated'
    cell.world.addFault({ fault: { kind: 'refused', status: 403, description }, method: 'sendMessage', chat: READER })
    expect((await publish('apple1'))?.failures).toEqual([
      { what: 'message', channel: 'selection', problem: 'locked-out' },
    ])
    await cell.cron()
    expect(cell.ledger.channels.get(selection.id)).toBeNull()
    expect(cell.steps.filter((step) => step === 'readerGone')).toHaveLength(1)
    expect([cell.ledger.notices.all(), cell.ledger.alerts.state().due, cell.ledger.messages.unsent()]).toEqual([
      [],
      [],
      [],
    ])
    const sent = cell.steps.filter((step) => step === 'sendMessage').length
    await publish('apple2')
    expect(cell.steps.filter((step) => step === 'sendMessage').length - sent).toBe(1)
  }),
)

it('a reader of a channel that takes its link away gets one notice, and is deleted within an hour', () =>
  inCell('selection link gone', async (cell) => {
    const { channel, selection } = await scene(cell)
    await channelOf(cell, channel.id).offerReaders(null)
    await cell.cron(null, 60)
    await cell.cron(null, 60)
    expect(cell.ledger.channels.get(selection.id)).toBeNull()
    expect(cell.posts(selection)).toEqual([expect.stringContaining('is now closed to readers')])
  }))

it('a selection of somebody whom the directory does not know as a reader is deleted within an hour', () =>
  inCell('selection of a stranger', async (cell) => {
    const { selection } = await scene(cell)
    cell.strangers.push(selection.owner)
    await cell.cron(null, 60)
    expect(cell.ledger.channels.get(selection.id)).toBeNull()
  }))

it('a selection whose reader never chose a channel is deleted after an hour', () =>
  inCell('selection without a channel', async (cell) => {
    const { selection, api } = await scene(cell)
    await api.unfollow(code)
    cell.sql.exec('UPDATE channels SET follows = NULL WHERE id = ?', selection.id)
    await cell.cron(null, 55)
    expect(cell.ledger.channels.get(selection.id)).not.toBeNull()
    await cell.cron(null, 60)
    expect(cell.ledger.channels.get(selection.id)).toBeNull()
  }))

it('a digest after a long time has the newest headlines, and counts the others', () =>
  inCell('selection flood', async (cell) => {
    const { api, publish } = await scene(cell)
    await api.pause()
    await publish(...Array.from({ length: 70 }, (_, index) => `many${index}x`))
    await api.resume()
    await cell.cron()
    const texts = cell.posts({ ...cell.ledger.channels.all()[0]?.channel, chat: READER } as Channel).join('\n')
    expect(texts.match(/Headline many/gu)).toHaveLength(50)
    expect(texts).toContain('20 more')
  }))

it('an item of two channels comes once, under the name of a channel', () =>
  inCell('selection two channels', async (cell) => {
    const { api, publish, got, selection } = await scene(cell)
    const other = cell.addChannel('Second')
    await cell.subscribe(other, FEED)
    const second = v.parse(readerCodeSchema, 'klmnopqrst')
    await channelOf(cell, other.id).offerReaders(second)
    await api.follow({ ...source, code: second, title: 'Second' }, '')
    await publish('apple1')
    expect(got('apple1')).toEqual([1])
    expect(cell.posts(selection).join()).toContain('First')
    expect(cell.posts(selection).join()).not.toContain('News')
  }))

it('a selection does not count as a channel', () =>
  inCell('selection counted', async (cell) => {
    const { selection } = await scene(cell)
    const report = await cell.cron(null, 60)
    expect(report?.summary).toMatchObject({ channels: 1, readers: 1 })
    expect(cell.ledger.channels.of(selection.owner)).toEqual([])
  }))

it('what commands changed is not kept for longer than two days', () =>
  inCell('selection journal', async (cell) => {
    const { api } = await scene(cell)
    cell.sql.exec('INSERT INTO journal (id, at, calls) VALUES (1, ?, ?)', cell.clock.now, '[]')
    expect(await api.forget()).toBeNull()
    const left = async (hours: number) => {
      await cell.cron(null, hours * 60)
      return cell.sql.exec('SELECT id FROM journal').toArray().length
    }
    expect([await left(23), await left(25)]).toEqual([1, 0])
  }))
