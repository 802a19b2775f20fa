/** Fetches a feed's document: conditional GET, guarded redirects, limits of time and bytes. Failures are values. */
import { limits } from '../../limits.ts'
import type { EpochMs, FeedUrl } from '../../model.ts'
import type { Validators } from '../../polling.ts'
import type { FeedProblem, PollingAdvice } from '../../result.ts'
import { redirectTarget } from './address.ts'
import { retryAfter, serverWait } from './cache-headers.ts'
import { isChallengeByBody, isChallengeByHeaders, mayBeChallenge } from './challenge.ts'
import { type Access, accessHeaders } from './credentials.ts'
import { type Deadline, startDeadline } from './deadline.ts'
import { fingerprint } from './fingerprint.ts'
import { discard, type NoAnswer, overNetwork, readBody, readOpening } from './read-body.ts'
import { type Semaphore, semaphore } from './semaphore.ts'

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
      readonly contentType: string | null
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
}

/** A response that is no redirect. */
interface Answer {
  readonly response: Response
  readonly url: FeedUrl
  /** All redirects were permanent. */
  readonly isPermanent: boolean
  /** The validators that were sent. */
  readonly known: Validators
}

/** Fetches a document. @param validators of the last document. Only a bug throws. */
export async function fetchDocument(
  start: FeedUrl,
  validators: Validators,
  deps: FetchDeps,
  bounds: FetchBounds = limits.feed,
): Promise<Fetched> {
  const deadline = startDeadline(bounds.headersMs)
  const exchange: Exchange = { start, validators, deps, bounds, deadline }
  try {
    const answer = await followRedirects(exchange)
    if ('kind' in answer) return answer
    deadline.extend(bounds.timeoutMs - bounds.headersMs)
    return await readAnswer(answer, exchange)
  } finally {
    deadline.end()
  }
}

async function followRedirects(exchange: Exchange): Promise<Answer | FetchFailure> {
  const { start, validators, deps, bounds, deadline } = exchange
  let url = start
  let isPermanent = true
  for (let redirects = 0; ; redirects++) {
    // The first address is checked too: it may have been stored under other rules.
    const allowed = redirectTarget(url, url, deps)
    if (!allowed.ok) return failure(allowed.problem)
    // Validators are valid only for the address that sent them.
    const known = url === (validators.from ?? start) ? validators : { ...validators, etag: null, modified: null }
    const response = await request(allowed.value, known, exchange)
    if (response === 'timeout' || response === 'broken') return noAnswer(response, url, deadline)
    if (!isRedirect(response.status)) return { response, url, isPermanent, known }

    discard(response)
    if (redirects >= bounds.redirects) return failure({ kind: 'too-many-redirects', limit: bounds.redirects })
    const location = response.headers.get('location')
    if (location === null) return failure({ kind: 'bad-redirect', to: '' })
    const target = redirectTarget(url, location, deps)
    if (!target.ok) return failure(target.problem)
    url = target.value
    isPermanent &&= isPermanentRedirect(response.status)
  }
}

/** Sends a request once a connection is free, and waits for the headers. The deadline starts with the connection. */
async function request(url: FeedUrl, known: Validators, { deps, deadline }: Exchange): Promise<Response | NoAnswer> {
  const release = deps.connections === undefined ? null : await deadline.pausedFor(deps.connections.acquire())
  const init: RequestInit = {
    headers: { ...requestHeaders(known, deps.about), ...accessHeaders(deps.access ?? null, url) },
    redirect: 'manual',
    signal: deadline.signal,
  }
  try {
    return await overNetwork(() => deps.fetch(url, init), deadline)
  } finally {
    release?.()
  }
}

function requestHeaders({ etag, modified }: Validators, about: string | undefined): Record<string, string> {
  return {
    accept,
    'user-agent': `Paperboy/0.1 (feed reader for Telegram channels${about === undefined ? '' : `; +${about}`})`,
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(modified === null ? {} : { 'if-modified-since': modified }),
  }
}

const accept =
  'application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1'

async function readAnswer(answer: Answer, { start, deps, bounds, deadline }: Exchange): Promise<Fetched> {
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
  const tooLarge = failure({ kind: 'too-large', limitBytes: bounds.bodyBytes })
  // A decompressed body is at least as large.
  if (Number(headers.get('content-length')) > bounds.bodyBytes) {
    discard(response)
    return tooLarge
  }
  const largeBodies = deps.largeBodies ?? semaphore(limits.feed.largeBodies)
  const body = await readBody(response.body, bounds.bodyBytes, largeBodies, deadline)
  if (body === 'too-large') return tooLarge
  if (body === 'timeout' || body === 'broken') return noAnswer(body, url, deadline)

  const { bytes, release } = body
  const validators = validatorsOf(headers, bytes, url === start ? null : url)
  if (validators.hash === known.hash) {
    release()
    return { kind: 'unchanged', validators, advice }
  }
  if (mayBeChallenge(response) && isChallengeByBody(response, bytes.subarray(0, limits.feed.refusalBytes))) {
    release()
    return challenge
  }
  return { kind: 'body', bytes, contentType: headers.get('content-type'), url, validators, advice, release }
}

function validatorsOf(headers: Headers, bytes: Uint8Array, from: FeedUrl | null): Validators {
  const etag = headers.get('etag')
  // An empty ETag identifies nothing, and `*` matches everything (RFC 9110, section 13.1.2).
  const isUseless = etag === null || /^(?:\s*|\*|(?:W\/)?"")$/u.test(etag.trim())
  return {
    etag: isUseless ? null : sendable(etag),
    modified: sendable(headers.get('last-modified')),
    hash: fingerprint(bytes),
    from,
  }
}

/** A validator as received, even if it is weak or lacks quotes; null if a header cannot contain it. */
function sendable(value: string | null): string | null {
  const isSendable = value !== null && value.length <= limits.feed.validatorUnits && /^[\x20-\x7e]+$/u.test(value)
  return isSendable ? value : null
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
