/**
 * Handles an update again after a crash without changing anything twice. The results of its calls are recorded, and stored
 * with each change. The next delivery gets the recorded results and makes only the missing calls, so that the person also gets
 * the answer of the first run. Handlers do not notice.
 */
import { type CellApi, type CellMethods, cellChanges } from '../cell/cell-api.ts'
import { channelChanges } from '../cell/channel-api.ts'
import { type DirectoryApi, directoryChanges } from '../directory/directory-api.ts'
import { limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import type { Calls, JournalledCall } from '../store/journal.ts'
import type { CallTelegram } from '../telegram/client.ts'
import type { TelegramFiles } from '../telegram/files.ts'
import { cellClient, methodsOf } from './cell-client.ts'

/** Calls that are always made, and not recorded. */
const unrecorded: ReadonlySet<string> = new Set(['cell.urgentCycle', 'cell.health', 'telegram.answerCallbackQuery'])

export interface ReplayOptions {
  readonly update: number
  /** The time of the first delivery. */
  readonly now: EpochMs
  /** The stored calls of earlier deliveries. */
  readonly recorded: Calls
  /** Stores calls, given as the items of a JSON array. */
  readonly store: (calls: string) => Promise<void>
}

export class Replay {
  readonly #options: ReplayOptions
  /** Calls of earlier deliveries, as long as this one makes the same calls. */
  #recorded: Calls
  /** Number of calls that are stored. */
  #stored: number
  /** The calls of this delivery, as JSON. */
  readonly #calls: string[] = []
  #next = 0
  #hasSent = false

  constructor(options: ReplayOptions) {
    this.#options = options
    this.#recorded = options.recorded
    this.#stored = options.recorded.length
  }

  /** A call that changes nothing. It is repeated if its result is too large to store. */
  read<Value>(name: string, call: () => Promise<Value>): Promise<Value> {
    return this.#call(name, limits.store.journalUnits, call)
  }

  /** A change. Its object stores the result together with all earlier calls. */
  change<Value>(name: string, call: (once: JournalledCall) => Promise<Value>): Promise<Value> {
    return this.#call(name, Number.POSITIVE_INFINITY, async (number) => {
      const { update, now } = this.#options
      const value = await call({ update, number, before: this.#before(number), now })
      this.#stored = number + 1
      return value
    })
  }

  /** A message. After a change or another message, the earlier calls are stored first, so that a repeated run sends the same. */
  send<Value>(name: string, call: () => Promise<Value>): Promise<Value> {
    return this.#call(name, Number.POSITIVE_INFINITY, async (number) => {
      const hasActed = this.#stored > 0 || this.#hasSent
      if (hasActed && this.#stored < number) {
        await this.#options.store(this.#before(number))
        this.#stored = number
      }
      const value = await call()
      this.#hasSent = true
      return value
    })
  }

  /** @param maxUnits UTF-16 units of JSON; a larger result is not recorded */
  async #call<Value>(name: string, maxUnits: number, call: (number: number) => Promise<Value>): Promise<Value> {
    const number = this.#next
    this.#next += 1
    const recorded = this.#recorded[number]
    if (recorded?.[0] === name && recorded.length === 2) {
      this.#calls[number] = JSON.stringify(recorded)
      // Recorded as the result of the same call.
      return recorded[1] as Value
    }
    if (recorded !== undefined && recorded[0] !== name) {
      // Another version of the program recorded it: the rest is of no use.
      this.#recorded = this.#recorded.slice(0, number)
      this.#stored = Math.min(this.#stored, number)
    }
    const value = await call(number)
    const text = JSON.stringify([name, value ?? null])
    this.#calls[number] = text.length > maxUnits ? JSON.stringify([name]) : text
    return value
  }

  /** The calls before a number. One that has not returned yet gets an empty name, which matches no call. */
  #before(number: number): string {
    return Array.from({ length: number }, (_, at) => this.#calls[at] ?? '[""]').join(',')
  }
}

/** The directory for a handler. */
export function replayedDirectory(directory: DirectoryApi, replay: Replay): DirectoryApi {
  return replayed(directory, 'directory', new Set(directoryChanges), replay)
}

const channelChangeNames: ReadonlySet<string> = new Set(channelChanges)

/** A cell for a handler. */
export function replayedCell(cell: CellMethods, replay: Replay): CellApi {
  return cellClient(replayed(cell, 'cell', new Set(cellChanges), replay), (channel, method, values) => {
    const name = `cell.${method}`
    return channelChangeNames.has(method)
      ? replay.change(name, (once) => cell.callChannel(channel, method, values, once))
      : replay.read(name, () => cell.callChannel(channel, method, values, null))
  })
}

interface Acting {
  act(once: JournalledCall, change: string, values: readonly unknown[]): Promise<unknown>
}

function replayed<Api extends Acting>(api: Api, of: string, changes: ReadonlySet<string>, replay: Replay): Api {
  const call = (method: string, values: readonly unknown[]): Promise<unknown> => {
    const name = `${of}.${method}`
    if (changes.has(method)) return replay.change(name, (once) => api.act(once, method, values))
    const read = async (): Promise<unknown> => {
      const act: unknown = Reflect.get(api, method)
      if (typeof act !== 'function') throw new TypeError(`there is no ${name}`)
      return await Reflect.apply(act, api, values)
    }
    return unrecorded.has(name) ? read() : replay.read(name, read)
  }
  return methodsOf(call) as Api
}

/** Telegram for a handler. */
export function replayedTelegram(call: CallTelegram, replay: Replay): CallTelegram {
  return (method, payload) => {
    const name = `telegram.${method}`
    if (unrecorded.has(name)) return call(method, payload)
    return method.startsWith('get')
      ? replay.read(name, () => call(method, payload))
      : replay.send(name, () => call(method, payload))
  }
}

/** Files for a handler. A received file never changes, so it is read again. */
export function replayedFiles({ read, send }: TelegramFiles, replay: Replay): TelegramFiles {
  return { read, send: (chat, file) => replay.send('telegram.sendDocument', () => send(chat, file)) }
}
