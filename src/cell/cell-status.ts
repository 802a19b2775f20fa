/** How a cell is, as its operator sees it: the week's spending, feeds that fail, channels by state. */
import type { EpochMs } from '../model.ts'
import type { Ledger } from '../store/ledger.ts'
import type { CellHealth, CellStatus } from './api.ts'

/** Of each, so many are told. */
const TOLD = 200

export function cellStatus(ledger: Ledger, health: CellHealth, now: EpochMs): CellStatus {
  const failing = ledger.feeds.pollStates().filter(({ failures }) => failures > 0)
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
      .these(failing.slice(0, TOLD).map(({ id }) => id))
      .flatMap(({ title, url, problem, failingSince: since }) =>
        problem === null ? [] : [{ title: title || url, url, problem, since }],
      )
      .toSorted((one, other) => (one.since ?? now) - (other.since ?? now)),
    channels: channels
      .toSorted((one, other) => Number(one.pause === null) - Number(other.pause === null))
      .slice(0, TOLD),
  }
}
