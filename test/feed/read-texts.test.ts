/** The words of new items in readings: only on request, and within the room of a feed and of a call. */
import { describe, expect, it } from 'vitest'
import { readFeed } from '../../src/feed/read-feed.ts'
import { readFeeds } from '../../src/feed/read-feeds.ts'
import { limits } from '../../src/limits.ts'
import { noKeys } from '../../src/model.ts'
import { type FeedRequest, noValidators } from '../../src/polling.ts'
import type { FeedReading } from '../../src/result.ts'
import { address, now, rssOf } from './fixtures/documents.ts'

const url = (name: string) => address(`https://${name}.example/feed`)
const request = (name: string, more: Partial<FeedRequest> = {}): FeedRequest => ({
  url: url(name),
  validators: noValidators,
  known: noKeys,
  first: false,
  ...more,
})
/** @param units length of each item's text */
const feed = (items: number, units: number) =>
  rssOf(
    Array.from(
      { length: items },
      (_, at) =>
        `<item><title>T${at}</title><guid>g${at}</guid><description>${'word '.repeat(units / 5)}</description></item>`,
    ).join(''),
  )
const deps = (documents: Readonly<Record<string, string>>) => ({
  fetch: async (asked: string) => {
    const document = documents[new URL(asked).host]
    return document === undefined ? new Response(null, { status: 304 }) : new Response(document)
  },
  now,
  allowPrivate: false,
})
const lengths = (reading: FeedReading | undefined) =>
  reading?.kind === 'read' ? reading.items.map(({ text }) => text?.length ?? null) : []

describe('a reading', () => {
  it('has no texts unless they are requested', async () => {
    expect(lengths(await readFeed(request('a'), deps({ 'a.example': feed(2, 1000) })))).toEqual([null, null])
  })

  it('has the text of new items only, and none for a baseline’s', async () => {
    const documents = deps({ 'a.example': feed(2, 1000) })
    const first = await readFeed(request('a', { first: true }), documents)
    const known = first.kind === 'read' ? first.window : noKeys
    const more = deps({ 'a.example': feed(3, 1000) })
    expect(lengths(await readFeed(request('a', { known, textUnits: 10_000 }), more))).toEqual([999])
  })

  it('has empty texts of items without one', async () => {
    const bare = rssOf('<item><title>A</title><guid>a</guid></item>')
    expect(lengths(await readFeed(request('a', { textUnits: 10_000 }), deps({ 'a.example': bare })))).toEqual([0])
  })

  it('has the beginning of each text where there is no room for all', async () => {
    const texts = lengths(await readFeed(request('a', { textUnits: 6000 }), deps({ 'a.example': feed(6, 5000) })))
    for (const length of texts) expect(length).toBeGreaterThan(900)
    expect(texts.reduce<number>((sum, length) => sum + (length ?? 0), 0)).toBeLessThanOrEqual(6000)
  })

  it('leaves short texts’ room to longer ones', async () => {
    const long = `<item><title>L</title><guid>l</guid><description>${'word '.repeat(1000)}</description></item>`
    const short = Array.from({ length: 5 }, (_, at) => `<item><title>S${at}</title><guid>s${at}</guid></item>`).join('')
    expect(
      lengths(await readFeed(request('a', { textUnits: 6000 }), deps({ 'a.example': rssOf(short + long) }))),
    ).toContain(4999)
  })

  it('has no texts where they would be no longer than summaries', async () => {
    const textUnits = limits.feed.summaryUnits
    const texts = lengths(await readFeed(request('a', { textUnits }), deps({ 'a.example': feed(10, 5000) })))
    expect(texts).toEqual(Array.from({ length: 10 }, () => null))
  })

  it('of a thousand new items has all of their texts', async () => {
    const textUnits = limits.feed.textsACycleUnits
    const texts = lengths(await readFeed(request('a', { textUnits }), deps({ 'a.example': feed(1000, 1500) })))
    expect(texts).toEqual(Array.from({ length: 1000 }, () => 1499))
  })
})

describe('a call', () => {
  const both = { textUnits: 4000 }

  it('gives a feed the room that unchanged and failed feeds leave', async () => {
    const documents = deps({ 'b.example': feed(2, 5000), 'c.example': 'no feed' })
    const [, , third] = await readFeeds([request('a', both), request('c', both), request('b', both)], documents)
    const total = lengths(third).reduce<number>((sum, length) => sum + (length ?? 0), 0)
    expect(total).toBeGreaterThan(4000)
    expect(total).toBeLessThanOrEqual(12_000)
  })

  it('keeps the room of a feed for it, whatever the others have', async () => {
    const documents = deps({ 'a.example': feed(50, 5000), 'b.example': feed(1, 5000) })
    const readings = await readFeeds(
      [request('a', { textUnits: 30_000 }), request('b', { textUnits: 6000 })],
      documents,
    )
    expect(lengths(readings[1])).toEqual([4999])
    const total = readings.flatMap(lengths).reduce<number>((sum, length) => sum + (length ?? 0), 0)
    expect(total).toBeLessThanOrEqual(36_000)
  })
})
