/** One feed in, its new items out: fetch, decode, parse, leave out what is known. */
import { limits } from '../limits.ts'
import type { Body, EpochMs, ReadItem, Recognised } from '../model.ts'
import type { FeedRequest } from '../polling.ts'
import { causeOf, type FeedProblem, type FeedReading } from '../result.ts'
import { parseDate } from './date.ts'
import { decodeBody } from './decode.ts'
import { discoverFeeds, guessFeeds } from './discovery/discover-feeds.ts'
import { isTelegramPage } from './formats/telegram-preview.ts'
import { type Fetch, type Fetched, fetchDocument } from './http/fetch-document.ts'
import { type Turnstile, turnstile } from './http/time-limit.ts'
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

/** What reading needs from outside. */
export interface ReadDeps {
  readonly fetch: Fetch
  readonly now: EpochMs
  /** Only for work on one's own machine: lets addresses of private networks through. */
  readonly allowPrivate: boolean
  /** Address that the User-Agent names, so that a publisher can see who is asking. */
  readonly about?: string
  /** Shared by the feeds that are read side by side, as is `large`. */
  readonly connections?: Turnstile
  readonly large?: Turnstile
}

/** Reads one feed. Never throws: a bug inside becomes a `failed` reading with `reader-failed`. */
export async function readFeed(request: FeedRequest, deps: ReadDeps): Promise<FeedReading> {
  let fetched: Fetched | null = null
  try {
    fetched = await fetchDocument(request.url, request.validators, deps)
    if (fetched.kind !== 'body') return { ...fetched, url: request.url }
    return readDocument(request, fetched, deps)
  } catch (error) {
    return failed(request, { kind: 'reader-failed', cause: causeOf(error) })
  } finally {
    if (fetched?.kind === 'body') fetched.release()
  }
}

/**
 * Reads the feeds of one call side by side, and answers in their order. The first get the connections of the invocation,
 * the others wait for one; at most two large bodies at a time. Never throws.
 */
export async function readFeeds(requests: readonly FeedRequest[], deps: ReadDeps): Promise<readonly FeedReading[]> {
  const shared: ReadDeps = {
    ...deps,
    connections: deps.connections ?? turnstile(limits.connections),
    large: deps.large ?? turnstile(limits.feed.largeBodies),
  }
  return Promise.all(requests.map((request) => readFeed(request, shared)))
}

/** A document that was fetched, without what holds its place among large ones. */
export type FetchedDocument = Omit<Extract<Fetched, { kind: 'body' }>, 'kind' | 'release'>

/** What a document says; of its items those that `request.known` does not hold. Throws only where there is a bug. */
export function readDocument(
  request: FeedRequest,
  body: FetchedDocument,
  deps: Pick<ReadDeps, 'now' | 'allowPrivate'>,
): FeedReading {
  const source = decodeBody(body.bytes, body.contentType)
  const opened = openDocument(source, body.url, deps.now)
  switch (opened.kind) {
    case 'feed':
      return newIn(request, body, opened.feed, deps.now)
    case 'page':
      return readPage(request, body, source.decode(source.marked), deps)
    case 'empty':
      return failed(request, { kind: 'empty-document' })
    case 'other':
      return failed(request, { kind: 'not-a-feed' })
  }
}

function readPage(
  request: FeedRequest,
  { url }: FetchedDocument,
  html: string,
  deps: Pick<ReadDeps, 'allowPrivate'>,
): FeedReading {
  if (isTelegramPage(url)) return failed(request, { kind: 'no-telegram-preview' })
  const feeds = discoverFeeds(html, url, deps)
  return { kind: 'page', url: request.url, feeds, guesses: feeds.length > 1 ? [] : guessFeeds(html, url, deps) }
}

function newIn(request: FeedRequest, body: FetchedDocument, feed: OpenFeed, now: EpochMs): FeedReading {
  const known = unpack(request.known)
  const records = recordsOf(feed.keys, feed.site, feed.isCut, known)
  const judgements = recognise(records, known, (place) => {
    const source = feed.keys[place]
    return source === undefined ? [] : formerIds(source)
  })
  const wanted = request.first ? newestOf(feed, now) : null
  const items: ReadItem[] = []
  for (const [at, record] of records.entries()) {
    if (judgements[at]?.kind !== 'new' || wanted?.has(at) === false) continue
    const { enclosures: _, body, alias, ...item } = feed.item(at)
    items.push({
      ...item,
      keys: pack([record]),
      ...(alias === null ? {} : { alias }),
      ...bodyIn(request.bodies === true ? body() : null),
    })
  }
  const broken = feed.broken?.() ?? null
  return {
    kind: 'read',
    url: request.url,
    title: feed.title || new URL(body.url).host,
    site: feed.site,
    validators: body.validators,
    items: newestFirst(items),
    window: pack(records.filter((_, at) => judgements[at]?.kind !== 'repeated')),
    recognised: request.first ? [] : recognisedOf(feed, judgements, known),
    ...(feed.isCut ? { isCut: true as const } : {}),
    ...(records.some((record, at) => isChanged(record, judgements[at], known)) ? { isChanged: true as const } : {}),
    ...(body.bytes.length > limits.feed.largeBytes ? { isLarge: true as const } : {}),
    ...(broken === null ? {} : { broken }),
    feedHints: feed.feedHints,
    manner: body.manner,
  }
}

/** Whether the item, although it is not new, is not remembered as it is now: other fields, or it is listed again. */
function isChanged(record: ItemRecord, judgement: Judgement | undefined, known: readonly ItemRecord[]): boolean {
  if (judgement?.kind !== 'known') return judgement?.kind === 'old'
  const before = known[judgement.at] ?? ''
  return contentOf(record) !== contentOf(before) || (!isListed(before) && !isPartial(record))
}

/** If most titles change, they hold counters: these are not edits. */
const EDITS_OF_MANY = 3

function recognisedOf(
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
  const isUsual = edited.length >= EDITS_OF_MANY && 2 * edited.length > knownPlaces.length
  const old = places.filter((at) => judgements[at]?.kind === 'old')
  return [...(isUsual ? [] : edited), ...old].slice(0, limits.feed.recognised).map((at) => {
    const { title, link } = feed.item(at)
    const judgement = judgements[at]
    if (judgement?.kind !== 'known') return { title, link, evidence: 'age', earlier: null }
    return { title, link, evidence: judgement.evidence, earlier: keyOf(known[judgement.at] ?? '') }
  })
}

function bodyIn(body: Body | null): Pick<ReadItem, 'body'> {
  return body === null ? {} : { body }
}

/** The places of the newest items, by the dates among their keys; of those without a date, the first. */
function newestOf({ keys }: OpenFeed, now: EpochMs): ReadonlySet<number> {
  const times = keys.map(({ date }) => parseDate(date, now) ?? 0)
  const newest = [...times.keys()].sort((a, b) => (times[b] ?? 0) - (times[a] ?? 0))
  return new Set(newest.slice(0, limits.feed.firstItems))
}

/** By date, the newest first; items without one keep the feed's order, after those with one. */
function newestFirst(items: readonly ReadItem[]): readonly ReadItem[] {
  const time = (item: ReadItem) => item.published ?? item.updated ?? Number.NEGATIVE_INFINITY
  return items.toSorted((a, b) => {
    const [ofA, ofB] = [time(a), time(b)]
    return ofA === ofB ? 0 : ofB - ofA
  })
}

function failed(request: FeedRequest, problem: FeedProblem): FeedReading {
  return { kind: 'failed', url: request.url, problem, retryAfterMs: null }
}
