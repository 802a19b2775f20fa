/** Readers' selections in cycles: what they get, and when. */
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { costOf } from '../../src/cycle/judge-news.ts'
import { limits } from '../../src/limits.ts'
import { type Channel, readerCodeSchema, type Schedule, selectionOf, userIdSchema } from '../../src/model.ts'
import { counts, FEED } from './scene.ts'
import { channelOf, code, READER, selectionScene, source } from './selection-scene.ts'
import { inCell } from './simulated-cell.ts'

it('a reader gets what a channel keeps, by the words of their own, as it comes', () =>
  inCell('selection live', async (cell) => {
    const { channel, publish, got } = await selectionScene(cell, {}, 'apple*')
    await publish('apple1', 'pear1')
    await publish('pear2')
    await publish('apple2')
    expect(got('apple1', 'pear1', 'pear2', 'apple2')).toEqual([1, 0, 0, 1])
    expect(counts(cell.posts(channel), ['apple1', 'pear1', 'pear2', 'apple2'])).toEqual([1, 1, 1, 1])
  }))

it('an idle cycle reads no selection and writes nothing', () =>
  inCell('selection idle', async (cell) => {
    const { publish } = await selectionScene(cell, {}, 'apple*')
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
    const { api, publish, got } = await selectionScene(cell, { schedule: { kind: 'times', minutes: [18 * 60] } })
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
    const { api, publish, got } = await selectionScene(cell, {}, 'apple*')
    await publish('apple1', 'pear1')
    expect(await api.setWords(code, 'pear*')).toMatchObject({ ok: true, value: { backTest: { passed: 1, total: 2 } } })
    await publish('pear2', 'apple2')
    expect(got('apple1', 'pear1', 'apple2', 'pear2')).toEqual([1, 0, 0, 1])
  }))

it('other words keep what waited by the former ones, if it has the new ones too', () =>
  inCell('selection words waiting', async (cell) => {
    const { api, publish, got } = await selectionScene(cell, {}, 'apple*')
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
    const { api, publish, got } = await selectionScene(cell, {}, 'apple*')
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
    const { channel, publish, got } = await selectionScene(cell, { pause: { by: 'owner', since: 0 } }, 'apple*')
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
    const { publish } = await selectionScene(cell)
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

it('a reader learns why a headline came, waits, or does not come, and sees the next digest', () =>
  inCell('selection why', async (cell) => {
    const schedule: Schedule = { kind: 'times', minutes: [18 * 60] }
    const { api, publish } = await selectionScene(cell, { schedule }, '-pear*')
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
    const { channel, publish, got } = await selectionScene(cell, { schedule: { kind: 'times', minutes: [18 * 60] } })
    await publish('apple1', 'apple2')
    const retracted = cell.ledger.outcomes.of(channel.id).find(({ title }) => /apple1/u.test(title))
    const { ledger, clock } = cell
    ledger.transaction(() => ledger.retracted(channel.id, [retracted?.code ?? ''], true, clock.now))
    await cell.cron(null, 7 * 60)
    await cell.cron()
    expect(got('apple1', 'apple2')).toEqual([0, 1])
  }))

it('a digest after a long time has the newest headlines, and counts the others', () =>
  inCell('selection flood', async (cell) => {
    const { api, publish } = await selectionScene(cell)
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
    const { api, publish, got, selection } = await selectionScene(cell)
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
    const { selection } = await selectionScene(cell)
    const report = await cell.cron(null, 60)
    expect(report?.summary).toMatchObject({ channels: 1, readers: 1 })
    expect(cell.ledger.channels.of(selection.owner)).toEqual([])
  }))

it.each(['text:flood', '-text:flood', 'text:flood or text:rain'])(
  'words that look only at whole texts are refused: %s',
  (query) =>
    inCell(`selection words ${query}`, async (cell) => {
      const { api } = await selectionScene(cell)
      expect(await api.setWords(code, query)).toEqual({ ok: false, problem: { kind: 'texts-not-searched' } })
      expect(await api.tryWords(source, query)).toEqual({ ok: false, problem: { kind: 'texts-not-searched' } })
      expect(await api.follows()).toMatchObject([{ filter: '' }])
    }),
)
