/** Counts clicks in Workers Analytics Engine, without data about readers, and queries the week's most opened links. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import { type Cause, causeOf, err, ok, type Result } from '../result.ts'
import { isShortCode } from './short-code.ts'

/** The dataset in wrangler.toml: developers.cloudflare.com/analytics/analytics-engine/get-started. */
const DATASET = 'paperboy_clicks'

/** The part of the binding that is used. */
export interface ClickCounter {
  writeDataPoint(point: { readonly indexes: string[]; readonly blobs: string[]; readonly doubles: number[] }): void
}

const robots = /bot|crawl|spider|preview|fetch|monitor|curl|wget|python|headless|scan|facebookexternalhit|slurp/iu

/** Whether a person opened a link, rather than a robot or a preview. */
export function isClick({ method, headers }: Request): boolean {
  const purpose = `${headers.get('sec-purpose') ?? ''} ${headers.get('purpose') ?? ''}`
  return method === 'GET' && !/prefetch|preview/iu.test(purpose) && !robots.test(headers.get('user-agent') ?? '')
}

/** @param code the short link's path */
export function countClick(counter: ClickCounter, code: string): void {
  counter.writeDataPoint({ indexes: [code], blobs: [code], doubles: [1] })
}

export interface LinkClicks {
  /** The short link's path. */
  readonly code: string
  readonly times: number
}

export type ClicksProblem =
  /** No API token or account is set. */
  | { readonly kind: 'not-set' }
  /** HTTP status; 0: no readable response. */
  | { readonly kind: 'refused'; readonly status: number; readonly cause?: Cause }

/** Access to the analytics of the Cloudflare account. */
export interface ClicksAccess {
  /** A token with permission to read the account's analytics; null: not set. */
  readonly token: string | null
  readonly account: string | null
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
}

const responseSchema = v.object({
  data: v.array(v.object({ code: v.string(), times: v.pipe(v.union([v.string(), v.number()]), v.transform(Number)) })),
})

/** Which links Analytics Engine is asked for: those opened most in the last days. */
interface Opened {
  readonly days: number
  readonly links: number
}

const week: Opened = { days: 7, links: limits.web.mostOpened }

/** For the statistics of channels. */
export const openedInStatistics: Opened = {
  days: limits.statistics.shownDays,
  links: limits.statistics.openedLinks,
}

/**
 * The short links opened most in the last days, in descending order. SQL API:
 * developers.cloudflare.com/analytics/analytics-engine/sql-api; a sample represents `_sample_interval` points.
 */
export async function mostOpened(
  { token, account, fetch }: ClicksAccess,
  { days, links }: Opened = week,
): Promise<Result<readonly LinkClicks[], ClicksProblem>> {
  if (token === null || account === null) return err({ kind: 'not-set' })
  const query = `SELECT blob1 AS code, SUM(_sample_interval * double1) AS times FROM ${DATASET}
    WHERE timestamp > NOW() - INTERVAL '${days}' DAY GROUP BY code ORDER BY times DESC LIMIT ${links} FORMAT JSON`
  try {
    const response = await fetch(`https://api.cloudflare.com/client/v4/accounts/${account}/analytics_engine/sql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: query,
      signal: AbortSignal.timeout(limits.web.answerMs),
    })
    const body = response.ok ? v.safeParse(responseSchema, await response.json()) : null
    if (body?.success !== true) return err({ kind: 'refused', status: response.status })
    return ok(body.output.data.filter(({ code }) => isShortCode(code)))
  } catch (error) {
    return err({ kind: 'refused', status: 0, cause: causeOf(error) })
  }
}
