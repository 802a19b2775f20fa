/** The routes of the simulated API that a deployment requests: accounts, zones, KV namespaces, subdomains, and Workers. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import * as v from 'valibot'
import { type AccountResources, API_TOKEN, type CloudflareAccount } from './account.ts'
import { CloudflareApiError } from './cloudflare-api-error.ts'

import type { UploadedWorker } from './upload.ts'
import { workerRoutes } from './worker-routes.ts'

/** @param deployed called after each deployment @returns answers a request with the API's `result`, or throws its refusal */
export function accountRoutes(
  account: CloudflareAccount,
  deployed: (name: string, uploaded: UploadedWorker) => Promise<void>,
): (request: IncomingMessage, url: URL) => Promise<unknown> {
  const answerWorker = workerRoutes(account, deployed)
  return async (request, url) => {
    if (request.headers.authorization !== `Bearer ${API_TOKEN}`)
      throw new CloudflareApiError(10_000, 'Authentication error')
    const { method = 'GET' } = request
    const body = await buffer(request)
    const name = `${method} ${url.pathname}`
    if (name === 'GET /accounts') return account.accounts
    if (name === 'GET /zones') {
      const zone = url.searchParams.get('name') ?? ''
      const id = account.zones.get(zone)
      return id === undefined ? [] : [{ id, name: zone }]
    }
    const [, id, path = ''] = /^\/accounts\/([^/]+)\/(.*)$/u.exec(url.pathname) ?? []
    if (!account.accounts.some((each) => each.id === id))
      throw new CloudflareApiError(7003, 'Could not route to that account')
    const own = id === undefined || id === account.accounts[0]?.id ? account : account.otherAccounts.get(id)
    if (own === undefined) throw new CloudflareApiError(10_023, 'Unauthorized access attempt')
    if (path === 'workers/subdomain') return subdomain(own, account.takenSubdomains, method, body)
    const [isNamespaces, namespace] = /^storage\/kv\/namespaces(?:\/(\w+))?/u.exec(path) ?? []
    if (isNamespaces !== undefined) return namespaces(own, method, namespace ?? null, body)
    if (path === 'workers/domains') {
      const worker = own.workers.get(url.searchParams.get('service') ?? '')
      return (worker?.domains ?? []).map((hostname) => ({ hostname }))
    }
    const [, kind = '', worker = '', rest = ''] =
      /^workers\/(scripts|services|workers)\/([^/]+)(?:\/(.*))?$/u.exec(path) ?? []
    if (worker === '') throw new CloudflareApiError(7003, `No route for ${name}`)
    const type = request.headers['content-type'] ?? ''
    return answerWorker(own, { kind, worker, route: `${method} ${rest}`, type, body })
  }
}

function subdomain(own: AccountResources, taken: ReadonlySet<string>, method: string, body: Buffer): unknown {
  if (method === 'PUT') {
    const requested = v.parse(v.object({ subdomain: v.string() }), JSON.parse(body.toString()))
    if (taken.has(requested.subdomain)) throw new CloudflareApiError(10_031, 'Subdomain is unavailable')
    own.subdomain = requested.subdomain
  }
  if (own.subdomain === null) throw new CloudflareApiError(10_007, 'There is no subdomain on this account')
  return { subdomain: own.subdomain }
}

function namespaces({ namespaces: all }: AccountResources, method: string, id: string | null, body: Buffer): unknown {
  if (id !== null) {
    const title = all.get(id)
    if (title === undefined) throw new CloudflareApiError(10_013, 'namespace not found')
    return { id, title }
  }
  if (method === 'GET') return [...all].map(([each, title]) => ({ id: each, title }))
  const { title } = v.parse(v.object({ title: v.string() }), JSON.parse(body.toString()))
  if ([...all.values()].includes(title))
    throw new CloudflareApiError(10_014, 'a namespace with this account ID and title already exists')
  const created = randomUUID().replaceAll('-', '')
  all.set(created, title)
  return { id: created, title }
}
