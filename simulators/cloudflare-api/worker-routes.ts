/** The routes of one Worker in the simulated API: uploads, deployments, settings, crons, subdomain and custom domains. */
import * as v from 'valibot'
import type { AccountResources, CloudflareAccount, DeployedWorker } from './account.ts'
import { CloudflareApiError } from './cloudflare-api-error.ts'
import { readUpload, type UploadedWorker } from './upload.ts'

/** developers.cloudflare.com/workers/platform/limits: cron triggers of an account on the Free plan. */
const MAX_CRONS = 5

export interface WorkerRequest {
  /** The path's part before the name: `scripts`, `services` or `workers`. */
  readonly kind: string
  /** The Worker's name. */
  readonly worker: string
  /** The method, and the path after the name. */
  readonly route: string
  /** The content type. */
  readonly type: string
  readonly body: Buffer
}

/** @param deployed called after each deployment */
export function workerRoutes(
  account: CloudflareAccount,
  deployed: (name: string, uploaded: UploadedWorker) => Promise<void>,
): (own: AccountResources, request: WorkerRequest) => Promise<unknown> {
  /** The last upload of each Worker. */
  const versions = new Map<string, UploadedWorker>()

  async function deploy(own: AccountResources, name: string, uploaded: UploadedWorker): Promise<void> {
    const { crons = [], workersDev = false, domains = [] } = own.workers.get(name) ?? {}
    own.workers.set(name, { ...uploaded, crons, workersDev, domains })
    await deployed(name, uploaded)
  }

  return async (own, { kind, worker: name, route, type, body }) => {
    const worker = own.workers.get(name)
    if (route === 'POST versions' || route === 'PUT ') {
      const uploaded = await readUpload(type, body, worker, own.namespaces)
      versions.set(name, uploaded)
      // Where no migration is due, wrangler uploads a version first and then has all requests go to it.
      if (route === 'POST versions')
        return { id: 'version-one', startup_time_ms: 5, resources: { script: { etag: 'etag' } } }
      await deploy(own, name, uploaded)
      return { id: name, tag: 'tag', etag: 'etag', deployment_id: 'one', startup_time_ms: 5 }
    }
    if (worker === undefined) throw new CloudflareApiError(10_007, 'This Worker does not exist on your account.')
    if (route === 'POST deployments') {
      const version = versions.get(name)
      if (version === undefined) throw new CloudflareApiError(10_007, 'There is no such version.')
      await deploy(own, name, version)
      return { id: 'one' }
    }
    if (route === 'GET ' && kind === 'services') return service(name, worker)
    if (route.startsWith('GET ')) return read(name, worker, route)
    const change = (changed: Partial<DeployedWorker>) => own.workers.set(name, { ...worker, ...changed })
    return write(account, route, JSON.parse(body.toString()), change)
  }
}

function service(name: string, { migrationTag }: DeployedWorker): unknown {
  const script = { tag: 'tag', tags: [], last_deployed_from: 'wrangler', migration_tag: migrationTag }
  return { id: name, default_environment: { environment: 'production', script } }
}

function read(name: string, worker: DeployedWorker, route: string): unknown {
  const subdomain = { enabled: worker.workersDev, previews_enabled: false }
  switch (route) {
    case 'GET ':
      return { id: name, name, subdomain }
    case 'GET settings':
      return {
        bindings: worker.bindings.map(({ text, ...each }) => (each.type === 'plain_text' ? { ...each, text } : each)),
      }
    case 'GET secrets':
      return worker.bindings
        .filter((binding) => binding.type === 'secret_text')
        .map((binding) => ({ name: binding.name, type: binding.type }))
    case 'GET deployments':
      return { deployments: [{ id: 'one', versions: [{ version_id: 'version-one', percentage: 100 }] }] }
    case 'GET subdomain':
      return subdomain
    case 'GET schedules':
      return { schedules: worker.crons.map((cron) => ({ cron })) }
    case 'GET environments/production/routes':
      return []
    default:
      throw new CloudflareApiError(7003, `No route for ${route}`)
  }
}

function write(
  account: CloudflareAccount,
  route: string,
  json: unknown,
  change: (changed: Partial<DeployedWorker>) => void,
): unknown {
  switch (route) {
    case 'PATCH script-settings':
      return {}
    case 'POST subdomain': {
      const { enabled } = v.parse(v.object({ enabled: v.boolean() }), json)
      change({ workersDev: enabled })
      return { enabled, previews_enabled: false }
    }
    case 'PUT schedules': {
      const crons = v.parse(v.array(v.object({ cron: v.string() })), json).map(({ cron }) => cron)
      if (account.otherCrons + crons.length > MAX_CRONS)
        throw new CloudflareApiError(10_072, 'You have exceeded the limit of 5 cron triggers per account.')
      change({ crons })
      return { schedules: crons.map((cron) => ({ cron })) }
    }
    case 'POST domains/changeset': {
      const hosts = v.parse(v.array(v.object({ hostname: v.string() })), json)
      const conflicting = hosts.filter(({ hostname }) => account.dnsRecords.has(hostname))
      return { added: [], updated: [], removed: [], conflicting }
    }
    case 'PUT domains/records': {
      const { origins } = v.parse(v.object({ origins: v.array(v.object({ hostname: v.string() })) }), json)
      const domains = origins.map(({ hostname }) => hostname)
      const zones = [...account.zones.keys()]
      const isInZone = (host: string) => zones.some((zone) => host === zone || host.endsWith(`.${zone}`))
      if (!domains.every(isInZone)) throw new CloudflareApiError(10_082, 'The zone is not active in this account.')
      change({ domains })
      return origins
    }
    default:
      throw new CloudflareApiError(7003, `No route for ${route}`)
  }
}
