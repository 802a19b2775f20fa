/** Derives feed addresses from page addresses by rules of known sites, without a request. */
import type { FeedUrl } from '../../model.ts'
import { type AddressRules, feedUrl } from '../http/address.ts'

interface Site {
  readonly host: RegExp
  /**
   * @param path segments of the page's path, as written
   * @returns the address of the feed, or of a page that names it; null if none is known
   */
  readonly feed: (path: readonly string[], url: URL) => string | null
}

/**
 * The first site with a matching host decides. Sources: feeds in use for YouTube, Reddit, Medium, Substack and Stack Exchange; the
 * documentation of GitHub and GitLab (gitlab-org/gitlab!151062 for releases); Bluesky's server (bskyweb redirects a handle to its
 * DID); Telegram's preview of public channels.
 */
const sites: readonly Site[] = [
  { host: /^(?:www\.|m\.)?youtube\.com$/u, feed: youtube },
  { host: /^(?:www\.)?github\.com$/u, feed: github },
  { host: /^gitlab\.com$/u, feed: gitlab },
  {
    host: /^codeberg\.org$/u,
    feed: ([owner, project, section = 'releases']) =>
      project !== undefined && section === 'releases' ? `https://codeberg.org/${owner}/${project}/releases.rss` : null,
  },
  { host: /^(?:(?:www|old|new|np|m|sh)\.)?reddit\.com$/u, feed: reddit },
  { host: /^(?:www\.)?medium\.com$/u, feed: medium },
  {
    host: /^[\w-]+\.(?:medium|substack)\.com$/u,
    feed: ([first], { host }) => unlessFeed(first, `https://${host}/feed`),
  },
  {
    host: /^bsky\.app$/u,
    feed: ([first, person, section]) =>
      first === 'profile' && person !== undefined && section === undefined
        ? `https://bsky.app/profile/${person}/rss`
        : null,
  },
  { host: /^(?:[\w-]+\.)?tumblr\.com$/u, feed: tumblr },
  {
    host: /^(?:(?:\w+\.)?stackoverflow\.com|serverfault\.com|superuser\.com|askubuntu\.com|mathoverflow\.net|(?:[\w-]+\.)+stackexchange\.com)$/u,
    feed: ([first, second, tags], { host }) =>
      first === 'questions' && second === 'tagged' && tags !== undefined
        ? `https://${host}/feeds/tag?tagnames=${tags}&sort=newest`
        : null,
  },
  { host: /^(?:www\.)?(?:t|telegram)\.me$/u, feed: telegram },
]

/** Software on any host, recognised by its addresses. */
const selfHosted: readonly Site['feed'][] = [gitlabSection, mastodon]

/** Endings of feed addresses. */
const isFeed = /\.(?:rss|atom|xml|rdf|json)$/iu

/** The feed's address for a page's address; null if no rule applies. A derived address derives nothing further. */
export function derivedFeed(address: FeedUrl, rules: AddressRules): FeedUrl | null {
  const url = new URL(address)
  if (isFeed.test(url.pathname)) return null
  const path = url.pathname.split('/').filter((segment) => segment !== '')
  const site = siteOf(url)
  const feeds = site === undefined ? selfHosted : [site.feed]
  for (const feed of feeds) {
    const derived = feed(path, url)
    const admitted = derived === null ? null : feedUrl(derived, rules)
    if (admitted?.ok === true && admitted.value !== address) return admitted.value
  }
  return null
}

/** Whether a site has rules, so that guesses are useless. */
export function isKnownSite(address: FeedUrl): boolean {
  return siteOf(new URL(address)) !== undefined
}

function siteOf({ hostname }: URL): Site | undefined {
  return sites.find(({ host }) => host.test(hostname))
}

function unlessFeed(first: string | undefined, feed: string): string | null {
  return first === 'feed' ? null : feed
}

/** Handles and custom names have no feed address, but their pages name one. `ucbcb` skips the cookie consent. */
function youtube([first = '', second = '']: readonly string[], { searchParams }: URL): string | null {
  const feed = 'https://www.youtube.com/feeds/videos.xml'
  if (first === 'channel' && /^UC[\w-]{22}$/u.test(second)) return `${feed}?channel_id=${second}`
  if (first === 'user' && second !== '') return `${feed}?user=${second}`
  const list = searchParams.get('list') ?? ''
  if (first === 'playlist' && /^[\w-]{10,64}$/u.test(list)) return `${feed}?playlist_id=${list}`
  if (searchParams.has('ucbcb')) return null
  if (/^@./u.test(first)) return `https://www.youtube.com/${first}?ucbcb=1`
  return first === 'c' && second !== '' ? `https://www.youtube.com/c/${second}?ucbcb=1` : null
}

function github([owner, project, section, ...rest]: readonly string[]): string | null {
  if (project === undefined) return null
  const base = `https://github.com/${owner}/${project.replace(/\.git$/u, '')}`
  switch (section) {
    case undefined:
    case 'releases':
      return `${base}/releases.atom`
    case 'tags':
      return `${base}/tags.atom`
    case 'commits':
      return `${[base, 'commits', ...rest].join('/')}.atom`
    default:
      return null
  }
}

function gitlab(path: readonly string[], url: URL): string | null {
  if (path.includes('-')) return gitlabSection(path, url)
  return path.length < 2 ? null : `https://gitlab.com/${path.join('/')}/-/releases.atom`
}

/** GitLab on any host: pages of a project are behind `/-/`. */
function gitlabSection(path: readonly string[], { origin, searchParams }: URL): string | null {
  const dash = path.indexOf('-')
  if (dash < 2 || searchParams.has('format')) return null
  const section = path[dash + 1]
  const base = `${origin}/${path.slice(0, dash).join('/')}/-`
  if (section === 'releases') return `${base}/releases.atom`
  if (section === 'tags') return `${base}/tags?format=atom`
  return section === 'commits' && path.length > dash + 2
    ? `${base}/${path.slice(dash + 1).join('/')}?format=atom`
    : null
}

/** Feeds of subreddits, people, multireddits and searches, in each sort order. */
function reddit([first, second, ...rest]: readonly string[], { search }: URL): string | null {
  if (first === undefined) return `https://www.reddit.com/.rss${search}`
  if (first === 'search') return `https://www.reddit.com/search.rss${search}`
  const kind = first === 'u' ? 'user' : first
  // `/r/name/s/…` redirects to a post.
  if ((kind !== 'r' && kind !== 'user') || second === undefined || rest[0] === 's') return null
  return `https://www.reddit.com/${[kind, second, ...rest].join('/')}.rss${search}`
}

const mediumPages = new Set(['m', 'me', 'p', 'about', 'search', 'membership', 'new-story', 'explore-topics', 'feed'])

/** People and publications, also from their posts. */
function medium([first, second]: readonly string[]): string | null {
  if (first === 'tag') return second === undefined ? null : `https://medium.com/feed/tag/${second}`
  return first === undefined || mediumPages.has(first) ? null : `https://medium.com/feed/${first}`
}

const tumblrPages = new Set(['about', 'blog', 'dashboard', 'docs', 'explore', 'login', 'register', 'search', 'tagged'])

function tumblr([first, second]: readonly string[], { hostname }: URL): string | null {
  if (hostname === 'www.tumblr.com' || hostname === 'tumblr.com')
    return first !== undefined && /^[\w-]+$/u.test(first) && !tumblrPages.has(first)
      ? `https://${first}.tumblr.com/rss`
      : null
  if (first === 'tagged' && second !== undefined) return `https://${hostname}/tagged/${second}/rss`
  return first === undefined || first === 'archive' ? `https://${hostname}/rss` : null
}

/** Paths of t.me that are no channel names: core.telegram.org/api/links. */
const telegramPages = new Set(
  (
    'joinchat addlist addstickers addemoji addtheme addstyle setlanguage bg share msg proxy socks login confirmphone ' +
    'invoice giftcode contact boost iv nft call'
  ).split(' '),
)

/** A public channel's preview page is read as a feed. */
function telegram(path: readonly string[], { searchParams }: URL): string | null {
  const isPreview = path[0] === 's'
  const name = path[isPreview ? 1 : 0] ?? ''
  if (!/^[a-z]\w{3,31}$/iu.test(name) || telegramPages.has(name.toLowerCase())) return null
  const query = isPreview ? searchParams.get('q') : null
  return `https://t.me/s/${name}${query === null ? '' : `?q=${encodeURIComponent(query)}`}`
}

/** People on Mastodon and similar software, whose feed is on their own server. Other sites use `/@name` too. */
function mastodon([first = '', ...rest]: readonly string[], { origin }: URL): string | null {
  const [, name, server] = /^@([\w.-]+)(?:@([\w-]+(?:\.[\w-]+)+))?$/u.exec(first) ?? []
  if (name === undefined) return null
  const isTagged = rest[0] === 'tagged' && rest.length === 2
  if (rest.length > 0 && !isTagged && rest.join() !== 'with_replies') return null
  return `${[server === undefined ? origin : `https://${server}`, `@${name}`, ...rest].join('/')}.rss`
}
