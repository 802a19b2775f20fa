/** A double of wrangler: sends the requests of a deployment to Cloudflare's API, without wrangler's process and bundler. */
import * as v from 'valibot'
import type { parseConfiguration } from '../../scripts/deploy/configuration.ts'
import { type DeployOrder, deployFailed, type Wrangler } from '../../scripts/deploy/wrangler.ts'
import { API_TOKEN } from '../../simulators/cloudflare-api/account.ts'
import type { UploadedWorker } from '../../simulators/cloudflare-api/upload.ts'

const answerSchema = v.object({
  errors: v.array(v.object({ code: v.number(), message: v.string() })),
  result: v.unknown(),
})
const serviceSchema = v.object({
  default_environment: v.object({ script: v.object({ migration_tag: v.nullable(v.string()) }) }),
})
const migrationSchema = v.looseObject({ tag: v.string(), new_sqlite_classes: v.array(v.string()) })

/** @param api root of the API @param defaultAccount used if the order names none @param code what is uploaded */
export function wranglerRequests(
  api: string,
  defaultAccount: string,
  code: Pick<UploadedWorker, 'main' | 'modules'> = {
    main: 'worker.js',
    modules: new Map([['worker.js', 'export default {}']]),
  },
): Wrangler {
  async function deploy({ configuration, account, secrets }: DeployOrder): Promise<void> {
    // As in wrangler, account_id overrides CLOUDFLARE_ACCOUNT_ID.
    const root = `/accounts/${configuration.account_id ?? account ?? defaultAccount}/workers`
    const worker = `${root}/scripts/${configuration.name}`
    const before = await send('GET', `${root}/services/${configuration.name}`).catch((problem: unknown) => {
      if (problem instanceof Error && problem.message.includes('(10007)')) return null
      throw problem
    })
    const tag = before === null ? null : v.parse(serviceSchema, before).default_environment.script.migration_tag
    const upload = uploadOf(configuration, secrets, tag, code)
    // A new version if no classes are added; otherwise the whole script.
    if (before === null || tag !== (configuration.migrations.at(-1)?.tag ?? null)) await send('PUT', worker, upload)
    else {
      await send('POST', `${worker}/versions`, upload)
      await send('POST', `${worker}/deployments`, { versions: [{ version_id: 'version-one', percentage: 100 }] })
      await send('PATCH', `${worker}/script-settings`, {})
    }
    await send('POST', `${worker}/subdomain`, { enabled: configuration.workers_dev })
    const origins = configuration.routes.flatMap((route) =>
      typeof route === 'object' && route.custom_domain === true ? [{ hostname: route.pattern }] : [],
    )
    if (origins.length > 0) {
      await send('POST', `${worker}/domains/changeset`, origins)
      await send('PUT', `${worker}/domains/records`, { origins })
    }
    const crons = configuration.triggers.crons.map((cron) => ({ cron }))
    await send('PUT', `${worker}/schedules`, crons)
  }

  async function send(method: string, path: string, body?: unknown): Promise<unknown> {
    const isForm = body instanceof FormData
    const response = await fetch(`${api}${path}`, {
      method,
      headers: { authorization: `Bearer ${API_TOKEN}` },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    }).catch(() => {
      throw deployFailed('✘ [ERROR] fetch failed')
    })
    const { errors, result } = v.parse(answerSchema, await response.json())
    const [first] = errors
    if (first === undefined) return result
    throw deployFailed(
      `✘ [ERROR] A request to the Cloudflare API (${path}) failed.\n\n  ${first.message} [code: ${first.code}]`,
    )
  }

  return { access: async () => ({ kind: 'token', token: API_TOKEN }), login: async () => false, deploy }
}

function uploadOf(
  configuration: ReturnType<typeof parseConfiguration>,
  secrets: Readonly<Record<string, string>>,
  tag: string | null,
  { main, modules }: Pick<UploadedWorker, 'main' | 'modules'>,
): FormData {
  const steps = configuration.migrations.map((migration) => v.parse(migrationSchema, migration))
  const next = steps.slice(steps.findIndex((step) => step.tag === tag) + 1)
  const last = next.at(-1)
  const texts = (type: string, values: Readonly<Record<string, unknown>>) =>
    Object.entries(values).map(([name, text]) => ({ type, name, text: String(text) }))
  const metadata = {
    main_module: main,
    compatibility_date: configuration['compatibility_date'],
    compatibility_flags: configuration['compatibility_flags'],
    bindings: [
      ...texts('plain_text', configuration.vars),
      ...texts('secret_text', secrets),
      ...configuration.kv_namespaces.map(({ binding, id }) => ({
        type: 'kv_namespace',
        name: binding,
        namespace_id: id,
      })),
      ...configuration.durable_objects.bindings.map(({ name, class_name }) => ({
        type: 'durable_object_namespace',
        name,
        class_name,
      })),
      ...(configuration.ai === undefined ? [] : [{ type: 'ai', name: configuration.ai.binding }]),
    ],
    ...(last === undefined
      ? {}
      : {
          migrations: {
            ...(tag === null ? {} : { old_tag: tag }),
            new_tag: last.tag,
            steps: next.map(({ new_sqlite_classes }) => ({ new_sqlite_classes })),
          },
        }),
  }
  const form = new FormData()
  form.set('metadata', JSON.stringify(metadata))
  for (const [file, text] of modules) form.set(file, new File([text], file, { type: 'application/javascript+module' }))
  return form
}

/** Requests that change something, without the account and the Worker's name. */
export const changesIn = (asked: readonly string[]) =>
  asked
    .filter((each) => !each.startsWith('GET '))
    .map((each) => each.replace(/\/accounts\/[^/]+\//u, '').replace('scripts/paperboy', 'script'))

/** The requests of wrangler 4.155 itself, which deploy.test.ts and doctor-fix.test.ts run. */
const triggers = ['POST workers/script/subdomain', 'PUT workers/script/schedules']
export const namespaceChanges = ['POST storage/kv/namespaces']
export const firstChanges = ['PUT workers/script', ...triggers]
export const upgradeChanges = [
  'POST workers/script/versions',
  'POST workers/script/deployments',
  'PATCH workers/script/script-settings',
  ...triggers,
]
