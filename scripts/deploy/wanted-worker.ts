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

export type Difference =
  | { readonly kind: 'build'; readonly there: string | null }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'secret'; readonly name: string }
  | { readonly kind: 'namespace' }
  | { readonly kind: 'migrations'; readonly there: string | null }
  | { readonly kind: 'crons'; readonly there: readonly string[] }
  | { readonly kind: 'workers-dev' }
  | { readonly kind: 'domain'; readonly host: string }
  | { readonly kind: 'route'; readonly pattern: string }

/** The variable with hashes of the deployed secrets: Cloudflare never shows a secret. */
export const SECRET_PRINTS = 'SECRET_PRINTS'
/** The binding of the KV namespace. */
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

/** Hashes of secrets that an earlier deployment noted. */
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
  const build = variables.get('BUILD') ?? null
  const names = new Set([...Object.keys(wanted.variables), ...variables.keys()])
  names.delete('BUILD')
  names.delete(SECRET_PRINTS)
  const prints = new Map(printsOf(there))
  const secrets = [...new Set([...neededSecrets, ...Object.keys(wanted.secrets)])]
  const lastTag = wanted.migrationTags.at(-1) ?? null
  return [
    ...(build === wanted.variables['BUILD'] ? [] : [{ kind: 'build', there: build } as const]),
    // A variable that is absent counts as empty: environment.ts.
    ...[...names]
      .filter((name) => (wanted.variables[name] ?? '') !== (variables.get(name) ?? ''))
      .map((name) => ({ kind: 'variable', name }) as const),
    ...secrets
      .filter((name) => {
        const value = wanted.secrets[name]
        return !hasSecret(there, name) || (value !== undefined && prints.get(name) !== printOf(value))
      })
      .map((name) => ({ kind: 'secret', name }) as const),
    ...(wanted.namespace !== null && wanted.namespace === namespaceIn(there) ? [] : [{ kind: 'namespace' } as const]),
    ...(there.migrationTag === lastTag ? [] : [{ kind: 'migrations', there: there.migrationTag } as const]),
    ...(isSameSet(wanted.crons, there.crons) ? [] : [{ kind: 'crons', there: there.crons } as const]),
    ...(wanted.workersDev === there.workersDev ? [] : [{ kind: 'workers-dev' } as const]),
    ...wanted.domains
      .filter((host) => !there.domains.includes(host))
      .map((host) => ({ kind: 'domain', host }) as const),
    ...wanted.patterns
      .filter((pattern) => !there.patterns.includes(pattern))
      .map((pattern) => ({ kind: 'route', pattern }) as const),
  ]
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return [...one].toSorted().join('\n') === [...other].toSorted().join('\n')
}

export function differenceWords(difference: Difference): string {
  switch (difference.kind) {
    case 'build':
      return difference.there === null ? 'the version' : `the version (${difference.there})`
    case 'variable':
      return `the variable ${difference.name}`
    case 'secret':
      return `the secret ${difference.name}`
    case 'namespace':
      return 'the KV namespace'
    case 'migrations':
      return `the classes of Durable Objects (migration ${difference.there ?? 'none'})`
    case 'crons':
      return difference.there.length === 0 ? 'the cron trigger, which is missing' : 'the cron triggers'
    case 'workers-dev':
      return 'the workers.dev address'
    case 'domain':
      return `the domain ${difference.host}`
    case 'route':
      return `the route ${difference.pattern}`
  }
}
