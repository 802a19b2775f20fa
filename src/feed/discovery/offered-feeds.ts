/** Of the feeds that a page names, those to offer: each once, the likeliest first, under titles that tell them apart. */
import { limits } from '../../limits.ts'
import type { FeedUrl } from '../../model.ts'
import { cut } from '../html-to-text/plain-text.ts'
import type { Discovered } from './discover-feeds.ts'

/** A feed as a page names it. */
export interface Named {
  readonly url: FeedUrl
  /** Empty where the page gives none. */
  readonly title: string
  readonly format: 'rss' | 'atom' | 'rdf' | 'json'
}

/** More are not compared with one another. */
const compared = 60

/** Puts feeds in order, and leaves out those that are another one in other clothes. */
export function offer(named: readonly Named[], page: FeedUrl): readonly Discovered[] {
  const once: Named[] = []
  for (const feed of named) {
    if (once.length >= compared) break
    const same = once.findIndex((other) => isSame(feed, other))
    const other = once[same]
    if (other === undefined) once.push(feed)
    else once[same] = better(other, feed)
  }
  const ordered = once.toSorted((a, b) => rank(a, page) - rank(b, page))
  return toldApart(ordered.slice(0, limits.feed.discovered))
}

/** Comments come last, and the feed of the page's own section of the site first; else the page's order stands. */
function rank(feed: Named, page: FeedUrl): number {
  if (isComments(feed)) return 3
  if (feed.format === 'rdf') return 2
  return isOwn(feed, page) ? 0 : 1
}

const ofComments =
  /comments?\b|commentaires|comentarios|coment[aá]rios|commenti\b|kommentar|reacties|коммент|коментар|评论|評論|留言|コメント|댓글/iu

function isComments({ url, title }: Named): boolean {
  return ofComments.test(title) || ofComments.test(decodedPath(url))
}

function isOwn({ url }: Named, page: FeedUrl): boolean {
  const [own, of] = [new URL(url), new URL(page)]
  const folder = of.pathname.replace(/\/(?:index\.\w+)?$/u, '')
  return folder !== '' && own.host === of.host && own.pathname.startsWith(`${folder}/`)
}

/** The first to be named, but XML before JSON and RDF. */
function better(first: Named, second: Named): Named {
  const isLess = (format: Named['format']) => format === 'json' || format === 'rdf'
  const chosen = isLess(first.format) && !isLess(second.format) ? second : first
  const other = chosen === first ? second : first
  return nameOf(chosen.title) === '' && nameOf(other.title) !== '' ? { ...chosen, title: other.title } : chosen
}

/**
 * Evidently the same: addresses that differ in words for formats alone (`/feed/` and `/feed/atom/`, `rss.xml` and
 * `feed.json`) under titles that do not differ otherwise either, or one title for two formats.
 */
function isSame(a: Named, b: Named): boolean {
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
  try {
    return decodeURIComponent(pathname + search)
  } catch {
    return pathname + search
  }
}

/** What a button shows of a title is decisive. */
const shownUnits = 50

function toldApart(feeds: readonly Named[]): readonly Discovered[] {
  const titled = feeds.map(({ url, title }) => ({ url, title: nameOf(title) === '' ? shortAddress(url) : title }))
  const alike = Map.groupBy(titled, ({ title }) => title.slice(0, shownUnits).toLowerCase())
  return titled.map(({ url, title }) => {
    const isAlone = alike.get(title.slice(0, shownUnits).toLowerCase())?.length === 1
    return { url, title: isAlone ? title : `${cut(title, 24)} · ${tail(shortAddress(url), 26)}` }
  })
}

function shortAddress(url: FeedUrl): string {
  return url.replace(/^https?:\/\/(?:www\.)?/u, '').replace(/\/$/u, '')
}

function tail(text: string, units: number): string {
  return text.length <= units ? text : `…${text.slice(1 - units)}`
}
