/** A cell's health, and its status for the operator: the week's spending, failing feeds, paused channels. */
import type { CellSummary } from '../cycle/cell-summary.ts'
import type { Quotas } from '../cycle/governor.ts'
import { limits } from '../limits.ts'
import type { Channel, EpochMs, FeedUrl } from '../model.ts'
import type { FeedProblem } from '../result.ts'
import type { FeedPollState } from '../store/feed-row.ts'
import type { Ledger } from '../store/ledger.ts'
import type { Spent } from '../store/spending.ts'
import { addressOf } from '../text/private-feed-url.ts'
import { type DelaysOfDay, delaysByDay, slowestFeeds } from './feed-delays.ts'
import type { FeedArrival } from './feed-view.ts'
import { arrivalOf } from './list-feeds.ts'

/** A cell's health, as `/health` and `/quota` show it. */
export interface CellHealth extends CellSummary {
  readonly lastCycleAt: EpochMs | null
  /** The longest time between two cycles, ms, as cron is configured. */
  readonly everyMs: number
  /** The last cycle ended recently enough, by the wall clock. */
  readonly alive: boolean
  readonly quotas: Quotas
  /** Neurons that the cell may spend in a day; null: the operator has bound no language model. Absent in the answer of an earlier version. */
  readonly neuronsADay?: number | null
  /** Requests from outside are refused until midnight, UTC. */
  readonly isRequestQuotaSpent: boolean
}

/** A cell's status, as the operator sees it. */
export interface CellStatus {
  readonly health: CellHealth
  /** The last week with today, oldest first. `day`: ISO 8601, UTC. */
  readonly days: readonly { readonly day: string; readonly spent: Spent }[]
  /** The longest failing first. */
  readonly failing: readonly {
    readonly title: string
    readonly url: FeedUrl
    readonly problem: FeedProblem
    readonly since: EpochMs | null
  }[]
  /** The feeds whose news takes longest, the slowest first. */
  readonly slowest: readonly {
    readonly title: string
    readonly url: FeedUrl
    readonly latenessMs: number
    readonly arrival: FeedArrival
  }[]
  readonly delays: readonly DelaysOfDay[]
  /** Feeds whose news hubs send. */
  readonly pushedFeeds: number
  /** Paused ones first. */
  readonly channels: readonly (Pick<Channel, 'chat' | 'kind' | 'title' | 'username' | 'pause'> & {
    readonly waiting: number
  })[]
}

const { statusRows, slowestFeeds: slowestRows } = limits.cell

export function cellStatus(ledger: Ledger, health: CellHealth, now: EpochMs): CellStatus {
  // They are in memory after a cycle.
  const feeds = ledger.feeds.pollStates()
  const failing = feeds.filter(({ failures }) => failures > 0)
  const channels = ledger.channels.all().map(({ channel: { id, chat, kind, title, username, pause } }) => ({
    chat,
    kind,
    title,
    username,
    pause,
    waiting: ledger.deliveries.waiting(id),
  }))
  return {
    health,
    days: ledger.spending.week(now),
    failing: ledger.feeds
      .byIds(failing.slice(0, statusRows).map(({ id }) => id))
      .flatMap(({ title, url, problem, failingSince: since }) =>
        problem === null ? [] : [{ title: title || addressOf(url), url: addressOf(url), problem, since }],
      )
      .toSorted((one, other) => (one.since ?? now) - (other.since ?? now)),
    slowest: slowest(ledger, feeds, now),
    delays: delaysByDay(feeds, now),
    pushedFeeds: feeds.filter(({ isPushed }) => isPushed).length,
    channels: channels
      .toSorted((one, other) => Number(one.pause === null) - Number(other.pause === null))
      .slice(0, statusRows),
  }
}

/** Reads a row of each feed in the list. */
function slowest(ledger: Ledger, feeds: readonly FeedPollState[], now: EpochMs): CellStatus['slowest'] {
  const found = new Map(slowestFeeds(feeds, slowestRows, now).map(({ id, latenessMs }) => [id, latenessMs]))
  const pushed = ledger.hubSubscriptions.pushed()
  return ledger.feeds.byIds([...found.keys()]).map((feed) => ({
    title: feed.title || addressOf(feed.url),
    url: addressOf(feed.url),
    latenessMs: found.get(feed.id) ?? 0,
    arrival: arrivalOf(feed, pushed, now),
  }))
}
