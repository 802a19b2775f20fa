/** What the bot's operators are to be told, each thing once: kept in the table `facts`. */
import * as v from 'valibot'
import { lockoutSchema } from '../model.ts'
import { type Database, json, readRows } from './tables.ts'

/** Quotas whose end is told of when it is near. */
export const watchedQuotas = [
  'kvReads',
  'kvWrites',
  'rowsRead',
  'rowsWritten',
  'objectRequests',
  'gbSeconds',
  'kvBytes',
] as const
export type WatchedQuota = (typeof watchedQuotas)[number]

export const alertSchema = v.variant('kind', [
  /** `day`: UTC, as in `2026-01-05`. */
  v.object({
    kind: v.literal('quota-near'),
    quota: v.picklist(watchedQuotas),
    spent: v.number(),
    most: v.number(),
    day: v.string(),
  }),
  /** Requests from outside have used up their share of the day. */
  v.object({ kind: v.literal('doors-dark'), day: v.string() }),
  /** KV holds what another bot remembers. `bot`: its Telegram id. */
  v.object({ kind: v.literal('namespace-shared'), bot: v.number(), day: v.string() }),
  /** `owner`: who was told already. */
  v.object({ kind: v.literal('channel-lost'), channel: v.string(), reason: lockoutSchema, owner: v.number() }),
])
export type Alert = Readonly<v.InferOutput<typeof alertSchema>>

const stateSchema = v.object({
  /** Waiting to be told. */
  due: v.array(alertSchema),
  /** By quota, and for `doors` and `namespace`: the day (UTC) on which it was told. */
  told: v.record(v.string(), v.string()),
})
export type AlertState = Readonly<v.InferOutput<typeof stateSchema>>

/** More than so many at once tell nobody anything. */
const DUE = 20

export class Alerts {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  state(): AlertState {
    const row = v.object({ value: json(stateSchema) })
    const found = readRows(row, this.#database.sql.exec("SELECT value FROM facts WHERE key = 'alerts'"))[0]
    return found?.value ?? { due: [], told: {} }
  }

  set(state: AlertState): void {
    this.#database.sql.exec("INSERT OR REPLACE INTO facts (key, value) VALUES ('alerts', ?)", JSON.stringify(state))
  }

  add(alert: Alert): void {
    const { due, told } = this.state()
    if (due.length < DUE) this.set({ due: [...due, alert], told })
  }
}
