/** A cell as the operator's page shows it. */
import * as v from 'valibot'
import { healthOf } from '../../src/admin/health.ts'
import type { CellHealth, CellStatus } from '../../src/cell/cell-status.ts'
import { delayBounds } from '../../src/cell/feed-delays.ts'
import { eachQuota, quotasFor } from '../../src/cycle/governor.ts'
import { hourMs, minuteMs } from '../../src/limits.ts'
import { chatIdSchema, feedUrlSchema } from '../../src/model.ts'
import { nothingSpent } from '../../src/store/spending.ts'

export const NOW = Date.UTC(2026, 0, 5, 12)

const spent = {
  ...nothingSpent,
  ...{ kvReads: 61, kvWrites: 24, rowsRead: 310_000, rowsWritten: 257, objectRequests: 1500, gbSeconds: 290 },
  ...{ cycles: 720, messages: 41, pushReads: 11 },
}
const projected = { ...eachQuota((name) => Math.round(spent[name] * 2.1)) }

const cellHealth: CellHealth = {
  ...{ channels: 2, paused: 0, readers: 0, feeds: { ok: 3, failing: 1 }, waiting: 4, spent, problems: [] },
  stored: { bytes: 12_000_000, forEver: 12_000_000 },
  governed: { projected, stretch: 1, every: 1, wallMs: 240_000, spent: null, because: null },
  ...{ lastCycleAt: NOW - minuteMs, everyMs: minuteMs, alive: true, isRequestQuotaSpent: false },
  quotas: quotasFor('free', 1),
}
export const health = healthOf([cellHealth])

const chat = v.parse(chatIdSchema, -1001)
const url = (name: string) => v.parse(feedUrlSchema, `https://${name}.example/feed`)
const counts = (minutes: readonly number[]) =>
  delayBounds.map((bound) => minutes.filter((each) => each * minuteMs === bound).length)

export const cell: CellStatus = {
  health: cellHealth,
  days: [
    ...[30, 31].map((day) => ({ day: `2025-12-${day}`, spent: { ...spent, rowsWritten: 18_000, pushReads: 5 } })),
    ...[1, 2].map((day) => ({ day: `2026-01-0${day}`, spent: { ...spent, rowsWritten: 70_000, pushReads: 5 } })),
    { day: '2026-01-05', spent },
  ],
  failing: [
    { title: 'Broken', url: url('broken'), problem: { kind: 'http-status', status: 500 }, since: NOW - hourMs },
  ],
  slowest: [
    {
      title: 'Slow <b>News</b>',
      url: url('slow'),
      latenessMs: 90 * minuteMs,
      arrival: { kind: 'polled', everyMs: 30 * minuteMs },
    },
    { title: 'Hub', url: url('hub'), latenessMs: 9000, arrival: { kind: 'pushed' } },
  ],
  delays: [
    { day: '2026-01-04', counts: counts([1, 2, 60]) },
    { day: '2026-01-05', counts: counts([2, 2, 5]) },
  ],
  pushedFeeds: 2,
  channels: [
    { chat, kind: 'channel', title: 'Morning', username: 'morning_news', pause: null, waiting: 2 },
    { chat, kind: 'channel', title: 'Evening', username: null, pause: null, waiting: 2 },
  ],
}
