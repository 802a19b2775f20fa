/** Client of Cloudflare's API: accounts, addresses, namespaces, and the state of a Worker. */
import * as v from 'valibot'
import { describeNetworkProblem, networkProblemOf } from '../operator/network-problem.ts'
import { networkAdvice, OperatorProblem } from '../operator/problem.ts'
import { messageOf } from '../terminal.ts'
import { refusedByCloudflare } from './cloudflare-codes.ts'
import type { Access } from './wrangler.ts'

export interface Account {
  readonly id: string
  readonly name: string
}

const bindingSchema = v.object({
  type: v.string(),
  name: v.string(),
  /** The value of a variable; Cloudflare never shows secrets. */
  text: v.optional(v.string()),
  namespace_id: v.optional(v.string()),
  class_name: v.optional(v.string()),
})

export interface WorkerState {
  readonly bindings: readonly Readonly<v.InferOutput<typeof bindingSchema>>[]
  /** The last applied migration of Durable Objects; null: none. */
  readonly migrationTag: string | null
  readonly crons: readonly string[]
  readonly workersDev: boolean
  readonly domains: readonly string[]
  readonly patterns: readonly string[]
}

export interface Cloudflare {
  accounts(): Promise<readonly Account[]>
  /** The account's workers.dev subdomain; null: none yet. */
  subdomain(account: string): Promise<string | null>
  /** @returns false if it is taken */
  registerSubdomain(account: string, subdomain: string): Promise<boolean>
  /** @param readsRoutes false: routes are not read, as the token may lack that right @returns null: no such Worker */
  worker(account: string, name: string, readsRoutes: boolean): Promise<WorkerState | null>
  setCrons(account: string, name: string, crons: readonly string[]): Promise<void>
  enableWorkersDev(account: string, name: string): Promise<void>
  /** Id of the KV namespace with this title; null: none. */
  namespaceOf(account: string, title: string): Promise<string | null>
  hasNamespace(account: string, id: string): Promise<boolean>
  /** @returns its id; an existing one is reused */
  makeNamespace(account: string, title: string): Promise<string>
  /** Id of the account's zone that contains `host`; null: none. */
  zoneOf(account: string, host: string): Promise<string | null>
  /** The hosts with a DNS record or another Worker, which wrangler would replace; null: unknown before the Worker exists. */
  takenHosts(account: string, name: string, hosts: readonly string[]): Promise<readonly string[] | null>
}

const answerSchema = v.object({
  success: v.boolean(),
  errors: v.optional(v.array(v.object({ code: v.number(), message: v.string() })), []),
  result: v.optional(v.unknown()),
})

class Refused extends Error {
  readonly code: number
  constructor(code: number, words: string) {
    super(words)
    this.code = code
  }
}

/** Codes as wrangler interprets them. */
const noWorker = [10_007, 10_090, 10_092]
const noSubdomain = [10_007, 10_063]
const takenSubdomain = [10_031, 10_036]
const noNamespace = [10_013, 10_041, 10_042]
const PAGE = 100

const named = v.object({ id: v.string(), name: v.string() })
const titled = v.object({ id: v.string(), title: v.string() })

/** What every request to the API carries. */
export function loginHeaders(access: Access): Readonly<Record<string, string>> {
  return access.kind === 'token'
    ? { authorization: `Bearer ${access.token}` }
    : { 'x-auth-key': access.key, 'x-auth-email': access.email }
}

/** @param root of the API, without a trailing slash */
export function cloudflareApi(root: string, access: Access): Cloudflare {
  const headers = loginHeaders(access)

  async function call<Schema extends v.GenericSchema>(path: string, schema: Schema, init: RequestInit = {}) {
    let text: string
    try {
      const answer = await fetch(`${root}${path}`, {
        ...init,
        headers: { ...headers, 'content-type': 'application/json' },
        signal: AbortSignal.timeout(30_000),
      })
      text = await answer.text()
    } catch (problem) {
      const network = networkProblemOf(problem, root, process.env)
      const { what, advice } =
        network === null ? { what: messageOf(problem), advice: networkAdvice } : describeNetworkProblem(network)
      throw new OperatorProblem(`Cloudflare could not be reached: ${what}`, advice)
    }
    const answer = v.safeParse(v.pipe(v.string(), v.parseJson(), answerSchema), text)
    if (!answer.success) throw new OperatorProblem('Something other than Cloudflare’s API answered.', networkAdvice)
    if (!answer.output.success) {
      const [first] = answer.output.errors
      throw new Refused(first?.code ?? 0, first?.message ?? 'no reason given')
    }
    const result = v.safeParse(schema, answer.output.result)
    if (!result.success)
      throw new OperatorProblem(
        `Cloudflare answered ${path} in a form that this version does not know.`,
        'Look for a newer version: npm run upgrade',
      )
    return result.output
  }

  const withAdvice = (problem: unknown) =>
    problem instanceof Refused
      ? refusedByCloudflare(problem.message, problem.code === 0 ? null : problem.code)
      : problem

  /** Throws an OperatorProblem for every refusal. */
  const get = <Schema extends v.GenericSchema>(path: string, schema: Schema, init?: RequestInit) =>
    call(path, schema, init).catch((problem: unknown) => {
      throw withAdvice(problem)
    })
  /** A refusal with one of the `expected` codes means `value`. */
  const valueOr = <Value, Other>(expected: readonly number[], value: Other, ask: () => Promise<Value>) =>
    ask().catch((problem: unknown): Other => {
      if (problem instanceof Refused && expected.includes(problem.code)) return value
      throw withAdvice(problem)
    })
  const send = async (method: 'PUT' | 'POST', path: string, body: unknown) =>
    void (await get(path, v.unknown(), { method, body: JSON.stringify(body) }))

  const workerAt = (account: string, name: string) => `/accounts/${account}/workers/scripts/${name}`

  async function namespaceOf(account: string, title: string): Promise<string | null> {
    for (let page = 1; ; page += 1) {
      const path = `/accounts/${account}/storage/kv/namespaces?per_page=${PAGE}&page=${page}`
      const some = await get(path, v.array(titled))
      const found = some.find((namespace) => namespace.title === title)
      if (found !== undefined || some.length < PAGE) return found?.id ?? null
    }
  }

  return {
    accounts: () => get('/accounts?per_page=50', v.array(named)),
    subdomain: (account) =>
      valueOr(noSubdomain, null, async () => {
        return (await call(`/accounts/${account}/workers/subdomain`, v.object({ subdomain: v.string() }))).subdomain
      }),
    registerSubdomain: (account, subdomain) =>
      valueOr(takenSubdomain, false, async () => {
        const body = JSON.stringify({ subdomain })
        await call(`/accounts/${account}/workers/subdomain`, v.unknown(), { method: 'PUT', body })
        return true
      }),
    async worker(account, name, readsRoutes) {
      const worker = workerAt(account, name)
      const settings = await valueOr(noWorker, null, () =>
        call(`${worker}/settings`, v.object({ bindings: v.optional(v.array(bindingSchema), []) })),
      )
      if (settings === null) return null
      const service = `/accounts/${account}/workers/services/${name}`
      const [{ schedules }, { enabled }, domains, routes, { default_environment: environment }] = await Promise.all([
        get(`${worker}/schedules`, v.object({ schedules: v.array(v.object({ cron: v.string() })) })),
        get(`${worker}/subdomain`, v.object({ enabled: v.boolean() })),
        readsRoutes
          ? get(`/accounts/${account}/workers/domains?service=${name}`, v.array(v.object({ hostname: v.string() })))
          : [],
        readsRoutes
          ? get(
              `${service}/environments/production/routes?show_zonename=true`,
              v.nullable(v.array(v.object({ pattern: v.string() }))),
            )
          : [],
        get(service, serviceSchema),
      ])
      return {
        bindings: settings.bindings,
        migrationTag: environment?.script?.migration_tag ?? null,
        crons: schedules.map(({ cron }) => cron),
        workersDev: enabled,
        domains: domains.map(({ hostname }) => hostname),
        patterns: (routes ?? []).map(({ pattern }) => pattern),
      }
    },
    setCrons: (account, name, crons) =>
      send(
        'PUT',
        `${workerAt(account, name)}/schedules`,
        crons.map((cron) => ({ cron })),
      ),
    enableWorkersDev: (account, name) => send('POST', `${workerAt(account, name)}/subdomain`, { enabled: true }),
    namespaceOf,
    hasNamespace: (account, id) =>
      valueOr(noNamespace, false, async () => {
        await call(`/accounts/${account}/storage/kv/namespaces/${id}`, titled)
        return true
      }),
    async makeNamespace(account, title) {
      const existing = await namespaceOf(account, title)
      if (existing !== null) return existing
      const body = JSON.stringify({ title })
      const path = `/accounts/${account}/storage/kv/namespaces`
      return (await get(path, titled, { method: 'POST', body })).id
    },
    async zoneOf(account, host) {
      const labels = host.split('.')
      for (let from = 0; from < labels.length - 1; from += 1) {
        const query = new URLSearchParams({ name: labels.slice(from).join('.'), 'account.id': account })
        const [zone] = await get(`/zones?${query}`, v.array(named))
        if (zone !== undefined) return zone.id
      }
      return null
    },
    takenHosts: (account, name, hosts) =>
      valueOr(noWorker, null, async () => {
        const path = `${workerAt(account, name)}/domains/changeset?replace_state=true`
        const body = JSON.stringify(hosts.map((hostname) => ({ hostname })))
        const { conflicting, updated } = await call(path, changesetSchema, { method: 'POST', body })
        return [...conflicting, ...updated.filter(({ modified }) => modified)].map(({ hostname }) => hostname)
      }),
  }
}

/** wrangler reads this before it decides on migrations. */
const serviceSchema = v.object({
  default_environment: v.optional(
    v.nullable(
      v.object({ script: v.optional(v.nullable(v.object({ migration_tag: v.optional(v.nullable(v.string())) }))) }),
    ),
  ),
})

/** wrangler reads this before it publishes custom domains. */
const changesetSchema = v.object({
  conflicting: v.optional(v.array(v.object({ hostname: v.string() })), []),
  updated: v.optional(v.array(v.object({ hostname: v.string(), modified: v.optional(v.boolean(), false) })), []),
})
