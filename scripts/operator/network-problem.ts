/** Why a fetch from this machine failed, and what to do about it. */
import * as v from 'valibot'
import { proxyIn } from '../bootstrap/proxy.mjs'

type Environment = Readonly<Record<string, string | undefined>>

export interface UsedProxy {
  readonly variable: string
  /** The proxy's address without user and password. */
  readonly address: string
}

export type NetworkProblem = {
  /** The server's host, with the port unless it is the default. */
  readonly host: string
  /** The code from Node, undici, OpenSSL or the proxy: `ECONNRESET`, `CERT_HAS_EXPIRED`, `407`. */
  readonly code: string
} & (
  | {
      readonly kind: keyof typeof codes | 'other'
      readonly proxy: UsedProxy | null
    }
  /** The proxy itself refuses or cannot be reached. */
  | { readonly kind: 'proxy'; readonly proxy: UsedProxy }
)

/**
 * Error codes by kind: system errors (nodejs.org/api/errors.html, "Common system errors"), undici's (undici.nodejs.org, "Errors"), those
 * of certificates (nodejs.org/api/tls.html, "X509 certificate error codes"), and the name of what AbortSignal.timeout throws.
 */
const codes = {
  'no-such-name': /^(?:ENOTFOUND|EAI_AGAIN|EAI_NODATA|EAI_NONAME|EAI_FAIL)$/u,
  'no-route': /^(?:ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL)$/u,
  refused: /^ECONNREFUSED$/u,
  reset: /^(?:ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_SOCKET)$/u,
  'timed-out': /^(?:ETIMEDOUT|UND_ERR_(?:CONNECT|HEADERS|BODY)_TIMEOUT|TimeoutError)$/u,
  clock: /^CERT_(?:NOT_YET_VALID|HAS_EXPIRED)$/u,
  certificate:
    /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT(?:_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE|CERT_UNTRUSTED|ERR_TLS_CERT_ALTNAME_INVALID)$/u,
} as const
const kinds = Object.keys(codes) as (keyof typeof codes)[]

const errorSchema = v.object({
  name: v.optional(v.string(), ''),
  message: v.optional(v.string(), ''),
  code: v.optional(v.unknown()),
  /** `address`, `hostname`, `port`: the failed connection or lookup. */
  address: v.optional(v.string()),
  hostname: v.optional(v.string()),
  port: v.optional(v.number()),
  cause: v.optional(v.unknown()),
  /** An AggregateError has one error for each address. */
  errors: v.optional(v.array(v.unknown()), []),
})
type Thrown = v.InferOutput<typeof errorSchema>

function chainOf(thrown: unknown): readonly Thrown[] {
  const parsed = v.safeParse(errorSchema, thrown)
  return parsed.success
    ? [parsed.output, ...parsed.output.errors.flatMap(chainOf), ...chainOf(parsed.output.cause)]
    : []
}

const codeOf = ({ code, name }: Thrown) => (typeof code === 'string' ? code : name)

/** @param thrown by fetch, or while its body was read @returns null: not a network problem */
export function networkProblemOf(thrown: unknown, url: string, environment: Environment): NetworkProblem | null {
  const chain = chainOf(thrown)
  const { host } = new URL(url)
  const proxy = proxyFor(url, environment)
  if (proxy !== null) {
    const code = proxyRefusal(chain, proxy)
    if (code !== null) return { kind: 'proxy', code, host, proxy }
  }
  for (const code of chain.map(codeOf)) {
    const kind = kinds.find((each) => codes[each].test(code))
    if (kind !== undefined) return { kind, code, host, proxy }
  }
  // undici's message for every failure, and for a body that broke off.
  if (!chain.some(({ message }) => message === 'fetch failed' || message === 'terminated')) return null
  const last = chain.at(-1)
  return { kind: 'other', code: typeof last?.code === 'string' ? last.code : (last?.message ?? ''), host, proxy }
}

/** The proxy that Node uses; null: none. */
export function proxyInUse(environment: Environment): UsedProxy | null {
  const setting = proxyIn(environment)
  if (setting?.isUsable !== true || environment['NODE_USE_ENV_PROXY'] !== '1') return null
  const address = new URL(setting.url)
  address.username = ''
  address.password = ''
  return { variable: setting.variable, address: address.href.replace(/\/$/u, '') }
}

/** The proxy that Node uses for this address; null: none. */
function proxyFor(url: string, environment: Environment): UsedProxy | null {
  const { hostname, host } = new URL(url)
  const direct = (environment['no_proxy'] || environment['NO_PROXY'] || '').split(/[\s,]+/u)
  const isDirect = direct.some((entry) => {
    const name = entry.replace(/^\*?\./u, '').toLowerCase()
    return name === '*' || (name !== '' && (name === hostname || name === host || hostname.endsWith(`.${name}`)))
  })
  return isDirect ? null : proxyInUse(environment)
}

/** The proxy's refusal, or why it cannot be reached; null: something else failed. */
function proxyRefusal(chain: readonly Thrown[], { address }: UsedProxy): string | null {
  const { hostname, port, protocol } = new URL(address)
  for (const each of chain) {
    const status = /^Proxy response \((\d+)\)/u.exec(each.message)?.[1]
    if (status !== undefined) return status
    const isThere = each.hostname === hostname || (each.port !== undefined && String(each.port) === (port || '80'))
    // The proxy speaks another protocol than its address says.
    const isOdd = protocol !== 'http:' && /^(?:EPROTO$|ERR_SSL_|UND_ERR_SOCKS5)/u.test(codeOf(each))
    if (isThere || isOdd) return codeOf(each)
  }
  return null
}

const again = 'Then run the same command again: it goes on from here.'

/** `what` is part of a sentence (“Telegram could not be asked: …”); `advice` is sentences. */
export function describeNetworkProblem(problem: NetworkProblem): { readonly what: string; readonly advice: string } {
  const { kind, code, host, proxy } = problem
  const way = proxy === null ? '' : ` through the proxy ${proxy.address}`
  const check = 'Check the network of this machine'
  const through =
    proxy === null
      ? `If ${host} is blocked where you are, set HTTPS_PROXY to a proxy that reaches it, or use a VPN.`
      : `Check that the proxy ${proxy.address} (${proxy.variable}) reaches ${host}.`
  const words: Readonly<Record<NetworkProblem['kind'], readonly [what: string, advice: string]>> = {
    proxy: [
      `the proxy ${proxy?.address} does not allow access to ${host}`,
      proxy === null ? '' : proxyAdvice(code, proxy),
    ],
    'no-such-name': [`the name ${host} is not found${way}`, `${check} and its DNS. ${through}`],
    'no-route': [`there is no route to ${host}`, `${check}.`],
    refused: [`${host} refuses the connection${way}`, `Check the address and the network of this machine. ${through}`],
    reset: [`the connection to ${host}${way} was cut`, `${check}. ${through}`],
    'timed-out': [`${host} does not answer in time${way}`, `${check}. ${through}`],
    clock: [
      `the certificate of ${host} is ${code === 'CERT_HAS_EXPIRED' ? 'no longer' : 'not yet'} valid by this machine’s clock`,
      `Set the date, time and time zone of this machine. If they are right, something between here and ${host} shows an old certificate.`,
    ],
    certificate: [
      `the certificate of ${host} cannot be trusted`,
      'Something between here and there opens encrypted connections: a company’s proxy, a virus scanner, or a provider’s block page. If it is yours, set NODE_EXTRA_CA_CERTS to the file with its certificate (PEM).',
    ],
    other: [`${host} cannot be reached${way}`, `${check}. ${through}`],
  }
  const [what, advice] = words[kind]
  return { what: `${what} (${code})`, advice: `${advice} ${again}` }
}

function proxyAdvice(code: string, { variable, address }: UsedProxy): string {
  if (code === '407')
    return `It asks for a user and a password: set ${variable} to ${address.replace('://', '://user:password@')}.`
  if (/^\d+$/u.test(code))
    return `Its rules do not allow this address: change them, or set ${variable} to another proxy.`
  return `Check that it runs and that its address in ${variable} is right; most are http://, also for https addresses.`
}
