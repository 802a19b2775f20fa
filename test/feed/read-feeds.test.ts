/** Reading the feeds of one call. */
import { describe, expect, test } from 'vitest'
import type { FetchDeps } from '../../src/feed/http/fetch-document.ts'
import { readFeeds } from '../../src/feed/read-feeds.ts'
import { noKeys } from '../../src/model.ts'
import { type FeedRequest, noValidators } from '../../src/polling.ts'
import { address, feedAddress, now, rssItem, rssOf } from './fixtures/documents.ts'

const request: FeedRequest = { url: feedAddress, validators: noValidators, known: noKeys, first: false }

describe('the feeds of one call', () => {
  test('a failure of one does not affect the others', async () => {
    const urls = ['https://a.org/', 'https://b.org/', 'http://10.0.0.1/', 'https://c.org/']
    const several: FetchDeps = {
      now,
      allowPrivate: false,
      fetch: async (url) => {
        if (url === 'https://b.org/') throw new Error('down')
        return new Response(rssOf(rssItem(1)))
      },
    }
    const readings = await readFeeds(
      urls.map((url) => ({ ...request, url: address(url) })),
      several,
    )
    expect(readings.map((reading) => [reading.url, reading.kind])).toEqual([
      ['https://a.org/', 'read'],
      ['https://b.org/', 'failed'],
      ['http://10.0.0.1/', 'failed'],
      ['https://c.org/', 'read'],
    ])
  })
  test('ten large bodies are read', async () => {
    const document = rssOf(rssItem(1, `<description>${'x'.repeat(600_000)}</description>`))
    const requests = Array.from({ length: 10 }, (_, n) => ({ ...request, url: address(`https://example.org/${n}`) }))
    const readings = await readFeeds(requests, { fetch: async () => new Response(document), now, allowPrivate: false })
    expect(readings.map((reading) => reading.kind)).toEqual(new Array(10).fill('read'))
  })
})

describe('feeds of one host in a call', () => {
  /** Requests for six feeds, four of them of the same host. @returns the readings, with what was requested and how much at once */
  async function readSix(answer: (url: string) => Response | Promise<Response>) {
    const urls = [
      'https://a.org/1',
      'https://b.org/1',
      'https://a.org/2',
      'https://c.org/1',
      'https://a.org/3',
      'https://a.org/4',
    ]
    const requested: string[] = []
    let underWay = 0
    let atOnce = 0
    const fetch = async (url: string) => {
      const isOfA = url.startsWith('https://a.org/')
      requested.push(url)
      underWay += isOfA ? 1 : 0
      atOnce = Math.max(atOnce, underWay)
      await new Promise((resolve) => setTimeout(resolve, 0))
      underWay -= isOfA ? 1 : 0
      return answer(url)
    }
    const requests = urls.map((url) => ({ ...request, url: address(url), host: new URL(url).host }))
    const readings = await readFeeds(requests, { fetch, now, allowPrivate: false })
    return { readings: readings.map(({ url }) => url), all: urls, requested, atOnce }
  }
  const story = () => new Response(rssOf(rssItem(1)))

  test('are requested one after another, and their readings are in the order of the requests', async () => {
    const { readings, all, requested, atOnce } = await readSix(story)
    expect([readings, requested.toSorted(), atOnce]).toEqual([all, all.toSorted(), 1])
  })
  test.each([
    ['429', 429, {}],
    ['503 with a time', 503, { 'retry-after': '60' }],
  ])('are not requested after a refusal: %s', async (_, status, headers) => {
    const { readings, requested } = await readSix((url) =>
      url === 'https://a.org/2' ? new Response(null, { status, headers }) : story(),
    )
    expect(readings).toEqual(['https://a.org/1', 'https://b.org/1', 'https://a.org/2', 'https://c.org/1'])
    expect(requested).not.toContain('https://a.org/3')
  })
  test.each([404, 503])('are requested after an error of one: %i', async (status) => {
    const { readings, all } = await readSix((url) =>
      url === 'https://a.org/2' ? new Response(null, { status }) : story(),
    )
    expect(readings).toEqual(all)
  })
})
