/** Makes an address that a person or a page gave into one that may be fetched, and keeps private networks out. */
import * as v from 'valibot'
import { limits } from '../../limits.ts'
import { type FeedUrl, feedUrlSchema } from '../../model.ts'
import { err, type FeedProblem, ok, type Result } from '../../result.ts'

/** IANA IPv4 Special-Purpose Address Registry, multicast and 240/4, as [first address, prefix length]. */
const reservedIpv4: readonly (readonly [first: number, prefix: number])[] = [
  [ipv4(0, 0, 0, 0), 8],
  [ipv4(10, 0, 0, 0), 8],
  [ipv4(100, 64, 0, 0), 10],
  [ipv4(127, 0, 0, 0), 8],
  [ipv4(169, 254, 0, 0), 16],
  [ipv4(172, 16, 0, 0), 12],
  [ipv4(192, 0, 0, 0), 24],
  [ipv4(192, 0, 2, 0), 24],
  [ipv4(192, 88, 99, 0), 24],
  [ipv4(192, 168, 0, 0), 16],
  [ipv4(198, 18, 0, 0), 15],
  [ipv4(198, 51, 100, 0), 24],
  [ipv4(203, 0, 113, 0), 24],
  [ipv4(224, 0, 0, 0), 4],
  [ipv4(240, 0, 0, 0), 4],
]

/**
 * Names that the public DNS does not have, and private networks use: RFC 6761 (`localhost`), RFC 6762 (`local`; the other six of its
 * appendix G), RFC 8375 (`home.arpa`); ICANN keeps `internal` for private use (resolution 2024.07.29.06) and does not hand out
 * `corp`, `home` and `mail` (2018.02.04.12). `localdomain` is what systems put into /etc/hosts.
 */
const privateSuffixes = [
  'localhost',
  'localdomain',
  'local',
  'intranet',
  'internal',
  'private',
  'corp',
  'home',
  'lan',
  'home.arpa',
  'mail',
]

export interface AddressRules {
  /** Only for work on one's own machine. */
  readonly allowPrivate: boolean
}

/**
 * Reads an address as people write them: without a scheme, as `feed:`, with spaces around it, with a fragment.
 * Credentials are dropped. Fails with `not-a-url` or `private-address`.
 */
export function feedUrl(text: string, rules: AddressRules): Result<FeedUrl, FeedProblem> {
  const trimmed = text.trim()
  const refusal = err<FeedProblem>({ kind: 'not-a-url', text: shown(trimmed) })
  if (trimmed === '' || trimmed.length > limits.feed.linkUnits) return refusal

  const bare = trimmed.replace(/^feed:(?:\/\/)?(?=https?:)/iu, '').replace(/^feed:(?:\/\/)?/iu, 'https://')
  // `example.com:8080/feed` has a port there, not a scheme.
  const schemed = /^[a-z][a-z\d+.-]*:(?!\d{1,5}(?:[/?#]|$))/iu.test(bare)
  const url = URL.parse(schemed ? bare : `https://${bare.replace(/^\/+/u, '')}`)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return refusal
  // A lone word is a slip of the pen, not somebody's intranet.
  if (!schemed && !url.host.includes('.') && !/[:[]/u.test(url.host)) return refusal
  return admit(url, rules)
}

/** Where `location` leads from `from`, guarded as `feedUrl` is; for redirects. Also fails with `bad-redirect`. */
export function redirectTarget(from: FeedUrl, location: string, rules: AddressRules): Result<FeedUrl, FeedProblem> {
  const url = URL.parse(location, from)
  if (
    url === null ||
    (url.protocol !== 'http:' && url.protocol !== 'https:') ||
    url.href.length > limits.feed.linkUnits
  )
    return err({ kind: 'bad-redirect', to: shown(location) })
  return admit(url, rules)
}

/** Without user name and password, and short enough to be repeated to a person. */
function shown(text: string): string {
  return text
    .slice(0, 200)
    .replace(/^([a-z][a-z\d+.-]*:)?\/*[^/?#]*@/iu, '$1//')
    .toWellFormed()
}

function admit(url: URL, rules: AddressRules): Result<FeedUrl, FeedProblem> {
  if (!rules.allowPrivate && isPrivateHost(url.hostname)) return err({ kind: 'private-address', host: url.hostname })
  url.hash = ''
  url.username = ''
  url.password = ''
  const parsed = v.safeParse(feedUrlSchema, url.href)
  return parsed.success ? ok(parsed.output) : err({ kind: 'not-a-url', text: shown(url.href) })
}

/** Whether a host, as `URL` normalised it, is not on the public internet by its looks alone. */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.+$/u, '')
  if (host.startsWith('[')) return isPrivateIpv6(host.slice(1, -1))
  // URL has already turned decimal, octal, hexadecimal and short forms into four decimal parts.
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/u.exec(host)
  if (parts !== null) return isPrivateIpv4(parts.slice(1).reduce((sum, part) => sum * 256 + Number(part), 0))
  if (!host.includes('.')) return true
  return privateSuffixes.some((suffix) => `.${host}`.endsWith(`.${suffix}`))
}

function ipv4(a: number, b: number, c: number, d: number): number {
  return ((a * 256 + b) * 256 + c) * 256 + d
}

function isPrivateIpv4(address: number): boolean {
  return reservedIpv4.some(([first, prefix]) => {
    const size = 2 ** (32 - prefix)
    return address >= first && address < first + size
  })
}

/**
 * Only 2000::/3 is handed out as global unicast (IANA IPv6 Global Unicast Address Assignments); of it the special blocks
 * are out, and forms that carry an IPv4 address are as private as that address.
 */
function isPrivateIpv6(text: string): boolean {
  const groups = ipv6Groups(text)
  if (groups === null) return true
  const [a = 0, b = 0, c = 0] = groups
  const embedded = (at: number) => isPrivateIpv4((groups[at] ?? 0) * 65_536 + (groups[at + 1] ?? 0))
  const zeros = (from: number, to: number) => groups.slice(from, to).every((group) => group === 0)

  if (zeros(0, 5) && groups[5] === 0xffff) return embedded(6) // IPv4-mapped
  if (a === 0x64 && b === 0xff9b && zeros(2, 6)) return embedded(6) // NAT64
  if (a === 0x2002) return isPrivateIpv4(b * 65_536 + c) // 6to4
  if (a === 0x2001 && b < 0x200) return true // IETF assignments, Teredo among them
  if (a === 0x2001 && b === 0xdb8) return true // documentation
  if (a === 0x3fff && b < 0x1000) return true // documentation
  return a < 0x2000 || a > 0x3fff
}

/** The eight groups of an address as `URL` serialises it: hexadecimal, with at most one `::`. */
function ipv6Groups(text: string): readonly number[] | null {
  const [head = '', tail] = text.split('::')
  const read = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)))
  const before = read(head)
  const after = tail === undefined ? [] : read(tail)
  const missing = 8 - before.length - after.length
  if (missing < 0 || (tail === undefined && missing !== 0)) return null
  const groups = [...before, ...new Array<number>(missing).fill(0), ...after]
  return groups.every((group) => group >= 0 && group <= 0xffff) ? groups : null
}

/** The spellings of an address under which servers have the same feed: of either scheme, with and without the last slash. */
export function spellingsOf(url: FeedUrl): readonly FeedUrl[] {
  const { host, pathname, search } = new URL(url)
  const path = pathname.replace(/\/$/u, '')
  return ['https', 'http'].flatMap((scheme) =>
    [path, `${path}/`].map((each) => v.parse(feedUrlSchema, `${scheme}://${host}${each}${search}`)),
  )
}
