/** What the web side needs from outside. */

import type { OperatorDeps } from '../admin/deps.ts'
import type { Health } from '../admin/health.ts'
import type { CellStatus, PageAnswer } from '../cell/api.ts'
import type { EpochMs } from '../model.ts'
import type { KeyValue } from '../store/key-value.ts'

/** Cloudflare's cache of one place, or none. */
export interface EdgeCache {
  match(key: string): Promise<Response | undefined>
  put(key: string, response: Response): Promise<void>
}

export interface WebDeps {
  readonly store: Pick<KeyValue, 'get'>
  readonly cache: EdgeCache | null
  /** Goes on when the answer is out; what it fails by is logged. */
  readonly later: (work: Promise<unknown>) => void
  readonly now: EpochMs
  /** The operator's public address, without a trailing slash; null: the one that was asked for. */
  readonly publicUrl: string | null
  /** Opens the reading page of what only private chats got, by its short link's path. */
  readonly readingKey: (code: string) => string
  /** What the operator's commands may use. @throws EnvironmentError */
  readonly operator: () => OperatorDeps
  /** The same for the first visit, which anybody may make. @throws EnvironmentError, and its directory DoorsAreDark */
  readonly visit: () => OperatorDeps
  readonly webhook: (request: Request) => Promise<Response>
  readonly health: () => Promise<Health>
  /** Null: nobody counts. */
  readonly countClick: ((code: string) => void) | null
  /** A channel's page by its @name; null: there is no such channel. @param known the version that the asker has */
  readonly page: (
    name: string,
    known: string | null,
  ) => Promise<{ readonly username: string; readonly answer: PageAnswer } | null>
  readonly status: () => Promise<readonly CellStatus[]>
  /** Whether a browser's secret is that of somebody who owns the bot. */
  readonly isOwner: (session: string) => Promise<boolean>
  /** @returns the browser's secret from now on */
  readonly signIn: (code: string, from: string) => Promise<{ readonly session: string } | 'wrong' | 'busy'>
  readonly signOut: (session: string) => Promise<void>
}
