/** An instant channel gets a message for each story, as many as Telegram takes. */
import { describe, expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { instant } from '../../src/digest/schedule/instant.ts'
import type { Channel } from '../../src/model.ts'
import { counts, entry, FEED, wakeFeeds } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'
import { at, TITLE, threeFeeds } from './three-feeds.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND

async function instantChannel(cell: SimulatedCell, settings: Partial<Channel> = {}) {
  const feed = testFeed('News', [entry('old')])
  cell.sites.set('news.example', feed.site)
  const channel = cell.addChannel('First', { schedule: instant, ...settings })
  await cell.subscribe(channel, FEED)
  const names = (count: number, prefix = 'n') => Array.from({ length: count }, (_, index) => `${prefix}${index + 1}.`)
  const later = async (ms: number) => {
    cell.clock.now += ms
    wakeFeeds(cell)
    await cell.run('scheduled')
  }
  return { feed, channel, names, later }
}

/** The numbers of headlines in each post. */
function sizes(posts: readonly string[]): readonly number[] {
  return posts.map((text) => text.split('Headline ').length - 1)
}

/** The names of headlines in the order of the posts. */
function namedIn(posts: readonly string[]): readonly string[] {
  return [...posts.join('\n').matchAll(/Headline (\S+)/gu)].flatMap(([, name]) => name ?? [])
}

describe('stories that arrive in one cycle', () => {
  it.each([
    ['are one message where there is one', 1, [1]],
    ['are a message each', 3, [1, 1, 1]],
    ['are a message each up to the most that Telegram takes in good time', 8, [1, 1, 1, 1, 1, 1, 1, 1]],
    ['are gathered in the last message where there are more', 9, [1, 1, 1, 1, 1, 1, 1, 2]],
    ['are gathered in one digest however many there are', 40, [1, 1, 1, 1, 1, 1, 1, 33]],
  ])('%s', (name, count, expected) =>
    inCell(`instant-${name}`, async (cell) => {
      const { feed, channel, names, later } = await instantChannel(cell)
      feed.publish(...names(count).map(entry))
      await later(MINUTE)
      const posts = cell.posts(channel)
      expect(sizes(posts)).toEqual(expected)
      expect(counts(posts, names(count))).toEqual(names(count).map(() => 1))
      expect(namedIn(posts)).toEqual(names(count))
    }),
  )

  it('share a message where several feeds tell the same story', () =>
    inCell('instant-merged', async (cell) => {
      const { bbc, nyt, chosun, channel } = await threeFeeds(cell, { schedule: instant })
      bbc.publish(at('bbc.example', 'kim', TITLE))
      nyt.publish(at('nyt.example', 'kim', TITLE))
      chosun.publish(at('chosun.example', 'b', 'Storm closes schools in Busan for two days'))
      await cell.cron()
      expect(cell.posts(channel)).toEqual([
        `BBC\n• ${TITLE} (also: NYT)`,
        'Chosun\n• Storm closes schools in Busan for two days',
      ])
    }))

  it('are cards in a channel with cards, and lines where they are gathered', () =>
    inCell('instant-cards', async (cell) => {
      const { feed, channel, names, later } = await instantChannel(cell, { layout: 'cards' })
      feed.publish(...names(10).map(entry))
      await later(MINUTE)
      const posts = cell.posts(channel)
      expect(posts[0]).toBe('Headline n1.\nNews')
      expect(sizes(posts)).toEqual([1, 1, 1, 1, 1, 1, 1, 3])
      expect(posts.at(-1)).toBe('News\n• Headline n8.\n• Headline n9.\n• Headline n10.')
    }))

  it('are the newest ones where the channel has a maximum, and the last message counts the others', () =>
    inCell('instant-max', async (cell) => {
      const { feed, channel, names, later } = await instantChannel(cell, { atMost: 2 })
      feed.publish(...names(5).map(entry))
      await later(MINUTE)
      expect(cell.posts(channel)).toEqual(['News\n• Headline n4.', 'News\n• Headline n5.\n… and 3 more'])
    }))

  it.each([
    ['make one sound', {}, [false, true, true]],
    ['make no sound in a silent channel', { silent: true }, [true, true, true]],
  ])('%s', (name, settings, silent) =>
    inCell(`instant-${name}`, async (cell) => {
      const { feed, channel, names, later } = await instantChannel(cell, settings)
      feed.publish(...names(3).map(entry))
      await later(MINUTE)
      const posts = cell.world.messages(channel.chat).filter(({ byBot }) => byBot)
      expect(posts.map((post) => post.silent)).toEqual(silent)
    }),
  )

  it.each([
    ['before the first message', 1, 'before'],
    ['after the first message', 1, 'after'],
    ['before the third message', 3, 'before'],
    ['after the last message', 4, 'after'],
  ] as const)('are sent once each if the program ends %s', (name, message, when) =>
    inCell(`instant-death-${name}`, async (cell) => {
      const { feed, channel, names } = await instantChannel(cell)
      const prefixes = ['a', 'b', 'c']
      let taken: readonly string[] = []
      for (const prefix of prefixes) {
        feed.publish(...names(4, prefix).map(entry))
        const isLast = prefix === 'c'
        const before = cell.steps.length
        // The number of the step that sent the same message in the cycle before.
        const step = taken.flatMap((step, at) => (step === 'sendMessage' ? at + 1 : []))[message - 1] ?? 0
        expect(await cell.cron(isLast ? { step, when } : null)).toEqual(isLast ? null : expect.anything())
        taken = cell.steps.slice(before)
      }
      for (let round = 0; round < 3; round += 1) await cell.cron()
      expect(sizes(cell.posts(channel))).toEqual(Array.from({ length: 12 }, () => 1))
      expect(namedIn(cell.posts(channel))).toEqual(prefixes.flatMap((prefix) => names(4, prefix)))
    }),
  )
})

describe('stories that arrive one after another', () => {
  it('are each sent in the cycle in which they arrive', () =>
    inCell('instant-one-by-one', async (cell) => {
      const { feed, channel, later } = await instantChannel(cell)
      for (const [index, name] of ['a', 'b', 'c', 'd'].entries()) {
        feed.publish(entry(name))
        await later(MINUTE)
        expect(cell.posts(channel)).toHaveLength(index + 1)
      }
      expect(counts(cell.posts(channel), ['a', 'b', 'c', 'd'])).toEqual([1, 1, 1, 1])
    }))

  it('are gathered where the channel has had its messages of this minute', () =>
    inCell('instant-same-minute', async (cell) => {
      const { feed, channel, names, later } = await instantChannel(cell)
      const bursts: readonly (readonly [wait: number, count: number, prefix: string])[] = [
        [MINUTE, 6, 'a'],
        [10 * SECOND, 3, 'b'],
        [10 * SECOND, 2, 'c'],
        [MINUTE, 2, 'd'],
      ]
      for (const [wait, count, prefix] of bursts) {
        feed.publish(...names(count, prefix).map(entry))
        await later(wait)
      }
      expect(sizes(cell.posts(channel))).toEqual([1, 1, 1, 1, 1, 1, 1, 2, 2, 1, 1])
      expect(namedIn(cell.posts(channel))).toEqual(bursts.flatMap(([, count, prefix]) => names(count, prefix)))
    }))

  it('wait for the end of quiet hours', () =>
    inCell('instant-quiet', async (cell) => {
      const { feed, channel, later } = await instantChannel(cell, { quiet: { from: 12 * 60, to: 13 * 60 } })
      for (const name of ['a', 'b']) {
        feed.publish(entry(name))
        await later(MINUTE)
      }
      expect(cell.posts(channel)).toEqual([])
      cell.clock.now = Date.UTC(2026, 0, 5, 12, 59)
      await later(MINUTE)
      expect(sizes(cell.posts(channel))).toEqual([1, 1])
    }))

  it('wait for the end of a pause', () =>
    inCell('instant-pause', async (cell) => {
      const { feed, channel, later } = await instantChannel(cell)
      cell.ledger.channels.pause(channel.id, { by: 'owner', since: cell.clock.now })
      feed.publish(entry('a'), entry('b'))
      await later(MINUTE)
      expect(cell.posts(channel)).toEqual([])
      cell.ledger.channels.pause(channel.id, null)
      await later(MINUTE)
      expect(sizes(cell.posts(channel))).toEqual([1, 1])
    }))

  it('are sent in order after a wait that Telegram asks for', () =>
    inCell('instant-wait', async (cell) => {
      const { feed, channel, names, later } = await instantChannel(cell)
      const wait = { kind: 'too-many', retryAfter: 100 } as const
      cell.world.addFault({ fault: wait, method: 'sendMessage', chat: channel.chat, times: 1 })
      for (let round = 0; round < 4; round += 1) {
        feed.publish(...names(4, 'abcd'[round]).map(entry))
        await later(MINUTE)
      }
      for (let round = 0; round < 3; round += 1) await later(MINUTE)
      expect(namedIn(cell.posts(channel))).toEqual(['a', 'b', 'c', 'd'].flatMap((prefix) => names(4, prefix)))
    }))
})
