/** Counts what is opened, in Workers Analytics Engine, and asks it for the week's most opened. Nobody's address is kept. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import { type Cause, causeOf, err, ok, type Result } from '../result.ts'
import { isShortCode } from './short-code.ts'

/** developers.cloudflare.com/analytics/analytics-engine/get-started: the name of the dataset in wrangler.toml. */
const DATASET = 'paperboy_clicks'

/** The binding, as far as it is used. */
export interface ClickCounter {
  writeDataPoint(point: { readonly indexes: string[]; readonly blobs: string[]; readonly doubles: number[] }): void
}

/** Robots open everything, and say nothing of what people like. */
const robots = /bot|crawl|spider|preview|fetch|monitor|curl|wget|python|headless|scan|facebookexternalhit|slurp/iu

/** Whether somebody opened a headline, rather than something looked at it. */
export function isClick(request: Request): boolean {
  const { headers } = request
  const purpose = `${headers.get('sec-purpose') ?? ''} ${headers.get('purpose') ?? ''}`
  return (
    request.method === 'GET' && !/prefetch|preview/iu.test(purpose) && !robots.test(headers.get('user-agent') ?? '')
  )
}

/** @param code the path of the short link */
export function countClick(counter: ClickCounter, code: string): void {
  counter.writeDataPoint({ indexes: [code], blobs: [code], doubles: [1] })
}

export interface Opened {
  /** Path of the short link. */
  readonly code: string
  readonly times: number
}

export type ClicksProblem =
  /** No API token is set, or no account. */
  | { readonly kind: 'not-set' }
  /** HTTP's status, 0: no answer that can be read, and why. */
  | { readonly kind: 'refused'; readonly status: number; readonly cause?: Cause }

export interface ClicksAccess {
  /** A token that may read the account's analytics; null: none is set. */
  readonly token: string | null
  readonly account: string | null
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
}

const answerSchema = v.object({
  data: v.array(v.object({ code: v.string(), times: v.pipe(v.union([v.string(), v.number()]), v.transform(Number)) })),
})

/**
 * The most opened short links of the last seven days, the most opened first.
 * SQL over HTTP: developers.cloudflare.com/analytics/analytics-engine/sql-api. Samples stand for `_sample_interval` points.
 */
export async function mostOpened({
  token,
  account,
  fetch,
}: ClicksAccess): Promise<Result<readonly Opened[], ClicksProblem>> {
  if (token === null || account === null) return err({ kind: 'not-set' })
  const query = `SELECT blob1 AS code, SUM(_sample_interval * double1) AS times FROM ${DATASET}
    WHERE timestamp > NOW() - INTERVAL '7' DAY GROUP BY code ORDER BY times DESC LIMIT ${limits.web.mostOpened} FORMAT JSON`
  try {
    const response = await fetch(`https://api.cloudflare.com/client/v4/accounts/${account}/analytics_engine/sql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: query,
      signal: AbortSignal.timeout(limits.web.answerMs),
    })
    if (!response.ok) return err({ kind: 'refused', status: response.status })
    const answer = v.safeParse(answerSchema, await response.json())
    if (!answer.success) return err({ kind: 'refused', status: response.status })
    return ok(answer.output.data.filter(({ code }) => isShortCode(code)))
  } catch (error) {
    return err({ kind: 'refused', status: 0, cause: causeOf(error) })
  }
}
