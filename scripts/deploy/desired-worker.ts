/** The desired state of a Worker, and how its current state on Cloudflare differs. Pure. */
import { printOf } from '../../src/composition/environment.ts'
import type { WorkerState } from './cloudflare.ts'
import { AI_BINDING, bindsWorkersAi, type Configuration, routesOf, variableTexts } from './configuration.ts'

export interface DesiredWorker {
  readonly name: string
  readonly variables: Readonly<Record<string, string>>
  /** Other secrets stay as they are. */
  readonly secrets: Readonly<Record<string, string>>
  /** Id of its KV namespace; null: to be created. */
  readonly namespace: string | null
  /** In the order of wrangler.toml. */
  readonly migrationTags: readonly string[]
  readonly crons: readonly string[]
  readonly workersDev: boolean
  readonly domains: readonly string[]
  readonly patterns: readonly string[]
  readonly bindsWorkersAi: boolean
}

export interface Difference {
  readonly kind:
    | 'build'
    | 'variable'
    | 'secret'
    | 'namespace'
    | 'migrations'
    | 'crons'
    | 'workers-dev'
    | 'domain'
    | 'route'
    | 'workers-ai'
  /** Name of the variable or secret; otherwise ''. */
  readonly name: string
  readonly words: string
}

/** The variable with hashes of the deployed secrets: Cloudflare never shows a secret. */
export const SECRET_PRINTS = 'SECRET_PRINTS'
const STORE = 'STORE'
/** Without these the Worker refuses every request. */
export const requiredSecrets = ['BOT_TOKEN', 'WEBHOOK_SECRET']

export interface WorkerRequest {
  readonly name: string
  /** From the environment; override those of wrangler.toml. */
  readonly variables: Readonly<Record<string, string>>
  readonly build: string
  readonly secrets: Readonly<Record<string, string>>
  readonly namespace: string | null
}

export function desiredWorker(
  configuration: Configuration,
  request: WorkerRequest,
  current: WorkerState | null,
): DesiredWorker {
  const { name, variables, build, secrets, namespace } = request
  const prints = new Map(current === null ? [] : printsOf(current))
  for (const [secret, value] of Object.entries(secrets)) prints.set(secret, printOf(value))
  return {
    name,
    variables: {
      ...variableTexts(configuration),
      ...variables,
      BUILD: build,
      [SECRET_PRINTS]: [...prints]
        .toSorted()
        .map((pair) => pair.join('='))
        .join(' '),
    },
    secrets,
    namespace,
    migrationTags: configuration.migrations.map(({ tag }) => tag),
    crons: configuration.triggers.crons,
    workersDev: configuration.workers_dev,
    ...routesOf(configuration),
    bindsWorkersAi: bindsWorkersAi(configuration),
  }
}

export function cellsOf({ variables }: Pick<DesiredWorker, 'variables'>): number {
  return Number(variables['CELLS']) || 1
}

function printsOf(current: WorkerState): readonly (readonly [name: string, print: string])[] {
  const text = variablesOf(current).get(SECRET_PRINTS) ?? ''
  return text.split(' ').flatMap((pair) => {
    const [name, print] = pair.split('=')
    return name === undefined || print === undefined ? [] : [[name, print] as const]
  })
}

/** Whether the last deployment set the secret to this value; null if it recorded no secret of this name. */
export function matchesRecordedSecret(current: WorkerState, secret: string, value: string): boolean | null {
  const print = printsOf(current).find(([name]) => name === secret)?.[1]
  return print === undefined ? null : print === printOf(value)
}

export function variablesOf({ bindings }: WorkerState): ReadonlyMap<string, string> {
  return new Map(bindings.flatMap(({ type, name, text }) => (type === 'plain_text' ? [[name, text ?? '']] : [])))
}

export function namespaceIn({ bindings }: WorkerState): string | null {
  return bindings.find(({ type, name }) => type === 'kv_namespace' && name === STORE)?.namespace_id ?? null
}

export function hasSecret({ bindings }: WorkerState, secret: string): boolean {
  return bindings.some(({ type, name }) => type === 'secret_text' && name === secret)
}

export function hasWorkersAi({ bindings }: WorkerState): boolean {
  return bindings.some(({ type, name }) => type === 'ai' && name === AI_BINDING)
}

/** No other Worker has all of these bindings. */
const ownBindings = ['STORE', 'CELL', 'DIRECTORY']

export function isPaperboy({ bindings }: WorkerState): boolean {
  const names = new Set(bindings.map(({ name }) => name))
  return ownBindings.every((binding) => names.has(binding))
}

/** The Worker has migrations that these sources do not know: Cloudflare would refuse the upload. */
export function hasUnknownMigration({ migrationTags }: DesiredWorker, { migrationTag }: WorkerState): boolean {
  return migrationTag !== null && !migrationTags.includes(migrationTag)
}

export function differencesOf(desired: DesiredWorker, current: WorkerState): readonly Difference[] {
  const variables = variablesOf(current)
  const prints = new Map(printsOf(current))
  const build = variables.get('BUILD') ?? null
  const names = new Set([...Object.keys(desired.variables), ...variables.keys()])
  for (const own of ['BUILD', SECRET_PRINTS]) names.delete(own)
  const found: Difference[] = []
  const add = (isDifferent: boolean, kind: Difference['kind'], words: string, name = '') => {
    if (isDifferent) found.push({ kind, name, words })
  }
  add(build !== desired.variables['BUILD'], 'build', build === null ? 'the version' : `the version (${build})`)
  // A missing variable counts as empty: environment.ts.
  for (const name of names)
    add((desired.variables[name] ?? '') !== (variables.get(name) ?? ''), 'variable', `the variable ${name}`, name)
  for (const name of new Set([...requiredSecrets, ...Object.keys(desired.secrets)])) {
    const value = desired.secrets[name]
    const isOther = value !== undefined && prints.get(name) !== printOf(value)
    add(!hasSecret(current, name) || isOther, 'secret', `the secret ${name}`, name)
  }
  add(desired.namespace === null || desired.namespace !== namespaceIn(current), 'namespace', 'the KV namespace')
  const classes = `the classes of Durable Objects (migration ${current.migrationTag ?? 'none'})`
  add(current.migrationTag !== (desired.migrationTags.at(-1) ?? null), 'migrations', classes)
  const crons = current.crons.length === 0 ? 'the cron trigger, which is missing' : 'the cron triggers'
  add(desired.crons.toSorted().join('\n') !== current.crons.toSorted().join('\n'), 'crons', crons)
  add(desired.workersDev !== current.workersDev, 'workers-dev', 'the workers.dev address')
  for (const host of desired.domains) add(!current.domains.includes(host), 'domain', `the domain ${host}`)
  for (const pattern of desired.patterns) add(!current.patterns.includes(pattern), 'route', `the route ${pattern}`)
  add(desired.bindsWorkersAi !== hasWorkersAi(current), 'workers-ai', 'the binding of Workers AI')
  return found
}
