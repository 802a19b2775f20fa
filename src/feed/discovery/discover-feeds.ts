/** Finds the feeds of a web page: in its `<link>` elements, or else in its anchors. */
import { limits } from '../../limits.ts'
import type { FeedUrl } from '../../model.ts'
import { attributeOf, type Tag, tagsOf } from '../../text/html-tags.ts'
import { titleText } from '../html-to-text/plain-text.ts'
import { type AddressRules, feedUrl } from '../http/address.ts'
import { commonPaths } from './common-paths.ts'
import { derivedFeed } from './derived-feed.ts'
import { type DiscoveredFeed, type FeedLink, rankFeeds } from './rank-feeds.ts'

/**
 * The feeds of a page, the likeliest first, at most ten: from its `<link>` elements, or else its anchors, or else its canonical
 * address. Addresses that may not be fetched are left out.
 */
export function discoverFeeds(html: string, page: FeedUrl, rules: AddressRules): readonly DiscoveredFeed[] {
  const { base, named, canonical } = linksOf(html, page, rules)
  if (named.length > 0) return rankFeeds(named, page)
  const sure = anchorsOf(html, base, page, rules).filter(({ isSure }) => isSure)
  if (sure.length > 0) return rankFeeds(sure, page)
  const derived = canonical === null ? null : derivedFeed(canonical, rules)
  const own = derived ?? youtubeChannel(html, page, rules)
  return own === null || own === page ? [] : [{ url: own, title: own }]
}

/** Addresses to try for a page without feeds, the likeliest first, at most eight. */
export function guessFeeds(html: string, page: FeedUrl, rules: AddressRules): readonly FeedUrl[] {
  const { base } = linksOf(html, page, rules)
  const doubtful = anchorsOf(html, base, page, rules).flatMap(({ url, isSure }) => (isSure ? [] : [url]))
  const guesses = new Map<string, FeedUrl>()
  for (const url of [...doubtful.slice(0, limits.finding.doubtfulGuesses), ...commonPaths(page, rules)]) {
    const bare = url.replace(/^https?:/u, '')
    if (!guesses.has(bare) && bare !== page.replace(/^https?:/u, '')) guesses.set(bare, url)
  }
  return [...guesses.values()].slice(0, limits.finding.guesses)
}

interface Links {
  /** Base of relative addresses. */
  readonly base: string
  readonly named: readonly FeedLink[]
  readonly canonical: FeedUrl | null
}

function linksOf(html: string, page: FeedUrl, rules: AddressRules): Links {
  const links: Tag[] = []
  let base: string | null = null
  for (const tag of tagsOf(html, ['base', 'link'])) {
    if (tag.isClosing) continue
    // The first `<base>` counts, even for links before it (HTML standard, 2.4.3).
    if (tag.name === 'base') base ??= URL.parse(attributeOf(tag, 'href'), page)?.href ?? null
    else if (links.push(tag) >= limits.finding.links) break
  }
  const from = base ?? page
  const named: FeedLink[] = []
  let canonical: FeedUrl | null = null
  for (const link of links) {
    const rel = attributeOf(link, 'rel').toLowerCase().split(/\s+/u)
    const isCanonical = rel.includes('canonical')
    if (!isCanonical && !rel.includes('alternate') && !rel.includes('feed')) continue
    const url = addressIn(attributeOf(link, 'href'), from, rules)
    if (url === null) continue
    if (isCanonical) canonical ??= url
    const title = titleText(attributeOf(link, 'title'), limits.digest.titleUnits)
    const format = formatOf(link, url, title, rel.includes('feed'))
    if (format !== null) named.push({ url, title, format })
  }
  return { base: from, named, canonical }
}

/** An absolute address; null if it is invalid or may not be fetched. */
function addressIn(href: string, base: string, rules: AddressRules): FeedUrl | null {
  if (href === '') return null
  const address = URL.parse(href.replace(/^feed:(?:\/\/)?(?=https?:)/iu, '').replace(/^feed:\/\//iu, 'https://'), base)
  const url = address === null ? null : feedUrl(address.href, rules)
  return url?.ok === true ? url.value : null
}

/**
 * The format of a link's feed; null if the link leads to something else. Without a type, or with a general type of XML or JSON, the
 * address or the title must mention feeds: WordPress uses `application/json` for its API and oEmbed.
 */
function formatOf(link: Tag, url: FeedUrl, title: string, isFeedByRel: boolean): FeedLink['format'] | null {
  const type = attributeOf(link, 'type').toLowerCase().split(';')[0]?.trim() ?? ''
  const plain = /^(?:application|text)\/(?:x[.-])?(rss|atom|rdf)(?:[+ ]?xml)?$/u.exec(type)?.[1]
  if (plain === 'rss' || plain === 'atom' || plain === 'rdf') return plain
  if (type === 'application/feed+json') return 'json'
  const { pathname, search } = new URL(url)
  if (/wp-json|oembed|rest_route|sitemap/iu.test(pathname + search)) return null
  const mentionsFeeds = isFeedByRel || looksLikeFeed(url) || /\b(?:rss|atom|json ?feed)\b/iu.test(title)
  if (type === 'application/json') return mentionsFeeds || /feed/iu.test(pathname) ? 'json' : null
  const isTranslation = attributeOf(link, 'hreflang') !== '' || attributeOf(link, 'media') !== ''
  const isXml = type === 'text/xml' || type === 'application/xml' || (type === '' && (isFeedByRel || !isTranslation))
  return isXml && mentionsFeeds ? (/atom/iu.test(pathname) ? 'atom' : 'rss') : null
}

/** `/feed/`, `/rss.xml`, `/news.atom`, `/rss/news.xml`, `/?feed=rss2`. */
function looksLikeFeed(url: FeedUrl): boolean {
  const { pathname, search } = new URL(url)
  const path = pathname.toLowerCase().replace(/\/+$/u, '')
  if (path.includes('sitemap')) return false
  const last = path.slice(path.lastIndexOf('/') + 1)
  return (
    /\.(?:rss|atom|rdf)$/u.test(last) ||
    /^(?:feed|rss2?|atom|rdf)(?:\.(?:xml|json|php|aspx?))?$/u.test(last) ||
    (last.endsWith('.xml') && /rss|feed|atom/u.test(path)) ||
    /[?&](?:feed|format|type|alt)=(?:rss2?|atom|feed|rdf)\b/iu.test(search)
  )
}

/** Services that serve only feeds. */
const feedHosts = new Set(['feeds.feedburner.com', 'feeds2.feedburner.com', 'feedpress.me'])

interface Anchor extends FeedLink {
  /** Its address looks like a feed's; otherwise only its text mentions feeds. */
  readonly isSure: boolean
}

/** Anchors that mention feeds and lead to the page's own site; others belong to feed readers and help pages. */
function anchorsOf(html: string, base: string, page: FeedUrl, rules: AddressRules): readonly Anchor[] {
  const found: Anchor[] = []
  let read = 0
  for (const tag of tagsOf(html, ['a'])) {
    if (tag.isClosing) continue
    if (++read > limits.finding.anchors || found.length >= limits.feed.discovered * 2) break
    const href = attributeOf(tag, 'href')
    if (href === '' || href.startsWith('#')) continue
    const content = /^[\s\S]*?(?=<\/?a[\s>]|$)/iu.exec(html.slice(tag.end, tag.end + 300))?.[0] ?? ''
    const isMentioned = mentionsFeeds(tag, content)
    if (!isMentioned && !/rss|atom|feed|rdf/iu.test(href)) continue
    const url = addressIn(href, base, rules)
    if (url === null || url === page) continue
    const isElsewhere = !isSameSite(url, page)
    const isSure = isElsewhere ? feedHosts.has(new URL(url).hostname) : looksLikeFeed(url)
    if (!isSure && (isElsewhere || !isMentioned)) continue
    const title = titleText(content, limits.digest.titleUnits) || titleText(attributeOf(tag, 'title'), 100)
    found.push({ url, title, format: /atom/iu.test(url) ? 'atom' : 'rss', isSure })
  }
  return found
}

/** Whether an anchor's short text, attributes or icon mention feeds. A headline about feeds is too long to count. */
function mentionsFeeds(tag: Tag, content: string): boolean {
  const attributes = ['class', 'title', 'type', 'aria-label'].map((name) => attributeOf(tag, name)).join(' ')
  if (/\brss\b|\batom\b.*\bxml\b/iu.test(attributes)) return true
  if (/<(?:img|svg|i|span)\b/iu.test(content) && /\brss\b/iu.test(content)) return true
  const words = titleText(content, 60)
  return words.length <= 40 && /\b(?:rss|atom|feeds?)\b/iu.test(words)
}

function isSameSite(url: FeedUrl, page: FeedUrl): boolean {
  const [a, b] = [url, page].map((address) => new URL(address).hostname.replace(/^www\./u, ''))
  return a !== undefined && b !== undefined && (a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`))
}

/** The feed of a YouTube page's channel, by the page's data. */
function youtubeChannel(html: string, page: FeedUrl, rules: AddressRules): FeedUrl | null {
  if (!/^https:\/\/(?:www\.|m\.)?youtube\.com\//u.test(page)) return null
  const id = /"(?:externalId|channelId)":"(UC[\w-]{22})"/u.exec(html)?.[1]
  const url = id === undefined ? null : feedUrl(`https://www.youtube.com/feeds/videos.xml?channel_id=${id}`, rules)
  return url?.ok === true ? url.value : null
}
