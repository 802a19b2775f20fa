/** What becomes of the items of a reading, decided without a database. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { type AbsorbInput, absorb, type ReadFeed } from '../../src/cycle/absorb.ts'
import type { FeedUse } from '../../src/cycle/feed-uses.ts'
import { count, unpack } from '../../src/feed/item-record.ts'
import { readDocument } from '../../src/feed/read-feed.ts'
import { limits } from '../../src/limits.ts'
import { type Channel, type ChannelId, feedUrlSchema, noKeys } from '../../src/model.ts'
import { noValidators } from '../../src/polling.ts'
import { usualChannel } from './usual-channel.ts'

const url = v.parse(feedUrlSchema, 'https://news.example/feed')
const otherUrl = v.parse(feedUrlSchema, 'https://news.example/other')
const now = Date.UTC(2026, 0, 5, 12)

/** What was read: items with these titles, newest first; `text` is the body of each. */
function reading(titles: readonly string[], { known = noKeys, text = '', from = url } = {}): ReadFeed {
  const items = titles.map((title) => ({
    id: title,
    title,
    url: `https://news.example/${encodeURIComponent(title)}`,
    content_html: text,
  }))
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: 'News',
    home_page_url: 'https://news.example/',
    items,
  }
  const document = {
    url: from,
    bytes: new TextEncoder().encode(JSON.stringify(feed)),
    contentType: 'application/feed+json',
    validators: noValidators,
    advice: { waitMinutes: null, movedTo: null },
  }
  const request = { url: from, validators: document.validators, known, first: false, bodies: text !== '' }
  const read = readDocument(request, document, { now, allowPrivate: false })
  if (read.kind !== 'read') throw new Error(read.kind)
  return read
}

const channelOf = (number: number, settings: Partial<Channel> = {}) =>
  usualChannel(number, `Channel ${number}`, settings)

const use = (channel: ChannelId, more: Partial<FeedUse> = {}): FeedUse => ({
  channel,
  feed: url,
  name: '',
  filter: '',
  baseline: noKeys,
  ...more,
})

const [first, second] = [channelOf(-1), channelOf(-2)]

function newsOf(feeds: readonly ReadFeed[], more: Partial<AbsorbInput> = {}) {
  const channels = more.channels ?? [first]
  return absorb({
    feeds,
    pendingKeys: new Map(),
    known: () => noKeys,
    hasRoom: () => true,
    needsBaseline: new Set(),
    channels,
    subscriptions: channels.map(({ id }) => use(id)),
    requests: [],
    stories: () => [],
    waiting: () => new Set(),
    ...more,
  })
}

describe('an item', () => {
  it('becomes a headline of each channel that has its feed, the oldest first', () => {
    const { items, headlines } = newsOf([reading(['b', 'a'])], { channels: [first, second] })
    expect(items.map(({ title }) => title)).toEqual(['a', 'b'])
    expect(headlines.map(({ channel, position }) => [channel, position])).toEqual([
      [first.id, 0],
      [second.id, 0],
      [first.id, 1],
      [second.id, 1],
    ])
  })

  it('has the owner’s name for its feed as its source', () => {
    const subscriptions = [use(first.id, { name: 'My paper' }), use(second.id)]
    const { headlines } = newsOf([reading(['a'])], { channels: [first, second], subscriptions })
    expect(headlines.map(({ source }) => source)).toEqual(['My paper', 'News'])
  })

  it.each([
    ['its channel', { filter: '-advert' }, {}, 'channel'],
    ['its feed', {}, { filter: '-advert' }, 'feed'],
  ] as const)(
    'is dropped by the filter of %s, which is remembered with the deciding term',
    (_, ofChannel, ofFeed, by) => {
      const channel = channelOf(-1, ofChannel)
      const news = newsOf([reading(['advert'])], { channels: [channel], subscriptions: [use(channel.id, ofFeed)] })
      expect([news.items, news.headlines]).toEqual([[], []])
      expect(news.decisions).toMatchObject([{ kept: false, term: '-advert', by, headline: null }])
      expect(count(news.pendingKeys.get(url) ?? noKeys)).toBe(1)
    },
  )

  it('that a filter keeps has no filter that dropped it', () => {
    const { decisions } = newsOf([reading(['flood'])], { channels: [channelOf(-1, { filter: 'flood' })] })
    expect(decisions).toMatchObject([{ kept: true, by: null }])
  })

  it('that a channel’s baseline has is not for this channel', () => {
    const old = reading(['old'])
    const subscriptions = [use(first.id, { baseline: old.window }), use(second.id)]
    const { headlines } = newsOf([reading(['new', 'old'])], { channels: [first, second], subscriptions })
    expect(headlines.map(({ channel, position }) => [channel, position])).toEqual([
      [second.id, 0],
      [first.id, 1],
      [second.id, 1],
    ])
  })

  it('that became known during the reading is not sent', () => {
    const feed = reading(['b', 'a'])
    const news = newsOf([feed], { known: () => reading(['a']).window })
    expect(news.items.map(({ title }) => title)).toEqual(['b'])
  })
})

describe('a text', () => {
  const text = `<p>${'A long text. '.repeat(20)}</p>`
  const reader = channelOf(-3, { reading: true })

  it('is kept for a channel with reading pages, and only its headline has a page', () => {
    const { bodies, headlines } = newsOf([reading(['a'], { text })], { channels: [first, reader] })
    expect([...bodies.keys()]).toEqual([0])
    expect(headlines.map(({ channel, isReadable }) => [channel, isReadable])).toEqual([
      [first.id, false],
      [reader.id, true],
    ])
  })

  it('is not kept where no channel has reading pages', () =>
    expect(newsOf([reading(['a'], { text })]).bodies.size).toBe(0))

  const texted = (filter: string, ofFeed = '') => {
    const feed = reading(['a'])
    const items = feed.items.map((item) => ({ ...item, summary: 'Short.', text: 'Short.\nThen Kubernetes came.' }))
    const channel = channelOf(-4, { filter })
    return newsOf([{ ...feed, items }], { channels: [channel], subscriptions: [use(channel.id, { filter: ofFeed })] })
  }

  it.each([
    ['keeps an item by a word', 'kubernetes', '', { kept: true, term: 'kubernetes', field: 'text', by: null }],
    ['drops an item by a word', '-kubernetes', '', { kept: false, term: '-kubernetes', field: 'text', by: 'channel' }],
    ['drops an item by the feed’s filter', '', '-came', { kept: false, term: '-came', field: 'text', by: 'feed' }],
    ['has no missing word', 'docker', '', { kept: false, term: 'docker', field: null, by: 'channel' }],
  ])('%s', (_, filter, ofFeed, decision) => {
    expect(texted(filter, ofFeed).decisions).toMatchObject([decision])
  })

  it('is in neither the edition nor the decisions', () => {
    const { items, decisions } = texted('kubernetes')
    expect(items).toHaveLength(1)
    expect(JSON.stringify([items, decisions])).not.toContain('came')
  })

  it('that was not read leaves open where a missing word is', () => {
    const { decisions } = newsOf([reading(['a'])], { channels: [channelOf(-4, { filter: 'docker' })] })
    expect(decisions[0]).not.toHaveProperty('field')
  })

  it('that the feed does not have makes no page', () =>
    expect(newsOf([reading(['a'])], { channels: [reader] }).headlines).toMatchObject([{ isReadable: false }]))

  it.each([
    ['short', '<p>A short excerpt.</p>', false],
    ['long', text, true],
    [
      'of many tags and few words',
      `${'<p><a href="https://news.example/"><br></a></p>'.repeat(200)}<p>Short.</p>`,
      false,
    ],
    ['that hides its words', `<style>${'p { margin: 0 } '.repeat(40)}</style><p>Short.</p>`, false],
    ['behind much markup', `${'<div></div>'.repeat(2000)}${text}`, true],
  ])('%s decides about the page, not the summary', (_, html, isReadable) => {
    const feed = reading(['a'], { text: html })
    const items = feed.items.map((item) => ({
      ...item,
      summary: isReadable ? 'Short.' : 'A long summary. '.repeat(20),
    }))
    expect(newsOf([{ ...feed, items }], { channels: [reader] }).headlines).toMatchObject([{ isReadable }])
  })
})

describe('a feed', () => {
  it('without remembered items gets its baseline, and no headline', () => {
    const feed = reading(['a', 'b'])
    const news = newsOf([feed], { needsBaseline: new Set([url]) })
    expect([news.headlines, news.absorbed.length, count(news.pendingKeys.get(url) ?? noKeys)]).toEqual([[], 1, 2])
  })

  it('with nothing new has no pending keys', () => {
    const feed = reading(['a'], { known: reading(['a']).window })
    expect([...newsOf([feed]).pendingKeys]).toEqual([])
  })

  it.each([
    ['are stored', true, 1],
    ['are left where there is no room for them', false, 0],
  ])('has recognised items that %s', (_, hasRoom, stored) => {
    const recognised = { title: 'New', link: null, evidence: 'id', earlier: null } as const
    const feed: ReadFeed = { ...reading(['a']), recognised: [recognised] }
    expect(newsOf([feed], { hasRoom: () => hasRoom }).recognised).toHaveLength(stored)
  })

  it('without recognised items has none to store', () => expect(newsOf([reading(['a'])]).recognised).toEqual([]))
})

describe('an edition', () => {
  const titles = (length: number) => Array.from({ length }, (_, index) => `n${index}`)
  const most = limits.cycle.editionItems

  it('leaves what it has no room for to the next cycle, as if it had not been read', () => {
    const feeds = [reading(titles(most / 2)), reading(titles(most / 2 + 2), { from: otherUrl })]
    const subscriptions = [use(first.id), use(first.id, { feed: otherUrl })]
    const { items, headlines, absorbed, pendingKeys } = newsOf(feeds, { subscriptions })
    expect([items.length, headlines.length]).toEqual([most, most])
    expect(absorbed.map((feed) => feed.url)).toEqual([url])
    expect([url, otherUrl].map((feed) => unpack(pendingKeys.get(feed) ?? noKeys).length)).toEqual([most / 2, most / 2])
  })

  it('has the requested items first, and leaves those that it has no room for', () => {
    const [item] = newsOf([reading(['a'])]).items
    if (item === undefined) throw new Error('an item')
    const body = { html: `<p>${'A long text. '.repeat(20)}</p>`, base: url }
    const requests = titles(most + 2).map((title, id) => ({
      id,
      channel: first.id,
      item: { ...item, title, ...(id === 0 ? { body } : {}) },
    }))
    const news = newsOf([], { requests })
    expect(news.requests).toHaveLength(most)
    expect(news.headlines[0]).toMatchObject({ position: 0, urgent: true, isReadable: true })
    expect(news.headlines[1]).toMatchObject({ position: 1, urgent: true, isReadable: false })
    expect(news.decisions[0]).toMatchObject({ kept: true, term: null, by: null, key: null })
  })
})
