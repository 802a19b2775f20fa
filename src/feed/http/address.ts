/** Normalises addresses of feeds and rejects those of private networks. */
import * as v from 'valibot'
import { limits } from '../../limits.ts'
import { type FeedUrl, feedUrlSchema } from '../../model.ts'
import { err, type FeedProblem, ok, type Result } from '../../result.ts'
import { isHttp } from '../../text/web-address.ts'

/** IANA IPv4 Special-Purpose Address Registry, multicast and 240/4. */
const reservedIpv4 = (
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 ' +
  '192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4'
)
  .split(' ')
  .map((block) => {
    const [address = '', prefix = ''] = block.split('/')
    return { first: ipv4(address), size: 2 ** (32 - Number(prefix)) }
  })

/**
 * Names of private networks: RFC 6761 (`localhost`), RFC 6762 (`local`, and the other six of its appendix G), RFC 8375
 * (`home.arpa`); ICANN reserves `internal` (resolution 2024.07.29.06) and does not delegate `corp`, `home` and `mail`
 * (2018.02.04.12). `localdomain` is common in /etc/hosts.
 */
const privateSuffixes = 'localhost localdomain local intranet internal private corp home lan home.arpa mail'.split(' ')

export interface AddressRules {
  /** Allows private addresses, for local work. */
  readonly allowPrivate: boolean
}

/** Schemes that tell a program to take the address for a feed, or to show its source. */
const feedScheme = /^(?:feed|pcast|itpc|podcast|rss|view-source):(?!\d{1,5}(?:[/?#]|$))(?:\/\/)?/iu
/** `example.com:8080/feed` has a port, not a scheme. */
const scheme = /^[a-z][a-z\d+.-]*:(?!\d{1,5}(?:[/?#]|$))/iu

/** Whether an address names neither http nor https. `feedUrl` reads it as https, but the site may have only http. */
export function lacksScheme(text: string): boolean {
  return !scheme.test(text.trim().replace(feedScheme, ''))
}

/**
 * Reads an address as people write it: without a scheme, with `feed:` or `pcast:`, spaces or a fragment. Credentials are removed.
 * Fails with `not-a-url` or `private-address`.
 */
export function feedUrl(text: string, rules: AddressRules): Result<FeedUrl, FeedProblem> {
  const trimmed = text.trim()
  const invalid = err<FeedProblem>({ kind: 'not-a-url', text: printable(trimmed) })
  if (trimmed === '' || trimmed.length > limits.feed.linkUnits) return invalid

  const bare = trimmed.replace(feedScheme, '')
  const schemed = scheme.test(bare)
  const url = URL.parse(schemed ? bare : `https://${bare.replace(/^\/+/u, '')}`)
  if (url === null || !isHttp(url)) return invalid
  // A single word is no host.
  if (!schemed && bare === trimmed && !url.host.includes('.') && !/[:[]/u.test(url.host)) return invalid
  return admit(url, rules)
}

/** The target of a redirect from `from`, checked like `feedUrl`. Also fails with `bad-redirect`. */
export function redirectTarget(from: FeedUrl, location: string, rules: AddressRules): Result<FeedUrl, FeedProblem> {
  const url = URL.parse(location, from)
  if (url === null || !isHttp(url) || url.href.length > limits.feed.linkUnits)
    return err({ kind: 'bad-redirect', to: printable(location) })
  return admit(url, rules)
}

/** An address without credentials, shortened for a message. */
function printable(text: string): string {
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
  return parsed.success ? ok(parsed.output) : err({ kind: 'not-a-url', text: printable(url.href) })
}

/** Whether a host's name or address is private. @param hostname as `URL` normalised it */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.+$/u, '')
  if (host.startsWith('[')) return isPrivateIpv6(host.slice(1, -1))
  // URL has normalised decimal, octal, hexadecimal and short forms.
  if (/^(?:\d{1,3}\.){3}\d{1,3}$/u.test(host)) return isPrivateIpv4(ipv4(host))
  if (!host.includes('.')) return true
  return privateSuffixes.some((suffix) => `.${host}`.endsWith(`.${suffix}`))
}

function ipv4(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
}

function isPrivateIpv4(address: number): boolean {
  return reservedIpv4.some(({ first, size }) => address >= first && address < first + size)
}

/**
 * Only 2000::/3 is global unicast (IANA IPv6 Global Unicast Address Assignments), special blocks in it excepted. An address that
 * embeds an IPv4 address is as private as that one.
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

/** The eight groups of an address as `URL` serialises it; null if it is invalid. */
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

/** Addresses that are usually the same feed: both schemes, with and without `www.` and the last slash. */
export function spellingsOf(url: FeedUrl): readonly FeedUrl[] {
  const { hostname, host, pathname, search } = new URL(url)
  const site = host.replace(/^www\./u, '')
  // `www.` before an IP address is no host.
  const names = /^(?:[\d.]+|\[.*)$/u.test(hostname) ? [site] : [site, `www.${site}`]
  const path = pathname.replace(/\/$/u, '')
  const paths = path === '' ? ['/'] : [path, `${path}/`]
  return ['https', 'http'].flatMap((scheme) =>
    names.flatMap((name) => paths.map((each) => v.parse(feedUrlSchema, `${scheme}://${name}${each}${search}`))),
  )
}

/** Equal for all spellings of an address. */
export function spellingKey(url: FeedUrl): string {
  const { host, pathname, search } = new URL(url)
  return `${host.replace(/^www\./u, '')}${pathname.replace(/\/$/u, '')}${search}`
}
