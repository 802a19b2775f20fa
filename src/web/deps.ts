/** Dependencies of the web routes. */
import type { OperatorDeps } from '../admin/deps.ts'
import type { Health } from '../admin/health.ts'
import type { CellPosts } from '../cell/cell-api.ts'
import type { CellStatus } from '../cell/cell-status.ts'
import type { FeedAnswer, FeedInquiry } from '../cell/channel-feed.ts'
import type { PageAnswer } from '../cell/channel-page.ts'
import type { ChannelStats } from '../cell/channel-stats.ts'
import type { DayPage, LocalDay } from '../cell/day-page.ts'
import type { HubIntent } from '../cell/hub-callbacks.ts'
import type { ChannelId } from '../model.ts'
import type { PushBody } from '../store/pushes.ts'
import type { ItemSources } from './find-item.ts'

/** Cloudflare's cache of one data centre. */
export interface EdgeCache {
  match(key: string): Promise<Response | undefined>
  put(key: string, response: Response): Promise<void>
}

/** The callback of one subscription at a WebSub hub. Calls of its cell throw RequestQuotaSpent. */
export interface HubCallback {
  /** Whether its hub signed a document. @param header `X-Hub-Signature` */
  readonly isSigned: (header: string, body: Uint8Array) => boolean
  /** @returns whether the hub's question is confirmed */
  readonly answer: (intent: HubIntent) => Promise<boolean>
  /** @param push null: it is too long to be read @returns false: nobody wants its documents any more */
  readonly take: (push: PushBody | null) => Promise<boolean>
}

/** What the front door shows. */
export interface FrontDoor {
  /** Channels with a web page. */
  readonly channels: readonly { readonly title: string; readonly username: string }[]
  /** The bot's name without the @; null: not known. */
  readonly bot: string | null
  /** False: the operator has still to complete the setup. */
  readonly isSetUp: boolean
}

export interface WebDeps extends ItemSources {
  readonly cache: EdgeCache | null
  /** Continues after the response; failures are logged. */
  readonly later: (work: Promise<unknown>) => void
  /** The configured public address, without a trailing slash; null: the request's own origin. */
  readonly publicUrl: string | null
  /** Whether browsers are to insist on TLS for the subdomains of the address, too. */
  readonly coversSubdomains: boolean
  /** The key to the reading page of a private item, by its short link's path. */
  readonly readingKey: (code: string) => string
  /** For the admin API. @throws EnvironmentError */
  readonly operator: () => OperatorDeps
  /** For /setup, which is open to the public. @throws EnvironmentError; its directory throws RequestQuotaSpent */
  readonly setup: () => OperatorDeps
  readonly webhook: (request: Request) => Promise<Response>
  /** Null: this Worker did not make the token. Asks no object. */
  readonly hubCallback: (token: string) => HubCallback | null
  readonly health: () => Promise<Health>
  /** Null: clicks are not counted. */
  readonly countClick: ((code: string) => void) | null
  /** A channel's page by its @name; null: no such channel. @param known the version that the client has */
  readonly page: (
    name: string,
    known: string | null,
  ) => Promise<{ readonly username: string; readonly answer: PageAnswer } | null>
  /** The same as a feed. */
  readonly feed: (
    name: string,
    inquiry: Omit<FeedInquiry, 'username'>,
  ) => Promise<{ readonly username: string; readonly answer: FeedAnswer } | null>
  /** A day of such a channel's archive; null: there is none. @param number of its page, from 1 */
  readonly day: (name: string, day: LocalDay, number: number) => Promise<DayPage | null>
  /** The posts of a cell; null: there is no such cell. Their methods throw RequestQuotaSpent. */
  readonly postsOf: (cell: number) => CellPosts | null
  /** Throws RequestQuotaSpent. */
  readonly frontDoor: () => Promise<FrontDoor>
  readonly status: () => Promise<readonly CellStatus[]>
  /** Whether a session is an owner's. */
  readonly isOwner: (session: string) => Promise<boolean>
  /** For owners only. Null: there is no such channel. */
  readonly stats: (channel: ChannelId) => Promise<ChannelStats | null>
  readonly signIn: (code: string, from: string) => Promise<{ readonly session: string } | 'wrong' | 'busy'>
  readonly signOut: (session: string) => Promise<void>
}
