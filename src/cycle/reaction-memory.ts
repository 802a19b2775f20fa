/** Reactions to messages, kept in the cell's memory until they are written together: src/store/channel-days.ts. */
import { dayMs, limits } from '../limits.ts'
import type { ChannelId, EpochMs } from '../model.ts'
import type { Reacted } from '../store/day-counts.ts'
import type { Ledger } from '../store/ledger.ts'

export interface ReactionMemory {
  /** The latest report on each message. */
  readonly waiting: Map<ChannelId, Map<number, Reacted>>
  /** Reports taken on the UTC day. */
  day: number
  taken: number
  /** When the waiting ones were written; null: not since the object woke up. */
  writtenAt: EpochMs | null
}

export function emptyReactions(): ReactionMemory {
  return { waiting: new Map(), day: 0, taken: 0, writtenAt: null }
}

/** `unknown`: the cell does not have the channel. `full`: the cell takes no more reports today. */
export type ReactionTaken = 'taken' | 'unknown' | 'full'

const { reactionsADay, reactedInMemory, reactionsWrittenMs } = limits.statistics

/** Takes a report of Telegram on a message's reactions. Reads no row once the channels are in memory, and writes none. */
export function takeReactions(
  ledger: Pick<Ledger, 'channels'>,
  memory: ReactionMemory,
  id: ChannelId,
  report: Reacted,
  now: EpochMs,
): ReactionTaken {
  const today = Math.floor(now / dayMs)
  if (memory.day !== today) Object.assign(memory, { day: today, taken: 0 })
  if (memory.taken >= reactionsADay) return 'full'
  memory.taken += 1
  if (!ledger.channels.all().some(({ channel }) => channel.id === id)) return 'unknown'
  const own = memory.waiting.get(id) ?? new Map<number, Reacted>()
  const [message, date] = report
  const before = own.get(message)
  // Telegram may deliver an earlier report again. A message that finds no room is counted with its next report.
  if (before === undefined ? waitingIn(memory) >= reactedInMemory : before[1] > date) return 'taken'
  memory.waiting.set(id, own.set(message, report))
  return 'taken'
}

function waitingIn({ waiting }: ReactionMemory): number {
  return [...waiting.values()].reduce((sum, { size }) => sum + size, 0)
}

/** Writes the waiting reports, in one transaction. If it fails, they keep waiting. */
export function writeReactions(ledger: Ledger, memory: ReactionMemory, now: EpochMs): void {
  const { waiting } = memory
  memory.writtenAt = now
  if (waiting.size === 0) return
  const changes = new Map([...waiting].map(([channel, reports]) => [channel, [...reports.values()]]))
  ledger.transaction(() => ledger.channelDays.react(changes, now))
  waiting.clear()
}

/** At the end of a cycle. */
export function writeReactionsIfDue(ledger: Ledger, memory: ReactionMemory, now: EpochMs): void {
  memory.writtenAt ??= now
  const since = now - memory.writtenAt
  if (since < 0 || since >= reactionsWrittenMs) writeReactions(ledger, memory, now)
}
