/** The proxy in the environment, and the variables with which Node uses it. */
import { describe, expect, it } from 'vitest'
import { unusableProxy, withProxy } from '../../scripts/bootstrap/proxy.mjs'

it.each([
  [{}, null],
  [{ HTTPS_PROXY: '127.0.0.1:7890', http_proxy: 'socks5://proxy.test' }, null],
  [{ HTTPS_PROXY: 'socks5h://proxy.test' }, null],
  [{ HTTPS_PROXY: 'http://proxy.test', HTTP_PROXY: 'socks4://proxy.test' }, 'HTTP_PROXY'],
  [{ https_proxy: 'http://' }, 'https_proxy'],
])('names the variable with a proxy that Node cannot use: %j', (env, name) => expect(unusableProxy(env)).toBe(name))

describe('withProxy', () => {
  const own = 'localhost,127.0.0.1,::1,[::1]'
  it.each([
    ['nothing where no proxy is set', { PATH: '/bin' }, { PATH: '/bin' }],
    [
      'Node’s use of it, but not for this machine',
      { HTTPS_PROXY: 'http://proxy.test:3128' },
      { HTTPS_PROXY: 'http://proxy.test:3128', NODE_USE_ENV_PROXY: '1', NO_PROXY: own, no_proxy: own },
    ],
    [
      'this machine to what is reached directly already',
      { http_proxy: 'http://proxy.test', no_proxy: 'corp.test, 127.0.0.1', NO_PROXY: 'unused.test' },
      {
        http_proxy: 'http://proxy.test',
        NODE_USE_ENV_PROXY: '1',
        NO_PROXY: `corp.test,${own}`,
        no_proxy: `corp.test,${own}`,
      },
    ],
    [
      'nothing to a star, which means everything',
      { HTTPS_PROXY: 'http://proxy.test', NO_PROXY: '*' },
      { HTTPS_PROXY: 'http://proxy.test', NODE_USE_ENV_PROXY: '1', NO_PROXY: '*', no_proxy: '*' },
    ],
    [
      'the scheme that is left out',
      { HTTPS_PROXY: '127.0.0.1:7890' },
      { HTTPS_PROXY: 'http://127.0.0.1:7890', NODE_USE_ENV_PROXY: '1', NO_PROXY: own, no_proxy: own },
    ],
    [
      'no other choice than the one that is made',
      { HTTPS_PROXY: 'http://proxy.test', NODE_USE_ENV_PROXY: '0' },
      { HTTPS_PROXY: 'http://proxy.test', NODE_USE_ENV_PROXY: '0', NO_PROXY: own, no_proxy: own },
    ],
    [
      'nothing where Node would not even start with it',
      { HTTPS_PROXY: 'http://proxy.test', HTTP_PROXY: 'socks4://proxy.test' },
      { HTTPS_PROXY: 'http://proxy.test', HTTP_PROXY: 'socks4://proxy.test' },
    ],
  ])('adds %s', (_, given, expected) => expect(withProxy(given)).toEqual(expected))
})
