/** A simulated Cloudflare API with what a deployment requests; serves the deployed Worker at one local address. */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import * as v from 'valibot'
import { close, listen } from '../ports.ts'
import type { Lifeline } from './lifeline.ts'
import { Refused } from './refused.ts'
import { readUpload, type Uploaded } from './upload.ts'

export const ACCOUNT = 'acc0123456789'
export const API_TOKEN = 'a-token-of-cloudflare'

export interface DeployedWorker extends Uploaded {
  readonly crons: readonly string[]
  readonly workersDev: boolean
  /** Custom domains. */
  readonly domains: readonly string[]
}

/** A failing request: refused with a code, or its connection cut before or after it takes effect. */
export interface Fault {
  /** Of `METHOD path`. */
  readonly match: RegExp
  /** Requests that succeed first. */
  readonly after?: number
  readonly times: number
  readonly what: { readonly code: number; readonly message: string } | 'cut-before' | 'cut-after'
}

/** What an account has. */
export interface Holding {
  readonly workers: Map<string, DeployedWorker>
  /** Titles by id. */
  readonly namespaces: Map<string, string>
  /** Null: none yet. */
  subdomain: string | null
}

export interface CloudflareAccount extends Holding {
  /** For CLOUDFLARE_API_BASE_URL. */
  readonly api: string
  /** Where the deployed Worker answers. */
  readonly address: string
  /** Accounts that the login can see; the first is the simulated one. */
  readonly accounts: { readonly id: string; readonly name: string }[]
  /** The resources of the other accounts, by id. */
  readonly others: Map<string, Holding>
  /** Subdomains of other accounts. */
  readonly takenSubdomains: Set<string>
  /** Ids by name. */
  readonly zones: Map<string, string>
  /** Hosts with a DNS record. */
  readonly records: Set<string>
  /** Cron triggers of the account's other Workers: the Free plan has five. */
  otherCrons: number
  /** Every request, as `METHOD path`. */
  readonly asked: string[]
  readonly faults: Fault[]
  /** Ends all requests from some step on, as when the deploying machine stops; null: never. */
  lifeline: Lifeline | null
  readonly close: () => Promise<void>
}

/** A deployed Worker while it runs. */
export interface RunningUpload {
  /** Without a trailing slash. */
  readonly url: string
  stop(): Promise<void>
}

export interface AccountOptions {
  /** Runs a deployed Worker, one at a time; null: Workers are stored and not run. */
  readonly run: ((name: string, uploaded: Uploaded) => Promise<RunningUpload>) | null
}

const CRONS = 5

export async function openAccount({ run: start }: AccountOptions): Promise<CloudflareAccount> {
  let running: RunningUpload | null = null
  /** The last upload of each Worker. */
  const versions = new Map<string, Uploaded>()
  const account: CloudflareAccount = {
    api: '',
    address: '',
    workers: new Map(),
    accounts: [{ id: ACCOUNT, name: 'Ann’s account' }],
    subdomain: 'ann',
    takenSubdomains: new Set(),
    namespaces: new Map(),
    zones: new Map(),
    records: new Set(),
    otherCrons: 0,
    asked: [],
    faults: [],
    others: new Map(),
    lifeline: null,
    close: async () => {
      await running?.stop()
      await Promise.all([close(server), close(edge)])
    },
  }

  async function run(name: string, uploaded: Uploaded): Promise<void> {
    if (start === null) return
    await running?.stop()
    running = await start(name, uploaded)
  }

  async function putThere(own: Holding, name: string, uploaded: Uploaded): Promise<void> {
    const { crons = [], workersDev = false, domains = [] } = own.workers.get(name) ?? {}
    own.workers.set(name, { ...uploaded, crons, workersDev, domains })
    await run(name, uploaded)
  }

  async function answer(request: IncomingMessage, url: URL): Promise<unknown> {
    if (request.headers.authorization !== `Bearer ${API_TOKEN}`) throw new Refused(10_000, 'Authentication error')
    const body = await readBody(request)
    const method = request.method ?? 'GET'
    const asked = `${method} ${url.pathname}`
    if (asked === 'GET /accounts') return account.accounts
    if (asked === 'GET /zones') return zones(account, url.searchParams.get('name') ?? '')
    const [, id, rest = ''] = /^\/accounts\/([^/]+)\/(.*)$/u.exec(url.pathname) ?? []
    if (!account.accounts.some((each) => each.id === id)) throw new Refused(7003, 'Could not route to that account')
    const own = id === undefined || id === account.accounts[0]?.id ? account : account.others.get(id)
    if (own === undefined) throw new Refused(10_023, 'Unauthorized access attempt')
    if (rest === 'workers/subdomain') return subdomain(own, account.takenSubdomains, method, body)
    const [, namespace] = /^storage\/kv\/namespaces(?:\/(\w+))?$/u.exec(rest) ?? []
    if (rest.startsWith('storage/kv/namespaces')) return namespaces(own, method, namespace ?? null, body)
    if (rest === 'workers/domains') {
      const worker = own.workers.get(url.searchParams.get('service') ?? '')
      return (worker?.domains ?? []).map((hostname) => ({ hostname }))
    }
    const [, name = '', what = ''] = /^workers\/(?:scripts|services|workers)\/([^/]+)(?:\/(.*))?$/u.exec(rest) ?? []
    if (name === '') throw new Refused(7003, `No route for ${asked}`)
    const before = own.workers.get(name)
    const isVersion = method === 'POST' && what === 'versions'
    if (isVersion || (method === 'PUT' && what === '')) {
      const type = request.headers['content-type'] ?? ''
      const uploaded = await readUpload(type, body, before, own.namespaces)
      versions.set(name, uploaded)
      // Where no migration is due, wrangler uploads a version first and then has all requests go to it.
      if (isVersion) return { id: 'version-one', startup_time_ms: 5, resources: { script: { etag: 'etag' } } }
      await putThere(own, name, uploaded)
      return { id: name, tag: 'tag', etag: 'etag', deployment_id: 'one', startup_time_ms: 5 }
    }
    if (before === undefined) throw new Refused(10_007, 'This Worker does not exist on your account.')
    const change = (changed: Partial<DeployedWorker>) => own.workers.set(name, { ...before, ...changed })
    const json: unknown = method === 'GET' ? null : JSON.parse(body.toString())
    switch (`${method} ${what}`) {
      case 'GET ':
        return rest.startsWith('workers/services/')
          ? {
              id: name,
              default_environment: {
                environment: 'production',
                script: { tag: 'tag', tags: [], last_deployed_from: 'wrangler', migration_tag: before.migrationTag },
              },
            }
          : { id: name, name, subdomain: { enabled: before.workersDev, previews_enabled: false } }
      case 'GET settings':
        return {
          bindings: before.bindings.map(({ text, ...each }) => (each.type === 'plain_text' ? { ...each, text } : each)),
        }
      case 'GET secrets':
        return before.bindings
          .filter(({ type }) => type === 'secret_text')
          .map((each) => ({ name: each.name, type: each.type }))
      case 'GET deployments':
        return { deployments: [{ id: 'one', versions: [{ version_id: 'version-one', percentage: 100 }] }] }
      case 'POST deployments': {
        const version = versions.get(name)
        if (version === undefined) throw new Refused(10_007, 'There is no such version.')
        await putThere(own, name, version)
        return { id: 'one' }
      }
      case 'PATCH script-settings':
        return {}
      case 'GET subdomain':
        return { enabled: before.workersDev, previews_enabled: false }
      case 'POST subdomain': {
        const { enabled } = v.parse(v.object({ enabled: v.boolean() }), json)
        change({ workersDev: enabled })
        return { enabled, previews_enabled: false }
      }
      case 'GET schedules':
        return { schedules: before.crons.map((cron) => ({ cron })) }
      case 'PUT schedules': {
        const crons = v.parse(v.array(v.object({ cron: v.string() })), json).map(({ cron }) => cron)
        if (account.otherCrons + crons.length > CRONS)
          throw new Refused(10_072, 'You have exceeded the limit of 5 cron triggers per account.')
        change({ crons })
        return { schedules: crons.map((cron) => ({ cron })) }
      }
      case 'GET environments/production/routes':
        return []
      case 'POST domains/changeset': {
        const hosts = v.parse(v.array(v.object({ hostname: v.string() })), json)
        return {
          added: [],
          updated: [],
          removed: [],
          conflicting: hosts.filter(({ hostname }) => account.records.has(hostname)),
        }
      }
      case 'PUT domains/records': {
        const { origins } = v.parse(v.object({ origins: v.array(v.object({ hostname: v.string() })) }), json)
        const domains = origins.map(({ hostname }) => hostname)
        if (domains.some((host) => zones(account, zoneNameOf(account, host)).length === 0))
          throw new Refused(10_082, 'The zone is not active in this account.')
        change({ domains })
        return origins
      }
      default:
        throw new Refused(7003, `No route for ${asked}`)
    }
  }

  const server: Server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://api')
    const asked = `${request.method} ${url.pathname}`
    account.asked.push(asked)
    const life = account.lifeline?.step() ?? 'alive'
    const fault = life === 'alive' ? takeFault(account, asked) : life
    if (fault === 'cut-before') return void request.socket.destroy()
    const say = (status: number, said: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said))
    try {
      if (fault !== null && fault !== 'cut-after') throw new Refused(fault.code, fault.message)
      const result = await answer(request, url)
      if (fault === 'cut-after') return void request.socket.destroy()
      say(200, { success: true, errors: [], messages: [], result })
    } catch (problem) {
      const { code, message } = problem instanceof Refused ? problem : new Refused(1, String(problem))
      say(code === 10_007 ? 404 : 400, { success: false, errors: [{ code, message }], messages: [], result: null })
    }
  })
  // One address for all deployments, as on Cloudflare.
  const edge = createServer(async (request, response) => {
    if (running === null) return void response.writeHead(404).end('There is nothing here yet')
    const { method = 'GET', url = '/', headers } = request
    const body = await readBody(request)
    const answer = await fetch(`${running.url}${url}`, {
      method,
      headers: Object.entries(headers).flatMap(([name, value]) =>
        typeof value === 'string' && !hopByHop.has(name) ? [[name, value] as [string, string]] : [],
      ),
      redirect: 'manual',
      ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
    })
    const said = [...answer.headers].filter(([name]) => !hopByHop.has(name))
    response.writeHead(answer.status, Object.fromEntries(said)).end(Buffer.from(await answer.arrayBuffer()))
  })
  const [port, edgePort] = [await listen(server, 0), await listen(edge, 0)]
  return Object.assign(account, { api: `http://127.0.0.1:${port}`, address: `http://127.0.0.1:${edgePort}` })
}

function takeFault({ faults }: CloudflareAccount, asked: string): Fault['what'] | null {
  const at = faults.findIndex(({ match }) => match.test(asked))
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

/** Of one connection only. */
const hopByHop = new Set([
  'connection',
  'content-length',
  'transfer-encoding',
  'host',
  'accept-encoding',
  'content-encoding',
])

function zones(
  { zones: all }: CloudflareAccount,
  name: string,
): readonly { readonly id: string; readonly name: string }[] {
  const id = all.get(name)
  return id === undefined ? [] : [{ id, name }]
}

function zoneNameOf({ zones: all }: CloudflareAccount, host: string): string {
  return [...all.keys()].find((name) => host === name || host.endsWith(`.${name}`)) ?? ''
}

function subdomain(own: Holding, taken: ReadonlySet<string>, method: string, body: Buffer): unknown {
  if (method === 'PUT') {
    const wanted = v.parse(v.object({ subdomain: v.string() }), JSON.parse(body.toString()))
    if (taken.has(wanted.subdomain)) throw new Refused(10_031, 'Subdomain is unavailable')
    own.subdomain = wanted.subdomain
  }
  if (own.subdomain === null) throw new Refused(10_007, 'There is no subdomain on this account')
  return { subdomain: own.subdomain }
}

function namespaces({ namespaces: all }: Holding, method: string, id: string | null, body: Buffer): unknown {
  if (id !== null) {
    const title = all.get(id)
    if (title === undefined) throw new Refused(10_013, 'namespace not found')
    return { id, title }
  }
  if (method === 'GET') return [...all].map(([each, title]) => ({ id: each, title }))
  const { title } = v.parse(v.object({ title: v.string() }), JSON.parse(body.toString()))
  if ([...all.values()].includes(title))
    throw new Refused(10_014, 'a namespace with this account ID and title already exists')
  const made = randomUUID().replaceAll('-', '')
  all.set(made, title)
  return { id: made, title }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
