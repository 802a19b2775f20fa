/** Full texts in cycles: which pages are fetched, for whom, how many, and that no headline waits for them or is lost. */
import { describe, expect, it } from 'vitest'
import { type TestFeed, testFeed } from '../../simulators/published-feed.ts'
import { why } from '../../src/cell/why.ts'
import { limits, minuteMs } from '../../src/limits.ts'
import type { Channel } from '../../src/model.ts'
import { articlePage, htmlAnswer, paragraphs, sentence } from '../feed/article/article-page.ts'
import { FEED } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'

const full = { reading: true, fullText: true } as const
const last = 'spring 2041'
const item = (name: string, host = 'pages.example') => ({
  title: `Headline ${name}`,
  link: `https://${host}/${name}`,
  text: `<p>${sentence} Read more…</p>`,
})

interface Scene {
  readonly feed: TestFeed
  readonly channel: Channel
  /** Addresses of the pages that were requested. */
  readonly asked: string[]
  /** What pages answer. */
  readonly pages: { answer: (url: string) => Response | Promise<Response>; robots: string }
}

/** A channel with a feed, whose articles are on a host of their own. */
async function scene(cell: SimulatedCell, settings: Partial<Channel> = full): Promise<Scene> {
  const feed = testFeed('News', [{ title: 'Headline old', link: 'https://pages.example/old' }])
  const asked: string[] = []
  const pages: Scene['pages'] = {
    answer: (url) => htmlAnswer(articlePage(`Headline ${new URL(url).pathname.slice(1)}`)),
    robots: '',
  }
  const site = ({ url }: Request) => {
    if (url.endsWith('/robots.txt')) return new Response(pages.robots)
    asked.push(url)
    return pages.answer(url)
  }
  cell.sites.set('news.example', feed.site)
  cell.sites.set('pages.example', site)
  for (let host = 0; host < 20; host++) cell.sites.set(`h${host}.example`, site)
  const channel = cell.addChannel('First', settings)
  await cell.subscribe(channel, FEED)
  await cell.cron()
  return { feed, channel, asked, pages }
}

const bodiesOf = ({ ledger }: SimulatedCell) =>
  ledger.openEditions.all().flatMap(({ code }) => [...ledger.openEditions.texts(code).values()])
const fateOf = ({ ledger, clock }: SimulatedCell, { id }: Channel, name: string) =>
  why(ledger, id, `Headline ${name}`, clock.now, 0).map(({ fullText }) => fullText)

describe('a new item whose feed has only its beginning', () => {
  it('gets the text of its page', () =>
    inCell('full-text', async (cell) => {
      const { feed, channel, asked } = await scene(cell)
      feed.publish(item('a'))
      await cell.cron()
      expect(asked).toEqual(['https://pages.example/a'])
      expect(cell.posts(channel).join()).toContain('Headline a')
      expect(cell.posts(channel).join()).toContain('📖')
      expect(bodiesOf(cell)).toEqual([
        { html: expect.stringContaining(paragraphs.at(-1) ?? ''), base: 'https://pages.example/a', fromPage: true },
      ])
      expect(fateOf(cell, channel, 'a')).toEqual(['page'])
    }))

  it.each<readonly [what: string, settings: Partial<Channel>]>([
    ['keeps its text if nobody wants full texts', { reading: true }],
    ['keeps its text while reading pages are off', { reading: false, fullText: true }],
    ['keeps its text while the channel is paused', { ...full, pause: { by: 'owner', since: 0 } }],
    ['keeps its text if the filter drops it anyway', { ...full, filter: 'title:cat' }],
  ])('%s', (name, settings) =>
    inCell(`full-text-${name}`, async (cell) => {
      const { feed, asked } = await scene(cell, settings)
      feed.publish(item('a'))
      await cell.cron()
      expect(asked).toEqual([])
      expect(bodiesOf(cell).filter(({ fromPage }) => fromPage === true)).toEqual([])
    }),
  )

  it('keeps its text in a private feed, whose pages nobody asks for', () =>
    inCell('full-text-private', async (cell) => {
      const { feed, asked } = await scene(cell, full)
      const other = cell.addChannel('Second', full)
      cell.sites.set('secret.example', feed.site)
      const seal = { login: null, headers: [] }
      await cell.subscribe(other, 'https://secret.example/feed', { origin: 'https://secret.example', ...seal })
      await cell.cron()
      await cell.cron()
      cell.sites.delete('news.example')
      feed.publish(item('a'))
      await cell.cron()
      expect(cell.posts(other).join()).toContain('Headline a')
      expect(asked).toEqual([])
    }))

  it('keeps its text if it is whole', () =>
    inCell('full-text-whole', async (cell) => {
      const { feed, asked } = await scene(cell)
      feed.publish({ ...item('a'), text: `<p>${sentence.repeat(40)}</p>` })
      await cell.cron()
      expect(asked).toEqual([])
    }))

  it('keeps its text if another item has the same link', () =>
    inCell('full-text-shared-link', async (cell) => {
      const { feed, asked } = await scene(cell)
      const { link } = item('status')
      feed.publish({ ...item('a'), link, id: 'a' }, { ...item('b'), link, id: 'b' })
      await cell.cron()
      expect(asked).toEqual([])
    }))
})

describe('the text of the page decides a filter', () => {
  it.each([
    ['of the channel that wants full texts', { ...full, filter: 'text:"paragraph 11"' }, 1],
    ['of the channel that wants full texts, if it excludes a word', { ...full, filter: '-"paragraph 11"' }, 0],
    ['of the channel that wants full texts, for words of the feed', { ...full, filter: 'text:"Read more"' }, 1],
    ['of no other channel', { reading: true, filter: 'text:"paragraph 11"' }, 0],
  ] as const)('%s', (name, settings, posts) =>
    inCell(`full-text-filter-${name}`, async (cell) => {
      const { feed } = await scene(cell, full)
      const other = cell.addChannel('Second', settings)
      await cell.subscribe(other, FEED)
      await cell.cron()
      feed.publish(item('a'))
      await cell.cron()
      expect(cell.posts(other)).toHaveLength(posts)
    }),
  )
})

it('a channel with reading pages shows the text of the page if another one wanted it', () =>
  inCell('full-text-shared', async (cell) => {
    const { feed } = await scene(cell, full)
    const other = cell.addChannel('Second', { reading: true })
    await cell.subscribe(other, FEED)
    await cell.cron()
    feed.publish(item('a'))
    await cell.cron()
    expect(bodiesOf(cell)).toEqual([expect.objectContaining({ fromPage: true })])
    expect(fateOf(cell, other, 'a')).toEqual([null])
  }))

describe('the headline is sent at once, with the text of its feed,', () => {
  it.each<readonly [what: string, result: string, trouble: (cell: SimulatedCell, scene: Scene) => void]>([
    [
      'if the page is missing',
      'failed',
      (_, { pages }) => Object.assign(pages, { answer: () => new Response('', { status: 404 }) }),
    ],
    [
      'if robots.txt forbids it',
      'robots',
      (_, { pages }) => Object.assign(pages, { robots: 'User-agent: *\nDisallow: /' }),
    ],
    [
      'if the page is a wall',
      'wall',
      (_, { pages }) =>
        Object.assign(pages, {
          answer: () =>
            htmlAnswer(
              articlePage('Headline a', { body: `<p>${sentence.repeat(9)}</p><p>Subscribe to read the rest.</p>` }),
            ),
        }),
    ],
    ['if the reader of articles dies', 'failed', ({ trouble }) => Object.assign(trouble, { article: 'throws' })],
    ['if the reader of articles hangs', 'failed', ({ trouble }) => Object.assign(trouble, { article: 'hangs' })],
    ['if the day has no more pages', 'limit', ({ settings }) => Object.assign(settings, { articlesADay: 0 })],
  ])('%s', (name, result, trouble) =>
    inCell(`full-text-trouble-${name}`, async (cell) => {
      const scenery = await scene(cell)
      trouble(cell, scenery)
      scenery.feed.publish(item('a'))
      await cell.cron()
      expect(cell.posts(scenery.channel).join()).toContain('Headline a')
      expect(bodiesOf(cell).map(({ html, fromPage }) => [html.includes(sentence.trim()), fromPage])).toEqual([
        [true, undefined],
      ])
      expect(fateOf(cell, scenery.channel, 'a')).toEqual([result])
    }),
  )
})

describe('the number of pages', () => {
  const many = (count: number, from = 0) =>
    Array.from({ length: count }, (_, at) => item(`n${from + at}`, `h${at}.example`))

  it('is limited in a cycle, and the other items keep their texts', () =>
    inCell('full-text-many', async (cell) => {
      const { feed, channel, asked } = await scene(cell)
      feed.publish(...many(15))
      await cell.cron()
      expect(asked).toHaveLength(limits.article.pagesACycle)
      expect(
        cell
          .posts(channel)
          .join()
          .match(/Headline n/gu),
      ).toHaveLength(15)
      await cell.cron()
      expect(asked).toHaveLength(limits.article.pagesACycle)
    }))

  it('is limited in a day, even if the cell leaves memory or dies in each cycle', () =>
    inCell('full-text-day', async (cell) => {
      const { feed, asked } = await scene(cell)
      cell.settings.articlesADay = 4
      for (let round = 0; round < 4; round++) {
        feed.publish(...many(2, round * 2))
        const step = cell.steps.length
        await cell.cron(round === 1 ? { step: 3, when: 'after' } : null)
        expect(cell.steps.slice(step)).not.toEqual([])
        cell.ledger.refresh()
        cell.evict()
      }
      expect(asked.length).toBeLessThanOrEqual(4)
      expect(cell.ledger.spending.of(cell.clock.now).articles).toBe(4)
      cell.clock.now += 24 * 60 * minuteMs
      feed.publish(...many(2, 20))
      await cell.cron()
      expect(asked.at(-1)).toMatch(/n2[01]$/u)
    }))

  it('costs one row a cycle', () =>
    inCell('full-text-rows', async (cell) => {
      const { feed } = await scene(cell)
      feed.publish(...many(5))
      await cell.cron()
      const written = cell.statements.filter((each) => each.includes('INTO spending'))
      expect(written.length).toBeLessThanOrEqual(4)
    }))
})

describe('a host', () => {
  it('that refuses a page is left alone for as long as it says', () =>
    inCell('full-text-refused', async (cell) => {
      const { feed, asked, pages } = await scene(cell)
      pages.answer = () => new Response('', { status: 429, headers: { 'retry-after': '7200' } })
      feed.publish(item('a'), item('b'))
      await cell.cron()
      feed.publish(item('c'))
      await cell.cron(null, 110)
      expect(asked).toHaveLength(1)
      feed.publish(item('d'))
      await cell.cron(null, 15)
      expect(asked).toHaveLength(2)
    }))

  it('that limits the requests for its feeds is not asked for pages', () =>
    inCell('full-text-paced', async (cell) => {
      const { feed, asked } = await scene(cell)
      const pace = {
        spacingMs: 10_000,
        tooShortMs: 0,
        notBefore: 0,
        strikes: 0,
        suspect: null,
        refusedAt: cell.clock.now,
      }
      cell.ledger.hosts.set({ host: 'pages.example', ...pace })
      feed.publish(item('a'))
      await cell.cron()
      expect(asked).toEqual([])
    }))

  it('is asked for one page at a time', () =>
    inCell('full-text-one-at-a-time', async (cell) => {
      const { feed, pages } = await scene(cell)
      const running = { now: 0, most: 0 }
      const { answer } = pages
      pages.answer = async (url) => {
        running.now += 1
        running.most = Math.max(running.most, running.now)
        await Promise.resolve()
        running.now -= 1
        return answer(url)
      }
      feed.publish(item('a'), item('b'), item('c'))
      await cell.cron()
      expect([running.most, bodiesOf(cell).length]).toEqual([1, 3])
    }))
})

it('a cycle that dies between fetching and absorbing loses and repeats nothing', () =>
  inCell('full-text-death', async (cell) => {
    const { feed, channel, asked } = await scene(cell)
    feed.publish(item('a'))
    const before = cell.steps.length
    await cell.cron({ step: 2, when: 'after' })
    expect(cell.steps.slice(before).at(-1)).toBe('read article')
    expect(cell.posts(channel)).toEqual([])
    await cell.cron()
    await cell.cron()
    expect(
      cell
        .posts(channel)
        .join()
        .match(/Headline a/gu),
    ).toHaveLength(1)
    expect(asked).toHaveLength(2)
    expect(bodiesOf(cell).at(-1)?.html).toContain(last)
  }))
