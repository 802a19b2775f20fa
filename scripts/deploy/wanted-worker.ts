/** The wanted state of a Worker, and how the one on Cloudflare differs from it. Pure. */
import { printOf } from '../../src/composition/environment.ts'
import type { WorkerState } from './cloudflare.ts'
import { type Configuration, routesOf, variableTexts } from './configuration.ts'

export interface WantedWorker {
  readonly name: string
  readonly variables: Readonly<Record<string, string>>
  /** Secrets that are not named stay as they are. */
  readonly secrets: Readonly<Record<string, string>>
  /** Id of its KV namespace; null: to be created. */
  readonly namespace: string | null
  /** In the order of wrangler.toml. */
  readonly migrationTags: readonly string[]
  readonly crons: readonly string[]
  readonly workersDev: boolean
  readonly domains: readonly string[]
  readonly patterns: readonly string[]
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
  /** Of the variable or secret, else ''. */
  readonly name: string
  readonly words: string
}

/** The variable with hashes of the deployed secrets: Cloudflare never shows a secret. */
export const SECRET_PRINTS = 'SECRET_PRINTS'
const STORE = 'STORE'
/** Without these the Worker refuses every request. */
export const neededSecrets = ['BOT_TOKEN', 'WEBHOOK_SECRET']

export interface WorkerRequest {
  readonly name: string
  /** From the environment; override those of wrangler.toml. */
  readonly variables: Readonly<Record<string, string>>
  readonly build: string
  readonly secrets: Readonly<Record<string, string>>
  readonly namespace: string | null
}

export function wantedWorker(
  configuration: Configuration,
  request: WorkerRequest,
  there: WorkerState | null,
): WantedWorker {
  const { name, variables, build, secrets, namespace } = request
  const prints = new Map(there === null ? [] : printsOf(there))
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
  }
}

export function cellsOf({ variables }: Pick<WantedWorker, 'variables'>): number {
  return Number(variables['CELLS']) || 1
}

function printsOf(there: WorkerState): readonly (readonly [name: string, print: string])[] {
  const text = variablesOf(there).get(SECRET_PRINTS) ?? ''
  return text.split(' ').flatMap((pair) => {
    const [name, print] = pair.split('=')
    return name === undefined || print === undefined ? [] : [[name, print] as const]
  })
}

/** Whether a deployment noted this value; null: none noted a secret of this name. */
export function isNoted(there: WorkerState, secret: string, value: string): boolean | null {
  const print = printsOf(there).find(([name]) => name === secret)?.[1]
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

/** No other Worker has all of these bindings. */
const ownBindings = ['STORE', 'CELL', 'DIRECTORY']

export function isPaperboy({ bindings }: WorkerState): boolean {
  const names = new Set(bindings.map(({ name }) => name))
  return ownBindings.every((binding) => names.has(binding))
}

/** The Worker has migrations that these sources do not know: Cloudflare would refuse the upload. */
export function isNewerThere({ migrationTags }: WantedWorker, { migrationTag }: WorkerState): boolean {
  return migrationTag !== null && !migrationTags.includes(migrationTag)
}

export function differencesOf(wanted: WantedWorker, there: WorkerState): readonly Difference[] {
  const variables = variablesOf(there)
  const prints = new Map(printsOf(there))
  const build = variables.get('BUILD') ?? null
  const names = new Set([...Object.keys(wanted.variables), ...variables.keys()])
  for (const own of ['BUILD', SECRET_PRINTS]) names.delete(own)
  const found: Difference[] = []
  const add = (isDifferent: boolean, kind: Difference['kind'], words: string, name = '') => {
    if (isDifferent) found.push({ kind, name, words })
  }
  add(build !== wanted.variables['BUILD'], 'build', build === null ? 'the version' : `the version (${build})`)
  // A missing variable counts as empty: environment.ts.
  for (const name of names)
    add((wanted.variables[name] ?? '') !== (variables.get(name) ?? ''), 'variable', `the variable ${name}`, name)
  for (const name of new Set([...neededSecrets, ...Object.keys(wanted.secrets)])) {
    const value = wanted.secrets[name]
    const isOther = value !== undefined && prints.get(name) !== printOf(value)
    add(!hasSecret(there, name) || isOther, 'secret', `the secret ${name}`, name)
  }
  add(wanted.namespace === null || wanted.namespace !== namespaceIn(there), 'namespace', 'the KV namespace')
  const classes = `the classes of Durable Objects (migration ${there.migrationTag ?? 'none'})`
  add(there.migrationTag !== (wanted.migrationTags.at(-1) ?? null), 'migrations', classes)
  const crons = there.crons.length === 0 ? 'the cron trigger, which is missing' : 'the cron triggers'
  add(wanted.crons.toSorted().join('\n') !== there.crons.toSorted().join('\n'), 'crons', crons)
  add(wanted.workersDev !== there.workersDev, 'workers-dev', 'the workers.dev address')
  for (const host of wanted.domains) add(!there.domains.includes(host), 'domain', `the domain ${host}`)
  for (const pattern of wanted.patterns) add(!there.patterns.includes(pattern), 'route', `the route ${pattern}`)
  return found
}
