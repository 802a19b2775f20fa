/** Readers of channels, and the links by which they come: tables `reader_links`, `readers` and `follows` of the directory. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import {
  type ChannelId,
  type EpochMs,
  type ReaderCode,
  readerCodeSchema,
  readerOf,
  selectionOf,
  type UserId,
  userIdSchema,
} from '../model.ts'
import { type Statement, sql, Table } from './database.ts'
import { type ChannelEntry, entryRow } from './people.ts'

/** A reader, as the directory knows them. */
export interface Reader {
  /** Their selection; its title is empty. */
  readonly entry: ChannelEntry
  /** The links that they came by and that still exist. */
  readonly codes: readonly ReaderCode[]
}

/** The most readers of all channels together, and the most channels that one of them follows. */
export interface ReaderLimits {
  readonly inAll: number
  readonly follows: number
}

export type Follower =
  /** `isNew`: the person did not follow the channel before. */
  | { readonly kind: 'follows'; readonly entry: ChannelEntry; readonly isNew: boolean }
  /** All places for readers are taken. */
  | { readonly kind: 'no-place' }
  /** The reader follows as many channels as they may. */
  | { readonly kind: 'full'; readonly most: number }
  /** The link does not exist. */
  | { readonly kind: 'gone' }

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const codeLength = 10
const { strangersAtOnce } = limits.readers

export class Readers extends Table {
  /** People whose channels are all gone take no place. A stranger may press for one that is not free, so the count is kept in memory. */
  readonly #countAll = this.remembered(['follows', 'reader_links'], () => {
    const living = sql`SELECT count(DISTINCT follows.person) FROM follows
      JOIN reader_links ON reader_links.code = follows.code`
    return this.values(v.number(), living)[0] ?? 0
  })

  /** Gives a channel a link for readers, or takes it away. @param code `new`: keeps the link it has, or makes one @returns the code of its link */
  offer(channel: ChannelId, code: ReaderCode | 'new' | null): ReaderCode | null {
    const found = sql`SELECT code FROM reader_links WHERE channel = ${channel}`
    const [present = null] = this.values(readerCodeSchema, found)
    const wanted = code === 'new' ? (present ?? newCode()) : code
    if (wanted === present) return present
    this.run(sql`DELETE FROM reader_links WHERE channel = ${channel}`)
    if (wanted !== null)
      this.run(sql`INSERT OR REPLACE INTO reader_links (code, channel) VALUES (${wanted}, ${channel})`)
    return wanted
  }

  /** @returns the channel of a link; null: there is no such link */
  channelOf(code: ReaderCode): ChannelEntry | null {
    const linked = sql`SELECT channels.* FROM reader_links
      JOIN channels ON channels.id = reader_links.channel WHERE reader_links.code = ${code}`
    return this.rows(entryRow, linked)[0] ?? null
  }

  /** How many people follow a channel by its link. */
  count(code: ReaderCode): number {
    return this.values(v.number(), sql`SELECT count(*) FROM follows WHERE code = ${code}`)[0] ?? 0
  }

  reader(person: UserId): Reader | null {
    const [cell] = this.values(v.number(), sql`SELECT cell FROM readers WHERE person = ${person}`)
    if (cell === undefined) return null
    const live = sql`SELECT follows.code FROM follows
      JOIN reader_links ON reader_links.code = follows.code WHERE follows.person = ${person}`
    return { entry: entryOf(person, cell), codes: this.values(readerCodeSchema, live) }
  }

  /** The selection of a new reader goes to the channel's cell. */
  follow(person: UserId, code: ReaderCode, { inAll, follows }: ReaderLimits): Follower {
    const cell = this.channelOf(code)?.cell
    if (cell === undefined) return { kind: 'gone' }
    const reader = this.reader(person)
    if (reader?.codes.includes(code) === true) return { kind: 'follows', entry: reader.entry, isNew: false }
    if ((reader?.codes.length ?? 0) >= follows) return { kind: 'full', most: follows }
    if ((reader?.codes.length ?? 0) === 0 && this.#countAll() >= inAll) return { kind: 'no-place' }
    if (reader === null) this.run(sql`INSERT INTO readers (person, cell) VALUES (${person}, ${cell})`)
    this.run(sql`INSERT OR IGNORE INTO follows (person, code) VALUES (${person}, ${code})`)
    return { kind: 'follows', entry: reader?.entry ?? entryOf(person, cell), isNew: true }
  }

  /** The cell of a link's channel; null: there is no such link, and nobody is known to follow it any more. */
  cellOf(code: ReaderCode): number | null {
    const cell = this.channelOf(code)?.cell ?? null
    if (cell === null) this.run(sql`DELETE FROM follows WHERE code = ${code}`)
    return cell
  }

  /** Those among some people who are no readers. */
  strangersAmong(people: readonly UserId[]): readonly UserId[] {
    const unknown = sql`SELECT value FROM json_each(${JSON.stringify(people)})
      WHERE value NOT IN (SELECT person FROM readers)`
    return this.values(userIdSchema, unknown)
  }

  unfollow(person: UserId, code: ReaderCode): void {
    this.run(sql`DELETE FROM follows WHERE person = ${person} AND code = ${code}`)
  }

  /** Deletes all that is kept of a reader. @param isUser they may use the bot as well, so what it knows of them for that stays */
  forget(person: UserId, isUser: boolean): void {
    this.database.transaction(() => {
      this.run(sql`DELETE FROM follows WHERE person = ${person}`)
      this.run(sql`DELETE FROM readers WHERE person = ${person}`)
      const isKept = isUser || this.values(v.number(), keptFor(person)).length > 0
      if (isKept) return
      this.run(sql`DELETE FROM people WHERE id = ${person}`)
      this.run(sql`DELETE FROM memos WHERE person = ${person}`)
    })
  }

  /** Closes a person's question. Of one who follows nothing and may not use the bot, nothing is kept then. */
  forgetStranger(person: UserId): void {
    if (this.reader(person) === null) this.forget(person, false)
    else this.run(sql`UPDATE people SET question = NULL WHERE id = ${person}`)
  }

  /** Forgets strangers who were asked for words before a moment, and never answered. Reads nothing if there are none. */
  forgetAsked(before: EpochMs): void {
    const asked = sql`SELECT id FROM people WHERE asked_at < ${before} LIMIT ${strangersAtOnce}`
    for (const person of this.values(userIdSchema, asked)) {
      this.run(sql`UPDATE people SET asked_at = NULL WHERE id = ${person}`)
      if (this.reader(person) === null) this.forget(person, false)
    }
  }

  /** A channel has moved to a cell. @param id of another channel than a reader's selection: changes nothing @param hops how often it has moved */
  placeSelection(id: ChannelId, cell: number, hops: number): void {
    const person = readerOf(id)
    this.run(sql`UPDATE readers SET cell = ${cell}, hops = ${hops} WHERE person = ${person} AND hops < ${hops}`)
  }

  /** A group became a supergroup. */
  moveChannel(from: ChannelId, to: ChannelId): void {
    this.run(sql`UPDATE reader_links SET channel = ${to} WHERE channel = ${from}`)
  }
}

/** A row for each other reason to know a person: they own the bot, or manage a channel. */
function keptFor(person: UserId): Statement {
  return sql`SELECT 1 FROM owners WHERE person = ${person} UNION ALL SELECT 1 FROM managers WHERE person = ${person}`
}

function entryOf(person: UserId, cell: number): ChannelEntry {
  return { id: selectionOf(person), title: '', username: null, kind: 'private', cell }
}

/** Letters of equal probability: bytes beyond a multiple of their number are left out. */
function newCode(): ReaderCode {
  const most = 256 - (256 % letters.length)
  let code = ''
  while (code.length < codeLength)
    for (const byte of crypto.getRandomValues(new Uint8Array(2 * codeLength)))
      if (byte < most && code.length < codeLength) code += letters[byte % letters.length]
  return v.parse(readerCodeSchema, code)
}
