/** Fetches a feed's document: conditional GET, guarded redirects, compression, limits of time and bytes. Failures are values. */
import { limits } from '../../limits.ts'
import type { EpochMs, FeedUrl } from '../../model.ts'
import type { Validators } from '../../polling.ts'
import type { FeedProblem, PollingAdvice } from '../../result.ts'
import { redirectTarget } from './address.ts'
import { retryAfter, serverWait } from './cache-headers.ts'
import { isChallengeByBody, isChallengeByHeaders, mayBeChallenge } from './challenge.ts'
import { type CookieJar, cookieJar, noCookies } from './cookies.ts'
import { type Access, accessHeaders } from './credentials.ts'
import { type Deadline, startDeadline } from './deadline.ts'
import {
  discard,
  type LargeBodyPermit,
  largeBodyPermit,
  type NoAnswer,
  overNetwork,
  type ReadBody,
  readBody,
  readOpening,
} from './read-body.ts'
import { acceptOfArticles, requestHeaders } from './request-headers.ts'
import { validatorsOf } from './response-validators.ts'
import { type Semaphore, semaphore } from './semaphore.ts'
import { isPacked, unpack } from './unpack.ts'

/** The part of the global `fetch` that is used. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export interface FetchDeps {
  readonly fetch: Fetch
  readonly now: EpochMs
  /** Allows addresses of private networks, for local work. */
  readonly allowPrivate: boolean
  /** Address in the User-Agent, for publishers. */
  readonly about?: string
  /** Headers that only their origin may get; absent: none. */
  readonly access?: Access
  /** The invocation's connections; absent: unlimited. */
  readonly connections?: Semaphore
  /** Bodies above `largeBytes` in memory; absent: those of other fetches do not count. */
  readonly largeBodies?: Semaphore
  /** Requests an article's page: HTML and nothing else, without cookies. */
  readonly isArticle?: true
}

/** `limits.feed`, except in tests. */
export type FetchBounds = Readonly<Record<'headersMs' | 'timeoutMs' | 'bodyBytes' | 'redirects', number>>

export interface FetchFailure {
  readonly kind: 'failed'
  readonly problem: FeedProblem
  readonly retryAfterMs: number | null
}

export type Fetched =
  /** A 304, or a document with the same items as last time. `validators`: those of the document; null for a 304. */
  | { readonly kind: 'unchanged'; readonly validators: Validators | null; readonly advice: PollingAdvice }
  | {
      readonly kind: 'body'
      readonly bytes: Uint8Array
      /** The document is larger than the limit; the bytes are its beginning. */
      readonly exceedsLimit?: true
      readonly contentType: string | null
      /** `Link`; absent: none. */
      readonly linkHeader?: string
      /** `X-Robots-Tag` of an article's page; absent: none. */
      readonly robotsTag?: string
      /** The document's address, after redirects. */
      readonly url: FeedUrl
      readonly validators: Validators
      readonly advice: PollingAdvice
      /** Releases the permit for a large body; call it when the bytes are no longer needed. */
      readonly release: () => void
    }
  | FetchFailure

/** One fetch with its redirects. */
interface Exchange {
  readonly start: FeedUrl
  readonly validators: Validators
  readonly deps: FetchDeps
  readonly bounds: FetchBounds
  readonly deadline: Deadline
  readonly cookies: CookieJar
  /** Requests that may still be sent. */
  requestsLeft: number
}

/** Where a chain of redirects has arrived. */
interface Place {
  readonly url: FeedUrl
  /** All redirects were permanent. */
  readonly isPermanent: boolean
}

/** A response that is no redirect. */
interface Answer extends Place {
  readonly response: Response
  /** The validators that were sent. */
  readonly known: Validators
}

/** `packed`: as the server likes; `plain`: the bytes as they are sent, uncompressed if possible. */
type Transfer = 'packed' | 'plain'

/** Fetches a document. @param validators of the last document. Only a bug throws. */
export async function fetchDocument(
  start: FeedUrl,
  validators: Validators,
  deps: FetchDeps,
  bounds: FetchBounds = limits.feed,
): Promise<Fetched> {
  const deadline = startDeadline(bounds.headersMs)
  const requestsLeft = bounds.redirects + 1
  const cookies = deps.isArticle === true ? noCookies : cookieJar(deps.now)
  const exchange: Exchange = { start, validators, deps, bounds, deadline, cookies, requestsLeft }
  try {
    const answer = await followRedirects(exchange, { url: start, isPermanent: true }, 'packed')
    if ('kind' in answer) return answer
    deadline.extend(bounds.timeoutMs - bounds.headersMs)
    const fetched = await readAnswer(answer, exchange)
    return fetched === 'damaged' ? await fetchAgain(exchange, answer) : fetched
  } finally {
    deadline.end()
  }
}

/** Asks once more for a document that could not be unpacked; its label may be wrong. */
async function fetchAgain(exchange: Exchange, { url, isPermanent }: Place): Promise<Fetched> {
  const damaged = failure({ kind: 'damaged-answer', host: new URL(url).host })
  if (exchange.requestsLeft === 0) return damaged
  const answer = await followRedirects(exchange, { url, isPermanent }, 'plain')
  if ('kind' in answer) return damaged
  const fetched = await readAnswer(answer, exchange)
  return fetched === 'damaged' || fetched.kind === 'failed' ? damaged : fetched
}

async function followRedirects(exchange: Exchange, place: Place, transfer: Transfer): Promise<Answer | FetchFailure> {
  const { start, validators, deps, bounds, deadline, cookies } = exchange
  let { url, isPermanent } = place
  for (;;) {
    // The first address is checked too: it may have been stored under other rules.
    const allowed = redirectTarget(url, url, deps)
    if (!allowed.ok) return failure(allowed.problem)
    // Validators are valid only for the address that sent them.
    const known = url === (validators.from ?? start) ? validators : { ...validators, etag: null, modified: null }
    exchange.requestsLeft -= 1
    const response = await request(allowed.value, known, exchange, transfer)
    if (response === 'timeout' || response === 'broken') return noAnswer(response, url, deadline)
    if (!isRedirect(response.status)) return { response, url, isPermanent, known }

    discard(response)
    cookies.keep(url, response.headers)
    if (exchange.requestsLeft === 0) return failure({ kind: 'too-many-redirects', limit: bounds.redirects })
    const location = response.headers.get('location')
    if (location === null) return failure({ kind: 'bad-redirect', to: '' })
    const target = redirectTarget(url, location, deps)
    if (!target.ok) return failure(target.problem)
    url = target.value
    isPermanent &&= isPermanentRedirect(response.status)
  }
}

/** Sends a request once a connection is free, and waits for the headers. The deadline starts with the connection. */
async function request(
  url: FeedUrl,
  known: Validators,
  { deps, deadline, cookies }: Exchange,
  transfer: Transfer,
): Promise<Response | NoAnswer> {
  const release = deps.connections === undefined ? null : await deadline.pausedFor(deps.connections.acquire())
  const init: RequestInit = {
    headers: {
      ...requestHeaders(known, deps.about, accessHeaders(deps.access ?? null, url), cookies.headerFor(url)),
      ...(deps.isArticle === true ? { accept: acceptOfArticles } : {}),
      ...(transfer === 'packed' ? {} : { 'accept-encoding': 'identity' }),
    },
    redirect: 'manual',
    signal: deadline.signal,
    // `manual`: workerd does not unpack the body, which may contradict its label.
    ...(transfer === 'packed' ? {} : { encodeResponseBody: 'manual' }),
  }
  try {
    return await overNetwork(() => deps.fetch(url, init), deadline)
  } finally {
    release?.()
  }
}

/** `damaged`: the document is compressed, or its label says so, and it cannot be unpacked. */
async function readAnswer(answer: Answer, exchange: Exchange): Promise<Fetched | 'damaged'> {
  const { start, deps, deadline } = exchange
  const { response, url, known, isPermanent } = answer
  const { headers } = response
  const advice: PollingAdvice = {
    waitMinutes: serverWait(headers, deps.now),
    movedTo: isPermanent && url !== start ? url : null,
  }
  if (response.status === 304 && (known.etag !== null || known.modified !== null)) {
    discard(response)
    return { kind: 'unchanged', validators: null, advice }
  }
  const challenge = failure({ kind: 'challenge', host: new URL(url).host }, retryAfter(headers, deps.now))
  if (isChallengeByHeaders(response)) {
    discard(response)
    return challenge
  }
  if (!response.ok) {
    const opening = mayBeChallenge(response) ? await readOpening(response.body, deadline) : null
    if (opening !== null && isChallengeByBody(response, opening)) return challenge
    if (opening === null) discard(response)
    // Behind a temporary redirect, only the target is gone.
    if (response.status === 410 && isPermanent) return failure({ kind: 'gone' })
    return failure({ kind: 'http-status', status: response.status }, retryAfter(headers, deps.now))
  }
  if (deps.isArticle === true && !isHtml(headers)) {
    discard(response)
    return failure({ kind: 'not-a-feed' })
  }
  const permit = largeBodyPermit(deps.largeBodies ?? semaphore(limits.feed.largeBodies), deadline)
  let isKept = false
  try {
    const body = await readUnpacked(answer, permit, exchange)
    if (body === 'damaged' || 'kind' in body) return body
    const { bytes } = body
    const validators = validatorsOf(headers, bytes, url === start ? null : url)
    if (validators.hash === known.hash) return { kind: 'unchanged', validators, advice }
    if (mayBeChallenge(response) && isChallengeByBody(response, bytes.subarray(0, limits.feed.refusalBytes)))
      return challenge
    isKept = true
    const contentType = headers.get('content-type')
    const linkHeader = headers.get('link')
    const over = body.exceedsLimit ? { exceedsLimit: true as const } : {}
    const linked = linkHeader === null ? {} : { linkHeader }
    const robots = deps.isArticle === true ? headers.get('x-robots-tag') : null
    const tagged = robots === null ? {} : { robotsTag: robots }
    const document = { bytes, ...over, contentType, ...linked, ...tagged, url, validators, advice }
    return { kind: 'body', ...document, release: permit.release }
  } finally {
    if (!isKept) permit.release()
  }
}

/** Reads and unpacks a body. The limit holds for what is received and for what it becomes. */
async function readUnpacked(
  { response, url }: Answer,
  permit: LargeBodyPermit,
  { bounds, deadline }: Exchange,
): Promise<ReadBody | FetchFailure | 'damaged'> {
  const label = compressionOf(response.headers)
  const body = await readBody(response.body, bounds.bodyBytes, permit, deadline)
  if (body === 'timeout') return noAnswer(body, url, deadline)
  // The runtime unpacks some bodies itself: they break off if they contradict their label, or are empty behind a proxy.
  if (body === 'broken') return label === null ? noAnswer(body, url, deadline) : 'damaged'
  if (label !== null && body.bytes.length === 0) return 'damaged'
  if (isPacked(body.bytes, label)) await permit.take()
  const unpacked = await unpack(body.bytes, label, bounds.bodyBytes)
  if (unpacked.kind === 'damaged') return 'damaged'
  if (unpacked.kind === 'archive') return failure({ kind: 'packed-file', format: unpacked.format })
  return { bytes: unpacked.bytes, exceedsLimit: body.exceedsLimit || unpacked.exceedsLimit }
}

function isHtml(headers: Headers): boolean {
  return /^\s*(?:text\/html|application\/xhtml\+xml)(?:[;\s]|$)/iu.test(headers.get('content-type') ?? '')
}

/** Content-Encoding; null if it names no compression. */
function compressionOf(headers: Headers): string | null {
  const label = headers.get('content-encoding')
  return label !== null && /gzip|deflate|br|zstd|compress/iu.test(label) ? label : null
}

function isRedirect(status: number): boolean {
  return isPermanentRedirect(status) || status === 302 || status === 303 || status === 307
}

/** RFC 9110, sections 15.4.2 and 15.4.9. */
function isPermanentRedirect(status: number): boolean {
  return status === 301 || status === 308
}

function failure(problem: FeedProblem, retryAfterMs: number | null = null): FetchFailure {
  return { kind: 'failed', problem, retryAfterMs }
}

function noAnswer(reason: NoAnswer, url: FeedUrl, deadline: Deadline): FetchFailure {
  return failure(
    reason === 'timeout'
      ? { kind: 'timeout', seconds: deadline.limitMs() / 1000 }
      : { kind: 'unreachable', host: new URL(url).host },
  )
}
