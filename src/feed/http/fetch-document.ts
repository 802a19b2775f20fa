/** Fetches a feed's document: conditional, every redirect guarded, bounded in time and bytes, failures as data. */
import { limits } from '../../limits.ts'
import type { EpochMs, FeedUrl } from '../../model.ts'
import type { Validators } from '../../polling.ts'
import type { FeedProblem, Manner } from '../../result.ts'
import { redirectTarget } from './address.ts'
import { isChallengeByBody, isChallengeByHeaders, mayBeChallenge } from './challenge.ts'
import { fingerprint } from './fingerprint.ts'
import { retryAfter, serverWait } from './polling-hints.ts'
import { type Patience, patience, type Turnstile, turnstile } from './time-limit.ts'

/** The global `fetch`, as far as it is used. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export interface FetchDeps {
  readonly fetch: Fetch
  readonly now: EpochMs
  readonly allowPrivate: boolean
  /** Address that the User-Agent names, so that a publisher can see who is asking. */
  readonly about?: string
  /** Where fetches wait until one of the invocation's connections is free; without it there is nothing to wait for. */
  readonly connections?: Turnstile
  /** Where bodies above `largeBytes` wait for their turn; without it there is nothing to wait for. */
  readonly large?: Turnstile
}

/** `limits.feed`, except in tests: ms until the document's headers and until its end, bytes of the body, and redirects. */
export interface FetchBounds {
  readonly headersMs: number
  readonly timeoutMs: number
  readonly bodyBytes: number
  readonly redirects: number
}

export type Fetched =
  /** 304, or the same items as last time; `validators`: of the document that was sent; null for a 304. */
  | { readonly kind: 'unchanged'; readonly validators: Validators | null; readonly manner: Manner }
  | {
      readonly kind: 'body'
      readonly bytes: Uint8Array
      readonly contentType: string | null
      /** Where the document was found after redirects. */
      readonly url: FeedUrl
      readonly validators: Validators
      readonly manner: Manner
      /** Gives up the place among large bodies; to be called when the bytes are no longer needed. */
      readonly release: () => void
    }
  | { readonly kind: 'failed'; readonly problem: FeedProblem; readonly retryAfterMs: number | null }

const { largeBytes, largeBodies, refusalBytes } = limits.feed

const accept =
  'application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1'
const validatorUnits = 500
const firstBytes = 32 * 1024

/** Fetches a document. @param validators what is known of it. Network failures are values; an exception is a bug. */
export async function fetchDocument(
  start: FeedUrl,
  validators: Validators,
  deps: FetchDeps,
  bounds: FetchBounds = limits.feed,
): Promise<Fetched> {
  const clock = patience(bounds.headersMs)
  let way: Way = { start, url: start, isPermanent: true }
  try {
    for (let hops = 0; ; hops++) {
      const { url } = way
      // The guard is asked for the first address too: it may have been stored under other rules.
      const admitted = redirectTarget(url, url, deps)
      if (!admitted.ok) return failure(admitted.problem)
      // What one address said of its document means nothing to another.
      const known = url === (validators.from ?? start) ? validators : { ...validators, etag: null, modified: null }
      const headers = requestHeaders(known, deps.about)
      const init: RequestInit = { headers, redirect: 'manual', signal: clock.signal }
      const response = await headersOf(() => deps.fetch(admitted.value, init), deps.connections, clock)
      if (response === 'timeout') return tooSlow(clock)
      if (response === 'broken') return unreachable(url)
      if (!isRedirect(response.status)) {
        clock.extend(bounds.timeoutMs - bounds.headersMs)
        return await answered(response, way, known, deps, bounds, clock)
      }

      discard(response.body)
      if (hops >= bounds.redirects) return failure({ kind: 'too-many-redirects', limit: bounds.redirects })
      const location = response.headers.get('location')
      if (location === null) return failure({ kind: 'bad-redirect', to: '' })
      const target = redirectTarget(url, location, deps)
      if (!target.ok) return failure(target.problem)
      way = { start, url: target.value, isPermanent: way.isPermanent && isPermanent(response.status) }
    }
  } finally {
    clock.end()
  }
}

/** Fetches as far as the headers, once a connection is free. The clock starts with the connection. */
async function headersOf(
  ask: () => Promise<Response>,
  connections: Turnstile | undefined,
  clock: Patience,
): Promise<Response | NoAnswer> {
  const leave = connections === undefined ? null : await clock.holding(connections.enter())
  try {
    return await overNetwork(ask, clock)
  } finally {
    leave?.()
  }
}

/** `broken`: no answer, or a connection that ended in the middle. */
type NoAnswer = 'timeout' | 'broken'

/** Awaits the network. The `try` holds nothing else, so a bug is not reported as the publisher's failure. */
async function overNetwork<Value>(ask: () => Promise<Value>, clock: Patience): Promise<Value | NoAnswer> {
  try {
    return (await clock.within(ask())) ?? 'timeout'
  } catch {
    return clock.signal.aborted ? 'timeout' : 'broken'
  }
}

/** From the address that was asked for to the one that answered. */
interface Way {
  readonly start: FeedUrl
  readonly url: FeedUrl
  /** Every redirect on it was. */
  readonly isPermanent: boolean
}

async function answered(
  response: Response,
  way: Way,
  known: Validators,
  deps: FetchDeps,
  bounds: FetchBounds,
  clock: Patience,
): Promise<Fetched> {
  const { start, url } = way
  const challenge = failure({ kind: 'challenge', host: new URL(url).host }, retryAfter(response.headers, deps.now))
  const isConditional = known.etag !== null || known.modified !== null
  const manner: Manner = {
    wait: serverWait(response.headers, deps.now),
    movedTo: way.isPermanent && url !== start ? url : null,
  }
  if (response.status === 304 && isConditional) {
    discard(response.body)
    return { kind: 'unchanged', validators: null, manner }
  }
  if (isChallengeByHeaders(response)) {
    discard(response.body)
    return challenge
  }
  if (!response.ok) {
    const opening = mayBeChallenge(response) ? await readOpening(response.body, clock) : null
    if (opening !== null && isChallengeByBody(response, opening)) return challenge
    if (opening === null) discard(response.body)
    // Behind a redirect that is for now only the place is gone, not the feed.
    if (response.status === 410 && way.isPermanent) return failure({ kind: 'gone' })
    return failure({ kind: 'http-status', status: response.status }, retryAfter(response.headers, deps.now))
  }
  // Compressed or not, a body never grows smaller by being read.
  if (Number(response.headers.get('content-length')) > bounds.bodyBytes) {
    discard(response.body)
    return failure({ kind: 'too-large', limitBytes: bounds.bodyBytes })
  }
  const body = await readBody(response.body, bounds, deps.large ?? turnstile(largeBodies), clock)
  if (body === 'timeout') return tooSlow(clock)
  if (body === 'broken') return unreachable(url)
  if (body === 'too-large') return failure({ kind: 'too-large', limitBytes: bounds.bodyBytes })

  const validators: Validators = {
    etag: etagOf(response.headers.get('etag')),
    modified: validator(response.headers.get('last-modified')),
    hash: fingerprint(body.bytes),
    from: url === start ? null : url,
  }
  if (validators.hash === known.hash) {
    body.release()
    return { kind: 'unchanged', validators, manner }
  }
  if (mayBeChallenge(response) && isChallengeByBody(response, body.bytes.subarray(0, refusalBytes))) {
    body.release()
    return challenge
  }
  return {
    kind: 'body',
    bytes: body.bytes,
    contentType: response.headers.get('content-type'),
    url,
    validators,
    manner,
    release: body.release,
  }
}

interface Body {
  readonly bytes: Uint8Array
  readonly release: () => void
}

/** Reads a body that has been decompressed already: the limit holds against compressed bombs too. */
async function readBody(
  stream: ReadableStream<Uint8Array> | null,
  bounds: FetchBounds,
  large: Turnstile,
  clock: Patience,
): Promise<Body | NoAnswer | 'too-large'> {
  if (stream === null) return { bytes: new Uint8Array(), release: () => undefined }
  const reader = stream.getReader()
  let bytes = new Uint8Array(firstBytes)
  let length = 0
  let release: (() => void) | null = null
  let isDone = false
  try {
    for (;;) {
      const step = await overNetwork(() => reader.read(), clock)
      if (step === 'timeout' || step === 'broken') return step
      if (step.done) break
      const needed = length + step.value.length
      if (needed > bounds.bodyBytes) return 'too-large'
      if (needed > largeBytes) release ??= await clock.holding(large.enter())
      if (needed > bytes.length) {
        const wider = new Uint8Array(Math.min(bounds.bodyBytes, Math.max(needed, 2 * bytes.length)))
        wider.set(bytes.subarray(0, length))
        bytes = wider
      }
      bytes.set(step.value, length)
      length = needed
    }
    isDone = true
  } finally {
    if (!isDone) {
      release?.()
      reader.cancel().catch(() => undefined)
    }
  }
  return { bytes: bytes.subarray(0, length), release: release ?? (() => undefined) }
}

/** The beginning of a body, with whatever time is left for it; the rest is let go. */
async function readOpening(stream: ReadableStream<Uint8Array> | null, clock: Patience): Promise<Uint8Array> {
  if (stream === null) return new Uint8Array()
  const reader = stream.getReader()
  const opening = new Uint8Array(refusalBytes)
  let length = 0
  while (length < refusalBytes) {
    const step = await overNetwork(() => reader.read(), clock)
    // What came before it broke off may tell all the same.
    if (step === 'timeout' || step === 'broken' || step.done) break
    const part = step.value.subarray(0, refusalBytes - length)
    opening.set(part, length)
    length += part.length
  }
  reader.cancel().catch(() => undefined)
  return opening.subarray(0, length)
}

function requestHeaders(validators: Validators, about: string | undefined): Record<string, string> {
  return {
    accept,
    'user-agent': `Paperboy/0.1 (feed reader for Telegram channels${about === undefined ? '' : `; +${about}`})`,
    ...(validators.etag === null ? {} : { 'if-none-match': validators.etag }),
    ...(validators.modified === null ? {} : { 'if-modified-since': validators.modified }),
  }
}

/** A validator is sent back as it came, weak or without its quotes; one that no header may hold is forgotten. */
function validator(value: string | null): string | null {
  return value === null || value.length > validatorUnits || !/^[\x20-\x7e]+$/u.test(value) ? null : value
}

/** An empty tag is one that never changes, and a star would match whatever there is (RFC 9110, section 13.1.2). */
function etagOf(value: string | null): string | null {
  return value === null || /^(?:\s*|\*|(?:W\/)?"")$/u.test(value.trim()) ? null : validator(value)
}

function isRedirect(status: number): boolean {
  return isPermanent(status) || status === 302 || status === 303 || status === 307
}

/** RFC 9110, sections 15.4.2 and 15.4.9. */
function isPermanent(status: number): boolean {
  return status === 301 || status === 308
}

function failure(problem: FeedProblem, retryAfterMs: number | null = null): Fetched {
  return { kind: 'failed', problem, retryAfterMs }
}

function unreachable(url: FeedUrl): Fetched {
  return failure({ kind: 'unreachable', host: new URL(url).host })
}

function tooSlow(clock: Patience): Fetched {
  return failure({ kind: 'timeout', seconds: clock.limitMs() / 1000 })
}

/** Lets go of a body that nobody reads, so that its connection is free again. */
function discard(body: ReadableStream | null): void {
  body?.cancel().catch(() => undefined)
}
