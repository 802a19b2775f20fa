/** What becomes of the deployed Worker when its deployment failed, or when it does not answer as it should. */

/** Which version of a Worker answers. */
export type CurrentVersion =
  | { readonly kind: 'version'; readonly id: string }
  /** No such Worker, or none that has all its traffic. */
  | { readonly kind: 'none' }
  /** Cloudflare could not be asked. */
  | { readonly kind: 'unknown' }

/** Cloudflare's side of an upgrade. */
export interface WorkerVersions {
  current(name: string): Promise<CurrentVersion>
  /** @returns whether that version answers again */
  rollBack(name: string, version: string): Promise<boolean>
}

export interface RollbackFacts {
  /** Before the deployment, and after it failed. */
  readonly before: CurrentVersion
  readonly after: CurrentVersion
  /** Of the new sources: classes of Durable Objects, or forms of stored data, that the old ones do not know. */
  readonly hasNewMigration: boolean
  readonly hasNewerData: boolean
}

export type RollbackDecision =
  | { readonly kind: 'not-uploaded' }
  | { readonly kind: 'roll-back'; readonly version: string }
  | { readonly kind: 'stay'; readonly why: 'unknown' | 'first' | 'migration' | 'data' }

export function decideRollback({ before, after, hasNewMigration, hasNewerData }: RollbackFacts): RollbackDecision {
  if (before.kind === 'unknown' || after.kind === 'unknown') return { kind: 'stay', why: 'unknown' }
  const isSame =
    before.kind === 'version' && after.kind === 'version' ? before.id === after.id : before.kind === after.kind
  if (isSame) return { kind: 'not-uploaded' }
  if (before.kind === 'none') return { kind: 'stay', why: 'first' }
  if (hasNewMigration) return { kind: 'stay', why: 'migration' }
  if (hasNewerData) return { kind: 'stay', why: 'data' }
  return { kind: 'roll-back', version: before.id }
}

/** Why the new version stays where it is. */
export const stayWords = {
  unknown: 'Cloudflare could not be asked whether the new version was uploaded, so nothing was rolled back.',
  first: 'No version that answered alone was deployed before, so there is none to go back to.',
  migration:
    'The new version stays: it adds a class of Durable Objects, and Cloudflare allows no rollback behind that.',
  data: 'The new version stays: it may have stored data that the old one cannot read.',
} as const
