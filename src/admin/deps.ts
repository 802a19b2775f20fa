/** The dependencies of first-time setup and of the admin API. */
import type { CellApi } from '../cell/cell-api.ts'
import type { DirectoryApi } from '../directory/directory-api.ts'
import type { EpochMs, UserId } from '../model.ts'
import type { CallTelegram } from '../telegram/client.ts'
import type { Health } from './health.ts'

export interface OperatorSettings {
  readonly botId: number
  /** Bearer token of the admin API. */
  readonly operatorKey: string
  readonly webhookSecret: string
  /** Fingerprint of the webhook's secret. */
  readonly secretPrint: string
  readonly claimCode: string
  readonly ownerIds: readonly UserId[]
  readonly cells: number
  readonly plan: 'free' | 'paid'
  /** The deployed version; null: not deployed by `npm run deploy`. */
  readonly build: string | null
  /** Public address without a trailing slash; null: not set. */
  readonly publicUrl: string | null
}

/** The part of KV that backups use. */
export interface DocumentStore {
  list(options: { readonly prefix: string; readonly cursor: string | null }): Promise<DocumentPage>
  get(name: string): Promise<ReadableStream | null>
  /** @param expiresAt epoch seconds; null: never */
  put(name: string, document: ReadableStream, expiresAt: number | null): Promise<void>
}

export interface DocumentPage {
  /** `expiration`: epoch seconds; null: never. */
  readonly documents: readonly { readonly name: string; readonly expiration: number | null }[]
  /** Null: the last page. */
  readonly cursor: string | null
}

export interface OperatorDeps {
  readonly call: CallTelegram
  readonly directory: DirectoryApi
  readonly cells: readonly CellApi[]
  readonly documents: DocumentStore
  readonly health: () => Promise<Health>
  readonly settings: OperatorSettings
  readonly now: EpochMs
}
