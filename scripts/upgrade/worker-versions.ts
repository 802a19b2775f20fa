/** The deployed version of the Worker, and whether and how to roll it back. */
import * as v from 'valibot'
import { readKeys } from '../operator/keys.ts'
import { type Environment, runWrangler } from '../run-program.ts'

/** `none`: no such Worker, or no version with all of its traffic; `unknown`: Cloudflare could not be asked. */
export const currentVersionSchema = v.variant('kind', [
  v.object({ kind: v.literal('version'), id: v.string() }),
  v.object({ kind: v.picklist(['none', 'unknown']) }),
])
export type CurrentVersion = Readonly<v.InferOutput<typeof currentVersionSchema>>

export interface WorkerVersions {
  current(name: string): Promise<CurrentVersion>
  /** @returns whether that version answers again */
  rollBack(name: string, version: string): Promise<boolean>
}

/** developers.cloudflare.com/api: a deployment's versions share the traffic, in per cent */
const deploymentSchema = v.object({ versions: v.array(v.object({ version_id: v.string(), percentage: v.number() })) })

export function workerVersions(root: string, environment: Environment): WorkerVersions {
  const wrangler = async (name: string, args: readonly string[]) => {
    // A login may see several accounts: the bot's own was kept when it was deployed.
    const account = environment['CLOUDFLARE_ACCOUNT_ID'] || ((await readKeys(root, name)).account ?? undefined)
    const env = { ...environment, CI: 'true', CLOUDFLARE_ACCOUNT_ID: account }
    return runWrangler(root, args, { env }).catch(() => ({ code: 1, output: '' }))
  }
  return {
    async current(name) {
      const { code, output } = await wrangler(name, ['deployments', 'status', '--name', name, '--json'])
      return currentVersionOf(code, output)
    },
    async rollBack(name, version) {
      const args = ['rollback', version, '--name', name, '--message', 'The upgrade failed', '--yes']
      return (await wrangler(name, args)).code === 0
    },
  }
}

/** From wrangler's exit code and output. 10007: no such Worker (Cloudflare's API). */
export function currentVersionOf(code: number, output: string): CurrentVersion {
  if (code !== 0) return { kind: /\[code: 10007\]|has no deployments/u.test(output) ? 'none' : 'unknown' }
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), deploymentSchema), output.slice(output.indexOf('{')))
  if (!read.success) return { kind: 'unknown' }
  const whole = read.output.versions.find(({ percentage }) => percentage === 100)
  return whole === undefined ? { kind: 'none' } : { kind: 'version', id: whole.version_id }
}

export interface RollbackFacts {
  /** Before the deployment, and after it failed. */
  readonly before: CurrentVersion
  readonly after: CurrentVersion
  /** The new sources have Durable Object classes, or forms of stored data, that the old ones do not know. */
  readonly hasNewMigration: boolean
  readonly hasNewerData: boolean
}

export type RollbackDecision =
  | { readonly kind: 'not-uploaded' }
  | { readonly kind: 'roll-back'; readonly version: string }
  | { readonly kind: 'stay'; readonly why: keyof typeof stayReasons }

export function decideRollback({ before, after, hasNewMigration, hasNewerData }: RollbackFacts): RollbackDecision {
  if (before.kind === 'unknown' || after.kind === 'unknown') return { kind: 'stay', why: 'unknown' }
  const isSame =
    before.kind === 'version' && after.kind === 'version' ? before.id === after.id : before.kind === after.kind
  if (isSame) return { kind: 'not-uploaded' }
  if (before.kind !== 'version') return { kind: 'stay', why: 'first' }
  if (hasNewMigration) return { kind: 'stay', why: 'migration' }
  if (hasNewerData) return { kind: 'stay', why: 'data' }
  return { kind: 'roll-back', version: before.id }
}

export const stayReasons = {
  unknown: 'Cloudflare could not be asked whether the new version was uploaded, so nothing was rolled back.',
  first: 'No single version was deployed before, so there is none to go back to.',
  migration:
    'The new version stays: it adds a class of Durable Objects, and Cloudflare allows no rollback behind that.',
  data: 'The new version stays: it may have stored data that the old one cannot read.',
} as const
