/** The feed reader over simulated sites, made to fail by a test. */
import type { Site } from '../../simulators/published-feed.ts'
import { extractArticle } from '../../src/feed/article/extract-article.ts'
import { type ArticleReading, type ArticleRequest, readArticle } from '../../src/feed/article/read-article.ts'
import { type PauseTimer, readFeeds } from '../../src/feed/read-feeds.ts'
import type { FeedRequest } from '../../src/polling.ts'
import type { FeedReading } from '../../src/result.ts'

/** The outcome of the reader's calls with one of these feeds; null: of all calls. */
export interface ReaderTrouble {
  readonly kind: 'throws' | 'hangs'
  readonly because: readonly string[] | null
  /** Objects, which have a longer limit, come through. */
  readonly notInObjects?: true
}

/** Requests a page of a simulated site. */
export function fetchFrom(sites: ReadonlyMap<string, Site>) {
  return async (url: string, init: RequestInit): Promise<Response> => {
    const request = new Request(url, init)
    const site = sites.get(new URL(url).host)
    if (site === undefined) throw new TypeError('no such host')
    return site(request)
  }
}

/** Reads feeds without waiting: pauses pass at once. @param now the reader's clock */
export function simulatedReader(fetch: ReturnType<typeof fetchFrom>, now: () => number) {
  let pausedMs = 0
  const pauses: PauseTimer = {
    now: () => pausedMs,
    sleep: async (ms) => {
      pausedMs += ms
    },
  }
  return (requests: readonly FeedRequest[]): Promise<readonly FeedReading[]> => {
    const openCredentials = ({ origin }: { readonly origin: string }) => ({ origin, headers: {} })
    return readFeeds(requests, { fetch, now: now(), allowPrivate: false, openCredentials }, pauses)
  }
}

/** Reads pages of articles. */
export function simulatedArticles(fetch: ReturnType<typeof fetchFrom>, now: () => number) {
  const robots = new Map()
  return (request: ArticleRequest): Promise<ArticleReading> =>
    readArticle(request, { fetch, now: now(), allowPrivate: false, robots, extract: async () => extractArticle })
}
