/** Serves a simulated Cloudflare account on loopback: its API, and the deployed Worker at one address. */
import { createServer } from 'node:http'
import { isDeepStrictEqual } from 'node:util'
import { close, listen } from '../ports.ts'
import { ACCOUNT, type CloudflareAccount, type Fault } from './account.ts'
import { accountRoutes } from './account-routes.ts'
import { CloudflareApiError } from './cloudflare-api-error.ts'
import { edgeServer } from './edge-server.ts'
import type { UploadedWorker } from './upload.ts'

/** A deployed Worker while it runs. */
export interface RunningUpload {
  /** Without a trailing slash. */
  readonly url: string
  stop(): Promise<void>
}

export interface AccountOptions {
  /** Runs a deployed Worker, one at a time; null: Workers are stored and not run. */
  readonly run: ((name: string, uploaded: UploadedWorker) => Promise<RunningUpload>) | null
}

export async function openAccount({ run }: AccountOptions): Promise<CloudflareAccount> {
  let running: RunningUpload | null = null
  let code: unknown = null
  const account: CloudflareAccount = {
    api: '',
    address: '',
    workers: new Map(),
    accounts: [{ id: ACCOUNT, name: 'Ann’s account' }],
    subdomain: 'ann',
    takenSubdomains: new Set(),
    namespaces: new Map(),
    zones: new Map(),
    dnsRecords: new Set(),
    otherCrons: 0,
    requests: [],
    faults: [],
    otherAccounts: new Map(),
    crash: null,
    close: async () => {
      await running?.stop()
      await Promise.all([close(server), close(edge)])
    },
  }
  const answer = accountRoutes(account, async (name, uploaded) => {
    if (run === null) return
    const next = programOf(name, uploaded)
    // A start takes seconds, and storage outlives it.
    if (running !== null && isDeepStrictEqual(next, code)) return
    await running?.stop()
    running = null
    running = await run(name, uploaded)
    code = next
  })

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://api')
    const name = `${request.method} ${url.pathname}`
    account.requests.push(name)
    const fault = account.crash?.step() ?? takeFault(account.faults, name)
    if (fault === 'cut-before') return void request.socket.destroy()
    const respond = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    try {
      if (fault !== null && fault !== 'cut-after') throw new CloudflareApiError(fault.code, fault.message)
      const result = await answer(request, url)
      if (fault === 'cut-after') return void request.socket.destroy()
      respond(200, { success: true, errors: [], messages: [], result })
    } catch (problem) {
      const { code, message } =
        problem instanceof CloudflareApiError ? problem : new CloudflareApiError(1, String(problem))
      respond(code === 10_007 ? 404 : 400, { success: false, errors: [{ code, message }], messages: [], result: null })
    }
  })
  const edge = edgeServer(() => running?.url ?? null)
  const [port, edgePort] = [await listen(server, 0), await listen(edge, 0)]
  return Object.assign(account, { api: `http://127.0.0.1:${port}`, address: `http://127.0.0.1:${edgePort}` })
}

/** What decides how an uploaded Worker runs. */
function programOf(name: string, { main, modules, bindings, classes, metadata }: UploadedWorker) {
  const settings = [metadata['compatibility_date'], metadata['compatibility_flags'] ?? []]
  return [name, main, modules, classes, settings, bindings.toSorted((a, b) => a.name.localeCompare(b.name))]
}

function takeFault(faults: Fault[], request: string): Fault['what'] | null {
  const at = faults.findIndex(({ match }) => match.test(request))
  const fault = faults[at]
  if (fault === undefined) return null
  const { after = 0 } = fault
  if (after > 0) {
    faults[at] = { ...fault, after: after - 1 }
    return null
  }
  faults.splice(at, 1, ...(fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : []))
  return fault.what
}
