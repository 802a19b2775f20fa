/** Articles that are to be summed up, each in one language: in the table `facts`, without their texts. */
import * as v from 'valibot'
import { languageSchema } from '../language.ts'
import { limits } from '../limits.ts'
import { editionCodeSchema } from '../model.ts'
import type { Facts } from './facts.ts'

const waitingSchema = v.object({
  /** The text is in this edition in the ledger, as long as it is open. */
  edition: editionCodeSchema,
  /** The item's. */
  code: v.string(),
  title: v.string(),
  /** Of the article, BCP 47; null: unknown. */
  language: v.nullable(v.string()),
  /** Of the summary. */
  target: languageSchema,
  /** Calls that failed. */
  failed: v.number(),
})
export type WaitingSummary = Readonly<v.InferOutput<typeof waitingSchema>>

const storedSchema = v.pipe(v.array(waitingSchema), v.readonly())
const KEY = 'waiting-summaries'

export class WaitingSummaries {
  readonly #facts: Facts

  constructor(facts: Facts) {
    this.#facts = facts
  }

  /** Oldest first. */
  all(): readonly WaitingSummary[] {
    return this.#facts.get(KEY, storedSchema) ?? []
  }

  /** Those that find no room get no summary. Writes one row, and none without a change. */
  set(waiting: readonly WaitingSummary[]): void {
    if (waiting.length === 0) this.#facts.remove(KEY)
    else this.#facts.set(KEY, waiting.slice(0, limits.machine.summariesWaiting))
  }
}
