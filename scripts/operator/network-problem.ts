/** Why a server could not be reached from this machine: the cause of a fetch that failed, and what to do about it. */
import * as v from 'valibot'
// biome-ignore lint/correctness/useImportExtensions: the types beside the module confuse the rule
import { proxyIn } from '../bootstrap/proxy.mjs'

type Environment = Readonly<Record<string, string | undefined>>

export interface UsedProxy {
  /** The environment variable that names it. */
  readonly variable: string
  /** Without user and password. */
  readonly address: string
}

interface Failure {
  /** Of the server, with the port where it is not the usual one. */
  readonly host: string
  /** As Node, undici, OpenSSL or the proxy names it: `ECONNRESET`, `CERT_HAS_EXPIRED`, `407`. */
  readonly code: string
}

export type NetworkProblem = Failure &
  (
    | {
        readonly kind:
          | 'no-such-name'
          | 'no-route'
          | 'refused'
          | 'reset'
          | 'timed-out'
          | 'clock'
          | 'certificate'
          | 'other'
        /** Null: the server is reached without one. */
        readonly proxy: UsedProxy | null
      }
    /** The proxy itself refuses, or is not reached. */
    | { readonly kind: 'proxy'; readonly proxy: UsedProxy }
  )

/**
 * By code: system errors (nodejs.org/api/errors.html, "Common system errors"), undici's (undici.nodejs.org, "Errors"), those
 * of certificates (nodejs.org/api/tls.html, "X509 certificate error codes"), and the name of what AbortSignal.timeout throws.
 */
const codes: Readonly<Record<Exclude<NetworkProblem['kind'], 'proxy' | 'other'>, readonly string[]>> = {
  'no-such-name': ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'EAI_FAIL'],
  'no-route': ['ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL'],
  refused: ['ECONNREFUSED'],
  reset: ['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'UND_ERR_SOCKET'],
  'timed-out': [
    'ETIMEDOUT',
    'UND_ERR_CONNECT_TIMEOUT',
    'UND_ERR_HEADERS_TIMEOUT',
    'UND_ERR_BODY_TIMEOUT',
    'TimeoutError',
  ],
  clock: ['CERT_NOT_YET_VALID', 'CERT_HAS_EXPIRED'],
  certificate: [
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'CERT_UNTRUSTED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ],
}
const kinds = Object.keys(codes) as (keyof typeof codes)[]

const errorSchema = v.object({
  name: v.optional(v.string(), ''),
  message: v.optional(v.string(), ''),
  code: v.optional(v.unknown()),
  /** Where a connection was tried; the name that was looked up. */
  address: v.optional(v.string()),
  hostname: v.optional(v.string()),
  port: v.optional(v.number()),
  cause: v.optional(v.unknown()),
  /** Of an AggregateError: one for each address of a name. */
  errors: v.optional(v.array(v.unknown()), []),
})
type Thrown = v.InferOutput<typeof errorSchema>

/** What was thrown, and all that caused it. */
function chainOf(thrown: unknown): readonly Thrown[] {
  const parsed = v.safeParse(errorSchema, thrown)
  return parsed.success
    ? [parsed.output, ...parsed.output.errors.flatMap(chainOf), ...chainOf(parsed.output.cause)]
    : []
}

const codeOf = ({ code, name }: Thrown) => (typeof code === 'string' ? code : name)

/** @param thrown by fetch, or by reading its answer @param url that was asked @returns null: nothing of the network */
export function networkProblemOf(thrown: unknown, url: string, environment: Environment): NetworkProblem | null {
  const chain = chainOf(thrown)
  const { host } = new URL(url)
  const proxy = proxyFor(url, environment)
  if (proxy !== null) {
    const code = proxyRefusal(chain, proxy)
    if (code !== null) return { kind: 'proxy', code, host, proxy }
  }
  for (const code of chain.map(codeOf)) {
    const kind = kinds.find((each) => codes[each].includes(code))
    if (kind !== undefined) return { kind, code, host, proxy }
  }
  // What undici says of every failure, and of an answer that broke off.
  if (!chain.some(({ message }) => message === 'fetch failed' || message === 'terminated')) return null
  const last = chain.at(-1)
  return { kind: 'other', code: typeof last?.code === 'string' ? last.code : (last?.message ?? ''), host, proxy }
}

/** The proxy that Node uses; null: none is set, or Node is not to use it. */
export function proxyInUse(environment: Environment): UsedProxy | null {
  const setting = proxyIn(environment)
  if (setting?.isUsable !== true || environment['NODE_USE_ENV_PROXY'] !== '1') return null
  const address = new URL(setting.url)
  address.username = ''
  address.password = ''
  return { variable: setting.variable, address: address.href.replace(/\/$/u, '') }
}

/** The proxy through which Node asks this address; null: it asks directly. */
function proxyFor(url: string, environment: Environment): UsedProxy | null {
  const { hostname, host } = new URL(url)
  const direct = (environment['no_proxy'] || environment['NO_PROXY'] || '').split(/[\s,]+/u)
  const isDirect = direct.some((entry) => {
    const name = entry.replace(/^\*?\./u, '').toLowerCase()
    return name === '*' || (name !== '' && (name === hostname || name === host || hostname.endsWith(`.${name}`)))
  })
  return isDirect ? null : proxyInUse(environment)
}

/** What the proxy answered, or why it is not reached; null: it is not the proxy that failed. */
function proxyRefusal(chain: readonly Thrown[], { address }: UsedProxy): string | null {
  const { hostname, port, protocol } = new URL(address)
  for (const each of chain) {
    const status = /^Proxy response \((\d+)\)/u.exec(each.message)?.[1]
    if (status !== undefined) return status
    const isThere = each.hostname === hostname || (each.port !== undefined && String(each.port) === (port || '80'))
    // A proxy that speaks another protocol than its address says.
    const isOdd = protocol !== 'http:' && /^(?:EPROTO$|ERR_SSL_|UND_ERR_SOCKS5)/u.test(codeOf(each))
    if (isThere || isOdd) return codeOf(each)
  }
  return null
}

export interface NetworkWords {
  /** Part of a sentence: “Telegram could not be asked: …”. */
  readonly what: string
  /** What to do, in sentences. */
  readonly advice: string
}

const again = 'Then run the same command again: it goes on from here.'

export function networkWords(problem: NetworkProblem): NetworkWords {
  const { kind, code, host, proxy } = problem
  const way = proxy === null ? '' : ` through the proxy ${proxy.address}`
  const through =
    proxy === null
      ? `If ${host} is blocked where you are, set HTTPS_PROXY to a proxy that reaches it, or use a VPN.`
      : `Look whether the proxy ${proxy.address} (${proxy.variable}) reaches ${host}.`
  switch (kind) {
    case 'proxy':
      return {
        what: `the proxy ${proxy.address} does not let it through to ${host} (${code})`,
        advice: `${proxyAdvice(code, proxy)} ${again}`,
      }
    case 'no-such-name':
      return {
        what: `the name ${host} is not found${way} (${code})`,
        advice: `Check the network of this machine and its DNS. ${through} ${again}`,
      }
    case 'no-route':
      return { what: `there is no way to ${host} (${code})`, advice: `Check the network of this machine. ${again}` }
    case 'refused':
      return {
        what: `${host} refuses the connection${way} (${code})`,
        advice: `Check the address and the network of this machine. ${through} ${again}`,
      }
    case 'reset':
      return {
        what: `the connection to ${host}${way} was cut (${code})`,
        advice: `Check the network of this machine. ${through} ${again}`,
      }
    case 'timed-out':
      return {
        what: `${host} does not answer in time${way} (${code})`,
        advice: `Check the network of this machine. ${through} ${again}`,
      }
    case 'clock':
      return {
        what: `the certificate of ${host} is ${code === 'CERT_HAS_EXPIRED' ? 'no longer' : 'not yet'} valid by this machine’s clock (${code})`,
        advice: `Set the date, time and time zone of this machine. If they are right, something between here and ${host} shows an old certificate. ${again}`,
      }
    case 'certificate':
      return {
        what: `the certificate of ${host} cannot be trusted (${code})`,
        advice: `Something between here and ${host} opens encrypted connections: a company’s proxy, a virus scanner, or a provider’s block page. If it is yours, set NODE_EXTRA_CA_CERTS to the file with its certificate (PEM). ${again}`,
      }
    case 'other':
      return {
        what: `${host} cannot be reached${way} (${code})`,
        advice: `Check the network of this machine. ${through} ${again}`,
      }
  }
}

function proxyAdvice(code: string, { variable, address }: UsedProxy): string {
  if (code === '407')
    return `It asks for a user and a password: set ${variable} to ${address.replace('://', '://user:password@')}.`
  if (/^\d+$/u.test(code))
    return `Its rules do not allow this address: change them, or set ${variable} to another proxy.`
  return `Look whether it runs, and whether its address in ${variable} is right; most are http://, also for https addresses.`
}
