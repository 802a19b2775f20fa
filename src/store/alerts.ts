/** Alerts for the bot's operators, each sent once: in the table `facts`. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import { lockoutSchema } from '../model.ts'
import type { Facts } from './facts.ts'

/** Operators get an alert when one of these quotas is nearly used up. */
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
  /** Requests from outside have used up their share of the day's quotas. */
  v.object({ kind: v.literal('doors-dark'), day: v.string() }),
  /** KV holds another bot's memory. `bot`: its Telegram id. */
  v.object({ kind: v.literal('namespace-shared'), bot: v.number(), day: v.string() }),
  /** `owner`: got a notice of their own. */
  v.object({ kind: v.literal('channel-lost'), channel: v.string(), reason: lockoutSchema, owner: v.number() }),
])
export type Alert = Readonly<v.InferOutput<typeof alertSchema>>

const stateSchema = v.pipe(
  v.object({ due: v.array(alertSchema), told: v.record(v.string(), v.string()) }),
  v.transform(({ due, told }): AlertState => ({ due, notifiedOn: told })),
)
export interface AlertState {
  /** Not sent yet. */
  readonly due: readonly Alert[]
  /** The day (UTC) of the last alert, by quota, for `doors` (requests from outside) and for `namespace`. */
  readonly notifiedOn: Readonly<Record<string, string>>
}

const KEY = 'alerts'

export class Alerts {
  readonly #facts: Facts

  constructor(facts: Facts) {
    this.#facts = facts
  }

  state(): AlertState {
    return this.#facts.get(KEY, stateSchema) ?? { due: [], notifiedOn: {} }
  }

  set({ due, notifiedOn: told }: AlertState): void {
    this.#facts.set(KEY, { due, told })
  }

  /** Drops the alert if too many wait. */
  add(alert: Alert): void {
    const { due, notifiedOn } = this.state()
    if (due.length < limits.store.alertsDue) this.set({ due: [...due, alert], notifiedOn })
  }
}
