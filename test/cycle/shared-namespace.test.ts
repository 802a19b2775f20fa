/** A KV namespace with another bot's documents: they are neither used nor overwritten, and nothing is sent twice. */
import { describe, expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { saveCell } from '../../src/cell/backup.ts'
import { emptyMemory } from '../../src/cycle/cycle-memory.ts'
import { editionCode, slotAt } from '../../src/links/short-code.ts'
import { anHourLater, counts, entry, oneChannel, untilQuiet } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'

const OTHER = 7
const MINUTE = 60_000
const seenOf = (bot: number, version: number) =>
  `{"schema":3,"bot":${bot},"version":${version},"feeds":[\n["https://other.example/feed",""]\n]}`
const shared = (isOlder = false) => ({ kind: 'namespace-shared', bot: OTHER, isOlder })

/** The KV value of a version that named no bot. */
function forgetBots({ kv }: SimulatedCell): void {
  for (const [key, text] of kv) kv.set(key, text.replace(/"schema":3,"bot":\d+/u, '"schema":2'))
}

describe('another bot’s memory', () => {
  /** A cell that has sent `a`, and finds another bot's memory where its own was. */
  async function refusing(cell: SimulatedCell, version = 9) {
    const { feed, channel } = await oneChannel(cell)
    feed.publish(entry('a'))
    await anHourLater(cell)
    cell.kv.set('seen:0', seenOf(OTHER, version))
    return { feed, channel }
  }

  it('is neither used nor overwritten, and the cycle reports it', () =>
    inCell('shared-refused', async (cell) => {
      const { feed, channel } = await refusing(cell)
      const before = [...cell.kv]
      for (const name of ['b', 'c', 'd']) {
        feed.publish(entry(name))
        expect((await cell.cron())?.problems).toEqual([shared()])
      }
      expect([...cell.kv]).toEqual(before)
      expect(counts(cell.posts(channel), ['old', 'a', 'b', 'c', 'd'])).toEqual([0, 1, 0, 0, 0])
    }))

  it('only delays headlines until the cell has its own namespace, and none comes twice', () =>
    inCell('shared-own', async (cell) => {
      const { feed, channel } = await refusing(cell)
      await cell.cron()
      feed.publish(entry('b'))
      for (let round = 0; round < 30; round += 1) await cell.cron()
      feed.publish(entry('c'))
      cell.kv.clear()
      expect((await cell.cron())?.problems).toEqual([])
      feed.publish(entry('d'))
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['old', 'a', 'b', 'c', 'd'])).toEqual([0, 1, 1, 1, 1])
      expect(cell.kv.get('seen:0')).toContain('"bot":4242')
    }))

  it('does not keep a feed that failed at first from its baseline', () =>
    inCell('shared-silent', async (cell) => {
      const { feed, channel } = await refusing(cell)
      cell.sites.delete('news.example')
      await cell.cron()
      cell.sites.set('news.example', feed.site)
      for (let round = 0; round < 4; round += 1) await cell.cron()
      feed.publish(entry('b'))
      cell.kv.clear()
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['old', 'a', 'b'])).toEqual([0, 1, 1])
    }))

  it('does not make items news that a feed added meanwhile had', () =>
    inCell('shared-added', async (cell) => {
      const { channel } = await refusing(cell)
      const other = testFeed('Other', [entry('shown')])
      cell.sites.set('other.example', other.site)
      await cell.cron()
      await cell.subscribe(channel, 'https://other.example/feed')
      await cell.cron()
      other.publish(entry('b'))
      cell.kv.clear()
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['a', 'shown', 'b'])).toEqual([1, 0, 1])
    }))

  it('that may be an old value is not overwritten', () =>
    inCell('shared-older', async (cell) => {
      const { feed, channel } = await refusing(cell, 0)
      for (let round = 0; round < 20; round += 1) expect((await cell.cron())?.problems).toEqual([shared(round <= 12)])
      expect(cell.kv.get('seen:0')).toBe(seenOf(OTHER, 0))
      feed.publish(entry('b'))
      cell.kv.clear()
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['old', 'a', 'b'])).toEqual([0, 1, 1])
    }))

  it('that appears for a few cycles only does not make the cell start over', () =>
    inCell('shared-briefly', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      feed.publish(entry('a'))
      await anHourLater(cell)
      const own = cell.kv.get('seen:0') ?? ''
      cell.kv.set('seen:0', seenOf(OTHER, 9))
      await cell.cron()
      feed.publish(entry('b'))
      await cell.cron()
      cell.kv.set('seen:0', own)
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['old', 'a', 'b'])).toEqual([0, 1, 1])
    }))
})

it('an edition of another bot under the same code is not overwritten', () =>
  inCell('shared-edition', async (cell) => {
    const { feed, channel } = await oneChannel(cell)
    const code = editionCode(slotAt(cell.clock.now + 5 * MINUTE), 0)
    const theirs = `{"schema":3,"bot":${OTHER},"code":"${code}","at":5,"items":[\n\n]}`
    cell.kv.set(`edition:${code}`, theirs)
    feed.publish(entry('a'))
    await cell.cron()
    expect((await cell.cron(null, 60))?.problems).toEqual([shared()])
    for (let round = 0; round < 3; round += 1) expect((await cell.cron())?.problems).toEqual([shared()])
    expect(cell.kv.get(`edition:${code}`)).toEqual(theirs)
    cell.kv.clear()
    await untilQuiet(cell)
    expect(cell.kv.get(`edition:${code}`)).toContain('"bot":4242')
    expect(counts(cell.posts(channel), ['old', 'a'])).toEqual([0, 1])
  }))

describe('a memory that names no bot, from an earlier version', () => {
  it('is the cell’s own, and names the bot after the next put', () =>
    inCell('unnamed', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      feed.publish(entry('a'))
      await anHourLater(cell)
      forgetBots(cell)
      const before = cell.kv.get('seen:0')
      expect(await cell.cron()).toMatchObject({ problems: [], spent: { kvWrites: 0 } })
      expect(cell.kv.get('seen:0')).toBe(before)
      feed.publish(entry('b'))
      await anHourLater(cell)
      expect(cell.kv.get('seen:0')).toContain('{"schema":3,"bot":4242,"version":2,')
      expect(counts(cell.posts(channel), ['old', 'a', 'b'])).toEqual([0, 1, 1])
    }))

  it('with feeds of another bot makes the cell’s feeds start over, and nothing is repeated', () =>
    inCell('unnamed-other', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      feed.publish(entry('a'))
      await anHourLater(cell)
      cell.kv.set('seen:0', seenOf(OTHER, 9))
      forgetBots(cell)
      expect((await cell.cron())?.problems).toEqual([{ kind: 'seen-lost' }])
      feed.publish(entry('b'))
      expect((await cell.cron())?.problems).toEqual([])
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['old', 'a', 'b'])).toEqual([0, 1, 1])
    }))
})

describe('a Worker that gets another bot', () => {
  it('keeps its memory, and then refuses the former bot’s', () =>
    inCell('replaced', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      feed.publish(entry('a'))
      await anHourLater(cell)
      cell.identity.bot = OTHER
      feed.publish(entry('b'))
      await anHourLater(cell)
      expect(cell.kv.get('seen:0')).toContain(`"bot":${OTHER}`)
      expect(counts(cell.posts(channel), ['old', 'a', 'b'])).toEqual([0, 1, 1])
      cell.kv.set('seen:0', seenOf(4242, 9))
      expect((await cell.cron())?.problems).toEqual([{ kind: 'namespace-shared', bot: 4242, isOlder: false }])
    }))

  it('refuses a backup while KV still returns the former bot’s memory', () =>
    inCell('replaced-saved', async (cell) => {
      const { feed } = await oneChannel(cell)
      feed.publish(entry('a'))
      await anHourLater(cell)
      const former = cell.kv.get('seen:0') ?? ''
      cell.identity.bot = OTHER
      feed.publish(entry('b'))
      await anHourLater(cell)
      const own = cell.kv.get('seen:0') ?? ''
      const { ledger, identity, sql } = cell
      const save = (text: string) => {
        const store = { get: async () => text, put: async () => {} }
        const database = { sql, transaction: <Value>(work: () => Value) => work() }
        return saveCell({ cell: 0, ledger, memory: emptyMemory(), settings: { botId: identity.bot }, store, database })
      }
      expect(await save(former)).toEqual({ ok: false, problem: { ...shared(true), bot: 4242 } })
      expect((await save(own)).ok).toBe(true)
    }))

  // The steps of a cycle that puts an edition and what was seen; after another bot's memory it looks at the edition too.
  it.each([
    ['before', 'put edition'],
    ['after', 'put edition'],
    ['before', 'put seen'],
    ['after', 'put seen'],
  ] as const)('and dies %s “%s”: the next bot goes on, whichever it is', async (when, name) => {
    for (const next of [4242, OTHER, 9]) {
      await inCell(`replaced-${when}-${name}-${next}`, async (cell) => {
        const { feed, channel } = await oneChannel(cell)
        feed.publish(entry('a'))
        await anHourLater(cell)
        cell.identity.bot = OTHER
        feed.publish(entry('b'))
        await cell.cron()
        cell.evict()
        cell.steps.length = 0
        const steps = ['get seen:0', 'read 1', 'get edition', 'put edition', 'get seen:0', 'put seen']
        expect(await cell.cron({ step: steps.indexOf(name) + 1, when }, 60)).toBeNull()
        expect(cell.steps.at(-1)).toBe(name)
        cell.identity.bot = next
        feed.publish(entry('c'))
        expect((await cell.cron())?.problems).toEqual([])
        await anHourLater(cell)
        await untilQuiet(cell)
        expect(counts(cell.posts(channel), ['old', 'a', 'b', 'c'])).toEqual([0, 1, 1, 1])
        expect(cell.kv.get('seen:0')).toContain(`"bot":${next},`)
      })
    }
  })
})
