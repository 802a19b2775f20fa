/** The Worker's variables and secrets: the only place that reads and checks them. */
import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { dayMinutes, limits } from '../limits.ts'
import { userIdSchema } from '../model.ts'

/** An absent or empty variable gets its default. */
const text = (fallback: string) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.transform((value) => value.trim() || fallback),
  )
const number = (fallback: number, most: number) =>
  v.pipe(
    text(String(fallback)),
    v.transform(Number),
    v.fallback(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most)), fallback),
  )
const optional = v.pipe(
  text(''),
  v.transform((value) => (value === '' ? null : value)),
)
const flag = v.pipe(
  text(''),
  v.transform((value) => value === 'true'),
)

/** Where Cloudflare places objects: developers.cloudflare.com/durable-objects/reference/data-location. */
const locationHints = ['wnam', 'enam', 'sam', 'weur', 'eeur', 'apac', 'apac-ne', 'apac-se', 'oc', 'afr', 'me'] as const
// Cells mostly call the Bot API, which is in Amsterdam.
const locationHint = v.pipe(text('weur'), v.fallback(v.picklist(locationHints), 'weur'))

const environmentSchema = v.object({
  BOT_TOKEN: v.pipe(v.string(), v.trim(), v.regex(/^\d+:[\w-]+$/u)),
  WEBHOOK_SECRET: v.pipe(v.string(), v.trim(), v.minLength(1)),
  OWNER_IDS: v.pipe(
    text(''),
    // Some keyboards type other commas.
    v.transform((list) => list.split(/[\s,;，；、]+/u).filter((part) => part !== '')),
    v.array(v.pipe(v.string(), v.regex(/^\d{1,15}$/u), v.transform(Number), userIdSchema)),
  ),
  PUBLIC_URL: v.pipe(
    text(''),
    v.transform((url) => (url === '' || url.includes('://') ? url : `https://${url}`).replace(/\/+$/u, '')),
    v.check((url) => url === '' || /^https?:\/\/[^/?#]+$/u.test(url)),
    v.transform((url) => (url === '' ? null : url)),
  ),
  TELEGRAM_API_ROOT: v.pipe(
    text('https://api.telegram.org'),
    v.transform((root) => root.replace(/\/+$/u, '')),
  ),
  ALLOW_PRIVATE_FEEDS: flag,
  // Links outlive the week that a headline may wait.
  LINK_TTL_DAYS: v.pipe(
    number(0, limits.linkTtl.mostDays),
    v.transform((days) => (days === 0 ? 0 : Math.max(limits.linkTtl.leastDays, days))),
  ),
  LIVE_GAP_MINUTES: number(limits.digest.liveGapMinutes, dayMinutes),
  PLAN: v.pipe(
    text('free'),
    v.transform((plan): 'free' | 'paid' => (plan === 'paid' ? 'paid' : 'free')),
  ),
  CELLS: v.pipe(
    number(1, limits.cycle.cells),
    v.transform((cells) => Math.max(1, cells)),
  ),
  PUBLIC_BOT: flag,
  /** The most readers of all channels together; null: as many as the plan has room for. */
  READERS: v.pipe(
    optional,
    v.transform((value) => (value === null ? null : Number(value))),
    v.fallback(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(limits.readers.most))), null),
  ),
  /** The model of Workers AI; empty: the default; `off`: none. */
  AI_MODEL: text(''),
  /** Root of another API that answers like Workers AI's: a stand-in on the developer's machine. */
  AI_API_ROOT: v.pipe(
    optional,
    v.transform((root) => root?.replace(/\/+$/u, '') ?? null),
  ),
  HSTS_SUBDOMAINS: flag,
  LOCATION_HINT: locationHint,
  /** For /top: a token that may read the account's analytics. */
  ANALYTICS_TOKEN: optional,
  ACCOUNT_ID: optional,
  /** The deployed version, set by `npm run deploy`. */
  BUILD: optional,
})
/** The names of all settings; docs/operators.md describes them. */
export const settingNames: readonly string[] = Object.keys(environmentSchema.entries)
export type Environment = Readonly<v.InferOutput<typeof environmentSchema>>

/** A setting is missing or invalid. The message is for the operator: it names the variable without its value. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError'
}

/** Parsed once in each isolate, whose variables never change. */
const known = new WeakMap<object, Environment>()

/** @throws EnvironmentError */
export function readEnvironment(env: object): Environment {
  const environment = known.get(env) ?? checked(env)
  known.set(env, environment)
  return environment
}

function checked(env: object): Environment {
  const read = v.safeParse(environmentSchema, env)
  if (read.success) return read.output
  const names = [...new Set(read.issues.map((issue) => v.getDotPath(issue)?.split('.')[0] ?? 'a variable'))]
  throw new EnvironmentError(`${names.join(', ')}: missing or invalid; see docs/operators.md, "Settings"`)
}

/** Works even if another variable is invalid. */
export function locationHintOf(env: object): Environment['LOCATION_HINT'] {
  return v.parse(v.object({ LOCATION_HINT: locationHint }), env).LOCATION_HINT
}

/** Telegram's id of the bot: the number before the colon of its token. */
export function botIdOf({ BOT_TOKEN }: Pick<Environment, 'BOT_TOKEN'>): number {
  return Number.parseInt(BOT_TOKEN, 10)
}

/** The code that makes its sender the owner of an unowned bot; `npm run deploy` and `npm start` show it. */
export function claimCodeOf({ WEBHOOK_SECRET }: Pick<Environment, 'WEBHOOK_SECRET'>): string {
  return createHash('sha256').update(`paperboy claim ${WEBHOOK_SECRET}`).digest('base64url').slice(0, 16)
}

/** The key to the reading page of a private article. If the webhook's secret changes, the links of the last 30 days stop working. */
export function readingKeyOf({ WEBHOOK_SECRET }: Pick<Environment, 'WEBHOOK_SECRET'>, code: string): string {
  return createHash('sha256').update(`paperboy reading ${code} ${WEBHOOK_SECRET}`).digest('base64url').slice(0, 16)
}

/** Fingerprint of a secret: changes with it and does not reveal it. */
export function printOf(secret: string): string {
  return createHash('sha256').update(`paperboy print ${secret}`).digest('base64url').slice(0, 16)
}

export function secretPrintOf({ WEBHOOK_SECRET }: Pick<Environment, 'WEBHOOK_SECRET'>): string {
  return printOf(WEBHOOK_SECRET)
}

/** The bearer token of the admin API, derived from the bot's token. */
export function operatorKeyOf({ BOT_TOKEN }: Pick<Environment, 'BOT_TOKEN'>): string {
  return createHash('sha256').update(`paperboy operator ${BOT_TOKEN}`).digest('base64url')
}
