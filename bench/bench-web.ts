/** `npm run bench:web`: CPU time of redirects and feeds, and the size of pages and feeds. */
import '../simulators/cloudflare/register.ts'
import { gzipSync } from 'node:zlib'
import * as v from 'valibot'
import { paint } from '../scripts/terminal.ts'
import type { ChannelPage } from '../src/cell/channel-page.ts'
import type { PostPage } from '../src/cell/post-page.ts'
import type { EditionItem } from '../src/edition-item.ts'
import { limits } from '../src/limits.ts'
import { editionCode, itemCodes, slotAt } from '../src/links/short-code.ts'
import { feedUrlSchema } from '../src/model.ts'
import { editionLines, putEdition } from '../src/store/editions.ts'
import type { WebDeps } from '../src/web/deps.ts'
import { randomFrom } from '../test/torture/random.ts'
import { commands } from './commands.ts'
import { runMeasurement } from './measurement.ts'

// After register.ts, which lets Node load JSX.
const { app } = await import('../src/web/app.ts')

const BASE = 'https://paperboy.example'
const ROUNDS = 400
const FEED_ROUNDS = 60
const TARGET_MS = 1
const TARGET_BYTES = 14 * 1024
/** For a feed of a hundred stories, which the Worker writes: it may use 10 ms. */
const TARGET_FEED_MS = 8
const TARGET_FEED_BYTES = 64 * 1024

const { whole } = randomFrom(7)
const chance = () => whole(0, 2 ** 32 - 1)
const letters = 'etaoinshrdlucmfwypvbgkjqxz'
const word = () => Array.from({ length: whole(2, 9) }, () => letters[whole(0, whole(3, 25))]).join('')
const text = (words: number) => Array.from({ length: words }, word).join(' ')

const feeds = Array.from({ length: 12 }, (_, at) => ({
  source: `The ${text(1)} ${at}`,
  feed: v.parse(feedUrlSchema, `https://site${at}.example/feed`),
}))

function itemOf(at: number): EditionItem {
  const { source, feed } = feeds[at % feeds.length] ?? { source: '', feed: v.parse(feedUrlSchema, BASE) }
  return {
    id: `https://site.example/${text(1)}/${at}`,
    title: text(10),
    link: `https://site.example/${word()}/${word()}-${word()}-${at}`,
    published: Date.UTC(2026, 0, 5) + at * 60_000,
    updated: null,
    author: text(2),
    categories: [word(), word()],
    summary: text(60).slice(0, limits.feed.summaryUnits),
    image: `https://pictures.example/${word()}.jpg`,
    feed,
    source,
  }
}

/** An edition in KV, which returns bytes that are decoded for each read. */
async function storeOf(items: number) {
  const values = new Map<string, Uint8Array>()
  const code = editionCode(items, 0)
  const nextCode = itemCodes(code, chance)
  const codes = Array.from({ length: items }, nextCode)
  const put = async (key: string, value: string) => void values.set(key, new TextEncoder().encode(value))
  await putEdition(
    { put },
    { bot: 4242, code, at: 5 },
    editionLines(codes.map((each, at) => ({ code: each, ...itemOf(at) }))),
    0,
  )
  const get = async (key: string) => {
    const bytes = values.get(key)
    return bytes === undefined ? null : new TextDecoder().decode(bytes)
  }
  return { code: codes[Math.floor(items / 2)] ?? '', get, bytes: [...values.values()][0]?.length ?? 0 }
}

const pageCodes = itemCodes(editionCode(1, 0), chance)
const page: ChannelPage = {
  version: 'x',
  title: 'A channel',
  username: 'a_channel',
  language: 'en',
  timezone: 'UTC',
  reading: false,
  modified: 1e12,
  stories: Array.from({ length: 500 }, (_none, at) => {
    const { id: _, updated: __, ...item } = itemOf(at)
    return {
      ...item,
      language: at % 3 === 0 ? 'en' : null,
      translation: null,
      enclosure: at % 4 === 0 ? { url: `${item.image}.mp3`, type: 'audio/mpeg', length: at * 1e5 } : null,
      comments: at % 2 === 0 ? `${item.link}#comments` : null,
      isReadable: at % 3 !== 0,
      code: pageCodes(),
      at: 1e12 + at * 60_000,
      also: at % 5 === 0 ? [{ source: feeds[3]?.source ?? '', code: pageCodes() }] : [],
    }
  }),
  newestDay: null,
}

/** The first page of a post with 1,000 headlines. */
const post: PostPage = {
  ...{ title: 'A channel', username: 'a_channel', thread: null, hasPage: true, pages: 13 },
  post: {
    ...{ code: pageCodes(), at: 1e12, heading: null, timezone: 'UTC', language: 'en', count: 1000, message: 7 },
    stories: page.stories.slice(0, limits.web.headlinesAPage).map((story, at) => {
      const { code, title, source, feed, language } = story
      const links = { code: pageCodes(), source: feeds[3]?.source ?? '', hasLink: true, isReadable: true }
      const also = at % 5 === 0 ? [links] : []
      return { code, title, source, feed, language, original: null, hasLink: true, isReadable: true, also }
    }),
  },
  ...{ before: pageCodes(), after: pageCodes() },
}

function deps(get: (key: string) => Promise<string | null>): WebDeps {
  const refuse = () => {
    throw new Error('The bench does not use this.')
  }
  return {
    store: { get },
    editionsOf: () => null,
    cache: null,
    later: refuse,
    now: Date.now(),
    coversSubdomains: false,
    publicUrl: BASE,
    readingKey: () => '',
    operator: refuse,
    setup: refuse,
    webhook: refuse,
    hubCallback: () => null,
    health: refuse,
    countClick: () => {},
    page: async () => ({ username: 'a_channel', answer: { kind: 'page', page } }),
    feed: async () => ({ username: 'a_channel', answer: { kind: 'page', page, isWhole: true } }),
    day: refuse,
    postsOf: () => ({ postPage: async () => post, storyState: refuse }),
    frontDoor: refuse,
    status: refuse,
    stats: refuse,
    isOwner: refuse,
    signIn: refuse,
    signOut: refuse,
  }
}

interface Figure {
  readonly value: number
  readonly unit: 'ms' | 'bytes'
  readonly target: number
}

/** CPU time of a request in ms. @param status of its answer */
async function requestMs(path: string, web: WebDeps, status: number, rounds: number): Promise<number> {
  const open = async () => {
    const answer = await app.request(`${BASE}${path}`, { headers: { 'user-agent': 'Mozilla/5.0' } }, web)
    if (answer.status !== status) throw new Error(`${path} answered ${answer.status}.`)
    await answer.arrayBuffer()
  }
  for (let round = 0; round < rounds; round += 1) await open()
  const before = process.cpuUsage()
  for (let round = 0; round < rounds; round += 1) await open()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / rounds
}

await runMeasurement(commands['bench:web'], async ({ json }, { terminal }) => {
  const figures: Record<string, Figure> = {}
  for (const items of [20, 200, 1000]) {
    const { code, get, bytes } = await storeOf(items)
    const name = `a redirect, in an edition of ${items} items (${Math.round(bytes / 1024)} KB)`
    figures[name] = { value: await requestMs(`/${code}`, deps(get), 302, ROUNDS), unit: 'ms', target: TARGET_MS }
  }
  const large = await storeOf(1000)
  const gzipBytes = async (path: string) => {
    const answer = await app.request(`${BASE}${path}`, {}, deps(large.get))
    return gzipSync(await answer.bytes()).length
  }
  const sheet = await gzipBytes('/style.css')
  for (const [name, path] of Object.entries({
    'the page of a digest with 1,000 headlines': `/d/${itemCodes(editionCode(slotAt(Date.now()), 0), chance)()}`,
    'the page of a channel with 500 headlines': '/c/a_channel',
    'the page for a missing address': '/nothing',
  }))
    figures[`${name}, with its style sheet, compressed`] = {
      value: (await gzipBytes(path)) + sheet,
      unit: 'bytes',
      target: TARGET_BYTES,
    }
  for (const ending of ['rss', 'atom', 'json']) {
    const path = `/c/a_channel.${ending}`
    const name = `the feed of a channel with 100 stories, .${ending}`
    const value = await requestMs(path, deps(large.get), 200, FEED_ROUNDS)
    figures[name] = { value, unit: 'ms', target: TARGET_FEED_MS }
    figures[`${name}, compressed`] = { value: await gzipBytes(path), unit: 'bytes', target: TARGET_FEED_BYTES }
  }
  if (json) console.log(JSON.stringify(figures))
  for (const [name, { value, unit, target }] of Object.entries(figures)) {
    const shown = unit === 'ms' ? `${value.toFixed(3)} ms` : `${(value / 1024).toFixed(1)} KB`
    terminal.say(`${paint(value < target ? 'green' : 'red', shown.padStart(10))}  ${name}`)
  }
  return Object.values(figures).every(({ value, target }) => value < target)
})
