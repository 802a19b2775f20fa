/** Finds the feed for an address: a derived one, the address itself, one that its page names, a guess, or the page's own list. */
import type { CycleDeps, Stopwatch } from '../cycle/deps.ts'
import { commonPaths } from '../feed/discovery/common-paths.ts'
import { derivedFeed, isKnownSite } from '../feed/discovery/derived-feed.ts'
import { feedUrl, lacksScheme } from '../feed/http/address.ts'
import { mayReceive } from '../feed/http/credentials.ts'
import { limits } from '../limits.ts'
import { logCaught, logCause } from '../log.ts'
import { type FeedUrl, noKeys } from '../model.ts'
import { type Credentials, type FeedRequest, noValidators, type PageRule } from '../polling.ts'
import type { FeedProblem, FeedReading } from '../result.ts'

export interface ReadDeps {
  readonly readFeeds: (requests: readonly FeedRequest[]) => Promise<readonly FeedReading[]>
  readonly readInObject: CycleDeps['readInObject']
  /** Started with the request. */
  readonly stopwatch: Pick<Stopwatch, 'elapsed' | 'within'>
  /** Sent where they may be sent; absent or null: none. */
  readonly credentials?: Credentials | null
}

export interface FindDeps extends ReadDeps {
  readonly allowPrivate: boolean
  /** The rule by which the cell watches a page; null: it does not, or the rule no longer fits. */
  readonly ruleOf: (url: FeedUrl) => PageRule | null
}

export type ReadReading = Extract<FeedReading, { kind: 'read' }>

export type Found =
  | { readonly kind: 'found'; readonly reading: ReadReading }
  /** A feed that `isKnown` accepts; it was not read. */
  | { readonly kind: 'known'; readonly url: FeedUrl }
  | { readonly kind: 'choose'; readonly feeds: Extract<FeedReading, { kind: 'page' }>['feeds'] }
  /** There is no feed, but the page has a list that can be watched. */
  | { readonly kind: 'watchable'; readonly reading: ReadReading; readonly rule: PageRule }
  | { readonly kind: 'failed'; readonly problem: FeedProblem }

const { wallMs, guessMs, guessesACall } = limits.finding

/** The feed at an address as it was written. Without a scheme it means https, or http if https cannot be reached. */
export async function findWrittenFeed(
  deps: FindDeps,
  written: string,
  url: FeedUrl,
  isKnown: (url: FeedUrl) => boolean,
): Promise<Found> {
  const found = await findFeed(deps, url, isKnown)
  if (found.kind !== 'failed' || !isUnreachable(found.problem) || !lacksScheme(written)) return found
  const plain = feedUrl(url.replace(/^https:/u, 'http:'), deps)
  const again = plain.ok ? await findFeed(deps, plain.value, isKnown) : found
  return again.kind === 'failed' ? found : again
}

/** A site that refuses TLS has no answer, or one of Cloudflare's, such as 525. */
function isUnreachable(problem: FeedProblem): boolean {
  return (
    problem.kind === 'unreachable' ||
    problem.kind === 'timeout' ||
    (problem.kind === 'http-status' && problem.status >= 500)
  )
}

/** Reads a feed that is known already; null: it cannot be read now. */
export async function readAgain(deps: ReadDeps, url: FeedUrl): Promise<ReadReading | null> {
  const reading = await readOne(deps, url, guessMs)
  return reading.kind === 'read' ? reading : null
}

/** Takes at most `limits.finding.wallMs`. Reports problems of the given address, or of the only feed that its page names, never of a guess. */
export async function findFeed(deps: FindDeps, url: FeedUrl, isKnown: (url: FeedUrl) => boolean): Promise<Found> {
  const found = await find(deps, url, isKnown)
  // Items missing from a truncated first document would count as new later, so it is read once more; one above the limit stays cut.
  if (found.kind !== 'found' || found.reading.isCut !== true || found.reading.exceedsLimit === true) return found
  const again = await readOne(deps, found.reading.url, guessMs)
  return again.kind === 'read' ? { kind: 'found', reading: again } : found
}

async function find(deps: FindDeps, url: FeedUrl, isKnown: (url: FeedUrl) => boolean): Promise<Found> {
  if (isKnown(url)) return { kind: 'known', url }
  const derived = derivedFeed(url, deps)
  if (derived !== null) {
    if (isKnown(derived)) return { kind: 'known', url: derived }
    const reading = await readOne(deps, derived, guessMs)
    // On an unknown site, a page in place of a derived feed says nothing about the given address.
    const isMeant = reading.kind === 'read' || isKnownSite(derived)
    const found = isMeant ? await follow(deps, reading, isKnown) : null
    if (found !== null && found.kind !== 'failed') return found
  }
  const reading = await readOne(deps, url, wallMs)
  const found = await follow(deps, reading, isKnown)
  if (found !== null) return found
  const guessed = await guess(deps, guessesFrom(reading, deps), isKnown)
  if (guessed !== null) return guessed
  return reading.kind === 'page' ? findList(deps, reading.url) : { kind: 'failed', problem: problemOf(reading) }
}

/** The list of a page without a feed, by the rule that the cell has for the page, or one that is found. */
async function findList(deps: FindDeps, url: FeedUrl): Promise<Found> {
  // The button that watches it could not keep a password.
  if (deps.credentials != null) return { kind: 'failed', problem: { kind: 'not-a-feed' } }
  const reading = await readPage(deps, url, deps.ruleOf(url))
  if (reading.kind === 'read' && reading.pageRule !== undefined) {
    // Later polls have fewer redirects.
    const at = { ...reading, url: reading.advice.movedTo ?? reading.url }
    return { kind: 'watchable', reading: at, rule: reading.pageRule }
  }
  if (reading.kind === 'read') return { kind: 'found', reading }
  const problem = problemOf(reading)
  const isAboutPage =
    problem.kind === 'robots-disallow' || problem.kind === 'no-list' || problem.kind === 'scripted-page'
  return { kind: 'failed', problem: isAboutPage ? problem : { kind: 'not-a-feed' } }
}

/**
 * Reads a page for its list, and its site's robots.txt before. In an object: finding the list of a large page takes more than the CPU
 * time of a call. @param rule null: one is to be found
 */
export async function readPage(
  deps: ReadDeps,
  url: FeedUrl,
  rule: PageRule | null,
  credentials: Credentials | null = null,
): Promise<FeedReading> {
  const request = { ...firstRequest(url, credentials), page: { rule, asksRobots: true } }
  const end = Math.min(wallMs, deps.stopwatch.elapsed() + guessMs)
  const readings = await readUntil(deps, end, [request], (one) => deps.readInObject(objectName(url, 0), one))
  return logged(readings?.[0] ?? failed(url, { kind: 'reader-failed' }))
}

/** Null: the reading leads to no feed. */
async function follow(deps: FindDeps, reading: FeedReading, isKnown: (url: FeedUrl) => boolean): Promise<Found | null> {
  if (reading.kind === 'read') return { kind: 'found', reading }
  if (reading.kind !== 'page') return null
  const feeds = reading.feeds.filter(({ url }) => url !== reading.url)
  const [only] = feeds
  if (only === undefined) return null
  if (feeds.length > 1) return { kind: 'choose', feeds }
  if (isKnown(only.url)) return { kind: 'known', url: only.url }
  const named = await readOne(deps, only.url, wallMs)
  if (named.kind === 'read') return { kind: 'found', reading: named }
  // If the named address is no feed, the page counts as one without feeds.
  const problem = problemOf(named)
  return problem.kind === 'not-a-feed' || isMissing(problem) ? null : { kind: 'failed', problem }
}

/** The first guess that is a feed with items. */
async function guess(
  deps: FindDeps,
  guesses: readonly FeedUrl[],
  isKnown: (url: FeedUrl) => boolean,
): Promise<Found | null> {
  const known = guesses.find(isKnown)
  if (known !== undefined) return { kind: 'known', url: known }
  for (let at = 0; at < guesses.length; at += guessesACall) {
    const readings = await readMany(deps, guesses.slice(at, at + guessesACall), guessMs)
    const reading = readings.find((each) => each.kind === 'read' && each.items.length > 0)
    if (reading?.kind === 'read') return { kind: 'found', reading }
  }
  return null
}

/** A page's guesses; for a site that refuses its pages, or has no front page, common addresses of feeds, which it may still serve. */
function guessesFrom(reading: FeedReading, deps: FindDeps): readonly FeedUrl[] {
  if (reading.kind === 'page') return reading.guesses
  if (reading.kind !== 'failed') return []
  const { problem } = reading
  const isClosed =
    problem.kind === 'challenge' ||
    (problem.kind === 'http-status' && (problem.status === 401 || problem.status === 403))
  const isWorthIt = isClosed || (isMissing(problem) && new URL(reading.url).pathname === '/')
  return isWorthIt ? commonPaths(reading.url, deps) : []
}

function isMissing(problem: FeedProblem): boolean {
  return (
    problem.kind === 'gone' || (problem.kind === 'http-status' && (problem.status === 404 || problem.status === 410))
  )
}

function problemOf(reading: FeedReading): FeedProblem {
  if (reading.kind === 'failed') return reading.problem
  return { kind: reading.kind === 'page' ? 'not-a-feed' : 'reader-failed' }
}

/** Reads the feed at exactly this address. */
export async function readAddress(deps: FindDeps, url: FeedUrl): Promise<Found> {
  const reading = await readOne(deps, url, wallMs)
  return reading.kind === 'read' ? { kind: 'found', reading } : { kind: 'failed', problem: problemOf(reading) }
}

async function readOne(deps: ReadDeps, url: FeedUrl, ms: number): Promise<FeedReading> {
  const [reading] = await readMany(deps, [url], ms)
  return reading ?? failed(url, { kind: 'reader-failed' })
}

/** Reads addresses in parallel for at most `atMostMs` within the request's time. If the call dies, each is read in an object. */
async function readMany(deps: ReadDeps, urls: readonly FeedUrl[], atMostMs: number): Promise<readonly FeedReading[]> {
  const end = Math.min(wallMs, deps.stopwatch.elapsed() + atMostMs)
  const { credentials = null } = deps
  const requests = urls.map((url) => firstRequest(url, credentials))
  const readings = await readUntil(deps, end, requests, deps.readFeeds)
  if (readings !== null) return readings.map(logged)
  const repeated = requests.map(async (request, at) => {
    const { url } = request
    const single = await readUntil(deps, end, [request], (one) => deps.readInObject(objectName(url, at), one))
    return logged(single?.[0] ?? failed(url, { kind: 'reader-failed' }))
  })
  return Promise.all(repeated)
}

function firstRequest(url: FeedUrl, credentials: Credentials | null): FeedRequest {
  const request = { url, validators: noValidators, known: noKeys, first: true, bodies: true }
  return credentials !== null && mayReceive(credentials.origin, url) ? { ...request, credentials } : request
}

/** The name of the object that reads an address, one of several at a time. */
function objectName(url: FeedUrl, at: number): string {
  return `address ${at} ${new URL(url).host}`
}

/** Null: the call died. */
async function readUntil(
  { stopwatch }: ReadDeps,
  end: number,
  requests: readonly FeedRequest[],
  read: ReadDeps['readFeeds'],
): Promise<readonly FeedReading[] | null> {
  const ms = end - stopwatch.elapsed()
  const seconds = Math.ceil((ms > 0 ? ms : wallMs) / 1000)
  const late = requests.map(({ url }) => failed(url, { kind: 'timeout', seconds }))
  if (ms <= 0) return late
  try {
    const readings = await stopwatch.within(read(requests), ms)
    return readings === 'late' ? late : readings
  } catch (error) {
    logCaught('asking the feed reader', error)
    return null
  }
}

/** Logs the cause of a failed reader, and removes it from the reading. */
function logged(reading: FeedReading): FeedReading {
  if (reading.kind !== 'failed' || reading.problem.kind !== 'reader-failed') return reading
  logCause('asking the feed reader', reading.problem.cause)
  return failed(reading.url, { kind: 'reader-failed' })
}

function failed(url: FeedUrl, problem: FeedProblem): FeedReading {
  return { kind: 'failed', url, problem, retryAfterMs: null }
}
