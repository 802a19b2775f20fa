/** What the operator's side needs from outside: the setting up of a bot, and what the operator's commands ask for. */
import type { CellApi } from '../cell/api.ts'
import type { DirectoryApi } from '../directory/directory.ts'
import type { EpochMs, UserId } from '../model.ts'
import type { CallTelegram } from '../telegram/client.ts'
import type { Health } from './health.ts'

export interface OperatorSettings {
  readonly botId: number
  /** Proves that the asker has the bot's token. */
  readonly operatorKey: string
  readonly webhookSecret: string
  /** Another one whenever the secret is another, and no help in finding it. */
  readonly secretPrint: string
  readonly claimCode: string
  readonly ownerIds: readonly UserId[]
  readonly cells: number
  readonly plan: 'free' | 'paid'
  /** What was deployed, as the deploy command named it; null: by other means. */
  readonly build: string | null
  /** The operator's public address, without a trailing slash; null: none was set. */
  readonly publicUrl: string | null
}

/** The part of KV that backups go through. */
export interface DocumentStore {
  list(options: { readonly prefix: string; readonly cursor: string | null }): Promise<DocumentPage>
  get(name: string): Promise<ReadableStream | null>
  /** @param expiresAt epoch seconds; null: never */
  put(name: string, document: ReadableStream, expiresAt: number | null): Promise<void>
}

export interface DocumentPage {
  /** `expiration`: epoch seconds; null: never. */
  readonly documents: readonly { readonly name: string; readonly expiration: number | null }[]
  /** Null: there are no more. */
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
