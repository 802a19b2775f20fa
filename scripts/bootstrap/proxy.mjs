/** The proxy that the environment names, and the environment in which the pinned Node uses it. */

/** @typedef {Readonly<Record<string, string | undefined>>} Environment */

/** Variables in the order in which Node, npm and wrangler prefer them for https addresses. */
const variables = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY']
/** Never behind a proxy. Node's fetch keeps the brackets of an IPv6 address, its node:http does not. */
const loopback = ['localhost', '127.0.0.1', '::1', '[::1]']
/** Protocols that Node 24 supports; with any other it does not start (nodejs.org/docs/latest-v24.x/api/cli.html#node_use_env_proxy1). */
const usable = ['http:', 'https:', 'socks5:', 'socks:']

const isSet = (value) => value !== undefined && value.trim() !== ''
/** As in curl: an address without a scheme is an http proxy. Node lets the proxy look names up, as socks5h asks for. */
const withScheme = (value) =>
  value.includes('://') ? value.trim().replace(/^socks5h:/iu, 'socks5:') : `http://${value.trim()}`

/**
 * The proxy for https addresses; null: none is set. `isUsable`: Node can use it.
 * @param {Environment} env
 */
export function proxyIn(env) {
  const variable = variables.find((name) => isSet(env[name]))
  if (variable === undefined) return null
  const url = withScheme(env[variable])
  return { variable, url, isUsable: URL.canParse(url) && usable.includes(new URL(url).protocol) }
}

/**
 * Name of a variable with a proxy that Node cannot use; null: there is none.
 * @param {Environment} env
 */
export function unusableProxy(env) {
  return variables.find((name) => proxyIn({ [name]: env[name] })?.isUsable === false) ?? null
}

/**
 * The environment in which Node uses the proxy that is set there, but never to reach this machine.
 * @param {Environment} env
 * @returns {Environment}
 */
export function withProxy(env) {
  const set = variables.filter((name) => isSet(env[name]))
  if (set.length === 0 || unusableProxy(env) !== null) return env
  const direct = (env.no_proxy || env.NO_PROXY || '')
    .split(/[\s,]+/u)
    .filter((entry) => entry !== '' && !loopback.includes(entry))
  const noProxy = direct.includes('*') ? '*' : [...direct, ...loopback].join()
  return {
    NODE_USE_ENV_PROXY: '1',
    ...env,
    ...Object.fromEntries(set.map((name) => [name, withScheme(env[name])])),
    NO_PROXY: noProxy,
    no_proxy: noProxy,
  }
}
