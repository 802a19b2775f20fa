/** Stands in for Cloudflare's API as far as deploying asks for it, and runs what was deployed to it at one local address. */
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import path from 'node:path'
import * as v from 'valibot'
import { close, listen } from '../../scripts/ports.ts'
import { type RunningWorker, runWorker } from '../../scripts/worker/run.ts'

export const ACCOUNT = 'acc0123456789'
export const API_TOKEN = 'a-token-of-cloudflare'

/** An uploaded Worker: its bindings, and its modules by name. */
export interface Uploaded {
  readonly bindings: readonly Binding[]
  readonly modules: ReadonlyMap<string, string>
  readonly main: string
  readonly metadata: Readonly<Record<string, unknown>>
  /** The last of the migrations that were applied; null: none. */
  readonly migrationTag: string | null
  /** Durable Object classes that the migrations so far have given a storage. */
  readonly classes: readonly string[]
}

const bindingSchema = v.looseObject({
  type: v.string(),
  name: v.string(),
  text: v.optional(v.string()),
  class_name: v.optional(v.string()),
  namespace_id: v.optional(v.string()),
})
type Binding = v.InferOutput<typeof bindingSchema>
const metadataSchema = v.looseObject({
  main_module: v.string(),
  bindings: v.array(bindingSchema),
  compatibility_date: v.string(),
  compatibility_flags: v.optional(v.array(v.string()), []),
  migrations: v.optional(
    v.object({
      old_tag: v.optional(v.string()),
      new_tag: v.string(),
      steps: v.array(v.strictObject({ new_sqlite_classes: v.array(v.string()) })),
    }),
  ),
})

class Refused extends Error {
  readonly code: number
  constructor(code: number, words: string) {
    super(words)
    this.code = code
  }
}

export interface CloudflareAccount {
  /** For CLOUDFLARE_API_BASE_URL. */
  readonly api: string
  /** Where the deployed Worker answers. */
  readonly address: string
  readonly workers: Map<string, Uploaded>
  /** All that the login sees; the first is the one that this stands for. */
  readonly accounts: { readonly id: string; readonly name: string }[]
  /** Null: none yet. */
  subdomain: string | null
  /** What others have. */
  readonly takenSubdomains: Set<string>
  readonly namespaces: Map<string, string>
  /** Every request, as `METHOD path`. */
  readonly asked: string[]
  /** Answers nothing any more to what matches. */
  lost: RegExp | null
  readonly close: () => Promise<void>
}

export interface AccountOptions {
  /** Where deployed Workers keep their state, one at a time; null: they are not run. */
  readonly runs: string | null
}

export async function openAccount({ runs }: AccountOptions): Promise<CloudflareAccount> {
  let running: RunningWorker | null = null
  const account: CloudflareAccount = {
    api: '',
    address: '',
    workers: new Map(),
    accounts: [{ id: ACCOUNT, name: 'Ann’s account' }],
    subdomain: 'ann',
    takenSubdomains: new Set(),
    namespaces: new Map(),
    asked: [],
    lost: null,
    close: async () => {
      await running?.stop()
      await Promise.all([close(server), close(edge)])
    },
  }

  async function run(name: string, uploaded: Uploaded): Promise<void> {
    if (runs === null) return
    await running?.stop()
    running = await start(name, uploaded, runs)
  }

  async function answer(request: IncomingMessage, url: URL): Promise<unknown> {
    if (request.headers.authorization !== `Bearer ${API_TOKEN}`) throw new Refused(10_000, 'Authentication error')
    const body = await readBody(request)
    const asked = `${request.method} ${url.pathname}`
    if (asked === 'GET /accounts') return account.accounts
    const [, account_, rest = ''] = /^\/accounts\/([^/]+)\/(.*)$/u.exec(url.pathname) ?? []
    if (account_ !== ACCOUNT) throw new Refused(7003, 'Could not route to that account')
    if (rest === 'workers/subdomain') return subdomain(account, request.method ?? '', body)
    if (rest === 'storage/kv/namespaces') return namespaces(account, request.method ?? '', body)
    const [, name = '', what = ''] = /^workers\/(?:scripts|services|workers)\/([^/]+)(?:\/(.*))?$/u.exec(rest) ?? []
    if (name === '') throw new Refused(7003, `No route for ${asked}`)
    if (request.method === 'PUT' && what === '') {
      const uploaded = await readUpload(request, body, account.workers.get(name))
      account.workers.set(name, uploaded)
      await run(name, uploaded)
      return { id: name, tag: 'tag', etag: 'etag', deployment_id: 'one', startup_time_ms: 5 }
    }
    const worker = account.workers.get(name)
    if (worker === undefined) throw new Refused(10_007, 'This Worker does not exist on your account.')
    switch (what) {
      case '':
        return rest.startsWith('workers/services/')
          ? {
              id: name,
              default_environment: {
                environment: 'production',
                script: { tag: 'tag', tags: [], last_deployed_from: 'wrangler', migration_tag: worker.migrationTag },
              },
            }
          : { id: name, name, subdomain: { enabled: true, previews_enabled: false } }
      case 'settings':
        return {
          bindings: worker.bindings.map(({ text: _, ...binding }) => binding),
          migration_tag: worker.migrationTag,
        }
      case 'secrets':
        return worker.bindings
          .filter(({ type }) => type === 'secret_text')
          .map((each) => ({ name: each.name, type: each.type }))
      case 'deployments':
        return { deployments: [] }
      case 'subdomain':
        return { enabled: true, previews_enabled: false }
      case 'schedules':
        return { schedules: [] }
      default:
        throw new Refused(7003, `No route for ${asked}`)
    }
  }

  const server: Server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://api')
    account.asked.push(`${request.method} ${url.pathname}`)
    if (account.lost?.test(`${request.method} ${url.pathname}`)) return void request.socket.destroy()
    const say = (status: number, said: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said))
    try {
      say(200, { success: true, errors: [], messages: [], result: await answer(request, url) })
    } catch (problem) {
      const { code, message } = problem instanceof Refused ? problem : new Refused(1, String(problem))
      say(400, { success: false, errors: [{ code, message }], messages: [], result: null })
    }
  })
  // One address for every deployment, as on Cloudflare.
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

/** Of one connection only. */
const hopByHop = new Set([
  'connection',
  'content-length',
  'transfer-encoding',
  'host',
  'accept-encoding',
  'content-encoding',
])

function subdomain(account: CloudflareAccount, method: string, body: Buffer): unknown {
  if (method === 'PUT') {
    const wanted = v.parse(v.object({ subdomain: v.string() }), JSON.parse(body.toString()))
    if (account.takenSubdomains.has(wanted.subdomain)) throw new Refused(10_031, 'Subdomain is unavailable')
    account.subdomain = wanted.subdomain
  }
  if (account.subdomain === null) throw new Refused(10_007, 'There is no subdomain on this account')
  return { subdomain: account.subdomain }
}

function namespaces({ namespaces: all }: CloudflareAccount, method: string, body: Buffer): unknown {
  if (method === 'GET') return [...all].map(([id, title]) => ({ id, title }))
  const { title } = v.parse(v.object({ title: v.string() }), JSON.parse(body.toString()))
  if ([...all.values()].includes(title))
    throw new Refused(10_014, 'a namespace with this account ID and title already exists')
  const id = String(all.size + 1).padStart(32, '0')
  all.set(id, title)
  return { id, title }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

/** developers.cloudflare.com/workers/configuration/multipart-upload-metadata. Secrets that are not sent again stay. */
async function readUpload(request: IncomingMessage, body: Buffer, before: Uploaded | undefined): Promise<Uploaded> {
  const headers = { 'content-type': request.headers['content-type'] ?? '' }
  const form = await new Response(new Uint8Array(body), { headers }).formData()
  const modules = new Map<string, string>()
  let metadata: v.InferOutput<typeof metadataSchema> | null = null
  for (const [name, part] of form) {
    const text = typeof part === 'string' ? part : await part.text()
    if (name === 'metadata') metadata = v.parse(metadataSchema, JSON.parse(text))
    else if (typeof part !== 'string' && part.type.includes('javascript')) modules.set(name, text)
  }
  if (metadata === null) throw new Refused(10_021, 'an upload without metadata')
  const sent = new Set(metadata.bindings.map(({ name }) => name))
  const kept = (before?.bindings ?? []).filter(({ type, name }) => type === 'secret_text' && !sent.has(name))
  const bindings = metadata.bindings.map((binding) =>
    binding.type === 'inherit' ? (before?.bindings.find(({ name }) => name === binding.name) ?? binding) : binding,
  )
  const { migrations } = metadata
  const { migrationTag = null, classes = [] } = before ?? {}
  if (migrations !== undefined && (migrations.old_tag ?? null) !== migrationTag)
    throw new Refused(10_079, 'Expected tag does not match the one of the existing Worker.')
  const added = (migrations?.steps ?? []).flatMap((step) => step.new_sqlite_classes)
  // developers.cloudflare.com/durable-objects/reference/durable-objects-migrations
  if (added.some((each) => classes.includes(each)))
    throw new Refused(10_074, 'Cannot apply new-class migration to class that is already depended on.')
  const all = [...classes, ...added]
  const missing = bindings.find(({ class_name }) => class_name !== undefined && !all.includes(class_name))
  if (missing !== undefined)
    throw new Refused(10_061, `Cannot create binding for class '${missing.class_name}' without a migration.`)
  return {
    main: metadata.main_module,
    bindings: [...bindings, ...kept],
    modules,
    metadata,
    migrationTag: migrations?.new_tag ?? migrationTag,
    classes: all,
  }
}

/** In workerd, as it was uploaded, with its KV and Durable Objects in `folder` from one deployment to the next. */
async function start(name: string, { main, bindings, modules, metadata, classes }: Uploaded, folder: string) {
  const code = path.join(folder, 'code')
  await mkdir(code, { recursive: true })
  for (const [file, text] of modules) await writeFile(path.join(code, path.basename(file)), text)
  const of = (type: string) => bindings.filter((binding) => binding.type === type)
  const texts = (type: string) => Object.fromEntries(of(type).map((each) => [each.name, each.text ?? '']))
  const config = {
    name,
    main: path.basename(main),
    no_bundle: true,
    find_additional_modules: true,
    compatibility_date: metadata['compatibility_date'],
    compatibility_flags: metadata['compatibility_flags'],
    kv_namespaces: of('kv_namespace').map((each) => ({ binding: each.name, id: each.namespace_id })),
    durable_objects: {
      bindings: of('durable_object_namespace').map((each) => ({ name: each.name, class_name: each.class_name })),
    },
    migrations: [{ tag: 'v1', new_sqlite_classes: classes }],
  }
  await writeFile(path.join(code, 'wrangler.json'), JSON.stringify(config))
  return runWorker(
    {
      config: path.join(code, 'wrangler.json'),
      host: '127.0.0.1',
      port: 0,
      state: path.join(folder, 'state'),
      watch: false,
      vars: texts('plain_text'),
      secrets: texts('secret_text'),
    },
    () => {},
  )
}
