/** Reads the page of an article: robots.txt, fetch, checks, and the text that is longer than the feed's. */
import { limits } from '../../limits.ts'
import type { Body, EpochMs, FeedUrl, FullText } from '../../model.ts'
import { noValidators } from '../../polling.ts'
import { decodeBody } from '../decode.ts'
import { bodyOf } from '../html-to-text/body.ts'
import { itemText } from '../html-to-text/item-text.ts'
import { plainText } from '../html-to-text/plain-text.ts'
import { feedUrl } from '../http/address.ts'
import {
  type FetchBounds,
  type FetchDeps,
  type Fetched,
  type FetchFailure,
  fetchDocument,
} from '../http/fetch-document.ts'
import { readRobots } from '../http/read-robots.ts'
import { isAllowedByRobots } from '../http/robots.ts'
import { plainSource } from '../source-text.ts'
import { isAbout } from './is-about.ts'
import { isWall } from './is-wall.ts'
import { letterCount } from './letter-count.ts'
import { pageMarkup } from './page-markup.ts'
import { mayKeepText, pageHead } from './page-rules.ts'

const { article, feed } = limits
const robotsBounds = {
  headersMs: article.robotsMs,
  timeoutMs: article.robotsMs,
  bodyBytes: limits.watching.robotsBytes,
  redirects: limits.watching.robotsRedirects,
}

/** An item whose page is to be read. */
export interface ArticleRequest {
  /** Its link. */
  readonly url: string
  readonly title: string
  /** The text of its feed as people see it, or its beginning. */
  readonly known: string
  /** Whether a filter needs the words of the page. */
  readonly isSearched: boolean
}

export type ArticleReading =
  | {
      readonly kind: 'page'
      readonly body: Body
      /** For filters; null: not asked for. */
      readonly text: string | null
    }
  | {
      readonly kind: Exclude<FullText, 'page' | 'limit'>
      /** Set if the host should be left alone: it refused the request, or did not answer. 0: it names no time. */
      readonly restMs: number | null
    }

/** The robots.txt of hosts, kept for a while in an object's memory. */
export type RobotsMemory = Map<string, { readonly until: EpochMs; readonly text: string }>

export interface ArticleDeps extends FetchDeps {
  readonly robots: RobotsMemory
  /** Loaded when the first page is there, as it would delay every start of the Worker. */
  readonly extract: () => Promise<(markup: string) => string | null>
  /** `limits.article`, except in tests. */
  readonly bounds?: FetchBounds
}

/** Reads a page without credentials and cookies. Only a bug throws. */
export async function readArticle(request: ArticleRequest, deps: ArticleDeps): Promise<ArticleReading> {
  const { bounds = article } = deps
  const address = feedUrl(request.url, deps)
  if (!address.ok) return none('failed')
  const objection = await objectionTo(address.value, deps)
  if (objection !== null) return objection
  const fetched = await fetchDocument(address.value, noValidators, { ...deps, isArticle: true }, bounds)
  if (fetched.kind === 'failed') return fetched.problem.kind === 'challenge' ? none('wall') : unread(fetched)
  if (fetched.kind === 'unchanged') return none('nothing')
  try {
    // What a redirect leads to has rules of its own.
    const elsewhere = fetched.url === address.value ? null : await objectionTo(fetched.url, deps)
    return elsewhere ?? (await textOf(request, fetched, deps))
  } finally {
    fetched.release()
  }
}

function none(kind: Exclude<FullText, 'page' | 'limit'>, restMs: number | null = null): ArticleReading {
  return { kind, restMs }
}

function unread({ problem, retryAfterMs }: FetchFailure): ArticleReading {
  switch (problem.kind) {
    case 'timeout':
    case 'unreachable':
      return none('failed', 0)
    case 'http-status':
      if (problem.status === 402) return none('wall')
      return none('failed', problem.status === 429 || problem.status >= 500 ? (retryAfterMs ?? 0) : null)
    case 'not-a-feed':
      return none('nothing')
    default:
      return none('failed')
  }
}

/** Null: the site's robots.txt allows the page. If the site does not answer, it allows none (RFC 9309, section 2.3.1.4). */
async function objectionTo(page: FeedUrl, deps: ArticleDeps): Promise<ArticleReading | null> {
  const { origin } = new URL(page)
  const kept = deps.robots.get(origin)
  const isFresh = kept !== undefined && kept.until > deps.now && kept.until <= deps.now + article.robotsKeptMs
  const robots = isFresh ? kept.text : await readRobots(page, deps, robotsBounds)
  if (typeof robots !== 'string') return unread(robots)
  if (!isFresh) keepRobots(deps, origin, robots)
  return isAllowedByRobots(robots, page) ? null : none('robots')
}

function keepRobots({ robots, now }: ArticleDeps, origin: string, text: string): void {
  robots.delete(origin)
  if (text.length > article.robotsKeptUnits) return
  const [oldest] = robots.keys()
  if (robots.size >= article.robotsKept && oldest !== undefined) robots.delete(oldest)
  robots.set(origin, { until: now + article.robotsKeptMs, text })
}

async function textOf(
  { title, known, isSearched }: ArticleRequest,
  { bytes, contentType, robotsTag, url }: Extract<Fetched, { kind: 'body' }>,
  { extract }: ArticleDeps,
): Promise<ArticleReading> {
  const { raw, decode } = decodeBody(bytes, contentType)
  const html = decode(raw)
  const head = pageHead(html, url)
  if (!mayKeepText(head, robotsTag ?? null)) return none('noarchive')
  const found = (await extract())(pageMarkup(html, head.title))
  const rich = { kind: 'html', ...plainSource(found ?? '') } as const
  const body = bodyOf([rich], head.base)
  const text = body === null ? '' : plainText(body.html, feed.bodyOfItemBytes)
  if (isWall(html, head, text, url)) return none('wall')
  if (body === null || !isGain(text, known)) return none('nothing')
  if (!isAbout(`${title} ${known}`, `${head.title} ${text}`)) return none('nothing')
  const searched = isSearched ? itemText([rich], feed.textOfItemUnits, title) : null
  return { kind: 'page', body: { ...body, fromPage: true }, text: searched }
}

/** Whether a text is worth more than that of the feed. */
function isGain(text: string, known: string): boolean {
  const [letters, before] = [letterCount(text), letterCount(known)]
  const { gainedLetters, gainedFactor, leastLetters } = article
  return letters >= Math.max(leastLetters, before + gainedLetters, before * gainedFactor)
}
