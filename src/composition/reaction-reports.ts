/** Telegram's reports on the reactions to posts. Each costs its cell one request and no row; a report that gets lost is replaced by the next one. */
import { RequestQuotaSpent } from '../cycle/request-quota.ts'
import { dayMs, limits } from '../limits.ts'
import { logCaught } from '../log.ts'
import { type ChannelId, channelId, type EpochMs } from '../model.ts'
import { boundedTallies, type Tallies } from '../store/day-counts.ts'
import type { ReactionCount } from '../telegram/updates.ts'
import type { ObjectBindings } from './objects.ts'
import { publicCell, publicDirectory } from './public-objects.ts'

/** What an isolate remembers. */
interface Known {
  /** The cell of each chat; null: it is no channel of the bot's. Without it, a chat would cost a request to the directory each time. */
  readonly cells: Map<ChannelId, { readonly cell: number | null; readonly until: EpochMs }>
  /** Until when each cell takes no reports. */
  readonly fullUntil: Map<number, EpochMs>
}

const isolates = new WeakMap<object, Known>()

const { chats, chatMs } = limits.statistics

/** Never fails: Telegram would hold back the updates behind it. */
export async function passReactions(env: ObjectBindings, report: ReactionCount, now: EpochMs): Promise<void> {
  const known = isolates.get(env) ?? { cells: new Map(), fullUntil: new Map() }
  isolates.set(env, known)
  const id = channelId(report.chat.id, null)
  try {
    const cell = await cellOfChat(env, known, id, now)
    if (cell === null || (known.fullUntil.get(cell) ?? 0) > now) return
    const { message_id: message, date, reactions } = report
    const taken = await publicCell(env, cell).takeReactions(id, [message, date, talliesOf(reactions)])
    if (taken === 'full') known.fullUntil.set(cell, now - (now % dayMs) + dayMs)
    // The channel may have moved.
    if (taken === 'unknown') known.cells.delete(id)
  } catch (error) {
    if (!(error instanceof RequestQuotaSpent)) logCaught('passing on reactions', error)
  }
}

async function cellOfChat(env: ObjectBindings, { cells }: Known, id: ChannelId, now: EpochMs): Promise<number | null> {
  const remembered = cells.get(id)
  if (remembered !== undefined && remembered.until > now) return remembered.cell
  const cell = (await publicDirectory(env).channel(id))?.cell ?? null
  if (cells.size >= chats) cells.clear()
  cells.set(id, { cell, until: now + chatMs })
  return cell
}

/** Custom emoji, which only their pack's readers see, are counted together. */
export function talliesOf(reactions: ReactionCount['reactions']): Tallies {
  return boundedTallies(
    reactions.map(({ type, total_count: times }) => {
      switch (type.type) {
        case 'emoji':
          return [type.emoji ?? 'rest', times]
        case 'custom_emoji':
          return ['custom', times]
        case 'paid':
          return ['paid', times]
        default:
          return ['rest', times]
      }
    }),
  )
}
