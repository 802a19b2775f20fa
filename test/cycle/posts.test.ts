/** What is stored of posts: each message once, in the transaction of its receipt, and only what was sent. */
import { expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { packChannel, receiveChannel } from '../../src/cell/transfer-channel.ts'
import { postOfDigest } from '../../src/cycle/post-of-digest.ts'
import { dayMs, limits } from '../../src/limits.ts'
import { postCode } from '../../src/links/post-code.ts'
import type { Channel } from '../../src/model.ts'
import type { Database } from '../../src/store/database.ts'
import { newestPosts, type PostPart, type PostStory, postStory } from '../../src/store/posts.ts'
import { restoreSnapshot, takeSnapshot } from '../../src/store/snapshot.ts'
import { cellTables } from '../../src/store/tables.ts'
import { entry, FEED, untilQuiet, wakeFeeds } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'
import { transferDeps } from './transfer-deps.ts'
import { OWNER } from './usual-channel.ts'

/** A public channel with a page, whose feed has shown its first item. */
async function publicChannel(cell: SimulatedCell, settings: Partial<Channel> = {}) {
  const feed = testFeed('News', [entry('old')])
  cell.sites.set('news.example', feed.site)
  // The cell takes the @name from Telegram's answers.
  const { id } = cell.world.addChannel({ title: 'First', creator: OWNER, username: 'the_first' })
  cell.world.addBot({ chat: id, by: OWNER, rights: { can_manage_chat: true, can_post_messages: true } })
  const channel = cell.addChannel('First', { username: 'the_first', page: true, ...settings }, id)
  await cell.subscribe(channel, FEED)
  const publish = async (...names: readonly string[]) => {
    feed.publish(...names.map(entry))
    wakeFeeds(cell)
    await cell.cron()
  }
  return { feed, channel, publish }
}

const kept = ({ ledger, clock }: SimulatedCell, channel: Channel): readonly PostPart[] =>
  ledger.posts.between(channel.id, 0, Math.floor(clock.now / dayMs) + 1)
const namesIn = (stories: readonly PostStory[]) => stories.map(({ title }) => title.replace('Headline ', ''))
/** The headlines of each message, by what is stored, and by what the chat has. */
const stored = (cell: SimulatedCell, channel: Channel) => kept(cell, channel).map(({ stories }) => namesIn(stories))
const sent = (cell: SimulatedCell, channel: Channel) =>
  cell.posts(channel).map((text) => [...text.matchAll(/Headline (\w+)/gu)].map(([, name]) => name))

it('a message is stored with its headlines in their order, its digest, and Telegram’s id', () =>
  inCell('posts-whole', async (cell) => {
    const { channel, publish } = await publicChannel(cell, { timezone: 'Asia/Tokyo', language: 'zh' })
    await publish('a', 'b')
    const at = cell.clock.now
    const [post] = kept(cell, channel)
    const [message] = cell.world.messages(channel.chat).filter(({ byBot }) => byBot)
    expect(post).toMatchObject({ at, sentAt: at, heading: null, timezone: 'Asia/Tokyo', language: 'zh' })
    expect([post?.message, stored(cell, channel)]).toEqual([message?.id, [['a', 'b']]])
    expect(post?.stories[0]).toMatchObject({ link: 'https://news.example/a', source: 'News', feed: FEED })
    expect(post?.code).toBe(postCode(channel.id, 0, at, () => false)?.code)
  }))

it('a message whose answer was lost is stored once it is found, and once if it is sent again', () =>
  inCell('posts-unanswered', async (cell) => {
    const { channel, publish } = await publicChannel(cell)
    await publish('a')
    for (const effect of [true, false]) {
      cell.world.addFault({
        fault: { kind: 'server-error', effect },
        method: 'sendMessage',
        chat: channel.chat,
        times: 1,
      })
      await publish(effect ? 'found' : 'again')
      expect(stored(cell, channel)).toHaveLength(effect ? 1 : 2)
      await untilQuiet(cell)
      expect(stored(cell, channel)).toEqual(sent(cell, channel))
    }
    expect(stored(cell, channel)).toEqual([['a'], ['found'], ['again']])
  }))

it('a message that Telegram refuses, and headlines that a digest leaves out, are not stored', () =>
  inCell('posts-refused', async (cell) => {
    const { channel, publish } = await publicChannel(cell, { atMost: 1 })
    const refused = { kind: 'refused', status: 400, description: "Bad Request: can't parse entities" } as const
    cell.world.addFault({ fault: refused, method: 'sendMessage', chat: channel.chat, times: 2 })
    await publish('refused')
    await publish('left', 'shown')
    expect(stored(cell, channel)).toEqual([['shown']])
    expect(sent(cell, channel)).toEqual([['shown']])
  }))

it.each([
  ['without a public name', { username: null }],
  ['with a person', { kind: 'private' }],
  ['without reading pages and a page', { page: false }],
] as const)('a channel %s has no posts', (name, settings) =>
  inCell(`posts-none ${name}`, async (cell) => {
    const { channel, publish } = await publicChannel(cell, settings)
    await publish('a')
    expect(sent(cell, channel)).toEqual([['a']])
    expect(kept(cell, channel)).toEqual([])
  }),
)

it('without a known public address there are no posts, as nothing could link to them', () =>
  inCell('posts-no-base', async (cell) => {
    cell.settings.linkBase = null
    const { channel, publish } = await publicChannel(cell)
    await publish('a')
    expect(kept(cell, channel)).toEqual([])
  }))

it('a digest of the same ten seconds as another one, sent or not, becomes a post of its own', () =>
  inCell('posts-slot', async (cell) => {
    const { channel, publish } = await publicChannel(cell)
    await publish('a')
    const deps = { ledger: cell.ledger, cell: 0, settings: cell.settings }
    const next = () => postOfDigest(deps, channel, null, cell.clock.now)
    const second = next()
    const part = { html: '', plain: '', ids: [], contents: [], preview: null }
    cell.ledger.messages.addMessage(channel.id, part, false, cell.clock.now, second)
    const codes = [kept(cell, channel)[0], second, next()].map((each) => each?.code)
    expect(new Set(codes).size).toBe(3)
    expect(second?.at).toBe(cell.clock.now)
  }))

it('a message writes one row more for its post, and the first of a day two', () =>
  inCell('posts-rows', async (cell) => {
    const { channel, publish } = await publicChannel(cell)
    const other = cell.addChannel('Other')
    await publish('a')
    const writes = () => cell.sql.exec('SELECT total_changes() AS rows').toArray()[0]?.['rows']
    const written = (target: Channel, digest: PostPart | null, ids: readonly number[]) => {
      const before = Number(writes())
      const { day, tag } = postCode(channel.id, 0, cell.clock.now, () => false) ?? { day: 0, tag: 0 }
      const contents = [{ code: 'x', html: 'x', plain: 'x' }]
      const part = { html: '', plain: '', ids, contents, preview: null }
      const origin = digest === null ? null : { ...digest, tag, day }
      cell.ledger.messages.addMessage(target.id, part, false, cell.clock.now, origin)
      const [message] = cell.ledger.messages.unsent()
      if (message !== undefined) cell.ledger.messages.markSent(message, 9, cell.clock.now)
      return Number(writes()) - before
    }
    const headline = kept(cell, channel)[0]?.stories[0]
    if (headline === undefined) throw new Error('nothing was sent')
    const waiting = { ...headline, code: 'x', also: [], repeats: null, reading: null, isReadable: undefined }
    const { isReadable: _, into: __, ...pending } = { ...waiting, into: undefined }
    const edition = cell.ledger.openEditions.all()[0]?.code
    if (edition === undefined) throw new Error('there is no edition')
    for (const target of [channel, other]) cell.ledger.deliveries.addPending(target.id, edition, pending, 0, false)
    const plain = written(other, null, [1])
    expect(written(channel, kept(cell, channel)[0] ?? null, [1])).toBe(plain + 1)
  }))

it('a row takes messages up to its limit, and a message that is too long is stored without its summaries', () =>
  inCell('posts-large', async (cell) => {
    const { channel, publish } = await publicChannel(cell)
    await publish('a')
    const [part] = kept(cell, channel)
    const code = postCode(channel.id, 0, cell.clock.now, () => false)
    const [story] = part?.stories ?? []
    if (part === undefined || code === null || story === undefined) throw new Error('nothing was sent')
    const { language, heading, timezone, at } = part
    const digest = { ...{ language, heading, timezone, at }, code: code.code, tag: code.tag, day: code.day }
    const add = (summary: string, count = 1) => {
      const stories = Array.from({ length: count }, (_, number) => ({ ...story, code: `${number}`, summary }))
      cell.ledger.posts.add(channel.id, { digest, sentAt: at, message: 1, stories })
    }
    for (let round = 0; round < 6; round += 1) add('本'.repeat(20_000))
    const rows = cell.sql.exec('SELECT part, length(CAST(parts AS BLOB)) AS bytes FROM posts').toArray()
    expect(rows.map((row) => row['part'])).toEqual([0, 1])
    for (const { bytes } of rows) expect(Number(bytes)).toBeLessThanOrEqual(limits.store.postsRowBytes)
    add('本'.repeat(500_000))
    add('本', 20_000)
    expect(kept(cell, channel).map(({ stories }) => [stories.length, stories[0]?.summary.length])).toEqual([
      [1, 0],
      ...Array.from({ length: 6 }, () => [1, 20_000]),
      [1, 0],
    ])
  }))

it('a backup has as many of the newest posts as an answer between objects takes', () =>
  inCell('posts-saved', async (cell) => {
    const { sql } = cell
    const rowOf = (day: number, units: number) =>
      sql.exec(
        'INSERT INTO posts (channel, day, part, tag, parts) VALUES (?, ?, 0, 1, ?)',
        '-1',
        day,
        'x'.repeat(units),
      )
    const days = () =>
      takeSnapshot(cell, { posts: newestPosts })
        .tables.find(({ name }) => name === 'posts')
        ?.rows.map(([, day]) => day)
    for (const day of [1, 2, 3]) rowOf(day, 1_900_000)
    expect(days()).toEqual([2, 3])
    sql.exec('DELETE FROM posts WHERE day = 1')
    rowOf(4, 1000)
    expect(days()).toEqual([2, 3, 4])
  }))

it('posts and retractions are deleted after 30 days', () =>
  inCell('posts-aged', async (cell) => {
    const { channel, publish } = await publicChannel(cell)
    await publish('a')
    cell.ledger.retracted(channel.id, ['code'], true, cell.clock.now)
    await cell.cron(null, 30 * 24 * 60)
    expect(stored(cell, channel)).toEqual([['a']])
    expect(cell.ledger.retractedCodes.has(channel.id, 'code')).toBe(true)
    await cell.cron(null, 24 * 60)
    expect(stored(cell, channel)).toEqual([])
    expect(cell.ledger.retractedCodes.has(channel.id, 'code')).toBe(false)
  }))

it('posts are deleted once a day only, as that reads all of them', () =>
  inCell('posts-daily', async (cell) => {
    const { publish } = await publicChannel(cell)
    await publish('a')
    await cell.cron(null, 60)
    cell.statements.length = 0
    for (let hour = 0; hour < 10; hour += 1) await cell.cron(null, 60)
    expect(cell.statements.filter((statement) => statement.includes('DELETE FROM posts'))).toEqual([])
    for (let hour = 0; hour < 10; hour += 1) await cell.cron(null, 60)
    expect(cell.statements.filter((statement) => statement.includes('DELETE FROM posts'))).toHaveLength(1)
  }))

it('a forgotten channel’s posts are deleted', () =>
  inCell('posts-forgotten', async (cell) => {
    const { channel, publish } = await publicChannel(cell)
    await publish('a')
    cell.ledger.channels.forget(channel.id)
    expect(kept(cell, channel)).toEqual([])
  }))

it('a channel that moves to another cell leaves its posts, and its message under way makes none, as its code names this cell', () =>
  inCell('posts-moved', async (cell) => {
    const { channel, publish } = await publicChannel(cell)
    await publish('a')
    cell.world.addFault({ fault: { kind: 'server-error', effect: true }, method: 'sendMessage', times: 1 })
    await publish('lost')
    const { ledger, clock } = cell
    const deps = transferDeps(cell)
    expect(await packChannel(deps, channel.id, 1)).toBe(true)
    expect(kept(cell, channel)).toEqual([])
    const [parcel] = ledger.transfers.all()
    if (parcel === undefined) throw new Error('the channel is not on its way')
    ledger.transfers.remove(channel.id)
    expect(await receiveChannel(deps, parcel.transfer, clock.now)).toBe(true)
    await untilQuiet(cell)
    await publish('after')
    expect(sent(cell, channel)).toEqual([['a'], ['lost'], ['after']])
    expect(stored(cell, channel)).toEqual([['after']])
  }))

it('a message that the version before composed is sent once, and makes no post', () =>
  inCell('posts-upgraded', async (cell) => {
    const { channel, publish } = await publicChannel(cell)
    cell.world.addFault({ fault: { kind: 'server-error', effect: false }, method: 'sendMessage', times: 1 })
    await publish('composed')
    const version = cellTables.findIndex((step) => step.some((each) => each.includes('CREATE TABLE posts')))
    const later = cellTables.slice(version).flat()
    const tables = takeSnapshot(cell)
      .tables.filter(({ name }) => !later.some((each) => each.startsWith(`CREATE TABLE ${name} (`)))
      .map(({ name, columns, rows }) => {
        const isNew = (column = '') =>
          later.some((each) => each.startsWith(`ALTER TABLE ${name} ADD COLUMN ${column} `))
        const without = <Value>(values: readonly Value[]) => values.filter((_, at) => !isNew(columns[at]))
        return { name, columns: without(columns), rows: rows.map(without) }
      })
    const database: Database = { sql: cell.sql, transaction: (work) => work() }
    expect(restoreSnapshot(database, cellTables, { version, tables }, () => {}).ok).toBe(true)
    cell.evict()
    await untilQuiet(cell)
    await publish('later')
    expect(sent(cell, channel)).toEqual([['composed'], ['later']])
    expect(stored(cell, channel)).toEqual([['later']])
  }))

it('a headline of a post has all that is known of its item', () => {
  const headline = {
    ...{ title: 'T', link: null, code: 'c', source: 'S', feed: FEED as PostStory['feed'], published: 1, also: [] },
    ...{
      repeats: null,
      author: 'A',
      categories: ['x'],
      summary: 'sum',
      image: 'https://i.example/',
      reading: 'c/read',
    },
    ...{
      language: 'ar',
      comments: 'https://c.example/',
      enclosure: { url: 'https://e.example/', type: null, length: 1 },
    },
  }
  expect(postStory(headline, 5, 'lead', {})).toEqual({
    at: 5,
    ...{ title: 'T', link: null, code: 'c', source: 'S', feed: FEED, published: 1, author: 'A', categories: ['x'] },
    ...{ summary: 'sum', image: 'https://i.example/', language: 'ar', comments: 'https://c.example/' },
    ...{ enclosure: { url: 'https://e.example/', type: null, length: 1 }, isReadable: true, into: 'lead' },
  })
})
