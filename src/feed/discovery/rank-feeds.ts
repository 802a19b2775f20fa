/** Ranks the feeds of a page: without duplicates, the likeliest first, with distinct titles. */
import { limits } from '../../limits.ts'
import type { FeedUrl } from '../../model.ts'
import { percentDecoded } from '../../text/percent-decoded.ts'
import { truncateAtWord } from '../../text/truncate.ts'

/** A feed as it is offered. */
export interface DiscoveredFeed {
  readonly url: FeedUrl
  /** The page's title for it, or its address; distinct among a page's feeds. */
  readonly title: string
}

/** A link to a feed. */
export interface FeedLink {
  readonly url: FeedUrl
  /** Empty if the page gives none. */
  readonly title: string
  readonly format: 'rss' | 'atom' | 'rdf' | 'json'
}

/** Removes duplicates in other formats, and sorts. */
export function rankFeeds(links: readonly FeedLink[], page: FeedUrl): readonly DiscoveredFeed[] {
  const distinct: FeedLink[] = []
  for (const link of links) {
    if (distinct.length >= limits.finding.comparedLinks) break
    const same = distinct.findIndex((other) => isSame(link, other))
    const other = distinct[same]
    if (other === undefined) distinct.push(link)
    else distinct[same] = better(other, link)
  }
  const sorted = distinct.toSorted((a, b) => rank(a, page) - rank(b, page))
  return withDistinctTitles(sorted.slice(0, limits.feed.discovered))
}

/** The feed of the page's own section comes first, comments come last. */
function rank(feed: FeedLink, page: FeedUrl): number {
  if (isComments(feed)) return 3
  if (feed.format === 'rdf') return 2
  return isOwn(feed, page) ? 0 : 1
}

const ofComments =
  /comments?\b|commentaires|comentarios|coment[aá]rios|commenti\b|kommentar|reacties|коммент|коментар|评论|評論|留言|コメント|댓글/iu

function isComments({ url, title }: FeedLink): boolean {
  return ofComments.test(title) || ofComments.test(decodedPath(url))
}

function isOwn({ url }: FeedLink, page: FeedUrl): boolean {
  const [own, of] = [new URL(url), new URL(page)]
  const folder = of.pathname.replace(/\/(?:index\.\w+)?$/u, '')
  return folder !== '' && own.host === of.host && own.pathname.startsWith(`${folder}/`)
}

/** The first of two links, but RSS and Atom before JSON and RDF. */
function better(first: FeedLink, second: FeedLink): FeedLink {
  const isLess = (format: FeedLink['format']) => format === 'json' || format === 'rdf'
  const chosen = isLess(first.format) && !isLess(second.format) ? second : first
  const other = chosen === first ? second : first
  return nameOf(chosen.title) === '' && nameOf(other.title) !== '' ? { ...chosen, title: other.title } : chosen
}

/**
 * Whether two links lead to the same feed: their addresses differ only in words for formats (`/feed/` and `/feed/atom/`, `rss.xml`
 * and `feed.json`) and so do their titles, or two formats have one title.
 */
function isSame(a: FeedLink, b: FeedLink): boolean {
  if (a.url === b.url) return true
  if (isComments(a) !== isComments(b)) return false
  const [nameA, nameB] = [nameOf(a.title), nameOf(b.title)]
  if (keyOf(a.url) === keyOf(b.url)) return nameA === nameB || nameA === '' || nameB === ''
  return nameA !== '' && nameA === nameB && a.format !== b.format
}

/** A title without the words for formats. */
function nameOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/\b(?:rss2?|atom|rdf|xml|json|feeds?)\b(?:[\s/]*\d?\.\d+)?/gu, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** An address without the words for formats. */
function keyOf(url: FeedUrl): string {
  const { hostname } = new URL(url)
  const words = decodedPath(url)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => !/^(?:|feeds?|rss2?|atom|rdf|xml|json|index|alt|format|type)$/u.test(word))
  return [hostname.replace(/^www\./u, ''), ...words].join('/')
}

function decodedPath(url: FeedUrl): string {
  const { pathname, search } = new URL(url)
  return percentDecoded(pathname + search) ?? pathname + search
}

/** UTF-16 units of a title that a button shows. */
const shownUnits = 50

function withDistinctTitles(feeds: readonly FeedLink[]): readonly DiscoveredFeed[] {
  const titled = feeds.map(({ url, title }) => ({ url, title: nameOf(title) === '' ? shortAddress(url) : title }))
  const alike = Map.groupBy(titled, ({ title }) => title.slice(0, shownUnits).toLowerCase())
  return titled.map(({ url, title }) => {
    const isUnique = alike.get(title.slice(0, shownUnits).toLowerCase())?.length === 1
    return { url, title: isUnique ? title : `${truncateAtWord(title, 24)} · ${tail(shortAddress(url), 26)}` }
  })
}

function shortAddress(url: FeedUrl): string {
  return url.replace(/^https?:\/\/(?:www\.)?/u, '').replace(/\/$/u, '')
}

function tail(text: string, units: number): string {
  return text.length <= units ? text : `…${text.slice(1 - units)}`
}
