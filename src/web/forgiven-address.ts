/** Corrects addresses that were typed or pasted with a slash, punctuation or other letters behind them. Pure. */
import { limits } from '../limits.ts'
import { percentDecoded } from '../text/percent-decoded.ts'

/** What people paste behind an address: slashes, punctuation, or the text that follows it without a space. */
const rest = '([^0-9A-Za-z]*)'
const code = '([0-9A-Za-z]{10})'
const name = '@?([A-Za-z][0-9A-Za-z_]{3,31}?)'

/** Pages with a fixed address. */
const fixed = [
  'about',
  'status',
  'setup',
  'login',
  'health',
  'style\\.css',
  'icon\\.svg',
  'robots\\.txt',
  'sitemap\\.xml',
]

/** Names that other programs give to feeds, and the ending of such a feed here. */
const feedNames: Readonly<Record<string, string>> = {
  ...{
    rss: 'rss',
    xml: 'rss',
    feed: 'rss',
    'rss.xml': 'rss',
    'feed.xml': 'rss',
    'index.xml': 'rss',
    'feed.rss': 'rss',
  },
  ...{ atom: 'atom', 'atom.xml': 'atom', 'feed.atom': 'atom', 'feed/atom': 'atom' },
  ...{ json: 'json', 'feed.json': 'json', 'feed/json': 'json' },
}
const feedName = `(${Object.keys(feedNames)
  .toSorted((one, other) => other.length - one.length)
  .map((each) => each.replace('.', '\\.'))
  .join('|')})`

/** Patterns of a path without its first slash, and the path that is meant. Letters of codes and names stay as they are. */
const corrections: readonly (readonly [pattern: RegExp, path: (...parts: readonly string[]) => string])[] = [
  [whole(`(${fixed.join('|')})`), (page = '') => `/${page.toLowerCase()}`],
  [whole('(security\\.txt)'), () => '/.well-known/security.txt'],
  [whole(code), (short) => `/${short}`],
  [whole(`${code}/(read)`), (short) => `/${short}/read`],
  [whole(`${code}\\.(md)`), (short) => `/${short}.md`],
  [whole('d/([0-9A-Za-z]{7}(?:[0-9A-Za-z]{3})?)((?:/[1-9][0-9]?)?)'), (short, page) => `/d/${short}${page}`],
  [
    whole(`c/${name}[./]${feedName}`),
    (channel, feed = '') => `/c/${channel}.${feedNames[feed.toLowerCase()] ?? 'rss'}`,
  ],
  [whole(`c/${name}((?:/(?:[1-9][0-9]?|[0-9]{4}-[0-9]{2}-[0-9]{2}))?)`), (channel, page) => `/c/${channel}${page}`],
  [whole('@([A-Za-z][0-9A-Za-z_]{3,31}?)'), (channel) => `/c/${channel}`],
]

/** Without the flag `u`, by which `ſ` and the Kelvin sign would count as letters of ASCII. */
function whole(pattern: string): RegExp {
  return new RegExp(`^${pattern}${rest}$`, 'i')
}

/**
 * The path that a request probably means; null: none, or the one that it has. It begins with one slash and has only letters, digits
 * and `@._/-` of this site's addresses, so that no redirect leads to another site.
 * @param path of a request, percent-encoded
 */
export function forgivenAddress(path: string): string | null {
  const text =
    path.length > limits.web.forgivenUnits
      ? null
      : percentDecoded(path)
          ?.replace(/\/{2,}/gu, '/')
          .slice(1)
  if (text == null) return null
  for (const [pattern, meant] of corrections) {
    const parts = pattern.exec(text)?.slice(1, -1)
    if (parts === undefined) continue
    const address = meant(...parts)
    return address === path ? null : address
  }
  return null
}
