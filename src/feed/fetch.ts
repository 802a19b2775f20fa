/** Fetches a feed's document: conditional, every redirect guarded, bounded in time and bytes, failures as data. */
import { limits } from '../limits.ts'
import type { EpochMs, FeedUrl, Validators } from '../model.ts'
import type { FeedProblem } from '../result.ts'
import { redirectTarget } from './address.ts'
import { parseDate } from './date.ts'
import { hashBody } from './hash.ts'
import { type Patience, patience, type Turnstile, turnstile } from './patience.ts'

/** The global `fetch`, as far as it is used. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export interface FetchEdges {
  readonly fetch: Fetch
  readonly now: EpochMs
  readonly allowPrivate: boolean
  /** Address that the User-Agent names, so that a publisher can see who is asking. */
  readonly about?: string
  /** Where bodies above `largeBytes` wait for their turn; without it there is nothing to wait for. */
  readonly large?: Turnstile
}

/** Milliseconds from the request to the body's end, bytes of the body, and hops; `limits.feed` but in tests. */
export interface FetchBounds {
  readonly timeoutMs: number
  readonly bodyBytes: number
  readonly redirects: number
}

export type Fetched =
  /** 304, or the same bytes as last time. */
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'body'
      readonly bytes: Uint8Array
      readonly contentType: string | null
      /** Where the document was found after redirects. */
      readonly url: FeedUrl
      readonly validators: Validators
      /** Gives up the place among large bodies; to be called when the bytes are no longer needed. */
      readonly release: () => void
    }
  | { readonly kind: 'failed'; readonly problem: FeedProblem; readonly retryAfterMs: number | null }

const { largeBytes, largeBodies } = limits.feed

const accept =
  'application/rss+xml, application/atom+xml, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, text/html;q=0.5, */*;q=0.1'
const validatorUnits = 500
const firstBytes = 32 * 1024

/** Asks for a document; the second argument is what is known of it. Never throws. */
export async function fetchDocument(
  start: FeedUrl,
  validators: Validators,
  edges: FetchEdges,
  bounds: FetchBounds = limits.feed,
): Promise<Fetched> {
  const clock = patience(bounds.timeoutMs)
  const tooSlow = failure({ kind: 'timeout', seconds: bounds.timeoutMs / 1000 })
  let url = start
  try {
    for (let hops = 0; ; hops++) {
      // The guard is asked for the first address too: it may have been stored under other rules.
      const admitted = redirectTarget(url, url, edges)
      if (!admitted.ok) return failure(admitted.problem)
      const headers = requestHeaders(validators, edges.about)
      const init: RequestInit = { headers, redirect: 'manual', signal: clock.signal }
      const response = await clock.within(edges.fetch(admitted.value, init))
      if (response === null) return tooSlow
      if (!isRedirect(response.status)) return await answered(response, url, validators, edges, bounds, clock)

      discard(response.body)
      if (hops >= bounds.redirects) return failure({ kind: 'too-many-redirects', limit: bounds.redirects })
      const location = response.headers.get('location')
      if (location === null) return failure({ kind: 'bad-redirect', to: '' })
      const target = redirectTarget(url, location, edges)
      if (!target.ok) return failure(target.problem)
      url = target.value
    }
  } catch {
    if (clock.signal.aborted) return tooSlow
    return failure({ kind: 'unreachable', host: new URL(url).host })
  } finally {
    clock.end()
  }
}

async function answered(
  response: Response,
  url: FeedUrl,
  known: Validators,
  edges: FetchEdges,
  bounds: FetchBounds,
  clock: Patience,
): Promise<Fetched> {
  const isConditional = known.etag !== null || known.modified !== null
  if (response.status === 304 && isConditional) {
    discard(response.body)
    return { kind: 'unchanged' }
  }
  if (!response.ok) {
    discard(response.body)
    return failure({ kind: 'http-status', status: response.status }, retryAfter(response.headers, edges.now))
  }
  // Compressed or not, a body never grows smaller by being read.
  if (Number(response.headers.get('content-length')) > bounds.bodyBytes) {
    discard(response.body)
    return failure({ kind: 'too-large', limitBytes: bounds.bodyBytes })
  }
  const body = await readBody(response.body, bounds, edges.large ?? turnstile(largeBodies), clock)
  if (body === 'timeout') return failure({ kind: 'timeout', seconds: bounds.timeoutMs / 1000 })
  if (body === 'too-large') return failure({ kind: 'too-large', limitBytes: bounds.bodyBytes })

  const hash = await hashBody(body.bytes)
  if (hash === known.hash) {
    body.release()
    return { kind: 'unchanged' }
  }
  return {
    kind: 'body',
    bytes: body.bytes,
    contentType: response.headers.get('content-type'),
    url,
    validators: {
      etag: validator(response.headers.get('etag')),
      modified: validator(response.headers.get('last-modified')),
      hash,
    },
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
): Promise<Body | 'timeout' | 'too-large'> {
  if (stream === null) return { bytes: new Uint8Array(), release: () => undefined }
  const reader = stream.getReader()
  let bytes = new Uint8Array(firstBytes)
  let length = 0
  let release: (() => void) | null = null
  let isDone = false
  try {
    for (;;) {
      const step = await clock.within(reader.read())
      if (step === null) return 'timeout'
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

function requestHeaders(validators: Validators, about: string | undefined): Record<string, string> {
  return {
    accept,
    'user-agent': `Paperboy/0.1 (feed reader for Telegram channels${about === undefined ? '' : `; +${about}`})`,
    ...(validators.etag === null ? {} : { 'if-none-match': validators.etag }),
    ...(validators.modified === null ? {} : { 'if-modified-since': validators.modified }),
  }
}

/** A validator is sent back as it came, so one that no header may hold is forgotten. */
function validator(value: string | null): string | null {
  return value === null || value.length > validatorUnits || !/^[\x20-\x7e]+$/u.test(value) ? null : value
}

function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308
}

/** Seconds, or a date (RFC 9110, section 10.2.3), as milliseconds from now; null where there is none. */
function retryAfter(headers: Headers, now: EpochMs): number | null {
  const value = headers.get('retry-after')?.trim() ?? ''
  if (/^\d{1,9}$/u.test(value)) return Number(value) * 1000
  const until = parseDate(value, Number.MAX_SAFE_INTEGER)
  return until === null ? null : Math.max(0, until - now)
}

function failure(problem: FeedProblem, retryAfterMs: number | null = null): Fetched {
  return { kind: 'failed', problem, retryAfterMs }
}

/** Lets go of a body that nobody reads, so that its connection is free again. */
function discard(body: ReadableStream | null): void {
  body?.cancel().catch(() => undefined)
}
