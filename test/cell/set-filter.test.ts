/** A filter is saved unless it would have dropped everything of the last 48 hours, unlike the one before it. */
import { describe, expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { exported } from '../../src/cell/channel-export.ts'
import { exclude, setFilter } from '../../src/cell/filters.ts'
import { importInto } from '../../src/cell/import-channel.ts'
import { limits } from '../../src/limits.ts'
import type { Channel } from '../../src/model.ts'
import { inCell, type SimulatedCell } from '../cycle/simulated-cell.ts'

const FEED = 'https://news.example/feed'

/** A channel with one feed and these headlines in the last 48 hours. */
async function withHeadlines(cell: SimulatedCell, titles: readonly string[], settings: Partial<Channel> = {}) {
  const feed = testFeed('News', [{ title: 'Old', link: 'https://news.example/old' }])
  cell.sites.set('news.example', feed.site)
  const channel = cell.addChannel('Morning', settings)
  await cell.subscribe(channel, FEED)
  feed.publish(...titles.map((title, at) => ({ title, link: `https://news.example/${at}` })))
  await cell.cron()
  return channel
}

const filterOf = (cell: SimulatedCell, { id }: Channel) => cell.ledger.channels.get(id)?.channel.filter

interface Case {
  readonly name: string
  readonly titles?: readonly string[]
  readonly before?: string
  readonly query: string
  readonly ofFeed?: true
  readonly sure?: true
  readonly isHeld: boolean
}

const cases: readonly Case[] = [
  { name: 'a filter that lets some pass', query: 'storm', isHeld: false },
  { name: 'a filter that lets none pass', query: 'cricket', isHeld: true },
  { name: 'an exclusion of everything', query: '-storm -kim', isHeld: true },
  { name: 'a filter of a feed that lets none pass', query: 'cricket', ofFeed: true, isHeld: true },
  { name: 'a filter that lets none pass and is confirmed', query: 'cricket', sure: true, isHeld: false },
  { name: 'a filter where the one before let none pass', before: 'golf', query: 'cricket', isHeld: false },
  {
    name: 'a filter of a feed where the channel’s lets none pass',
    before: 'golf',
    query: 'cricket',
    ofFeed: true,
    isHeld: false,
  },
  { name: 'a filter without any items', titles: [], query: 'cricket', isHeld: false },
  { name: 'no filter', before: 'golf', query: '', isHeld: false },
]

describe('setFilter', () => {
  it.each(cases)('$name: held $isHeld', ({ name, titles = ['A storm', 'Kim meets Putin'], ...each }) =>
    inCell(`set-filter ${name}`, async (cell) => {
      const channel = await withHeadlines(cell, titles, { filter: each.before ?? '' })
      const which = each.ofFeed === true ? { text: '1' } : null
      const set = setFilter(cell.ledger, channel.id, which, each.query, each.sure === true)
      const [feed] = cell.ledger.subscriptions.of(channel.id)
      const saved = which === null ? filterOf(cell, channel) : feed?.filter
      expect(set.ok && set.value.isHeld === true).toBe(each.isHeld)
      expect(saved).toBe(each.isHeld ? (which === null ? (each.before ?? '') : '') : each.query)
      expect(set.ok && set.value.backTest.total).toBe(titles.length)
    }),
  )

  it('names the feed of an unclear query, and an unknown feed before any mistake', () =>
    inCell('set-filter unclear', async (cell) => {
      const channel = await withHeadlines(cell, [])
      const set = (text: string, query: string) => setFilter(cell.ledger, channel.id, { text }, query, false)
      expect(set('1', 'rain or snow')).toMatchObject({ problem: { kind: 'filter-unclear', feed: { number: 1 } } })
      expect(set('1', '"rain')).toMatchObject({ problem: { kind: 'filter-syntax', feed: { number: 1 } } })
      expect(set('2', 'rain or snow')).toMatchObject({ problem: { kind: 'no-such-feed' } })
      expect(set('2', '"rain')).toMatchObject({ problem: { kind: 'no-such-feed' } })
    }))
})

describe('exclude', () => {
  it('asks before it drops everything, and says when the filter is full', () =>
    inCell('exclude', async (cell) => {
      const channel = await withHeadlines(cell, ['A storm', 'Kim meets Putin'], { filter: 'storm' })
      expect(exclude(cell.ledger, channel.id, 'storm')).toMatchObject({
        value: { query: 'storm -storm', before: 'storm', isHeld: true },
      })
      const full = 'x '.repeat(limits.filter.queryUnits / 2).trim()
      cell.ledger.channels.configure({ ...channel, filter: full })
      expect(exclude(cell.ledger, channel.id, 'storm')).toMatchObject({ problem: { kind: 'no-room' } })
      expect(filterOf(cell, channel)).toBe(full)
    }))
})

describe('an import', () => {
  it('saves filters that would have dropped everything, and reports it', () =>
    inCell('import drops', async (cell) => {
      const channel = await withHeadlines(cell, ['A storm', 'Kim meets Putin'])
      const settings = exported(cell.ledger, channel.id)
      if (settings === null) throw new Error('there is no channel')
      const deps = { ledger: cell.ledger, random: () => 7, allowPrivate: false }
      const into = (filter: string, feeds: typeof settings.feeds = []) =>
        importInto(
          deps,
          channel.id,
          { feeds, settings: { ...settings, filter }, most: null, report: null },
          cell.clock.now,
        )
      expect(into('storm').wouldDrop).toBeUndefined()
      expect(into('cricket').wouldDrop).toBe(2)
      expect(filterOf(cell, channel)).toBe('cricket')
      expect(into('golf').wouldDrop).toBeUndefined()
      expect(into('').wouldDrop).toBeUndefined()
      expect(
        into(
          '',
          settings.feeds.map((feed) => ({ ...feed, filter: 'cricket' })),
        ).wouldDrop,
      ).toBe(2)
    }))

  it('of a stored filter that an earlier version understood stays possible', () =>
    inCell('export unclear', async (cell) => {
      for (const filter of ['rain or snow', '(rain']) {
        const channel = cell.addChannel('First', { filter })
        expect(exported(cell.ledger, channel.id)?.filter).toBe(filter)
      }
    }))
})
