/** How a feed is found from an address: which addresses are read, in which order, and the result. */
import { describe, expect, test } from 'vitest'
import { type Found, findFeed } from '../../src/cell/find-feed.ts'
import { readFeeds } from '../../src/feed/read-feeds.ts'
import { limits } from '../../src/limits.ts'
import type { FeedUrl } from '../../src/model.ts'
import { address, now, rssItem, rssOf } from '../feed/fixtures/documents.ts'

const feed = rssOf(rssItem(1))
const rss = (href: string, title = '') =>
  `<link rel="alternate" type="application/rss+xml" title="${title}" href="${href}">`
const page = (content = '') => `<!DOCTYPE html><html>${content}</html>`

/** The answer of an address: a document, an HTTP status, or none. */
type Web = Readonly<Record<string, string | number | 'silence'>>

interface Finding {
  readonly found: Found
  /** The addresses of each call of the reader. */
  readonly calls: readonly (readonly string[])[]
  readonly elapsed: number
}

async function find(web: Web, from: string, known: readonly string[] = []): Promise<Finding> {
  const calls: string[][] = []
  let elapsed = 0
  const silent = (urls: readonly string[]) => urls.some((url) => web[url] === 'silence')
  const found = await findFeed(
    {
      allowPrivate: false,
      ruleOf: () => null,
      readFeeds: async (requests) => {
        calls.push(requests.map(({ url }) => url))
        return readFeeds(requests, {
          now,
          allowPrivate: false,
          fetch: async (url) => {
            const answer = web[url] ?? 404
            return typeof answer === 'number' ? new Response(null, { status: answer }) : new Response(answer)
          },
        })
      },
      readInObject: async () => {
        throw new Error('nothing died')
      },
      stopwatch: {
        elapsed: () => elapsed,
        within: async (work, ms) => {
          const value = await work
          if (!silent(calls.at(-1) ?? [])) return value
          elapsed += ms
          return 'late'
        },
      },
    },
    address(from),
    (url: FeedUrl) => known.includes(url),
  )
  return { found, calls, elapsed }
}

const added = (url: string) => ({ kind: 'found', reading: { url } })
const failed = (problem: object) => ({ kind: 'failed', problem })
const home = 'https://example.org/'
const roots = ['feed', 'rss.xml', 'atom.xml', 'feed.xml', 'rss', 'index.xml', 'feed.json'].map((path) => home + path)
const [guessed, guessedLater] = [roots.slice(0, 4), roots.slice(4)]

interface Case {
  readonly web: Web
  readonly from: string
  readonly known?: readonly string[]
  readonly found: object
  readonly calls: readonly (readonly string[])[]
}

const cases: Readonly<Record<string, Case>> = {
  'the address itself': { web: { [home]: feed }, from: home, found: added(home), calls: [[home]] },
  'the feed that its page names': {
    web: { [home]: page(rss('/f')), 'https://example.org/f': feed },
    from: home,
    found: added('https://example.org/f'),
    calls: [[home], ['https://example.org/f']],
  },
  'a choice of several': {
    web: { [home]: page(rss('/a', 'A') + rss('/b', 'B')) },
    from: home,
    found: {
      kind: 'choose',
      feeds: [
        { url: 'https://example.org/a', title: 'A' },
        { url: 'https://example.org/b', title: 'B' },
      ],
    },
    calls: [[home]],
  },
  'a derived address, without the page': {
    web: { 'https://github.com/o/r/releases.atom': feed },
    from: 'https://github.com/o/r',
    found: added('https://github.com/o/r/releases.atom'),
    calls: [['https://github.com/o/r/releases.atom']],
  },
  'the feed that a derived page names': {
    web: {
      'https://www.youtube.com/@x?ucbcb=1': page(rss('/feeds/videos.xml?channel_id=UC0123456789012345678901')),
      'https://www.youtube.com/feeds/videos.xml?channel_id=UC0123456789012345678901': feed,
    },
    from: 'https://youtube.com/@x',
    found: added('https://www.youtube.com/feeds/videos.xml?channel_id=UC0123456789012345678901'),
    calls: [
      ['https://www.youtube.com/@x?ucbcb=1'],
      ['https://www.youtube.com/feeds/videos.xml?channel_id=UC0123456789012345678901'],
    ],
  },
  'the page where the derived address is none': {
    web: { 'https://blog.example/@me': page(rss('/me/feed')), 'https://blog.example/me/feed': feed },
    from: 'https://blog.example/@me',
    found: added('https://blog.example/me/feed'),
    calls: [['https://blog.example/@me.rss'], ['https://blog.example/@me'], ['https://blog.example/me/feed']],
  },
  'the page where the derived address is some other page': {
    web: {
      'https://blog.example/@me.rss': page(rss('/everybody')),
      'https://blog.example/@me': page(rss('/me/feed')),
      'https://blog.example/me/feed': feed,
    },
    from: 'https://blog.example/@me',
    found: added('https://blog.example/me/feed'),
    calls: [['https://blog.example/@me.rss'], ['https://blog.example/@me'], ['https://blog.example/me/feed']],
  },
  'the page where the derived address never answers': {
    web: { 'https://slow.example/@me.rss': 'silence', 'https://slow.example/@me': feed },
    from: 'https://slow.example/@me',
    found: added('https://slow.example/@me'),
    calls: [['https://slow.example/@me.rss'], ['https://slow.example/@me']],
  },
  'the first common path that is a feed': {
    web: { [home]: page(), 'https://example.org/atom.xml': feed, 'https://example.org/feed.xml': feed },
    from: home,
    found: added('https://example.org/atom.xml'),
    calls: [[home], guessed],
  },
  'common paths of the second call': {
    web: { [home]: page(), 'https://example.org/index.xml': feed },
    from: home,
    found: added('https://example.org/index.xml'),
    calls: [[home], guessed, guessedLater],
  },
  'no common path that has nothing in it, or is a page': {
    web: { [home]: page(), 'https://example.org/feed': page(rss('/x')), 'https://example.org/rss.xml': rssOf('') },
    from: home,
    found: failed({ kind: 'not-a-feed' }),
    calls: [[home], guessed, guessedLater],
  },
  'a common path where the page is closed': {
    web: { 'https://example.org/news': 403, 'https://example.org/feed': feed },
    from: 'https://example.org/news',
    found: added('https://example.org/feed'),
    calls: [
      ['https://example.org/news'],
      [
        'https://example.org/news/feed',
        'https://example.org/news/rss.xml',
        'https://example.org/news/atom.xml',
        'https://example.org/news/feed.xml',
      ],
      guessed,
    ],
  },
  'a common path where the front page is missing': {
    web: { [home]: 404, 'https://example.org/feed': feed },
    from: home,
    found: added('https://example.org/feed'),
    calls: [[home], guessed],
  },
  'nothing where another page is missing': {
    web: { 'https://example.org/feed': feed },
    from: 'https://example.org/nwes',
    found: failed({ kind: 'http-status', status: 404 }),
    calls: [['https://example.org/nwes']],
  },
  'nothing where the site is in trouble': {
    web: { [home]: 500 },
    from: home,
    found: failed({ kind: 'http-status', status: 500 }),
    calls: [[home]],
  },
  'what is wrong with the address, not with the guesses': {
    web: { [home]: 403 },
    from: home,
    found: failed({ kind: 'http-status', status: 403 }),
    calls: [[home], guessed, guessedLater],
  },
  'what is wrong with the feed that the page names': {
    web: { [home]: page(rss('/f')), 'https://example.org/f': 503 },
    from: home,
    found: failed({ kind: 'http-status', status: 503 }),
    calls: [[home], ['https://example.org/f']],
  },
  'a common path where the page names what is not there': {
    web: { [home]: page(rss('/old')), 'https://example.org/feed': feed },
    from: home,
    found: added('https://example.org/feed'),
    calls: [[home], ['https://example.org/old'], guessed],
  },
  'no guesses on a site that is known': {
    web: { 'https://github.com/o': page() },
    from: 'https://github.com/o',
    found: failed({ kind: 'not-a-feed' }),
    calls: [['https://github.com/o']],
  },
  'what a Telegram channel without preview answers': {
    web: { 'https://t.me/s/people': page(), 'https://t.me/people': page() },
    from: 'https://t.me/people',
    found: failed({ kind: 'no-telegram-preview' }),
    calls: [['https://t.me/s/people'], ['https://t.me/people']],
  },
  'a known address': { web: {}, from: home, known: [home], found: { kind: 'known', url: home }, calls: [] },
  'a known derived address': {
    web: {},
    from: 'https://reddit.com/r/x',
    known: ['https://www.reddit.com/r/x.rss'],
    found: { kind: 'known', url: 'https://www.reddit.com/r/x.rss' },
    calls: [],
  },
  'a known feed of a page': {
    web: { [home]: page(rss('/f')) },
    from: home,
    known: ['https://example.org/f'],
    found: { kind: 'known', url: 'https://example.org/f' },
    calls: [[home]],
  },
  'a known guess': {
    web: { [home]: page() },
    from: home,
    known: ['https://example.org/index.xml'],
    found: { kind: 'known', url: 'https://example.org/index.xml' },
    calls: [[home]],
  },
}

describe('finds', () => {
  test.each(Object.entries(cases))('%s', async (_name, { web, from, known, found, calls }) => {
    const finding = await find(web, from, known)
    expect(finding.found).toMatchObject(found)
    expect(finding.calls).toEqual(calls)
    // Each address may redirect as often as allowed.
    for (const call of finding.calls) {
      expect(call.length * (limits.feed.redirects + 1)).toBeLessThanOrEqual(limits.free.externalSubrequests)
    }
  })
})

describe('findFeed takes at most 25 seconds', () => {
  const waits: readonly (readonly [name: string, web: Web, from: string])[] = [
    ['for an address', { [home]: 'silence' }, home],
    [
      'for a derived address and the page',
      { 'https://a.example/@b.rss': 'silence', 'https://a.example/@b': 'silence' },
      'https://a.example/@b',
    ],
    ['for a named feed', { [home]: page(rss('/f')), 'https://example.org/f': 'silence' }, home],
    [
      'for guesses',
      { [home]: page(), 'https://example.org/feed': 'silence', 'https://example.org/rss': 'silence' },
      home,
    ],
  ]
  test.each(waits)('%s', async (_name, web, from) => {
    const { found, elapsed } = await find(web, from)
    expect(elapsed).toBeGreaterThan(5000)
    expect(elapsed).toBeLessThanOrEqual(limits.finding.wallMs)
    expect(found.kind).toBe('failed')
  })
})
