/**
 * Handles an update so that it can be handled again: what its calls return is written down, and stored with each change that it
 * makes. Should the Worker die, the next delivery is told the same by the calls that are stored, and does only what is left:
 * nothing is changed twice, and the person reads what the first run would have answered. Handlers are as if nothing had happened.
 */
import { type CellApi, type CellMethods, cellChanges } from '../cell/cell-api.ts'
import { channelChanges } from '../cell/channel-api.ts'
import { type DirectoryApi, directoryChanges } from '../directory/directory.ts'
import { limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import type { Calls, JournalledCall } from '../store/journal.ts'
import type { CallTelegram } from '../telegram/client.ts'
import type { TelegramFiles } from '../telegram/files.ts'
import { cellClient } from './cell-client.ts'

/** Calls that need not be known again. */
const unkept: ReadonlySet<string> = new Set(['cell.urgentCycle', 'cell.health', 'telegram.answerCallbackQuery'])

export interface ReplayOptions {
  readonly update: number
  /** When the update was first begun. */
  readonly now: EpochMs
  /** The calls that are stored. */
  readonly known: Calls
  /** Stores calls, as the items of a JSON array. */
  readonly keep: (calls: string) => Promise<void>
}

export class Replay {
  readonly #options: ReplayOptions
  /** Of an earlier delivery, as long as this one makes the same calls. */
  #known: Calls
  /** So many of the calls are stored. */
  #stored: number
  /** What was called so far, as JSON. */
  readonly #calls: string[] = []
  #next = 0

  constructor(options: ReplayOptions) {
    this.#options = options
    this.#known = options.known
    this.#stored = options.known.length
  }

  /** Something was changed or said already: whatever is said next belongs to it. */
  #hasActed(): boolean {
    return this.#stored > 0 || this.#hasSpoken
  }
  #hasSpoken = false

  /** A call that changes nothing. What it returns is looked up again if it is too much to keep. */
  look<Value>(name: string, call: () => Promise<Value>): Promise<Value> {
    return this.#call(name, limits.store.journalUnits, call)
  }

  /** A change, whose object stores what it returns, and all calls before it. */
  change<Value>(name: string, call: (asked: JournalledCall) => Promise<Value>): Promise<Value> {
    return this.#call(name, Number.POSITIVE_INFINITY, async (number) => {
      const { update, now } = this.#options
      const value = await call({ update, number, before: this.#before(number), now })
      this.#stored = number + 1
      return value
    })
  }

  /** A message. Where something was changed or said before, all that it is made of is stored first: it would be the same again. */
  say<Value>(name: string, call: () => Promise<Value>): Promise<Value> {
    return this.#call(name, Number.POSITIVE_INFINITY, async (number) => {
      if (this.#hasActed() && this.#stored < number) {
        await this.#options.keep(this.#before(number))
        this.#stored = number
      }
      const value = await call()
      this.#hasSpoken = true
      return value
    })
  }

  async #call<Value>(name: string, most: number, make: (number: number) => Promise<Value>): Promise<Value> {
    const number = this.#next
    this.#next += 1
    const known = this.#known[number]
    if (known?.[0] === name && known.length === 2) {
      this.#calls[number] = JSON.stringify(known)
      // It was written down as what a call of this name returns.
      return known[1] as Value
    }
    if (known !== undefined && known[0] !== name) {
      // Another version of the program goes on by itself from here.
      this.#known = this.#known.slice(0, number)
      this.#stored = Math.min(this.#stored, number)
    }
    const value = await make(number)
    const text = JSON.stringify([name, value ?? null])
    this.#calls[number] = text.length > most ? JSON.stringify([name]) : text
    return value
  }

  /** A call that has not returned yet is nothing that could be known again. */
  #before(number: number): string {
    return Array.from({ length: number }, (_, at) => this.#calls[at] ?? '[""]').join(',')
  }
}

/** The directory as a handler asks it. */
export function replayedDirectory(directory: DirectoryApi, replay: Replay): DirectoryApi {
  return replayed(directory, 'directory', new Set(directoryChanges), replay)
}

/** A cell as a handler asks it. */
export function replayedCell(cell: CellMethods, replay: Replay): CellApi {
  return cellClient(replayed(cell, 'cell', new Set(cellChanges), replay), (channel, method, values) => {
    const name = `cell.${method}`
    return channelChangeNames.has(method)
      ? replay.change(name, (once) => cell.callChannel(channel, method, values, once))
      : replay.look(name, () => cell.callChannel(channel, method, values, null))
  })
}
const channelChangeNames: ReadonlySet<string> = new Set(channelChanges)

interface Acting {
  act(asked: JournalledCall, change: string, values: readonly unknown[]): Promise<unknown>
}

function replayed<Api extends Acting>(api: Api, of: string, changes: ReadonlySet<string>, replay: Replay): Api {
  const call = (method: string, values: readonly unknown[]): Promise<unknown> => {
    const name = `${of}.${method}`
    if (changes.has(method)) return replay.change(name, (asked) => api.act(asked, method, values))
    const ask = async (): Promise<unknown> => {
      const asked: unknown = Reflect.get(api, method)
      if (typeof asked !== 'function') throw new TypeError(`there is no ${name}`)
      return await Reflect.apply(asked, api, values)
    }
    return unkept.has(name) ? ask() : replay.look(name, ask)
  }
  return new Proxy(api, {
    get: (_, method) =>
      typeof method === 'string' && method !== 'then'
        ? (...values: readonly unknown[]) => call(method, values)
        : undefined,
  })
}

/** Telegram as a handler calls it. */
export function replayedTelegram(call: CallTelegram, replay: Replay): CallTelegram {
  return (method, payload) => {
    const name = `telegram.${method}`
    if (unkept.has(name)) return call(method, payload)
    return method.startsWith('get')
      ? replay.look(name, () => call(method, payload))
      : replay.say(name, () => call(method, payload))
  }
}

/** Files as a handler sends them; a file that somebody sent stays what it is, and is read again. */
export function replayedFiles({ read, send }: TelegramFiles, replay: Replay): TelegramFiles {
  return { read, send: (chat, file) => replay.say('telegram.sendDocument', () => send(chat, file)) }
}
