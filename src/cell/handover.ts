/** A channel goes over to another cell: packed in one transaction, taken in one, and safe to repeat at every step in between. */

import * as v from 'valibot'
import type { Stopwatch } from '../cycle/deps.ts'
import { isForgotten, knownOf } from '../cycle/known-keys.ts'
import { type OwnerDeps, seenOwner } from '../cycle/seen-memory.ts'
import { minus, union, unrecognised } from '../feed/seen-keys.ts'
import { limits } from '../limits.ts'
import { logCaught, logProblem } from '../log.ts'
import { type ChannelId, type EpochMs, feedUrlSchema, noKeys, type PackedKeys, packedKeysSchema } from '../model.ts'
import type { ChannelTransfer } from '../store/channel-transfers.ts'
import { fromFirstRecords } from '../store/first-records.ts'
import type { KeyValue } from '../store/key-value.ts'
import { openSeen, type SeenMemory } from '../store/seen.ts'

export interface HandoverDeps extends OwnerDeps {
  readonly store: KeyValue
  readonly stopwatch: Pick<Stopwatch, 'within'>
  /** Has another cell take a parcel. @returns false when it cannot just now */
  readonly deliver: (cell: number, parcel: ChannelTransfer) => Promise<boolean>
  /** Tells the directory where the channel lives since its so many-th move. */
  readonly settled: (channel: ChannelId, cell: number, hops: number) => Promise<void>
}

/** What packing and taking need. */
export type CellDeps = Pick<HandoverDeps, 'cell' | 'ledger' | 'settings' | 'store' | 'stopwatch'>

/** What is seen, or null where KV does not answer in time with what was committed. */
async function seenNow(deps: CellDeps): Promise<SeenMemory | null> {
  const seen = await deps.stopwatch.within(openSeen(deps.store, seenOwner(deps)), limits.cycle.answerMs)
  if (seen !== 'late' && !seen.ok) logProblem(seen.problem)
  return seen !== 'late' && seen.ok ? seen.value : null
}

/**
 * Packs a channel. From then on this cell does nothing for it any more; what its feeds publish is news to the other one.
 * @returns false when it cannot be just now: an edition is not in KV yet, or KV does not answer
 */
export async function packChannel(deps: CellDeps, channel: ChannelId, to: number): Promise<boolean> {
  const { ledger } = deps
  const seen = await seenNow(deps)
  const open = ledger.openCycle()
  if (seen === null || (open !== null && !open.editionPut)) return false
  ledger.transaction(() => {
    const used = ledger.feeds.usedBy(channel)
    ledger.feeds.beginAnew(used.filter((feed) => isForgotten(feed, seen)).map(({ id }) => id))
    const feeds = new Map(used.map((feed) => [String(feed.url), feed]))
    ledger.parcels.pack(channel, to, (url) => {
      const feed = feeds.get(url)
      return feed === undefined ? noKeys : knownOf(feed, seen)
    })
  })
  return true
}

/** Sends every parcel that waits. What fails is tried again with the next cycle. @returns how many were taken */
export async function deliverParcels({ ledger, deliver, settled, stopwatch }: HandoverDeps): Promise<number> {
  let taken = 0
  for (const { to, parcel } of ledger.parcels.all()) {
    try {
      // The other one may be in the middle of a cycle.
      if ((await stopwatch.within(deliver(to, parcel), limits.cycle.wallMs)) !== true) continue
      if (
        (await stopwatch.within(settled(parcel.channel, to, Number(parcel.state['hops'])), limits.cycle.answerMs)) ===
        'late'
      )
        continue
    } catch (error) {
      logCaught('bringing a channel to another cell', error)
      continue
    }
    ledger.parcels.taken(parcel.channel)
    taken += 1
  }
  return taken
}

/**
 * Takes a channel in, once however often it is brought. Of a feed that this cell has already, what only one of the two cells
 * knew is unknown again to the channels that have not had it, as when two feeds become one.
 * @returns false when it cannot just now
 */
export async function takeParcel(deps: CellDeps, parcel: ChannelTransfer, now: EpochMs): Promise<boolean> {
  const { ledger } = deps
  if (ledger.parcels.hasArrived(parcel.id)) return true
  const seen = await seenNow(deps)
  if (seen === null) return false
  ledger.transaction(() => {
    if (ledger.parcels.hasArrived(parcel.id)) return
    ledger.parcels.unpack(parcel, now)
    for (const { feed: row, use: packed, known } of parcel.feeds) {
      const use = { ...packed, baseline: keysIn(parcel, String(packed['baseline'])) }
      const url = v.parse(feedUrlSchema, row['url'])
      const here = ledger.feeds.get(url)
      if (here === null) {
        const ofParcel = keysIn(parcel, known)
        // Of an address that was a feed of this cell before, KV may still remember something.
        const id = ledger.parcels.addFeed({ ...row }, ofParcel)
        const old = unrecognised(seen.get(url) ?? noKeys, ofParcel)
        if (old !== noKeys) ledger.feeds.forget(id, old)
        ledger.parcels.use(use, id, noKeys)
        continue
      }
      const ofHere = knownOf(here, seen)
      // Of one that was to begin anew there, all that is known here counts as seen.
      const ofParcel = row['fresh'] === 1 ? union(ofHere, keysIn(parcel, known)) : keysIn(parcel, known)
      const [onlyHere, onlyParcel] = [unrecognised(ofHere, ofParcel), unrecognised(ofParcel, ofHere)]
      ledger.subscriptions.widen(url, onlyHere)
      ledger.parcels.use(use, here.id, onlyParcel)
      ledger.feeds.merged(here, minus(here.pendingKeys, onlyHere), union(here.revokedKeys, onlyHere), {
        ...here.publishHistory,
        awake: now,
      })
    }
  })
  return true
}

function keysIn({ keys }: ChannelTransfer, text: string): PackedKeys {
  return keys === 1 ? fromFirstRecords(text) : v.parse(packedKeysSchema, text)
}
