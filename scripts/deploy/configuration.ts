/** Parses wrangler.toml as wrangler does, and edits it without losing its comments. */
import { readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { domainToASCII } from 'node:url'
import { parse, patch } from '@decimalturn/toml-patch'
import * as v from 'valibot'
import { OperatorProblem } from '../operator/problem.ts'
import { messageOf } from '../terminal.ts'

const routeSchema = v.union([
  v.string(),
  v.looseObject({ pattern: v.string(), custom_domain: v.optional(v.boolean()) }),
])

/** The parts that a deployment reads; the rest goes to wrangler unchanged. developers.cloudflare.com/workers/wrangler/configuration */
const configurationSchema = v.looseObject({
  name: v.optional(v.string(), 'paperboy'),
  account_id: v.optional(v.string()),
  workers_dev: v.optional(v.boolean(), true),
  route: v.optional(routeSchema),
  routes: v.optional(v.array(routeSchema), []),
  triggers: v.optional(v.looseObject({ crons: v.optional(v.array(v.string()), []) }), {}),
  vars: v.optional(v.record(v.string(), v.unknown()), {}),
  kv_namespaces: v.optional(v.array(v.looseObject({ binding: v.string(), id: v.optional(v.string()) })), []),
  durable_objects: v.optional(
    v.looseObject({ bindings: v.optional(v.array(v.looseObject({ name: v.string(), class_name: v.string() })), []) }),
    {},
  ),
  migrations: v.optional(v.array(v.looseObject({ tag: v.string() })), []),
  ai: v.optional(v.looseObject({ binding: v.string() })),
  analytics_engine_datasets: v.optional(v.array(v.looseObject({ binding: v.string() })), []),
})
export type Configuration = v.InferOutput<typeof configurationSchema>

export const CONFIGURATION_FILE = 'wrangler.toml'

/** @throws OperatorProblem if the text is not valid TOML, or not of wrangler's form */
export function parseConfiguration(text: string): Configuration {
  const broken = (why: string) =>
    new OperatorProblem(`${CONFIGURATION_FILE} cannot be read: ${why}`, `Correct ${CONFIGURATION_FILE} there.`)
  let table: unknown
  try {
    table = parse(text)
  } catch (problem) {
    throw broken(messageOf(problem))
  }
  const read = v.safeParse(configurationSchema, table)
  if (read.success) return read.output
  const [issue] = read.issues
  throw broken(`${v.getDotPath(issue) ?? 'it'}: ${issue.message}`)
}

export async function readConfiguration(root: string): Promise<Configuration> {
  return parseConfiguration(await readFile(path.join(root, CONFIGURATION_FILE), 'utf8'))
}

/** The Worker's name in wrangler.toml; the default if the file is broken, which `readConfiguration` reports later. */
export async function configuredName(root: string): Promise<string> {
  try {
    return (await readConfiguration(root)).name
  } catch (problem) {
    if (problem instanceof OperatorProblem) return 'paperboy'
    throw problem
  }
}

/** A variable as text, trimmed; '' if it is not set. Variables reach the Worker as text, also `CELLS = 4`. */
export function variableOf({ vars }: Configuration, name: string): string {
  const value = vars[name]
  return value === undefined ? '' : String(value).trim()
}

export function variableTexts(configuration: Configuration): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(configuration.vars).map((name) => [name, variableOf(configuration, name)]))
}

/** Custom domains, in Cloudflare's own spelling, and route patterns. */
export function routesOf({ route, routes }: Configuration): {
  readonly domains: readonly string[]
  readonly patterns: readonly string[]
} {
  const all = [...(route === undefined ? [] : [route]), ...routes]
  const isDomain = (each: (typeof all)[number]) => typeof each === 'object' && each.custom_domain === true
  const patternOf = (each: (typeof all)[number]) => (typeof each === 'string' ? each : each.pattern)
  return {
    domains: all.filter(isDomain).map((each) => domainToASCII(patternOf(each))),
    patterns: all.filter((each) => !isDomain(each)).map(patternOf),
  }
}

export function hasRoutes({ domains, patterns }: ReturnType<typeof routesOf>): boolean {
  return domains.length + patterns.length > 0
}

/** The configuration for a Worker of this name; only the Worker named in wrangler.toml has its routes and address. */
export function configurationOf(configuration: Configuration, name: string): Configuration {
  if (name === configuration.name) return configuration
  const { route: _, ...others } = configuration
  return { ...others, routes: [], vars: { ...configuration.vars, PUBLIC_URL: '' } }
}

/** The variables of the environment that override those of wrangler.toml, unless empty. */
export const variableNames = [
  'OWNER_IDS',
  'PUBLIC_URL',
  'TELEGRAM_API_ROOT',
  'LIVE_GAP_MINUTES',
  'LINK_TTL_DAYS',
  'PLAN',
  'CELLS',
  'PUBLIC_BOT',
  'AI_MODEL',
  'HSTS_SUBDOMAINS',
  'ACCOUNT_ID',
] as const

export function variablesIn(env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const all = variableNames.map((name) => [name, env[name]?.trim() ?? ''] as const)
  return Object.fromEntries(all.filter(([, value]) => value !== ''))
}

/** The operator's own settings in wrangler.toml. */
export interface ConfigurationChange {
  readonly name?: string
  /** Other variables stay. */
  readonly vars?: Readonly<Record<string, string>>
  /** A custom domain that replaces all routes. */
  readonly domain?: string
  /** Binds Workers AI. */
  readonly workersAi?: boolean
}

/** As wrangler.toml is released. */
const bindingInComment = '# [ai]\n# binding = "AI"\n'
export const AI_BINDING = 'AI'

export function bindsWorkersAi({ ai }: Pick<Configuration, 'ai'>): boolean {
  return ai?.binding === AI_BINDING
}

/** The changed text; comments and layout stay. */
export function changedConfiguration(text: string, change: ConfigurationChange): string {
  const { name, vars = {}, domain, workersAi = false } = change
  const own = workersAi ? text.replace(bindingInComment, bindingInComment.replaceAll('# ', '')) : text
  const table = v.parse(v.looseObject({ vars: v.optional(v.looseObject({}), {}) }), parse(own))
  const { route, ...others } = table
  const changed = {
    ...(domain === undefined ? table : others),
    ...(name === undefined ? {} : { name }),
    ...(domain === undefined ? {} : { routes: [{ pattern: domain, custom_domain: true }] }),
    ...(workersAi ? { ai: { binding: AI_BINDING } } : {}),
    vars: { ...table.vars, ...vars },
  }
  // Inline: an array of tables could only be at the end of the file.
  return patch(own, changed, { inlineTableStart: domain === undefined ? 1 : 0 })
}

/** Edits the file atomically. */
export async function changeConfiguration(root: string, change: ConfigurationChange): Promise<void> {
  const file = path.join(root, CONFIGURATION_FILE)
  await writeFile(`${file}.unfinished`, changedConfiguration(await readFile(file, 'utf8'), change))
  await rename(`${file}.unfinished`, file)
}
