/** Asks a site's robots.txt whether a page may be read. */
import { limits } from '../../limits.ts'
import type { FeedUrl } from '../../model.ts'
import { noValidators } from '../../polling.ts'
import { decodeBody } from '../decode.ts'
import { feedUrl } from './address.ts'
import { type FetchBounds, type FetchDeps, type FetchFailure, fetchDocument } from './fetch-document.ts'
import { isAllowedByRobots } from './robots.ts'

const bounds = { ...limits.feed, redirects: limits.watching.robotsRedirects }

/**
 * Null: the page may be read. Without a robots.txt every page may be (RFC 9309, section 2.3.1.3); if the site does not answer, or
 * with an error of its own, none may (section 2.3.1.4).
 */
export async function robotsObjection(page: FeedUrl, deps: FetchDeps): Promise<FetchFailure | null> {
  const robots = await readRobots(page, deps)
  if (typeof robots !== 'string') return robots
  if (isAllowedByRobots(robots, page)) return null
  return { kind: 'failed', problem: { kind: 'robots-disallow', host: new URL(page).host }, retryAfterMs: null }
}

/** The robots.txt of a page's site; empty: it has none. */
export async function readRobots(
  page: FeedUrl,
  deps: FetchDeps,
  limit: FetchBounds = bounds,
): Promise<string | FetchFailure> {
  const address = feedUrl(new URL('/robots.txt', page).href, deps)
  if (!address.ok) return { kind: 'failed', problem: address.problem, retryAfterMs: null }
  const fetched = await fetchDocument(address.value, noValidators, deps, limit)
  if (fetched.kind === 'failed') return isAbsence(fetched) ? '' : fetched
  if (fetched.kind === 'unchanged') return ''
  const { raw, decode } = decodeBody(
    fetched.bytes.subarray(0, limits.watching.robotsBytes),
    'text/plain; charset=utf-8',
  )
  fetched.release()
  return decode(raw)
}

/** Whether there is no robots.txt to read; the page itself then says what else is wrong. */
function isAbsence({ problem }: FetchFailure): boolean {
  switch (problem.kind) {
    case 'http-status':
      return problem.status < 500 && problem.status !== 429
    case 'gone':
    case 'challenge':
    case 'too-many-redirects':
    case 'bad-redirect':
    case 'private-address':
      return true
    default:
      return false
  }
}
