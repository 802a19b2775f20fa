/** Full texts in cycles: which pages are fetched, for whom, and that no headline waits for them or is lost. */
import { describe, expect, it } from 'vitest'
import type { Channel } from '../../src/model.ts'
import { articlePage, htmlAnswer, paragraphs, sentence } from '../feed/article/article-page.ts'
import { bodiesOf, type FullTextScene, fateOf, full, fullTextScene, item, last } from './full-text-scene.ts'
import { FEED } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'

describe('a new item whose feed has only its beginning', () => {
  it('gets the text of its page', () =>
    inCell('full-text', async (cell) => {
      const { feed, channel, asked } = await fullTextScene(cell)
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
      const { feed, asked } = await fullTextScene(cell, settings)
      feed.publish(item('a'))
      await cell.cron()
      expect(asked).toEqual([])
      expect(bodiesOf(cell).filter(({ fromPage }) => fromPage === true)).toEqual([])
    }),
  )

  it('keeps its text in a private feed, whose pages nobody asks for', () =>
    inCell('full-text-private', async (cell) => {
      const { feed, asked } = await fullTextScene(cell, full)
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
      const { feed, asked } = await fullTextScene(cell)
      feed.publish({ ...item('a'), text: `<p>${sentence.repeat(40)}</p>` })
      await cell.cron()
      expect(asked).toEqual([])
    }))

  it('keeps its text if another item has the same link', () =>
    inCell('full-text-shared-link', async (cell) => {
      const { feed, asked } = await fullTextScene(cell)
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
      const { feed } = await fullTextScene(cell, full)
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
    const { feed } = await fullTextScene(cell, full)
    const other = cell.addChannel('Second', { reading: true })
    await cell.subscribe(other, FEED)
    await cell.cron()
    feed.publish(item('a'))
    await cell.cron()
    expect(bodiesOf(cell)).toEqual([expect.objectContaining({ fromPage: true })])
    expect(fateOf(cell, other, 'a')).toEqual([null])
  }))

describe('the headline is sent at once, with the text of its feed,', () => {
  it.each<readonly [what: string, result: string, trouble: (cell: SimulatedCell, scene: FullTextScene) => void]>([
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
      const scenery = await fullTextScene(cell)
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

it('a cycle that dies between fetching and absorbing loses and repeats nothing', () =>
  inCell('full-text-death', async (cell) => {
    const { feed, channel, asked } = await fullTextScene(cell)
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
