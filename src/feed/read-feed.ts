/** Reads a feed: fetch, decode, parse, and keep the items that are new. */
import { limits, minuteMs } from '../limits.ts'
import type { EpochMs, ReadItem, Recognised } from '../model.ts'
import type { FeedRequest, PageRequest } from '../polling.ts'
import { causeOf, type FeedProblem, type FeedReading } from '../result.ts'
import { parseDate } from './date.ts'
import { decodeBody } from './decode.ts'
import { discoverFeeds, guessFeeds } from './discovery/discover-feeds.ts'
import { isTelegramPage } from './formats/telegram-preview.ts'
import { type FetchDeps, type Fetched, fetchDocument } from './http/fetch-document.ts'
import { robotsObjection } from './http/read-robots.ts'
import { semaphore } from './http/semaphore.ts'
import { type Judgement, recognise } from './identity.ts'
import {
  contentOf,
  formerIds,
  type ItemRecord,
  isListed,
  isPartial,
  keyOf,
  pack,
  recordsOf,
  unpack,
} from './item-record.ts'
import { openDocument } from './open-document.ts'
import type { OpenFeed } from './open-feed.ts'
import { openPage } from './page/page-feed.ts'

/** A fetched document. */
export type FetchedDocument = Omit<Extract<Fetched, { kind: 'body' }>, 'kind' | 'release'>

/** Reads the feeds of one call in parallel; answers are in the order of requests. Never throws. */
export async function readFeeds(requests: readonly FeedRequest[], deps: FetchDeps): Promise<readonly FeedReading[]> {
  const shared: FetchDeps = {
    ...deps,
    connections: deps.connections ?? semaphore(limits.connections),
    largeBodies: deps.largeBodies ?? semaphore(limits.feed.largeBodies),
  }
  return Promise.all(requests.map((request) => readFeed(request, shared)))
}

/** Reads one feed. Never throws: a bug becomes `reader-failed`. */
export async function readFeed(request: FeedRequest, deps: FetchDeps): Promise<FeedReading> {
  let fetched: Fetched | null = null
  try {
    if (request.page !== undefined) return await readWatchedPage(request, request.page, deps)
    fetched = await fetchDocument(request.url, request.validators, deps)
    return fetched.kind === 'body' ? readDocument(request, fetched, deps) : { ...fetched, url: request.url }
  } catch (error) {
    return failed(request, { kind: 'reader-failed', cause: causeOf(error) })
  } finally {
    if (fetched?.kind === 'body') fetched.release()
  }
}

const pageBounds = { ...limits.feed, redirects: limits.watching.redirects }

/** Reads a watched page, after its site's robots.txt if that is due. It is not read again within an hour, whatever it answers. */
async function readWatchedPage(request: FeedRequest, asked: PageRequest, deps: FetchDeps): Promise<FeedReading> {
  const objection = asked.asksRobots ? await robotsObjection(request.url, deps) : null
  const bounds = asked.rule === null ? limits.feed : pageBounds
  const fetched = objection ?? (await fetchDocument(request.url, request.validators, deps, bounds))
  try {
    const reading = fetched.kind === 'body' ? readDocument(request, fetched, deps) : { ...fetched, url: request.url }
    return atMostHourly(reading)
  } finally {
    if (fetched.kind === 'body') fetched.release()
  }
}

function atMostHourly(reading: FeedReading): FeedReading {
  const { minutes } = limits.watching
  switch (reading.kind) {
    case 'read':
    case 'unchanged': {
      const { waitMinutes } = reading.advice
      // A 304 that says nothing keeps what was said before.
      if (waitMinutes === null && reading.kind === 'unchanged') return reading
      return { ...reading, advice: { ...reading.advice, waitMinutes: Math.max(minutes, waitMinutes ?? 0) } }
    }
    case 'failed':
      return { ...reading, retryAfterMs: Math.max(minutes * minuteMs, reading.retryAfterMs ?? 0) }
    case 'page':
      return reading
  }
}

/** Reads a document. Throws only if there is a bug. */
export function readDocument(
  request: FeedRequest,
  document: FetchedDocument,
  deps: Pick<FetchDeps, 'now' | 'allowPrivate'>,
): FeedReading {
  const source = decodeBody(document.bytes, document.contentType)
  const opened = openDocument(source, document.url, deps.now)
  switch (opened.kind) {
    case 'feed':
      return readItems(request, document, opened.feed, deps.now)
    case 'page':
      return request.page === undefined
        ? readPage(request, document, source.decode(source.raw), deps)
        : readList(request, request.page, document, source.decode(source.raw), deps.now)
    case 'empty':
      return failed(request, { kind: 'empty-document' })
    case 'other':
      return failed(request, { kind: 'not-a-feed' })
  }
}

/** Reads the list of a watched page. */
function readList(
  request: FeedRequest,
  { rule }: PageRequest,
  document: FetchedDocument,
  html: string,
  now: EpochMs,
): FeedReading {
  const before = request.first ? 0 : unpack(request.known).filter(isListed).length
  const opened = openPage(html, document.url, rule, before, now)
  if (!opened.ok) return failed(request, opened.problem)
  return { ...readItems(request, document, opened.value.feed, now), pageRule: opened.value.rule }
}

type ReadReading = Extract<FeedReading, { kind: 'read' }>

function readItems(request: FeedRequest, document: FetchedDocument, feed: OpenFeed, now: EpochMs): ReadReading {
  const known = unpack(request.known)
  const records = recordsOf(feed.keys, feed.site, feed.isCut, known)
  const judgements = recognise(records, known, (place) => {
    const source = feed.keys[place]
    return source === undefined ? [] : formerIds(source)
  })
  const items = newItems(request, feed, records, judgements, now)
  const broken = feed.broken?.() ?? null
  return {
    kind: 'read',
    url: request.url,
    title: feed.title || new URL(document.url).host,
    site: feed.site,
    validators: document.validators,
    items: newestFirst(items),
    window: pack(records.filter((_, at) => judgements[at]?.kind !== 'repeated')),
    recognised: request.first ? [] : recognisedItems(feed, judgements, known),
    ...(feed.isCut ? { isCut: true as const } : {}),
    ...(records.some((record, at) => isChanged(record, judgements[at], known)) ? { isChanged: true as const } : {}),
    ...(document.bytes.length > limits.feed.largeBytes ? { isLarge: true as const } : {}),
    ...(broken === null ? {} : { broken }),
    feedHints: feed.feedHints,
    advice: document.advice,
  }
}

/** The new items; for a baseline, only the newest. */
function newItems(
  { first, bodies }: FeedRequest,
  feed: OpenFeed,
  records: readonly ItemRecord[],
  judgements: readonly Judgement[],
  now: EpochMs,
): readonly ReadItem[] {
  const newest = first ? newestPlaces(feed, now) : null
  const items: ReadItem[] = []
  for (const [at, record] of records.entries()) {
    if (judgements[at]?.kind !== 'new' || newest?.has(at) === false) continue
    const { enclosures: _, comments: __, commentCount: ___, body: bodyOf, alias, ...item } = feed.item(at)
    const body = bodies === true ? bodyOf() : null
    items.push({
      ...item,
      keys: pack([record]),
      ...(alias === null ? {} : { alias }),
      ...(body === null ? {} : { body }),
    })
  }
  return items
}

/** Places of the newest items by date; of the first items if there are no dates. */
function newestPlaces({ keys }: OpenFeed, now: EpochMs): ReadonlySet<number> {
  const times = keys.map(({ date }) => parseDate(date, now) ?? 0)
  const newest = [...times.keys()].sort((a, b) => (times[b] ?? 0) - (times[a] ?? 0))
  return new Set(newest.slice(0, limits.feed.firstItems))
}

/** Items without a date come last, in the feed's order. */
function newestFirst(items: readonly ReadItem[]): readonly ReadItem[] {
  const time = (item: ReadItem) => item.published ?? item.updated ?? Number.NEGATIVE_INFINITY
  return items.toSorted((a, b) => {
    const [ofA, ofB] = [time(a), time(b)]
    return ofA === ofB ? 0 : ofB - ofA
  })
}

/** If at least this many known items are edited, and more than half of them, titles contain counters. */
const minCounters = 3

/** Edited items, and old items that are listed again. */
function recognisedItems(
  feed: OpenFeed,
  judgements: readonly Judgement[],
  known: readonly ItemRecord[],
): readonly Recognised[] {
  const places = [...judgements.keys()]
  const knownPlaces = places.filter((at) => judgements[at]?.kind === 'known')
  const edited = knownPlaces.filter((at) => {
    const judgement = judgements[at]
    return judgement?.kind === 'known' && judgement.isEdited
  })
  const areCounters = edited.length >= minCounters && 2 * edited.length > knownPlaces.length
  const old = places.filter((at) => judgements[at]?.kind === 'old')
  return [...(areCounters ? [] : edited), ...old].slice(0, limits.feed.recognised).map((at) => {
    const { title, link } = feed.item(at)
    const judgement = judgements[at]
    if (judgement?.kind !== 'known') return { title, link, evidence: 'age', earlier: null }
    return { title, link, evidence: judgement.evidence, earlier: keyOf(known[judgement.at] ?? '') }
  })
}

/** Whether an item that is not new differs from its record, or is listed again. */
function isChanged(record: ItemRecord, judgement: Judgement | undefined, known: readonly ItemRecord[]): boolean {
  if (judgement?.kind !== 'known') return judgement?.kind === 'old'
  const before = known[judgement.at] ?? ''
  return contentOf(record) !== contentOf(before) || (!isListed(before) && !isPartial(record))
}

function readPage(
  request: FeedRequest,
  { url }: FetchedDocument,
  html: string,
  deps: Pick<FetchDeps, 'allowPrivate'>,
): FeedReading {
  if (isTelegramPage(url)) return failed(request, { kind: 'no-telegram-preview' })
  const feeds = discoverFeeds(html, url, deps)
  return { kind: 'page', url: request.url, feeds, guesses: feeds.length > 1 ? [] : guessFeeds(html, url, deps) }
}

function failed(request: FeedRequest, problem: FeedProblem): FeedReading {
  return { kind: 'failed', url: request.url, problem, retryAfterMs: null }
}
