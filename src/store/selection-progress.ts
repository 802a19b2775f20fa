/** What cycles know of readers' selections without reading them: a value in the table `facts`. */
import * as v from 'valibot'
import type { ChannelId, ReaderCode } from '../model.ts'
import type { Facts } from './facts.ts'

const KEY = 'selections'

const progressSchema = v.object({
  /** Until then no selection has anything to do, unless a channel has news. */
  nextAt: v.number(),
  /** Changes with each headline that a channel of this cell keeps for its readers. */
  newsMark: v.number(),
  /** Selections that take nothing from a channel, by its code for readers, up to the time of a headline. */
  nothingUntil: v.record(v.string(), v.object({ at: v.number(), selections: v.array(v.string()) })),
})
export type Progress = Readonly<v.InferOutput<typeof progressSchema>>

const unknown: Progress = { nextAt: 0, newsMark: 0, nothingUntil: {} }

export class SelectionProgress {
  readonly #facts: Facts

  constructor(facts: Facts) {
    this.#facts = facts
  }

  get(): Progress {
    return this.#facts.get(KEY, progressSchema) ?? unknown
  }

  /** Writes nothing if nothing has changed. */
  set(progress: Progress): void {
    this.#facts.set(KEY, progress)
  }

  /** A selection has changed: the next cycle looks at all of them. */
  wake(): void {
    this.set({ ...this.get(), nextAt: 0 })
  }

  /** A selection has other words for a channel. */
  judgeAgain(id: ChannelId, code: ReaderCode): void {
    const { nothingUntil, ...rest } = this.get()
    const { at = 0, selections = [] } = nothingUntil[code] ?? {}
    const others = selections.filter((each) => each !== id)
    this.set({ ...rest, nextAt: 0, nothingUntil: { ...nothingUntil, [code]: { at, selections: others } } })
  }
}
