/**
 * Lets an update be handled again after a crash. What its calls return is recorded, and stored with each change. The next
 * delivery gets the stored results and makes only the calls that are missing: nothing is changed twice, and the person reads
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

/** Calls that are not recorded. */
const unkept: ReadonlySet<string> = new Set(['cell.urgentCycle', 'cell.health', 'telegram.answerCallbackQuery'])

export interface ReplayOptions {
  readonly update: number
  /** The time of the first delivery. */
  readonly now: EpochMs
  /** The stored calls. */
  readonly known: Calls
  /** Stores calls, given as the items of a JSON array. */
  readonly keep: (calls: string) => Promise<void>
}

export class Replay {
  readonly #options: ReplayOptions
  /** Calls of an earlier delivery, for as long as this one makes the same calls. */
  #known: Calls
  /** How many calls are stored. */
  #stored: number
  /** The calls so far, as JSON. */
  readonly #calls: string[] = []
  #next = 0

  constructor(options: ReplayOptions) {
    this.#options = options
    this.#known = options.known
    this.#stored = options.known.length
  }

  /** Whether something was changed or said. */
  #hasActed(): boolean {
    return this.#stored > 0 || this.#hasSpoken
  }
  #hasSpoken = false

  /** A call that changes nothing. It is repeated if its result is too large to store. */
  look<Value>(name: string, call: () => Promise<Value>): Promise<Value> {
    return this.#call(name, limits.store.journalUnits, call)
  }

  /** A change. Its object stores the result with all calls before it. */
  change<Value>(name: string, call: (once: JournalledCall) => Promise<Value>): Promise<Value> {
    return this.#call(name, Number.POSITIVE_INFINITY, async (number) => {
      const { update, now } = this.#options
      const value = await call({ update, number, before: this.#before(number), now })
      this.#stored = number + 1
      return value
    })
  }

  /** A message. After a change or another message, the calls before it are stored first, so that a repeated run says the same. */
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
      // Recorded as the result of the same call.
      return known[1] as Value
    }
    if (known !== undefined && known[0] !== name) {
      // Another version recorded it: from here on nothing is known.
      this.#known = this.#known.slice(0, number)
      this.#stored = Math.min(this.#stored, number)
    }
    const value = await make(number)
    const text = JSON.stringify([name, value ?? null])
    this.#calls[number] = text.length > most ? JSON.stringify([name]) : text
    return value
  }

  /** A call that has not returned yet gets an empty name, which never matches. */
  #before(number: number): string {
    return Array.from({ length: number }, (_, at) => this.#calls[at] ?? '[""]').join(',')
  }
}

/** The directory for a handler. */
export function replayedDirectory(directory: DirectoryApi, replay: Replay): DirectoryApi {
  return replayed(directory, 'directory', new Set(directoryChanges), replay)
}

/** A cell for a handler. */
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
  act(once: JournalledCall, change: string, values: readonly unknown[]): Promise<unknown>
}

function replayed<Api extends Acting>(api: Api, of: string, changes: ReadonlySet<string>, replay: Replay): Api {
  const call = (method: string, values: readonly unknown[]): Promise<unknown> => {
    const name = `${of}.${method}`
    if (changes.has(method)) return replay.change(name, (once) => api.act(once, method, values))
    const ask = async (): Promise<unknown> => {
      const act: unknown = Reflect.get(api, method)
      if (typeof act !== 'function') throw new TypeError(`there is no ${name}`)
      return await Reflect.apply(act, api, values)
    }
    return unkept.has(name) ? ask() : replay.look(name, ask)
  }
  return methodsOf(call) as Api
}

/** Telegram for a handler. */
export function replayedTelegram(call: CallTelegram, replay: Replay): CallTelegram {
  return (method, payload) => {
    const name = `telegram.${method}`
    if (unkept.has(name)) return call(method, payload)
    return method.startsWith('get')
      ? replay.look(name, () => call(method, payload))
      : replay.say(name, () => call(method, payload))
  }
}

/** Files for a handler. A file that a person sent never changes, so it is read again. */
export function replayedFiles({ read, send }: TelegramFiles, replay: Replay): TelegramFiles {
  return { read, send: (chat, file) => replay.say('telegram.sendDocument', () => send(chat, file)) }
}
