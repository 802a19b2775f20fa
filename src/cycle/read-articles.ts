/** Fetches the pages of new items whose feeds have only a part of the text, between reading and absorbing. It delays a cycle by seconds, and loses nothing. */
import type { ArticleReading } from '../feed/article/read-article.ts'
import { limits } from '../limits.ts'
import type { ArticleText, EpochMs, ReadItem } from '../model.ts'
import { causeOf } from '../result.ts'
import { isPrivateFeed } from '../text/private-feed-url.ts'
import { truncateAtWord } from '../text/truncate.ts'
import type { ReadFeed } from './absorb.ts'
import { chooseArticles, fullTextChannels, type WantedArticle } from './choose-articles.ts'
import { feedUses } from './feed-uses.ts'
import type { MeteredDeps } from './metered-deps.ts'
import { isOverPlan } from './plan.ts'
import { isReadingTimeUp } from './reader-calls.ts'

const { pagesACycle, cycleMs, callMs, lanes, hostSpacingMs, restMs, restAtMostMs, restingHosts } = limits.article

type WithArticles = (feed: ReadFeed) => ReadFeed
const unchanged: WithArticles = (feed) => feed

/**
 * Reads the pages that channels with full texts want. The count of pages is stored before the first is fetched, so a cycle that dies
 * afterwards cannot exceed the day's limit.
 * @returns a function that adds what the pages brought to the items of a feed
 */
export async function readArticles(deps: MeteredDeps, read: readonly ReadFeed[], now: EpochMs): Promise<WithArticles> {
  const wanted = wantedArticles(deps, read)
  if (wanted.length === 0) return unchanged
  const found = new Map<ReadItem, ArticleText>(wanted.map(({ item }) => [item, withoutText('limit')]))
  const { spending } = deps.ledger
  const left = isOverPlan(deps, now) ? 0 : deps.settings.articlesADay - spending.of(now).articles
  const open = wanted.filter(({ item, host }) => {
    const isResting = isLeftAlone(deps, host, now)
    if (isResting) found.set(item, withoutText('failed'))
    return !isResting
  })
  const chosen = open.slice(0, Math.max(0, Math.min(pagesACycle, left)))
  if (chosen.length > 0) {
    spending.addArticles(now, chosen.length)
    await readInLanes(deps, chosen, found, now)
  }
  return (feed) => ({
    ...feed,
    items: feed.items.map((item) => {
      const article = found.get(item)
      return article === undefined ? item : { ...item, article }
    }),
  })
}

function wantedArticles({ ledger, ...deps }: MeteredDeps, read: readonly ReadFeed[]): readonly WantedArticle[] {
  const withItems = read.filter(({ items }) => items.length > 0)
  if (withItems.length === 0 || isReadingTimeUp(deps)) return []
  const channels = ledger.channels.all().map(({ channel }) => channel)
  if (fullTextChannels(channels).length === 0) return []
  const rows = ledger.feeds.at(withItems.map(({ url }) => url))
  // The page of a private feed's item may be private too, and credentials go nowhere but to the feed.
  const isExcluded = ({ url, credentials, needsBaseline }: (typeof rows)[number]) =>
    needsBaseline || credentials !== null || isPrivateFeed(url)
  const excluded = new Set(rows.filter(isExcluded).map(({ url }) => url))
  return chooseArticles({ feeds: withItems, channels, uses: feedUses(ledger, rows), excluded })
}

/** Whether a host has refused a page lately, or limits the requests for its feeds. */
function isLeftAlone({ ledger, memory }: MeteredDeps, host: string, now: EpochMs): boolean {
  const until = memory.restingHosts.get(host) ?? 0
  if (until > now && until - now <= restAtMostMs) return true
  return ledger.hosts.all().some((pace) => pace.host === host)
}

/** Reads pages side by side, those of a host one after another in one lane. */
async function readInLanes(
  deps: MeteredDeps,
  chosen: readonly WantedArticle[],
  found: Map<ReadItem, ArticleText>,
  now: EpochMs,
): Promise<void> {
  const { stopwatch } = deps
  const began = stopwatch.elapsed()
  const leftMs = () => cycleMs - (stopwatch.elapsed() - began)
  const readLane = async (lane: number, queue: readonly WantedArticle[]) => {
    const askedAt = new Map<string, number>()
    for (const wanted of queue) {
      const { item, host } = wanted
      const freeAt = (askedAt.get(host) ?? Number.NEGATIVE_INFINITY) + hostSpacingMs
      if (freeAt > stopwatch.elapsed()) await stopwatch.sleep(freeAt - stopwatch.elapsed())
      if (leftMs() <= 0) return
      if (isLeftAlone(deps, host, now)) {
        found.set(item, withoutText('failed'))
        continue
      }
      askedAt.set(host, stopwatch.elapsed())
      const reading = await readOne(deps, lane, wanted, Math.min(leftMs(), callMs))
      found.set(item, textOf(reading, item))
      if (reading.kind !== 'page' && reading.restMs !== null) rest(deps, host, reading.restMs, now)
    }
  }
  await Promise.all([...Map.groupBy(chosen, ({ host }) => laneOf(host))].map(([lane, queue]) => readLane(lane, queue)))
}

/** The lane of a host, whose object remembers its robots.txt. */
function laneOf(host: string): number {
  let sum = 0
  for (let at = 0; at < host.length; at++) sum = (sum * 31 + host.charCodeAt(at)) % 65_521
  return sum % lanes
}

async function readOne(
  { readArticle, stopwatch, failed }: MeteredDeps,
  lane: number,
  { item, link: url, host, known }: WantedArticle,
  ms: number,
): Promise<ArticleReading> {
  const request = { url, title: item.title, known, isSearched: item.text !== undefined }
  try {
    const reading = await stopwatch.within(readArticle(lane, request), ms)
    if (reading !== 'late') return reading
    failed({ what: 'article', host, cause: `no answer within ${ms / 1000} s` })
  } catch (error) {
    failed({ what: 'article', host, cause: causeOf(error) })
  }
  return { kind: 'failed', restMs: 0 }
}

function rest({ memory: { restingHosts: resting } }: MeteredDeps, host: string, ms: number, now: EpochMs): void {
  const [oldest] = resting.keys()
  if (resting.size >= restingHosts && oldest !== undefined) resting.delete(oldest)
  resting.set(host, now + Math.min(restAtMostMs, Math.max(restMs, ms)))
}

function withoutText(result: ArticleText['result']): ArticleText {
  return { result, body: null, text: null }
}

/** What a page brought. Filters search the text of the feed as well. */
function textOf(reading: ArticleReading, item: ReadItem): ArticleText {
  if (reading.kind !== 'page') return withoutText(reading.kind)
  const { body, text } = reading
  if (text === null) return { result: 'page', body, text }
  const own = item.text ?? ''
  const whole = own === '' || text.includes(own) ? text : `${text}\n${own}`
  return { result: 'page', body, text: truncateAtWord(whole, limits.feed.textOfItemUnits) }
}
