/** The queue of updates for the bot: consecutive ids, only the allowed kinds, kept for 24 hours. */
import type { JsonObject } from './model.ts'
import { plainObject } from './plain-json.ts'
import type { Update } from './traffic.ts'

/** core.telegram.org/bots/api#update: the kinds that the simulator creates. */
export const updateKinds = [
  'message',
  'channel_post',
  'callback_query',
  'my_chat_member',
  'chat_member',
  'message_reaction_count',
] as const
export type UpdateKind = (typeof updateKinds)[number]

/** Sent only if listed in allowed_updates: core.telegram.org/bots/api#getupdates, allowed_updates. */
const onlyIfListed: ReadonlySet<UpdateKind> = new Set(['chat_member', 'message_reaction_count'])

/** "incoming updates are stored on the server [...], but they will not be kept longer than 24 hours". */
const KEPT_MS = 24 * 60 * 60 * 1000
/** A callback query expires after this time (telegram-bot-api, Client.cpp). */
const CALLBACK_KEPT_MS = 150 * 1000
const ACCEPTED_KEPT = 500

interface Entry {
  readonly update: Update
  readonly at: number
}

export class Updates {
  readonly #now: () => number
  readonly #changed: (update: number) => void
  #queue: Entry[] = []
  #accepted: Entry[] = []
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

  /** In any case. Unknown names are ignored; a list without a known one means the default: telegram-bot-api, Client.cpp, get_allowed_update_types. */
  allow(names: readonly string[]): void {
    const lower = names.map((name) => name.toLowerCase())
    const kinds = updateKinds.filter((kind) => lower.includes(kind))
    this.#allowed = kinds.length === 0 ? null : new Set(kinds)
  }

  push(kind: UpdateKind, payload: JsonObject): void {
    const isAllowed = this.#allowed === null ? !onlyIfListed.has(kind) : this.#allowed.has(kind)
    if (!isAllowed) return
    // Updates are copies: later edits do not change what is queued.
    const update = { update_id: this.#nextId, [kind]: plainObject(payload) }
    this.#nextId += 1
    this.#queue.push({ update, at: this.#now() })
    this.#changed(update.update_id)
    this.wake()
  }

  pending(): readonly Update[] {
    const now = this.#now()
    const kept = ({ update }: Entry) => ('callback_query' in update ? CALLBACK_KEPT_MS : KEPT_MS)
    this.#queue = this.#queue.filter((entry) => entry.at > now - kept(entry))
    return this.#queue.map((entry) => entry.update)
  }

  /** The bot has accepted the update. */
  accept(id: number): void {
    const entry = this.#queue.find((waiting) => waiting.update.update_id === id)
    if (entry === undefined) return
    this.#queue = this.#queue.filter((waiting) => waiting !== entry)
    this.#accepted = [...this.#accepted, entry].slice(-ACCEPTED_KEPT)
    this.#changed(id)
  }

  acceptBefore(id: number): void {
    for (const update of this.pending()) if (update.update_id < id) this.accept(update.update_id)
  }

  /** Drops all but the last `count`, as a negative offset of getUpdates does. */
  keepLast(count: number): void {
    const first = this.pending().at(-count)
    if (first !== undefined) this.acceptBefore(first.update_id)
  }

  clear(): void {
    for (const update of this.pending()) this.accept(update.update_id)
  }

  redeliver(id: number): void {
    const entry = this.#accepted.find((accepted) => accepted.update.update_id === id)
    if (entry === undefined) throw new Error(`update ${id} is not among the last accepted ones`)
    this.#accepted = this.#accepted.filter((accepted) => accepted !== entry)
    this.#queue = [...this.#queue, entry].sort((a, b) => a.update.update_id - b.update.update_id)
    this.#changed(id)
    this.wake()
  }

  /** Resolves at the next update, or call of `wake`. */
  arrival(): Promise<void> {
    return new Promise((resolve) => this.#waiters.push(resolve))
  }

  wake(): void {
    const waiters = this.#waiters
    this.#waiters = []
    for (const resolve of waiters) resolve()
  }
}
