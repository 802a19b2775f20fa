/** Credentials as people write them, and to which addresses they are sent. Pure. */
import { limits } from '../../limits.ts'
import type { Credentials } from '../../polling.ts'
import { percentDecoded } from '../../text/percent-decoded.ts'

const { userUnits, passwordUnits, headers: mostHeaders, headerNameUnits, headerValueUnits } = limits.access

/** A user name and password for Basic authentication (RFC 7617). */
export interface Login {
  readonly user: string
  readonly password: string
}

/** A header of the requests for one feed. */
export interface RequestHeader {
  readonly name: string
  readonly value: string
}

/** Opened credentials: headers by their names in lower case, and the origin that may receive them. */
export interface Access {
  readonly origin: string
  readonly headers: Readonly<Record<string, string>>
}

/**
 * Schemes; what stands before the last @ of the authority; the rest. Behind a web scheme, browsers take any number of slashes of both
 * kinds for two: url.spec.whatwg.org/#special-authority-ignore-slashes-state.
 */
const withUserInfo =
  /^((?:(?:https?|feed|pcast|itpc|podcast|rss|view-source):)*[/\\]*|(?:[a-z][a-z\d+.-]*:)*\/\/)([^/\\?#]*)@([^/\\?#@]+(?:[/\\?#].*)?)$/isu
/** For passwords with characters that an address should encode: the last @ before something like a host. */
const withRawPassword =
  /^((?:[a-z][a-z\d+.-]*:)*\/\/)([^\s:@/?#]*:\S*)@((?:[\p{L}\d-]+\.)+\p{L}{2,}(?::\d+)?(?:[/?#]\S*)?)$/isu

/** Separates the user name and password from an address. @returns null as the login: the address has none */
export function splitLogin(text: string): { readonly address: string; readonly login: Login | null } {
  const trimmed = text.trim()
  if (trimmed.length > limits.feed.linkUnits + limits.access.passwordUnits) return { address: text, login: null }
  const [, scheme, userInfo, rest] =
    withUserInfo.exec(trimmed) ?? (hasUsableHost(trimmed) ? null : withRawPassword.exec(trimmed)) ?? []
  if (scheme === undefined || userInfo === undefined || rest === undefined) return { address: text, login: null }
  // An e-mail address, or a handle such as @user@example.social.
  if (scheme === '' && !userInfo.includes(':')) return { address: text, login: null }
  const [, user = '', password = ''] = /^([^:]*):?(.*)$/su.exec(userInfo) ?? []
  const login = { user: decoded(user), password: decoded(password) }
  return { address: `${scheme}${rest}`, login: user === '' && password === '' ? null : login }
}

/** Whether the text is an address with a public-looking host, so that an @ in its path belongs to the path. */
function hasUsableHost(text: string): boolean {
  return URL.parse(text)?.hostname.includes('.') === true
}

/** A text that is no address, without what may be a user name and password. The @ may be encoded or in full width. */
export function withoutUserInfo(text: string): string {
  const [, scheme = '', userInfo = '', rest = ''] =
    /^((?:(?:[a-z][a-z\d+.-]*:)*\/\/)?)(.*)(?:[@＠]|%40)(.*)$/isu.exec(text) ?? []
  return /[:：]/u.test(userInfo) ? scheme + rest : text
}

/** A text without the user names and passwords of the addresses in it. */
export function withoutLogins(text: string): string {
  return text.replace(
    /(?<![a-z\d+.-])(?:[a-z][a-z\d+.-]{0,30}:){1,4}[/\\]+\S+/giu,
    (address) => splitLogin(address).address,
  )
}

function decoded(text: string): string {
  return percentDecoded(text) ?? text
}

/** Whether Basic authentication can carry it: RFC 7617, section 2. */
export function isUsableLogin({ user, password }: Login): boolean {
  const isPlain = (text: string) => !/[\p{Cc}]/u.test(text) && text.isWellFormed()
  const isFitting = user.length <= userUnits && password.length <= passwordUnits
  return isFitting && !user.includes(':') && isPlain(user) && isPlain(password) && user + password !== ''
}

/**
 * Headers that the connection, the runtime or this program sets: RFC 9110, sections 6.6, 7.2, 7.6.1, 10.1.1, 12.5.3, 13.1 and 14.2;
 * RFC 9112, section 6.
 */
const reserved =
  /^(?:host|content-.+|transfer-encoding|connection|keep-alive|proxy-.+|te|trailer|upgrade|via|expect|date|accept-encoding|if-.+|range|cf-.+|cdn-loop|x-forwarded-.+|x-real-ip|forwarded)$/iu

/** Reads `Name: value`. @returns null: it is no header, or one that nobody may set */
export function readHeader(text: string): RequestHeader | null {
  const [, name = '', value = ''] = /^([^:\s]+)\s*:\s*(\S(?:.*\S)?)$/su.exec(text.trim()) ?? []
  return isHeaderName(name) && value.length <= headerValueUnits && /^[\x20-\x7e]+$/u.test(value)
    ? { name, value }
    : null
}

/** A token (RFC 9110, section 5.6.2) that is not reserved. */
export function isHeaderName(name: string): boolean {
  return name.length <= headerNameUnits && /^[!#$%&'*+.^_`|~\w-]+$/u.test(name) && !reserved.test(name)
}

/**
 * Whether an address may get what belongs to an origin: the same origin, or the same host after a redirect from http to https, at
 * their usual ports.
 */
export function mayReceive(origin: string, address: string): boolean {
  const [from, to] = [URL.parse(origin), URL.parse(address)]
  if (from === null || to === null) return false
  const isUpgrade =
    from.protocol === 'http:' && to.protocol === 'https:' && from.hostname === to.hostname && from.port + to.port === ''
  return from.origin === to.origin || isUpgrade
}

/** The headers for a request. @param access null: the feed has no credentials */
export function accessHeaders(access: Access | null, address: string): Readonly<Record<string, string>> {
  return access !== null && mayReceive(access.origin, address) ? access.headers : {}
}

/** A change of a feed's credentials, with sealed values. */
export type CredentialsChange =
  /** `origin`: what they were sealed for. */
  | { readonly kind: 'login'; readonly origin: string; readonly login: string | null }
  | { readonly kind: 'header'; readonly origin: string; readonly name: string; readonly value: string | null }
  | { readonly kind: 'no-headers' }
  | { readonly kind: 'all'; readonly credentials: Credentials | null }

/** @returns null: nothing is left; `full`: there is no room for another header */
export function changedCredentials(before: Credentials | null, change: CredentialsChange): Credentials | null | 'full' {
  if (change.kind === 'all') return change.credentials
  const origin = change.kind === 'no-headers' ? (before?.origin ?? '') : change.origin
  // What is sealed for another origin cannot be sent with it.
  const kept = before?.origin === origin ? before : { origin, login: null, headers: [] }
  const changed = { ...kept, ...partOf(kept, change) }
  if (changed.headers.length > mostHeaders) return 'full'
  return changed.login === null && changed.headers.length === 0 ? null : changed
}

function partOf(
  { headers }: Credentials,
  change: Exclude<CredentialsChange, { readonly kind: 'all' }>,
): Partial<Credentials> {
  switch (change.kind) {
    case 'login':
      return { login: change.login }
    case 'no-headers':
      return { headers: [] }
    case 'header': {
      const { name, value } = change
      const others = headers.filter((each) => each.name.toLowerCase() !== name.toLowerCase())
      return { headers: value === null ? others : [...others, { name, value }] }
    }
  }
}
