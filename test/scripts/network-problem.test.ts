/** Failures of the network: cause, message and advice. */
import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import {
  describeNetworkProblem,
  type NetworkProblem,
  networkProblemOf,
} from '../../scripts/operator/network-problem.ts'
import { close, freePort, listen, loopback } from '../../simulators/ports.ts'

const url = 'https://api.telegram.org/bot777:secret/getMe'
const host = 'api.telegram.org'
const proxied = { HTTPS_PROXY: 'http://ann:pass@proxy.test:3128', NODE_USE_ENV_PROXY: '1' }
const proxy = { variable: 'HTTPS_PROXY', address: 'http://proxy.test:3128' }

/** As fetch throws it. */
const failed = (cause: unknown) => new TypeError('fetch failed', { cause })
const coded = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more })

describe('a failed fetch', () => {
  it.each<[string, NetworkProblem['kind']]>([
    ['ENOTFOUND', 'no-such-name'],
    ['EAI_AGAIN', 'no-such-name'],
    ['ENETUNREACH', 'no-route'],
    ['ECONNREFUSED', 'refused'],
    ['ECONNRESET', 'reset'],
    ['UND_ERR_SOCKET', 'reset'],
    ['ETIMEDOUT', 'timed-out'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timed-out'],
    ['CERT_HAS_EXPIRED', 'clock'],
    ['CERT_NOT_YET_VALID', 'clock'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'other'],
  ])('with %s is of the kind %s', (code, kind) => {
    expect(networkProblemOf(failed(coded(code)), url, {})).toEqual({ kind, code, host, proxy: null })
    expect(networkProblemOf(failed(coded(code)), url, proxied)).toEqual({ kind, code, host, proxy })
  })

  it.each<[string, unknown, Readonly<Record<string, string>>, NetworkProblem | null]>([
    [
      'is timed out by our own limit',
      new DOMException('The operation was aborted due to timeout', 'TimeoutError'),
      {},
      { kind: 'timed-out', code: 'TimeoutError', host, proxy: null },
    ],
    [
      'counts by the addresses of a name that were tried',
      failed(new AggregateError([coded('ECONNREFUSED', { address: '::1', port: 443 })])),
      {},
      { kind: 'refused', code: 'ECONNREFUSED', host, proxy: null },
    ],
    [
      'counts when the answer breaks off',
      new TypeError('terminated', { cause: coded('UND_ERR_SOCKET') }),
      {},
      { kind: 'reset', code: 'UND_ERR_SOCKET', host, proxy: null },
    ],
    [
      'is the proxy’s, when it refuses',
      failed(
        Object.assign(new Error('Request was cancelled.'), {
          cause: new Error('Proxy response (407) !== 200 when HTTP Tunneling'),
        }),
      ),
      proxied,
      { kind: 'proxy', code: '407', host, proxy },
    ],
    [
      'is the proxy’s, when that does not run',
      failed(coded('ECONNREFUSED', { address: '10.0.0.1', port: 3128 })),
      proxied,
      { kind: 'proxy', code: 'ECONNREFUSED', host, proxy },
    ],
    [
      'is the proxy’s, when its name is not found',
      failed(coded('ENOTFOUND', { hostname: 'proxy.test' })),
      proxied,
      { kind: 'proxy', code: 'ENOTFOUND', host, proxy },
    ],
    [
      'is the proxy’s, when it does not speak TLS',
      failed(coded('ERR_SSL_WRONG_VERSION_NUMBER')),
      { ...proxied, HTTPS_PROXY: 'https://proxy.test:3128' },
      {
        kind: 'proxy',
        code: 'ERR_SSL_WRONG_VERSION_NUMBER',
        host,
        proxy: { variable: 'HTTPS_PROXY', address: 'https://proxy.test:3128' },
      },
    ],
    [
      'has no proxy where NO_PROXY names the server’s domain',
      failed(coded('ECONNRESET')),
      { ...proxied, NO_PROXY: 'localhost,.telegram.org' },
      { kind: 'reset', code: 'ECONNRESET', host, proxy: null },
    ],
    [
      'has no proxy where Node does not use it',
      failed(coded('ECONNRESET')),
      { ...proxied, NODE_USE_ENV_PROXY: '0' },
      { kind: 'reset', code: 'ECONNRESET', host, proxy: null },
    ],
    ['is no network problem when the answer is not JSON', new SyntaxError('Unexpected token'), {}, null],
    ['is no network problem when nothing was thrown', null, {}, null],
  ])('%s', (_, thrown, environment, expected) => {
    expect(networkProblemOf(thrown, url, environment)).toEqual(expected)
  })

  it('is recognised from a real error of Node', async () => {
    const port = await freePort()
    const at = `http://${loopback}:${port}/`
    const thrown = await fetch(at).catch((problem: unknown) => problem)
    expect(networkProblemOf(thrown, at, {})).toMatchObject({ kind: 'refused', host: `${loopback}:${port}` })
  })

  it('is recognised from a real broken connection', async () => {
    const server = createServer((request) => request.socket.destroy())
    const at = `http://${loopback}:${await listen(server, 0)}/`
    try {
      const thrown = await fetch(at).catch((problem: unknown) => problem)
      expect(networkProblemOf(thrown, at, {})).toMatchObject({ kind: 'reset' })
    } finally {
      await close(server)
    }
  })
})

describe('the message about a network problem', () => {
  const words = (problem: NetworkProblem) => {
    const { what, advice } = describeNetworkProblem(problem)
    return `${what} → ${advice}`
  }

  it.each<[string, NetworkProblem, RegExp]>([
    [
      'of a blocked server name HTTPS_PROXY',
      { kind: 'reset', code: 'ECONNRESET', host, proxy: null },
      /^the connection to api\.telegram\.org was cut \(ECONNRESET\) → .*set HTTPS_PROXY.*VPN/u,
    ],
    [
      'of a blocked server name the proxy that is used',
      { kind: 'timed-out', code: 'UND_ERR_CONNECT_TIMEOUT', host, proxy },
      /does not answer in time through the proxy http:\/\/proxy\.test:3128 .* → .*that the proxy http:\/\/proxy\.test:3128 \(HTTPS_PROXY\) reaches/u,
    ],
    [
      'of a name that is not found name DNS',
      { kind: 'no-such-name', code: 'EAI_AGAIN', host, proxy: null },
      /not found \(EAI_AGAIN\) → .*DNS/u,
    ],
    ['of a lost network name it', { kind: 'no-route', code: 'ENETUNREACH', host, proxy: null }, /→ Check the network/u],
    [
      'of a refusal name the address',
      { kind: 'refused', code: 'ECONNREFUSED', host, proxy: null },
      /→ Check the address/u,
    ],
    [
      'of a clock that is behind name the clock',
      { kind: 'clock', code: 'CERT_NOT_YET_VALID', host, proxy: null },
      /not yet valid by this machine’s clock .* → Set the date, time and time zone/u,
    ],
    [
      'of a clock that is ahead name the clock',
      { kind: 'clock', code: 'CERT_HAS_EXPIRED', host, proxy: null },
      /no longer valid by this machine’s clock .* → Set the date/u,
    ],
    [
      'of a certificate name NODE_EXTRA_CA_CERTS',
      { kind: 'certificate', code: 'SELF_SIGNED_CERT_IN_CHAIN', host, proxy: null },
      /→ .*NODE_EXTRA_CA_CERTS/u,
    ],
    [
      'of a proxy that wants a password say where it goes',
      { kind: 'proxy', code: '407', host, proxy },
      /does not allow access to .*\(407\) → .*HTTPS_PROXY to http:\/\/user:password@proxy\.test:3128/u,
    ],
    ['of a proxy with rules name them', { kind: 'proxy', code: '403', host, proxy }, /→ Its rules/u],
    [
      'of a proxy that is not there name its variable',
      { kind: 'proxy', code: 'ECONNREFUSED', host, proxy },
      /→ Check that it runs.*HTTPS_PROXY/u,
    ],
    [
      'of anything else name its code',
      { kind: 'other', code: 'EPROTO', host, proxy: null },
      /cannot be reached \(EPROTO\)/u,
    ],
  ])('%s', (_, problem, expected) => expect(words(problem)).toMatch(expected))

  it('never show the password of a proxy', () => {
    const thrown = failed(
      Object.assign(new Error('x'), { cause: new Error('Proxy response (407) !== 200 when HTTP Tunneling') }),
    )
    const problem = networkProblemOf(thrown, url, proxied)
    expect(problem).not.toBeNull()
    expect(JSON.stringify([problem, problem === null ? null : describeNetworkProblem(problem)])).not.toContain(
      'ann:pass',
    )
  })
})
