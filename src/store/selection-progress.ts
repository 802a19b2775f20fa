/** What cycles know of readers' selections without reading them: a value in the table `facts`. */
import * as v from 'valibot'
import { type ChannelId, channelIdSchema, type EpochMs, type ReaderCode } from '../model.ts'
import type { Facts } from './facts.ts'

const KEY = 'selections'

const progressSchema = v.object({
  /** Until then no selection has anything to do, unless a channel has news. */
  nextAt: v.number(),
  /** Changes with each headline that a channel of this cell keeps for its readers. */
  newsMark: v.number(),
  /** For each channel, by its code for readers: the selections that take nothing of it up to the time of a headline. */
  nothingUntil: v.record(v.string(), v.array(v.object({ at: v.number(), selections: v.array(channelIdSchema) }))),
})
export type Progress = Readonly<v.InferOutput<typeof progressSchema>>

const unknown: Progress = { nextAt: 0, newsMark: 0, nothingUntil: {} }

/** By the channel's code for readers and the selection: up to when it takes nothing of the channel. */
export class NothingUntil {
  readonly #times: Map<string, Map<ChannelId, EpochMs>>

  constructor({ nothingUntil }: Progress) {
    this.#times = new Map(
      Object.entries(nothingUntil).map(([code, groups]) => [
        code,
        new Map(groups.flatMap(({ at, selections }) => selections.map((id) => [id, at]))),
      ]),
    )
  }

  /** 0: not known. */
  get(code: ReaderCode, id: ChannelId): EpochMs {
    return this.#times.get(code)?.get(id) ?? 0
  }

  set(code: ReaderCode, id: ChannelId, at: EpochMs): void {
    const times = this.#times.get(code) ?? new Map<ChannelId, EpochMs>()
    this.#times.set(code, times.set(id, at))
  }

  /** @param isFollowed whether a selection still follows a channel */
  stored(isFollowed: (code: string, id: ChannelId) => boolean): Progress['nothingUntil'] {
    const stored = [...this.#times].map(([code, times]) => {
      const groups = Map.groupBy(
        [...times].filter(([id]) => isFollowed(code, id)),
        ([, at]) => at,
      )
      return [code, [...groups].map(([at, of]) => ({ at, selections: of.map(([id]) => id) }))] as const
    })
    return Object.fromEntries(stored.filter(([, groups]) => groups.length > 0))
  }
}

export class SelectionProgress {
  readonly #facts: Facts

  constructor(facts: Facts) {
    this.#facts = facts
  }

  get(): Progress {
    return this.#facts.get(KEY, progressSchema) ?? unknown
  }

  /** Up to when a selection takes nothing of a channel; 0: not known. */
  nothingUntil(code: ReaderCode, id: ChannelId): EpochMs {
    return new NothingUntil(this.get()).get(code, id)
  }

  /** Writes nothing if nothing has changed. */
  set(progress: Progress): void {
    this.#facts.set(KEY, progress)
  }

  /** A selection has changed: the next cycle looks at all of them. */
  wake(): void {
    this.set({ ...this.get(), nextAt: 0 })
  }

  /** A channel's headlines have to be judged again. @param id by this selection, which has other words for it; null: by all */
  judgeAgain(code: ReaderCode, id: ChannelId | null): void {
    const progress = this.get()
    const nothing = new NothingUntil(progress)
    const nothingUntil = nothing.stored((of, selection) => of !== code || (id !== null && selection !== id))
    this.set({ ...progress, nextAt: 0, nothingUntil })
  }
}
