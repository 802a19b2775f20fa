/** Feeds with texts: who writes them, and what they cost a cell. */
import { expect, it } from 'vitest'
import { channelFeed, type FeedInquiry, type FeedToWrite, type WrittenFeed } from '../../src/cell/channel-feed.ts'
import { limits } from '../../src/limits.ts'
import { postCode } from '../../src/links/post-code.ts'
import { editionCode, itemCodes, slotAt } from '../../src/links/short-code.ts'
import type { Channel, FeedUrl } from '../../src/model.ts'
import type { NewOutcome } from '../../src/store/outcomes.ts'
import type { PostStory } from '../../src/store/posts.ts'
import { inCell, type SimulatedCell } from '../cycle/simulated-cell.ts'

const MINUTE = 60_000
const feed = 'https://news.example/feed' as FeedUrl
const body = { html: '<p>Text</p>', base: 'https://news.example/' }
const inquiry: FeedInquiry = { known: null, since: null, ending: 'rss', base: 'https://pb.example', username: 'news' }
const whole: WrittenFeed = { document: new Uint8Array([1]), isWhole: true }

function news(code: string, more: Partial<NewOutcome['outcome']>): NewOutcome {
  const text = { source: 'A', title: code, summary: '', categories: [], author: null, link: 'https://news.example/1' }
  const decision = { kept: true, term: null, by: null, code, isMerged: false }
  return {
    outcome: { feed, ...text, ...decision, alias: null, published: null, key: null, isRetracted: false, ...more },
    story: null,
  }
}

/** A channel's feeds, in a cell whose ledger has the texts of an edition. */
function feedsOf(cell: SimulatedCell, channel: Channel) {
  const orders: FeedToWrite[] = []
  const [pages, feeds] = [new Map(), new Map()]
  const writer = { write: async (): Promise<WrittenFeed | 'late'> => whole }
  const deps = {
    ...{ ledger: cell.ledger, pages, feeds },
    writeFeed: (_: unknown, order: FeedToWrite) => {
      orders.push(order)
      return writer.write()
    },
  }
  const ask = (more: Partial<FeedInquiry> = {}) =>
    channelFeed(deps, channel.id, { ...inquiry, ...more }, cell.clock.now)
  return { orders, writer, ask, pages, feeds }
}

/** Stories of an edition that is open in the ledger; every one can be read, and has a text. */
function addStories(cell: SimulatedCell, channel: Channel, count: number, more: Partial<NewOutcome['outcome']> = {}) {
  const { ledger, clock } = cell
  const edition = editionCode(slotAt(clock.now), 0)
  let last = 0
  const codes = Array.from(
    { length: count },
    itemCodes(edition, () => (last += 7919)),
  )
  ledger.outcomes.add(
    channel.id,
    codes.map((code) => news(code, { isReadable: true, ...more })),
    clock.now,
  )
  ledger.openEditions.open(edition, clock.now)
  const texts = new Map(codes.map((code) => [code, body]))
  ledger.openEditions.add(edition, { items: [], texts, bytes: 0, textBytes: 0 })
  return codes
}

const withFeeds = (
  name: string,
  test: (cell: SimulatedCell, channel: Channel, feeds: ReturnType<typeof feedsOf>) => Promise<void>,
  settings: Partial<Channel> = {},
) =>
  inCell(`channel-feed ${name}`, async (cell) => {
    const channel = cell.addChannel('News', { page: true, reading: true, ...settings })
    await test(cell, channel, feedsOf(cell, channel))
  })

it('a feed with texts is written by an object, which gets the texts that KV may not show yet', () =>
  withFeeds('fresh', async (cell, channel, { ask, orders }) => {
    const codes = addStories(cell, channel, 3)
    expect(await ask()).toMatchObject({ kind: 'written', document: whole.document, isWhole: true })
    expect(orders).toHaveLength(1)
    expect([...(orders[0]?.fresh ?? [])]).toEqual(codes.toReversed().map((code) => [code, body]))
    expect(orders[0]).toMatchObject({ ending: 'rss', base: inquiry.base, username: 'news' })
  }))

it('many readers cost the rows and the writing of one, until there is news', () =>
  withFeeds('memory', async (cell, channel, { ask, orders }) => {
    addStories(cell, channel, 3)
    const [first, other] = [await ask(), await ask({ ending: 'atom' })]
    cell.statements.length = 0
    expect([await ask(), await ask({ ending: 'atom' })]).toEqual([first, other])
    expect([orders.length, cell.statements]).toEqual([2, []])
    cell.clock.now += 2 * MINUTE
    addStories(cell, channel, 1)
    await ask()
    expect([orders.length, orders.at(-1)?.fresh.size]).toEqual([3, 4])
  }))

it('each format is written once for each of two addresses of the bot', () =>
  withFeeds('addresses', async (cell, channel, { ask, orders }) => {
    addStories(cell, channel, 1)
    const bases = ['https://pb.example', 'https://pb.workers.example']
    for (let round = 0; round < 2; round += 1)
      for (const base of bases) for (const ending of ['rss', 'atom', 'json'] as const) await ask({ base, ending })
    expect(orders).toHaveLength(6)
  }))

it('simultaneous readers share the writing', () =>
  withFeeds('together', async (cell, channel, { ask, orders }) => {
    addStories(cell, channel, 1)
    await Promise.all([ask(), ask(), ask()])
    expect(orders).toHaveLength(1)
  }))

it('a text costs one row, and a feed reads those of its newest stories from the ledger', () =>
  withFeeds('rows', async (cell, channel, { ask, orders }) => {
    addStories(cell, channel, limits.web.feedTexts + 20)
    cell.statements.length = 0
    await ask()
    expect(orders[0]?.fresh.size).toBe(limits.web.feedFreshTexts)
    expect(cell.statements.filter((each) => each.includes('edition_texts WHERE'))).toHaveLength(
      limits.web.feedFreshTexts,
    )
  }))

it.each<readonly [string, Partial<Channel>, Partial<NewOutcome['outcome']>]>([
  ['of a channel without reading pages', { reading: false, username: 'news' }, {}],
  ['whose readable stories are retracted', {}, { isRetracted: true }],
])('a feed %s needs no object', (name, settings, more) =>
  withFeeds(
    name,
    async (cell, channel, { ask, orders }) => {
      addStories(cell, channel, 2, more)
      expect(await ask()).toMatchObject({ kind: 'page', isWhole: true })
      expect(orders).toEqual([])
    },
    settings,
  ),
)

it('a feed is off with its page', () =>
  withFeeds(
    'off',
    async (_cell, _channel, { ask }) => {
      expect(await ask()).toEqual({ kind: 'off' })
    },
    { page: false },
  ))

it('a client that has the version, or the feed since its last change, costs no writing', () =>
  withFeeds('same', async (cell, channel, { ask, orders }) => {
    addStories(cell, channel, 1)
    const answer = await ask()
    const { version = '', modified = 0 } = answer.kind === 'written' ? answer : {}
    expect(modified).toBe(cell.clock.now)
    // Another story of this time may follow.
    expect(await ask({ since: cell.clock.now })).toMatchObject({ kind: 'written', version })
    cell.clock.now += 10 * MINUTE
    for (const client of [{ known: version }, { since: modified ?? 0 }, { since: cell.clock.now }])
      expect(await ask(client)).toEqual({ kind: 'same' })
    for (const client of [{ known: 'other' }, { since: (modified ?? 0) - 1000 }])
      expect(await ask(client)).toMatchObject({ kind: 'written', version, modified })
    expect(orders).toHaveLength(1)
  }))

it('after a retraction the time of the last change is unknown', () =>
  withFeeds('retraction', async (cell, channel, { ask }) => {
    const [code = ''] = addStories(cell, channel, 2)
    await ask()
    cell.clock.now += 2 * MINUTE
    cell.ledger.retracted(channel.id, [code], true, cell.clock.now)
    expect(await ask({ since: cell.clock.now })).toMatchObject({ kind: 'written', modified: null })
  }))

it.each<readonly [string, WrittenFeed | 'late' | Error, object]>([
  ['fails', new Error('Durable Object exceeded its CPU time limit and was reset.'), { kind: 'page', isWhole: false }],
  ['is late', 'late', { kind: 'page', isWhole: false }],
  ['lacks a text', { ...whole, isWhole: false }, { kind: 'written', isWhole: false }],
])('a writer that %s is asked again by the next reader', (name, outcome, expected) =>
  withFeeds(`writer ${name}`, async (cell, channel, { ask, writer, orders }) => {
    addStories(cell, channel, 1)
    writer.write = async () => {
      if (outcome instanceof Error) throw outcome
      return outcome
    }
    expect(await ask()).toMatchObject(expected)
    writer.write = async () => whole
    expect(await ask()).toMatchObject({ kind: 'written', isWhole: true })
    expect(orders).toHaveLength(2)
  }),
)

const DAY = 24 * 60 * MINUTE

/** Stories that were posted some days ago, each named by its age. */
function addPosted(
  cell: SimulatedCell,
  channel: Channel,
  ...stories: readonly (Partial<PostStory> & { age: number })[]
) {
  for (const { age, ...more } of stories) {
    const at = cell.clock.now - age * DAY
    const code = postCode(channel.id, 0, at, (taken) => cell.ledger.posts.has(taken))
    if (code === null) throw new Error('there is a code for every time')
    const text = {
      title: `${age}`,
      link: null,
      published: null,
      author: null,
      categories: [],
      summary: '',
      image: null,
    }
    const story = { code: `${age}`, ...text, source: 'A', feed, at, ...more }
    const digest = { ...code, at, heading: null, timezone: 'UTC', language: 'en' } as const
    cell.ledger.posts.add(channel.id, { digest, sentAt: at, message: age, stories: [story] })
  }
}

it('a feed reaches back a week: older stories are those that were posted, without what was taken back', () =>
  withFeeds(
    'week',
    async (cell, channel, { ask }) => {
      cell.clock.now += 10 * DAY
      addPosted(
        cell,
        channel,
        { age: 8 },
        { age: 6 },
        { age: 5, code: 'back' },
        { age: 4 },
        { age: 4, into: '4', source: 'B' },
        { age: 1 },
      )
      cell.ledger.retractedCodes.add(channel.id, ['back'], cell.clock.now)
      const codes = addStories(cell, channel, 1)
      const answer = await ask()
      const stories = answer.kind === 'page' ? answer.page.stories : []
      expect(stories.map(({ code }) => code)).toEqual([...codes, '4', '6'])
      expect(stories.map(({ also }) => also)).toEqual([[], [{ source: 'B', code: '4' }], []])
    },
    { reading: false, username: 'news' },
  ))

it('a story that a remembered page still has is in the feed once', () =>
  withFeeds(
    'week-once',
    async (cell, channel, { ask, feeds }) => {
      cell.clock.now += 10 * DAY
      const codesIn = async () => {
        const answer = await ask()
        return answer.kind === 'page' ? answer.page.stories.map(({ code }) => code) : []
      }
      const [old = ''] = addStories(cell, channel, 1)
      addPosted(cell, channel, { age: 0, code: old })
      cell.clock.now += 20 * MINUTE
      const [late = ''] = addStories(cell, channel, 1)
      cell.clock.now += 2 * DAY - 21 * MINUTE
      expect(await codesIn()).toEqual([late, old])
      cell.clock.now += 10 * MINUTE
      feeds.clear()
      expect(await codesIn()).toEqual([late, old])
    },
    { reading: false, username: 'news' },
  ))
