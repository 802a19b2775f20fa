/** Changes of a feed's address or credentials: what every channel of the feed gets afterwards. */
import { describe, expect, test } from 'vitest'
import { type Entry, testFeed } from '../../simulators/published-feed.ts'
import { changeFeed } from '../../src/cell/change-feed.ts'
import type { FeedChange } from '../../src/cell/channel-api.ts'
import { readFeeds } from '../../src/feed/read-feeds.ts'
import type { Channel } from '../../src/model.ts'
import type { Credentials, FeedRequest } from '../../src/polling.ts'
import { inCell, type SimulatedCell } from '../cycle/simulated-cell.ts'

const OLD = 'https://old.example/feed'
const NEW = 'https://new.example/feed'
const credentials: Credentials = { origin: 'https://old.example', login: '1.sealed', headers: [] }

const entry = (name: string): Entry => ({ title: name, link: `https://paper.example/${name}` })

function change(cell: SimulatedCell, { id }: Channel, number: number, asked: FeedChange) {
  const read = (requests: readonly FeedRequest[]) =>
    readFeeds(requests, {
      fetch: async (url, init) => {
        const site = cell.sites.get(new URL(url).host)
        return site === undefined ? new Response(null, { status: 404 }) : site(new Request(url, init))
      },
      now: cell.clock.now,
      allowPrivate: false,
      openCredentials: ({ origin }) => ({ origin, headers: { authorization: 'Basic YQ==' } }),
    })
  const deps = {
    cell: 0,
    ledger: cell.ledger,
    memory: cell.memory(),
    settings: { botId: 4242 },
    store: {
      get: async (key: string) => cell.kv.get(key) ?? null,
      put: async () => {},
    },
    stopwatch: { elapsed: () => 0, within: <Value>(work: Promise<Value>) => work },
    random: () => 7,
    allowPrivate: false,
    readFeeds: read,
    readInObject: (_: string, requests: readonly FeedRequest[]) => read(requests),
    runExclusive: <Value>(work: () => Promise<Value>) => work(),
  }
  return changeFeed(deps, id, { text: String(number) }, asked, cell.clock.now)
}

const address = (url: string): FeedChange => ({ address: url, credentials: null })
const withLogin: FeedChange = { address: null, credentials: { kind: 'all', credentials } }

/** Channels of one feed, with what was published before and after all of them added it. */
async function scene(cell: SimulatedCell, ...names: readonly string[]) {
  const [from, to] = [testFeed('Paper', [entry('first')]), testFeed('Paper', [entry('first')])]
  cell.sites.set('old.example', from.site)
  cell.sites.set('new.example', to.site)
  const channels = names.map((name) => cell.addChannel(name))
  for (const channel of channels) await cell.subscribe(channel, OLD)
  from.publish(entry('second'))
  to.publish(entry('second'))
  await cell.cron()
  return { from, to, channels }
}

const sent = (cell: SimulatedCell, channel: Channel | undefined) =>
  channel === undefined
    ? []
    : ['first', 'second', 'third', 'fourth'].filter((name) => cell.posts(channel).join('\n').includes(name))
const urls = (cell: SimulatedCell) => cell.ledger.feeds.used().map(({ url }) => url)

describe('a new address', () => {
  test('of the only channel moves its feed, with what is seen', () =>
    inCell('change-alone', async (cell) => {
      const { to, channels } = await scene(cell, 'One')
      const [one] = channels
      if (one === undefined) throw new Error('no channel')
      expect(await change(cell, one, 1, address(NEW))).toMatchObject({ kind: 'changed', feed: { url: NEW, number: 1 } })
      to.publish(entry('third'))
      await cell.cron()
      expect(sent(cell, one)).toEqual(['second', 'third'])
      expect(urls(cell)).toEqual([NEW])
      // And back.
      await change(cell, one, 1, address(OLD))
      await cell.cron()
      expect(sent(cell, one)).toEqual(['second', 'third'])
    }))

  test('without a scheme means http where https cannot be reached', () =>
    inCell('change-unschemed', async (cell) => {
      const { to, channels } = await scene(cell, 'One')
      const [one] = channels
      if (one === undefined) throw new Error('no channel')
      cell.sites.set('new.example', (request) => {
        if (request.url.startsWith('https:')) throw new TypeError('refused')
        return to.site(request)
      })
      expect(await change(cell, one, 1, address('new.example/feed'))).toMatchObject({
        kind: 'changed',
        feed: { url: 'http://new.example/feed' },
      })
    }))

  test('of another feed is a new start: what it shows counts as seen', () =>
    inCell('change-unrelated', async (cell) => {
      const { channels } = await scene(cell, 'One')
      const [one] = channels
      if (one === undefined) throw new Error('no channel')
      const other = testFeed('Another paper', [entry('third')])
      cell.sites.set('new.example', other.site)
      await change(cell, one, 1, address(NEW))
      other.publish(entry('fourth'))
      await cell.cron()
      expect(sent(cell, one)).toEqual(['second', 'fourth'])
    }))

  test('of one of two channels leaves the other where it is', () =>
    inCell('change-shared', async (cell) => {
      const { from, to, channels } = await scene(cell, 'One', 'Two')
      const [one, two] = channels
      if (one === undefined) throw new Error('no channel')
      await change(cell, one, 1, address(NEW))
      from.publish(entry('third'))
      to.publish(entry('fourth'))
      await cell.cron()
      expect(sent(cell, one)).toEqual(['second', 'fourth'])
      expect(sent(cell, two)).toEqual(['second', 'third'])
      expect(urls(cell)).toEqual([OLD, NEW])
    }))

  test('that the cell has already joins it: each channel gets what it lacks, and nothing twice', () =>
    inCell('change-join', async (cell) => {
      const { to, channels } = await scene(cell, 'One')
      const [one] = channels
      const two = cell.addChannel('Two')
      await cell.subscribe(two, NEW)
      to.publish(entry('third'))
      await cell.cron()
      expect(sent(cell, two)).toEqual(['third'])
      if (one === undefined) throw new Error('no channel')
      await change(cell, one, 1, address(NEW))
      await cell.cron()
      to.publish(entry('fourth'))
      await cell.cron()
      expect(sent(cell, one)).toEqual(['second', 'third', 'fourth'])
      expect(sent(cell, two)).toEqual(['third', 'fourth'])
      for (const channel of [one, two]) expect(cell.posts(channel).join('\n').split('third')).toHaveLength(2)
      expect(urls(cell)).toEqual([NEW])
    }))

  test('of a feed that another channel has just removed does not take that channel along', () =>
    inCell('change-removed', async (cell) => {
      const { channels } = await scene(cell, 'One', 'Two')
      const [one, two] = channels
      const [feed] = cell.ledger.feeds.used()
      if (one === undefined || two === undefined || feed === undefined) throw new Error('no channel')
      cell.ledger.subscriptions.unsubscribe(two.id, feed.url, cell.clock.now)
      await change(cell, one, 1, withLogin)
      expect(cell.ledger.subscriptions.resubscribe(two.id, feed.url)).toBe(true)
      expect(cell.ledger.subscriptions.of(two.id).map((each) => each.feed)).toEqual([OLD])
    }))

  test('changes nothing while KV does not answer, and nothing if the feed cannot be read', () =>
    inCell('change-silent', async (cell) => {
      const { channels } = await scene(cell, 'One')
      const [one] = channels
      if (one === undefined) throw new Error('no channel')
      expect(await change(cell, one, 1, address('https://nowhere.example/'))).toMatchObject({ kind: 'failed' })
      expect(await change(cell, one, 1, address(OLD))).toMatchObject({ kind: 'same' })
      expect(await change(cell, one, 2, address(NEW))).toEqual({ kind: 'no-such-feed' })
      expect(urls(cell)).toEqual([OLD])
    }))
})

describe('credentials', () => {
  test('make the feed of one channel private, and others keep the public one', () =>
    inCell('change-private', async (cell) => {
      const { from, channels } = await scene(cell, 'One', 'Two')
      const [one, two] = channels
      if (one === undefined) throw new Error('no channel')
      const changed = await change(cell, one, 1, withLogin)
      expect(changed).toMatchObject({ kind: 'changed', feed: { url: OLD, access: { hasLogin: true } } })
      const [shared, own] = cell.ledger.feeds.used()
      expect(shared).toMatchObject({ url: OLD, credentials: null })
      expect(own).toMatchObject({ url: expect.stringMatching(/^https:\/\/old\.example\/feed#\w+$/u), credentials })
      from.publish(entry('third'))
      await cell.cron()
      expect(sent(cell, two)).toEqual(['second', 'third'])

      // Without credentials it is the public feed again.
      await change(cell, one, 1, { address: null, credentials: { kind: 'all', credentials: null } })
      expect(urls(cell)).toEqual([OLD])
      from.publish(entry('fourth'))
      await cell.cron()
      expect(sent(cell, one)).toEqual(['second', 'third', 'fourth'])
      expect(cell.posts(one).join('\n').split('third')).toHaveLength(2)
    }))

  test('stay with another address of the site, under the same tag, and are dropped for another site', () =>
    inCell('change-moves', async (cell) => {
      const { channels } = await scene(cell, 'One')
      const [one] = channels
      if (one === undefined) throw new Error('no channel')
      await change(cell, one, 1, withLogin)
      const [tag] = urls(cell).map((url) => url.split('#')[1])
      expect(await change(cell, one, 1, address('https://old.example/other'))).toMatchObject({ isLoggedOut: false })
      expect(urls(cell)).toEqual([`https://old.example/other#${tag}`])
      expect(await change(cell, one, 1, address(NEW))).toMatchObject({
        isLoggedOut: true,
        before: { address: 'https://old.example/other', credentials },
        feed: { access: null },
      })
      expect(urls(cell)).toEqual([NEW])
      expect(cell.ledger.feeds.used()[0]?.credentials).toBeNull()
    }))
})
