/** The cookies of one chain of redirects, for sites that redirect until their cookie comes back. They are kept in memory only. */
import { limits } from '../../limits.ts'
import type { EpochMs } from '../../model.ts'

const { cookies: maxCookies, cookieUnits } = limits.feed

interface Cookie {
  readonly name: string
  readonly value: string
  readonly domain: string
  /** Only for the host that set it. */
  readonly isHostOnly: boolean
  readonly path: string
  readonly isSecure: boolean
}

export interface CookieJar {
  /** Keeps the cookies that a response of `url` sets. */
  readonly keep: (url: string, headers: Headers) => void
  /** The header for a request of `url`; null: it has no cookies. */
  readonly headerFor: (url: string) => string | null
}

/** A jar that keeps and sends no cookies. */
export const noCookies: CookieJar = { keep: () => undefined, headerFor: () => null }

/** An empty jar. Cookies are matched as in RFC 6265, sections 5.3 and 5.4. */
export function cookieJar(now: EpochMs): CookieJar {
  const cookies = new Map<string, Cookie>()
  return {
    keep(url, headers) {
      for (const line of headers.getSetCookie()) {
        const cookie = cookieOf(line, new URL(url))
        if (cookie === null) continue
        const key = JSON.stringify([cookie.name, cookie.domain, cookie.path])
        cookies.delete(key)
        const units = [...cookies.values()].reduce((sum, { name, value }) => sum + name.length + value.length, 0)
        const isFull = cookies.size >= maxCookies || units + cookie.name.length + cookie.value.length > cookieUnits
        if (!isFull && !isExpired(line, now)) cookies.set(key, cookie)
      }
    },
    headerFor(url) {
      const to = new URL(url)
      const sent = [...cookies.values()]
        .filter((cookie) => isFor(cookie, to))
        .toSorted((one, other) => other.path.length - one.path.length)
      return sent.length === 0 ? null : sent.map(({ name, value }) => `${name}=${value}`).join('; ')
    },
  }
}

/** Null: it is invalid, too long, or for another host. */
function cookieOf(line: string, { hostname, pathname }: URL): Cookie | null {
  const [pair = '', ...attributes] = line.split(';')
  const equals = pair.indexOf('=')
  const name = pair.slice(0, Math.max(0, equals)).trim()
  const value = pair.slice(equals + 1).trim()
  // A header cannot contain other characters.
  if (name === '' || pair.length > cookieUnits || !/^[\x20-\x7e]*$/u.test(name + value)) return null
  const domain = attribute(attributes, 'domain').toLowerCase().replace(/^\./u, '')
  if (domain !== '' && !isWithin(hostname, domain)) return null
  const isHostOnly = domain === '' || isSharedSuffix(domain)
  const path = attribute(attributes, 'path')
  return {
    name,
    value,
    domain: isHostOnly ? hostname : domain,
    isHostOnly,
    path: path.startsWith('/') ? path : pathname.slice(0, Math.max(1, pathname.lastIndexOf('/'))),
    isSecure: attributes.some((each) => /^\s*secure\s*(?:=|$)/iu.test(each)),
  }
}

/** The last value counts. */
function attribute(attributes: readonly string[], name: string): string {
  const own = attributes.findLast((each) => each.trimStart().toLowerCase().startsWith(`${name}=`)) ?? ''
  return own.slice(own.indexOf('=') + 1).trim()
}

function isExpired(line: string, now: EpochMs): boolean {
  const attributes = line.split(';').slice(1)
  const age = attribute(attributes, 'max-age')
  if (/^-?\d{1,15}$/u.test(age)) return Number(age) <= 0
  // `parseDate` takes 1970, with which sites delete cookies, for no date. An unreadable date is NaN, and never past.
  return Date.parse(attribute(attributes, 'expires').replaceAll('-', ' ')) <= now
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || (host.endsWith(`.${domain}`) && !/^\[|^[\d.]+$/u.test(host))
}

/** Whether a domain looks like a suffix of many owners' names, such as `com` or `co.uk`: when in doubt, a cookie is its host's only. */
function isSharedSuffix(domain: string): boolean {
  return /^(?:[^.]*|[^.]{1,3}\.[^.]{2})$/u.test(domain)
}

function isFor({ domain, isHostOnly, path, isSecure }: Cookie, { protocol, hostname, pathname }: URL): boolean {
  if (isSecure && protocol !== 'https:') return false
  if (isHostOnly ? hostname !== domain : !isWithin(hostname, domain)) return false
  return pathname === path || (pathname.startsWith(path) && (path.endsWith('/') || pathname[path.length] === '/'))
}
