/** Moves a channel to another cell: packed in one transaction, unpacked in one. Every step between can be repeated. */
import * as v from 'valibot'
import type { Stopwatch } from '../cycle/deps.ts'
import { isForgotten, knownOf } from '../cycle/known-keys.ts'
import { currentSeen, type SeenDeps } from '../cycle/seen-memory.ts'
import { unrecognised } from '../feed/seen-keys.ts'
import { limits } from '../limits.ts'
import { logCaught, logProblem } from '../log.ts'
import { type ChannelId, type EpochMs, feedUrlSchema, noKeys, type PackedKeys, packedKeysSchema } from '../model.ts'
import { credentialsSchema } from '../polling.ts'
import { readDay } from '../store/channel-days.ts'
import type { ChannelTransfer } from '../store/channel-transfers.ts'
import { fromFirstRecords } from '../store/first-records.ts'
import type { Ledger } from '../store/ledger.ts'
import type { SeenMemory } from '../store/seen.ts'
import { joinFeed } from './join-feed.ts'

export interface TransferDeps {
  readonly ledger: Ledger
  readonly stopwatch: Pick<Stopwatch, 'within'>
  /** Sends a channel to another cell. @returns false: the cell cannot take it now */
  readonly send: (cell: number, transfer: ChannelTransfer) => Promise<boolean>
  /** Tells the directory the channel's cell. @param hops how often the channel has moved */
  readonly placed: (channel: ChannelId, cell: number, hops: number) => Promise<void>
}

/** The dependencies of packing and receiving. */
export type PackDeps = SeenDeps & Pick<TransferDeps, 'stopwatch'>

const credentialsText = v.pipe(v.string(), v.parseJson(), credentialsSchema)

/** Dedup's memory; null: KV does not answer in time, or with an older version. */
export async function seenNow(deps: PackDeps): Promise<SeenMemory | null> {
  const seen = await deps.stopwatch.within(currentSeen(deps), limits.cycle.answerMs)
  if (seen !== 'late' && !seen.ok) logProblem(seen.problem)
  return seen !== 'late' && seen.ok ? seen.value : null
}

/**
 * Packs a channel, which then no longer belongs to this cell; what its feeds publish from now on is new to the other cell.
 * @returns false: not possible now, as KV does not answer
 */
export async function packChannel(deps: PackDeps, channel: ChannelId, to: number): Promise<boolean> {
  const { ledger } = deps
  const seen = await seenNow(deps)
  if (seen === null) return false
  ledger.transaction(() => {
    const used = ledger.feeds.usedBy(channel)
    ledger.feeds.requireBaselines(used.filter((feed) => isForgotten(feed, seen)).map(({ id }) => id))
    const feeds = new Map(used.map((feed) => [String(feed.url), feed]))
    ledger.transfers.pack(channel, to, (url) => {
      const feed = feeds.get(url)
      return feed === undefined ? noKeys : knownOf(feed, seen)
    })
  })
  return true
}

/** Sends all packed channels. The next cycle repeats what failed. @returns how many were received */
export async function sendTransfers({ ledger, send, placed, stopwatch }: TransferDeps): Promise<number> {
  let received = 0
  for (const { to, transfer } of ledger.transfers.all()) {
    try {
      // The other cell may be running a cycle.
      if ((await stopwatch.within(send(to, transfer), limits.cycle.wallMs)) !== true) continue
      const isPlaced = placed(transfer.channel, to, Number(transfer.state['hops']))
      if ((await stopwatch.within(isPlaced, limits.cycle.answerMs)) === 'late') continue
    } catch (error) {
      logCaught('moving a channel to another cell', error)
      continue
    }
    ledger.transfers.remove(transfer.channel)
    received += 1
  }
  return received
}

/**
 * Unpacks a channel, once even if it is sent again. If both cells have a feed, an item that only one cell has seen stays new to
 * the channels of the other, as when two feeds become one.
 * @returns false: not possible now
 */
export async function receiveChannel(deps: PackDeps, transfer: ChannelTransfer, now: EpochMs): Promise<boolean> {
  const { ledger } = deps
  if (ledger.transfers.hasArrived(transfer.id)) return true
  const seen = await seenNow(deps)
  if (seen === null) return false
  ledger.transaction(() => {
    if (ledger.transfers.hasArrived(transfer.id)) return
    ledger.transfers.unpack(transfer, now)
    const here = new Map(transfer.feeds.map((feed) => [feed.feed['id'], unpackFeed(ledger, seen, transfer, feed, now)]))
    const days = transfer.days.map((row) => readDay(row, (feed) => here.get(feed) ?? null))
    ledger.channelDays.insert(transfer.channel, days)
  })
  return true
}

/** @returns the feed's id here */
function unpackFeed(
  ledger: Ledger,
  seen: SeenMemory,
  transfer: ChannelTransfer,
  { feed: row, use: packed, known }: ChannelTransfer['feeds'][number],
  now: EpochMs,
): number {
  const use = { ...packed, baseline: keysIn(transfer, String(packed['baseline'])) }
  const url = v.parse(feedUrlSchema, row['url'])
  const here = ledger.feeds.get(url)
  const there = keysIn(transfer, known)
  if (here === null) {
    const id = ledger.transfers.addFeed({ ...row }, there)
    // If the cell had the feed before, KV may still have keys of it.
    const old = unrecognised(seen.get(url) ?? noKeys, there)
    if (old !== noKeys) ledger.feeds.revoke(id, old)
    ledger.transfers.use(use, id, noKeys)
    return id
  }
  // A private feed that comes back, whose credentials may have changed meanwhile.
  if (typeof row['credentials'] === 'string')
    ledger.feeds.setCredentials(here.id, v.parse(credentialsText, row['credentials']))
  const baseline = joinFeed(ledger, here, { known: there, needsBaseline: row['fresh'] === 1 }, seen, now)
  ledger.transfers.use(use, here.id, baseline)
  return here.id
}

function keysIn({ keys }: ChannelTransfer, text: string): PackedKeys {
  return keys === 1 ? fromFirstRecords(text) : v.parse(packedKeysSchema, text)
}
