/** A server of documents by address, for tests of fetching. */
import { expect } from 'vitest'
import { type Fetch, type FetchBounds, fetchDocument } from '../../../src/feed/http/fetch-document.ts'
import { noValidators, type Validators } from '../../../src/polling.ts'
import { PATIENCE_MS } from '../../patience.ts'
import { feedAddress, now } from '../fixtures/documents.ts'

export const bounds: FetchBounds = { headersMs: PATIENCE_MS, timeoutMs: PATIENCE_MS, bodyBytes: 1000, redirects: 5 }
/** For servers that never answer. A server that answers may be too slow for these bounds on a busy machine. */
export const impatient: FetchBounds = { ...bounds, headersMs: 30, timeoutMs: 40 }

export interface Asked {
  readonly url: string
  readonly headers: Headers
}

/** A server with answers by address; `asked` has its requests. */
export function server(answers: Readonly<Record<string, () => Response>>) {
  const asked: Asked[] = []
  const fetch: Fetch = async (url, init) => {
    expect(init.redirect).toBe('manual')
    asked.push({ url, headers: new Headers(init.headers) })
    const answer = answers[url]
    if (answer === undefined) throw new TypeError(`no route to ${url}`)
    return answer()
  }
  return { fetch, asked }
}

/** Fetches the feed's document. */
export function ask(fetch: Fetch, validators: Validators = noValidators, within = bounds) {
  return fetchDocument(feedAddress, validators, { fetch, now, allowPrivate: false }, within)
}

/** Fetches the feed's document from a server with one answer. */
export const answering = (answer: () => Response, within = bounds) =>
  ask(server({ [feedAddress]: answer }).fetch, noValidators, within)

/** An answer without a body. */
export const status = (code: number, headers: Record<string, string> = {}) =>
  new Response(null, { status: code, headers })

/** A redirect. */
export const to = (location: string, code = 302) => status(code, { location })
