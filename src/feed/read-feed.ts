/** Reads a feed: fetch, decode, parse, and keep the items that are new. */
import { limits } from '../limits.ts'
import type { EpochMs, FeedUrl, ReadItem, Recognised } from '../model.ts'
import type { Credentials, FeedRequest, PageRequest } from '../polling.ts'
import { causeOf, type FeedProblem, type FeedReading, type PollingAdvice } from '../result.ts'
import { addressOf, isPrivateFeed, readdressed } from '../text/private-feed-url.ts'
import { parseDate } from './date.ts'
import { decodeBody } from './decode.ts'
import { discoverFeeds, guessFeeds } from './discovery/discover-feeds.ts'
import { isTelegramPage } from './formats/telegram-preview.ts'
import { type Access, mayReceive } from './http/credentials.ts'
import { type FetchDeps, type Fetched, fetchDocument } from './http/fetch-document.ts'
import { robotsObjection } from './http/read-robots.ts'
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
import { missingItems } from './missing-items.ts'
import { offeredFile } from './offered-file.ts'
import { openDocument } from './open-document.ts'
import type { OpenFeed } from './open-feed.ts'
import { openPage } from './page/page-feed.ts'
import { atMostHourly, boundsOf } from './page/page-polling.ts'
import { TextRoom } from './text-room.ts'

/** A fetched document, or one that a hub delivered. */
export type FetchedDocument = Omit<Extract<Fetched, { kind: 'body' }>, 'kind' | 'release'> & {
  readonly isPushed?: true
}

export interface ReadDeps extends FetchDeps {
  /** Null: they cannot be opened. Absent: no credentials can. */
  readonly openCredentials?: (credentials: Credentials) => Access | null
  /** Absent: each feed has only its own room. */
  readonly textRoom?: TextRoom
}

/** Reads one feed. Never throws: a bug becomes `reader-failed`. */
export async function readFeed(request: FeedRequest, deps: ReadDeps): Promise<FeedReading> {
  const { url, validators, credentials, page } = request
  let fetched: Fetched | null = null
  try {
    const access = credentials === undefined ? null : accessTo(url, credentials, deps)
    if (access === 'lost') return failed(request, { kind: 'credentials-lost' })
    const own = access === null ? deps : { ...deps, access }
    const objection = page?.asksRobots === true ? await robotsObjection(addressOf(url), deps) : null
    fetched = objection ?? (await fetchDocument(addressOf(url), validators, own, boundsOf(page)))
    // An unchanged feed leaves its room to the others.
    deps.textRoom?.add(request.textUnits ?? 0)
    const reading = fetched.kind === 'body' ? readDocument(request, fetched, deps) : { ...fetched, url }
    const whole = access === null ? reading : readWith(access, reading)
    return page === undefined ? whole : atMostHourly(whole)
  } catch (error) {
    return failed(request, { kind: 'reader-failed', cause: causeOf(error) })
  } finally {
    if (fetched?.kind === 'body') fetched.release()
  }
}

/** In redirects, what the feed's own address may get counts: no step back from https to http. */
function accessTo(url: FeedUrl, credentials: Credentials, deps: ReadDeps): Access | 'lost' {
  const opened = mayReceive(credentials.origin, url) ? deps.openCredentials?.(credentials) : null
  return opened == null ? 'lost' : { ...opened, origin: new URL(url).origin }
}

/** A reading with credentials: says if they were refused, and follows a permanent redirect only where they may be sent. */
function readWith(access: Access, reading: FeedReading): FeedReading {
  if (reading.kind === 'failed') {
    const { problem } = reading
    const isRefused = problem.kind === 'http-status' && (problem.status === 401 || problem.status === 403)
    return isRefused ? { ...reading, problem: { kind: 'credentials-refused', status: problem.status } } : reading
  }
  if (reading.kind === 'page' || !isPrivateFeed(reading.url)) return reading
  return { ...reading, advice: adviceWithin(access, reading.url, reading.advice) }
}

function adviceWithin({ origin }: Access, url: FeedUrl, advice: PollingAdvice): PollingAdvice {
  const { movedTo } = advice
  const isWithin = movedTo !== null && mayReceive(origin, movedTo)
  return { ...advice, movedTo: isWithin ? readdressed(url, movedTo) : null }
}

/** Reads a document. Throws only if there is a bug. */
export function readDocument(
  request: FeedRequest,
  document: FetchedDocument,
  deps: Pick<ReadDeps, 'now' | 'allowPrivate' | 'textRoom'>,
): FeedReading {
  const source = decodeBody(document.bytes, document.contentType)
  const opened = openDocument(source, document.url, deps.now)
  switch (opened.kind) {
    case 'feed':
      return readItems(request, document, opened.feed, deps)
    case 'page':
      return request.page === undefined
        ? readPage(request, document, source.decode(source.raw), deps)
        : readList(request, request.page, document, source.decode(source.raw), deps)
    case 'empty':
      return failed(request, document.exceedsLimit === true ? tooLarge : { kind: 'empty-document' })
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
  deps: Pick<ReadDeps, 'now' | 'textRoom'>,
): FeedReading {
  const before = request.first ? 0 : unpack(request.known).filter(isListed).length
  const opened = openPage(html, document.url, rule, before, deps.now)
  if (!opened.ok) return failed(request, opened.problem)
  const reading = readItems(request, document, opened.value.feed, deps)
  return reading.kind === 'read' ? { ...reading, pageRule: opened.value.rule } : reading
}

const tooLarge: FeedProblem = { kind: 'too-large', limitBytes: limits.feed.bodyBytes }

function readItems(
  request: FeedRequest,
  document: FetchedDocument,
  feed: OpenFeed,
  deps: Pick<ReadDeps, 'now' | 'textRoom'>,
): FeedReading {
  if (document.exceedsLimit === true && feed.keys.length === 0) return failed(request, tooLarge)
  const known = unpack(request.known)
  const isPushed = document.isPushed === true
  const isCut = feed.isCut || isPushed
  const records = recordsOf(feed.keys, feed.site, isCut, known, isPushed)
  const judgements = recognise(records, known, (place) => {
    const source = feed.keys[place]
    return source === undefined ? [] : formerIds(source)
  })
  const items = newItems(request, feed, records, judgements, deps)
  const missing =
    isCut || request.first || request.page !== undefined ? [] : missingItems(records, judgements, known, deps.now)
  const broken = feed.broken?.() ?? null
  const hub = mayBePushed(request, document) ? (feed.hub?.(document.linkHeader) ?? null) : null
  return {
    kind: 'read',
    url: request.url,
    title: feed.title || new URL(document.url).host,
    site: feed.site,
    validators: document.validators,
    items: newestFirst(items),
    window: pack(records.filter((_, at) => isRemembered(judgements[at], isPushed))),
    recognised: request.first ? [] : recognisedItems(feed, records, judgements, known),
    ...(missing.length === 0 ? {} : { missing: pack(missing) }),
    ...(isCut ? { isCut: true as const } : {}),
    ...(isPushed ? { isPushed: true as const } : {}),
    ...(feed.isCut && document.exceedsLimit === true && !isPushed ? { exceedsLimit: true as const } : {}),
    ...(records.some((record, at) => isChanged(record, judgements[at], known)) ? { isChanged: true as const } : {}),
    ...(document.bytes.length > limits.feed.largeBytes && !isPushed ? { isLarge: true as const } : {}),
    ...(broken === null ? {} : { broken }),
    ...(hub === null ? {} : { hub }),
    feedHints: feed.feedHints,
    advice: document.advice,
  }
}

/**
 * Old items that are pushed are not remembered: if one of them is news after all, the next poll lists it, and finds that it was never
 * shown. An edited old item is not listed any more.
 */
function isRemembered(judgement: Judgement | undefined, isPushed: boolean): boolean {
  return judgement?.kind !== 'repeated' && !(isPushed && judgement?.kind === 'old')
}

/** Hubs cannot read private feeds, and what a hub delivers announces nothing. */
function mayBePushed({ url, credentials, page }: FeedRequest, { isPushed }: FetchedDocument): boolean {
  return credentials === undefined && page === undefined && !isPrivateFeed(url) && isPushed !== true
}

/** The new items; for a baseline, only the newest. */
function newItems(
  { first, bodies, textUnits }: FeedRequest,
  feed: OpenFeed,
  records: readonly ItemRecord[],
  judgements: readonly Judgement[],
  { now, textRoom = new TextRoom(textUnits) }: Pick<ReadDeps, 'now' | 'textRoom'>,
): readonly ReadItem[] {
  const newest = first ? newestPlaces(feed, now) : null
  const places = [...judgements.keys()].filter((at) => judgements[at]?.kind === 'new' && newest?.has(at) !== false)
  const texts = textUnits === undefined ? null : textRoom.texts(places.length)
  return places.map((at) => {
    const item = feed.item(at)
    const { id, title, link, published, updated, author, categories, summary, image, alias } = item
    const { language, comments } = item
    const enclosure = offeredFile(item.enclosures, image)
    const body = bodies === true ? item.body() : null
    const text = texts?.next(item.text) ?? null
    return {
      ...{ id, title, link, published, updated, author, categories, summary, image },
      ...(language === null ? {} : { language }),
      ...(enclosure === null ? {} : { enclosure }),
      ...(comments === null ? {} : { comments }),
      keys: pack(records.slice(at, at + 1)),
      ...(alias === null ? {} : { alias }),
      ...(body === null ? {} : { body }),
      ...(text === null ? {} : { text }),
    }
  })
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
  records: readonly ItemRecord[],
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
    const key = keyOf(records[at] ?? '')
    if (judgement?.kind !== 'known') return { title, link, evidence: 'age', earlier: null, key }
    return { title, link, evidence: judgement.evidence, earlier: keyOf(known[judgement.at] ?? ''), key }
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
