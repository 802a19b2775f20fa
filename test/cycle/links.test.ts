/** Short links of a cycle's headlines: they cannot be guessed from each other, and links of an earlier version still work. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { postPage } from '../../src/cell/post-page.ts'
import { storyState } from '../../src/cell/story-state.ts'
import { legacyShortCode, readShortCode } from '../../src/links/short-code.ts'
import { type Channel, editionCodeSchema } from '../../src/model.ts'
import type { Database } from '../../src/store/database.ts'
import { restoreSnapshot, takeSnapshot } from '../../src/store/snapshot.ts'
import { cellTables } from '../../src/store/tables.ts'
import { app } from '../../src/web/app.ts'
import type { WebDeps } from '../../src/web/deps.ts'
import { depsOf } from '../web/web.ts'
import { inCell, PUBLIC_URL, type SimulatedCell } from './simulated-cell.ts'
import { OWNER } from './usual-channel.ts'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const numberOf = (code: string) =>
  [...code].reduce((number, letter) => number * 62n + BigInt(alphabet.indexOf(letter)), 0n)
function codeOf(number: bigint): string {
  let code = ''
  for (let rest = number; code.length < 10; rest /= 62n) code = alphabet.charAt(Number(rest % 62n)) + code
  return code
}

/** Every short link of the bot's posts in a channel, as paths without the slash. */
const linksIn = (cell: SimulatedCell, channel: Channel) =>
  cell.world
    .messages(channel.chat)
    .filter(({ byBot }) => byBot)
    .flatMap(({ entities }) => entities.flatMap(({ url }) => url ?? []))
    .map((url) => new URL(url))

/** The web side before the cell's store. */
function web(cell: SimulatedCell) {
  const deps: WebDeps = {
    ...depsOf(),
    store: { get: async (key) => cell.kv.get(key) ?? null },
    editionsOf: () => ({
      openArticle: async (link) => cell.ledger.openEditions.article(link),
    }),
    postsOf: () => ({
      postPage: async (code, number) => postPage(cell.ledger, code, number, cell.clock.now),
      storyState: async (story, post, channels) => storyState(cell.ledger, story, post, channels, cell.clock.now),
    }),
    now: cell.clock.now,
    publicUrl: PUBLIC_URL,
  }
  return async (path: string) => app.request(`${PUBLIC_URL}${path}`, undefined, deps)
}

const SECRET = 'https://intranet.example/report?token='

/** A channel that everybody may read, one that few may, and a chat with the bot: all have news in one cycle. */
async function published(cell: SimulatedCell) {
  const [open, closed] = ['open', 'closed'].map((name) => {
    const feed = testFeed(name, [{ title: `Old ${name}`, link: `https://${name}.example/old` }])
    cell.sites.set(`${name}.example`, feed.site)
    return feed
  })
  const username = 'everybody_news'
  const { id } = cell.world.addChannel({ title: 'Everybody', creator: OWNER, username })
  cell.world.addBot({ chat: id, by: OWNER, rights: { can_manage_chat: true, can_post_messages: true } })
  const everybody = cell.addChannel('Everybody', { username, page: true }, id)
  const few = cell.addChannel('Few', { reading: true })
  await cell.subscribe(everybody, 'https://open.example/feed')
  await cell.subscribe(few, 'https://closed.example/feed')
  await cell.cron()
  open?.publish({ title: 'For everybody', link: 'https://open.example/1' })
  const text = `<p>${'A text of some length. '.repeat(20)}</p>`
  const entries = Array.from({ length: 20 }, (_, at) => ({ title: `Secret ${at}`, link: `${SECRET}${at}`, text }))
  closed?.publish(...entries)
  await cell.cron()
  const [known] = linksIn(cell, everybody)
  const secrets = linksIn(cell, few).filter(({ pathname }) => !pathname.endsWith('/read'))
  return {
    known: known?.pathname.slice(1) ?? '',
    secrets: secrets.map(({ pathname }) => pathname.slice(1)),
    few,
    everybody,
  }
}

describe('a reader with one public short link', () => {
  it('cannot guess the links of a private channel', () =>
    inCell('links-guess', async (cell) => {
      const { known, secrets } = await published(cell)
      const open = web(cell)
      expect(secrets).toHaveLength(20)
      for (const code of secrets) expect((await open(`/${code}`)).headers.get('location')).toContain(SECRET)

      // All of one edition: so far they are of one kind.
      const edition = readShortCode(known, cell.clock.now)?.edition
      expect(secrets.map((code) => readShortCode(code, cell.clock.now)?.edition)).toEqual(secrets.map(() => edition))

      // By counting on and back, in steps of one and of the prime that links of the earlier form are multiples of.
      const number = numberOf(known)
      const guessed = new Set<string>()
      for (let step = -3000n; step <= 3000n; step += 1n)
        for (const size of [1n, 743n, 62n]) guessed.add(codeOf(number + step * size))
      // By places: in the edition that the link names, and in one of seven letters that it might be taken for.
      for (let place = 0; place < 1024; place += 1) {
        guessed.add(codeOf((number / 2n ** 26n) * 2n ** 26n + BigInt(place)))
        guessed.add(codeOf(((number / 743n / 1024n) * 1024n + BigInt(place)) * 743n))
      }
      expect(secrets.filter((code) => guessed.has(code))).toEqual([])
    }))

  it('sees no headline of a private channel on any page', () =>
    inCell('links-pages', async (cell) => {
      const { known, secrets, everybody } = await published(cell)
      const open = web(cell)
      const { code = '' } = cell.ledger.posts.newest(everybody.id) ?? {}
      const pages = [`/d/${code}`, `/d/${known}`, `/d/${known}/2`, `/d/${known.slice(0, 6)}`, `/d/${known.slice(0, 7)}`]
      const texts = await Promise.all(pages.map(async (path) => (await open(path)).text()))
      expect(texts[0]).toContain('For everybody')
      for (const text of texts) expect(secrets.filter((code) => text.includes(code))).toEqual([])
      expect(texts.join()).not.toContain('Secret')
    }))

  it('sees no other headline of a private channel from one of its links', () =>
    inCell('links-private', async (cell) => {
      const { secrets, few } = await published(cell)
      const open = web(cell)
      const [first = ''] = secrets
      expect((await open(`/d/${first}`)).headers.get('location')).toBe(`/${first}/read`)
      expect(linksIn(cell, few).map(({ pathname }) => pathname)).toContain(`/${first}/read`)
      const text = await (await open(`/${first}/read`)).text()
      expect(text).toContain('A text of some length.')
      expect(secrets.filter((code) => code !== first && text.includes(code))).toEqual([])
    }))
})

it('every edition of a cell has a unique code, even with fast cycles and a clock that jumps', () =>
  inCell('links-slots', async (cell) => {
    const slots = [5, 5, 5, 9, 2, 2].map((slot) => cell.ledger.nextEditionSlot(slot))
    expect(slots).toEqual([5, 6, 7, 9, 10, 11])
  }))

describe('a cycle that an earlier version opened', () => {
  const edition = v.parse(editionCodeSchema, '2Al26WS')
  const code = legacyShortCode(edition, 0)
  const item = {
    title: 'Headline of before',
    link: 'https://news.example/before',
    published: null,
    author: null,
    categories: [],
    summary: '',
    image: null,
    feed: 'https://news.example/feed',
    source: 'News',
  }

  it.each([
    ['is not in KV yet', 0],
    ['is in KV already', 1],
  ])('and whose edition %s is finished: its headline is sent once, and its link works', (name, isPut) =>
    inCell(`links-upgrade ${name}`, async (cell) => {
      const channel = cell.addChannel('First', { reading: true })
      const items = [{ ...item, id: null, updated: null }]
      const at = cell.clock.now
      const body = { html: '<p>Its text</p>', base: 'https://news.example/' }
      // As that version's tables and documents have it.
      const left = [[1, edition, JSON.stringify({ at, items }), isPut]]
      const tables = [
        ...takeSnapshot(cell)
          .tables.filter(({ name }) => name === 'channels')
          .map(({ name, columns, rows }) => {
            const later = ['follows', 'rich_refused', 'machine_told']
            const without = <Value>(values: readonly Value[]) =>
              values.filter((_, at) => !later.includes(columns[at] ?? ''))
            return { name, columns: without(columns), rows: rows.map(without) }
          }),
        { name: 'open_cycle', columns: ['id', 'code', 'items', 'edition_put'], rows: left },
        { name: 'open_bodies', columns: ['position', 'body'], rows: isPut === 0 ? [[0, JSON.stringify(body)]] : [] },
      ]
      const database = { sql: cell.sql, transaction: (work: () => void) => work() }
      const version = cellTables.findIndex((step) => step.some((each) => each.includes('CREATE TABLE editions')))
      expect(restoreSnapshot(database as Database, cellTables, { version, tables }, () => {}).ok).toBe(true)
      if (isPut === 1) {
        cell.kv.set(`bodies:${edition}`, JSON.stringify({ schema: 1, code: edition, bodies: [[0, body]] }))
        cell.kv.set(
          `edition:${edition}`,
          `{"schema":1,"code":"${edition}","at":${at},"items":[\n${JSON.stringify(items[0])}\n]}`,
        )
      }
      cell.sql.exec(
        'INSERT INTO pending (channel, id, edition, headline, at) VALUES (?, 1, ?, ?, ?)',
        channel.id,
        edition,
        JSON.stringify({ ...item, code, also: [], reading: `${code}/read` }),
        at,
      )
      await cell.cron()
      await cell.cron()
      expect(cell.posts(channel).join('\n').split('Headline of before')).toHaveLength(2)
      expect(linksIn(cell, channel).map(({ pathname }) => pathname)).toEqual([`/${code}`, `/${code}/read`])
      const open = web(cell)
      expect((await open(`/${code}`)).headers.get('location')).toBe('https://news.example/before')
      expect(await (await open(`/${code}/read`)).text()).toContain('Its text')
      expect((await open(`/d/${edition}`)).status).toBe(410)
      expect(cell.ledger.openEditions.all().every(({ putAt }) => putAt !== null)).toBe(true)
    }),
  )
})
