/** Which URLs Telegram accepts as links, and how it normalises them: follows the tests of TDLib's LinkManager and HttpUrl. */

/** The user id of a link such as `tg://user?id=…`; null: it is another link. */
export function userLink(url: string): number | null {
  const found = /^tg:(?:\/\/)?user\/?\?(?:[^#]*&)?id=(\d{1,15})(?:[&#]|$)/iu.exec(url)
  return found?.[1] === undefined ? null : Number(found[1])
}

/** @returns the URL as Telegram stores it; null if Telegram rejects it */
export function checkedLink(link: string): string | null {
  const url = link.trim()
  const own = /^(tg|ton|tonsite):(?:\/\/)?(.*)$/iu.exec(url)
  if (own?.[1] !== undefined && own[2] !== undefined) return ownLink(own[1].toLowerCase(), own[2])
  return httpLink(url)
}

function ownLink(scheme: string, rest: string): string | null {
  const parts = /^([a-z0-9_-]+)(\/[^?#]*)?([?#].*)?$/iu.exec(rest)
  if (parts === null) return null
  const path = parts[2] ?? '/'
  const tail = parts[3] ?? ''
  return `${scheme}://${parts[1]}${path === '/' && tail !== '' ? '' : path}${tail}`
}

function httpLink(url: string): string | null {
  const parts = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/?#]*)(.*)$/isu.exec(url)
  const scheme = (parts?.[1] ?? 'http').toLowerCase()
  const authority = parts?.[2]
  if (authority === undefined || (scheme !== 'http' && scheme !== 'https')) return null
  const at = authority.lastIndexOf('@')
  const place = /^(\[[0-9a-f:.]+\]|[^:]*)(?::(\d+))?$/iu.exec(authority.slice(at + 1))
  const host = place?.[1]?.toLowerCase()
  if (host === undefined || host === '' || host === '.' || !isValidHost(host)) return null
  const port = place?.[2] === undefined ? null : Number(place[2])
  if (port !== null && (port < 1 || port > 65_535)) return null
  const tail = parts?.[3] ?? ''
  const query = tail.startsWith('/') ? tail : `/${tail}`
  const user = at === -1 ? '' : authority.slice(0, at + 1)
  return `${scheme}://${user}${host}${port === null ? '' : `:${port}`}${escapeSpaces(query)}`
}

/** A host has a dot (or is an IPv6 literal) and only valid characters. */
function isValidHost(host: string): boolean {
  if (host.startsWith('[')) return true
  return host.includes('.') && !/[\s<>"'`\\^{}|%,;!$&()*+=~[\]]/u.test(host)
}

function escapeSpaces(path: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern escapes them
  return path.replaceAll(/[\u0000-\u0020]/gu, (character) => {
    return `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`
  })
}
