/** The queue of updates for the bot: consecutive ids, only the allowed kinds, kept for 24 hours. */
import type { JsonObject } from './model.ts'
import { plainObject } from './plain.ts'
import type { Update } from './traffic.ts'

/** core.telegram.org/bots/api#update, the kinds that the simulator creates. */
export const updateKinds = [
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'callback_query',
  'my_chat_member',
  'chat_member',
  'inline_query',
  'chosen_inline_result',
  'shipping_query',
  'pre_checkout_query',
  'poll',
  'poll_answer',
  'chat_join_request',
  'message_reaction',
  'message_reaction_count',
  'chat_boost',
  'removed_chat_boost',
  'business_connection',
  'business_message',
  'edited_business_message',
  'deleted_business_messages',
  'purchased_paid_media',
] as const
export type UpdateKind = (typeof updateKinds)[number]

/** Sent only if listed in allowed_updates: core.telegram.org/bots/api#getupdates, allowed_updates. */
const onlyWhenAsked: ReadonlySet<UpdateKind> = new Set(['chat_member', 'message_reaction', 'message_reaction_count'])

/** "incoming updates are stored on the server [...], but they will not be kept longer than 24 hours". */
const KEPT_MS = 24 * 60 * 60 * 1000
/** A callback query expires after this time (telegram-bot-api, Client.cpp). */
const PRESS_KEPT_MS = 150 * 1000
const TAKEN_KEPT = 500

interface Entry {
  readonly update: Update
  readonly at: number
}

export class Updates {
  readonly #now: () => number
  readonly #changed: (update: number) => void
  #queue: Entry[] = []
  #taken: Entry[] = []
  #nextId = 100_000_001
  /** null: the default. */
  #allowed: ReadonlySet<UpdateKind> | null = null
  #waiters: (() => void)[] = []

  constructor(now: () => number, changed: (update: number) => void) {
    this.#now = now
    this.#changed = changed
  }

  get allowed(): readonly UpdateKind[] | null {
    return this.#allowed === null ? null : updateKinds.filter((kind) => this.#allowed?.has(kind))
  }

  /** Unknown names are ignored; an empty list means the default. */
  allow(names: readonly string[]): void {
    const kinds = updateKinds.filter((kind) => names.includes(kind))
    this.#allowed = kinds.length === 0 ? null : new Set(kinds)
  }

  push(kind: UpdateKind, payload: JsonObject): void {
    const wanted = this.#allowed === null ? !onlyWhenAsked.has(kind) : this.#allowed.has(kind)
    if (!wanted) return
    // Updates are copies: later edits do not change what is queued.
    const update = { update_id: this.#nextId, [kind]: plainObject(payload) }
    this.#nextId += 1
    this.#queue.push({ update, at: this.#now() })
    this.#changed(update.update_id)
    this.wake()
  }

  pending(): readonly Update[] {
    const now = this.#now()
    const kept = ({ update }: Entry) => ('callback_query' in update ? PRESS_KEPT_MS : KEPT_MS)
    this.#queue = this.#queue.filter((entry) => entry.at > now - kept(entry))
    return this.#queue.map((entry) => entry.update)
  }

  take(id: number): void {
    const entry = this.#queue.find((waiting) => waiting.update.update_id === id)
    if (entry === undefined) return
    this.#queue = this.#queue.filter((waiting) => waiting !== entry)
    this.#taken = [...this.#taken, entry].slice(-TAKEN_KEPT)
    this.#changed(id)
  }

  takeBefore(id: number): void {
    for (const update of this.pending()) if (update.update_id < id) this.take(update.update_id)
  }

  /** Negative offsets of getUpdates: all but the last `count` are forgotten. */
  keepLast(count: number): void {
    const first = this.pending().at(-count)
    if (first !== undefined) this.takeBefore(first.update_id)
  }

  clear(): void {
    for (const update of this.pending()) this.take(update.update_id)
  }

  redeliver(id: number): void {
    const entry = this.#taken.find((taken) => taken.update.update_id === id)
    if (entry === undefined) throw new Error(`update ${id} was not handed out, or long ago`)
    this.#taken = this.#taken.filter((taken) => taken !== entry)
    this.#queue = [...this.#queue, entry].sort((a, b) => a.update.update_id - b.update.update_id)
    this.#changed(id)
    this.wake()
  }

  /** Resolves at the next update (or call of wake). */
  arrival(): Promise<void> {
    return new Promise((resolve) => this.#waiters.push(resolve))
  }

  wake(): void {
    const waiters = this.#waiters
    this.#waiters = []
    for (const resolve of waiters) resolve()
  }
}
