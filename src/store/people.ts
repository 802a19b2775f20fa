/** The directory's people and channels, and the bot's own facts. */
import * as v from 'valibot'
import {
  type ChannelId,
  type ChatId,
  channelIdSchema,
  chatKindSchema,
  type Language,
  languageSchema,
  scheduleSchema,
  type UserId,
  userIdSchema,
} from '../model.ts'
import { type Database, json, readRows } from './tables.ts'

/** Texts that the bot asks a person to type. */
export const askedTexts = ['add', 'filter', 'times', 'quiet', 'most', 'footer', 'template', 'name'] as const
export type AskedText = (typeof askedTexts)[number]

/** A question of the bot: the person's next plain message is the answer. */
export const questionSchema = v.variant('kind', [
  v.object({
    kind: v.literal('city'),
    channel: channelIdSchema,
    /** The schedule that needs the time zone. */
    schedule: scheduleSchema,
  }),
  v.object({
    kind: v.literal('text'),
    about: v.picklist(askedTexts),
    channel: channelIdSchema,
    /** Id of the feed; null: the channel itself. */
    feed: v.nullable(v.number()),
  }),
])
export type Question = Readonly<v.InferOutput<typeof questionSchema>>

const personRow = v.object({
  id: userIdSchema,
  language: languageSchema,
  name: v.string(),
  current: v.nullable(channelIdSchema),
  question: v.nullable(json(questionSchema)),
})
export type Person = Readonly<v.InferOutput<typeof personRow>>

const entryRow = v.object({
  id: channelIdSchema,
  title: v.string(),
  username: v.nullable(v.string()),
  kind: chatKindSchema,
  cell: v.number(),
})
/** A channel and its cell. */
export type ChannelEntry = Readonly<v.InferOutput<typeof entryRow>>

/** Facts about the bot itself. */
export const factNames = [
  'public-url',
  'bot-username',
  'commands',
  'webhook-secret',
  'restored-from',
  'alerted',
  'dark-day',
] as const
export type FactName = (typeof factNames)[number]

/** A person who gets alerts about the bot. */
export interface Operator {
  readonly person: UserId
  readonly language: Language
}

/** Telegram's details of a person in each update. */
export interface Acquaintance {
  readonly language: Language
  readonly name: string
}

/** `known`: the person managed it before. */
export interface Registration {
  readonly entry: ChannelEntry
  readonly known: boolean
}

export class People {
  readonly #database: Database
  /** Facts cached while the object is in memory. */
  readonly #facts = new Map<FactName, string | null>()

  constructor(database: Database) {
    this.#database = database
  }

  /** A person; `keep` stores a new one. Telegram's language counts until the person chooses another. */
  person(id: UserId, { language, name }: Acquaintance, keep = true): Person {
    const found = readRows(personRow, this.#database.sql.exec('SELECT * FROM people WHERE id = ?', id))[0]
    if (found === undefined) {
      if (keep) this.#database.sql.exec('INSERT INTO people (id, language, name) VALUES (?, ?, ?)', id, language, name)
      return { id, language, name, current: null, question: null }
    }
    if (found.name !== name) this.#database.sql.exec('UPDATE people SET name = ? WHERE id = ?', name, id)
    return { ...found, name }
  }

  /** Null: the person was never seen. */
  languageOf(id: UserId): Language | null {
    const row = v.object({ language: languageSchema })
    return readRows(row, this.#database.sql.exec('SELECT language FROM people WHERE id = ?', id))[0]?.language ?? null
  }

  setLanguage(id: UserId, language: Language): void {
    this.#database.sql.exec('UPDATE people SET language = ? WHERE id = ?', language, id)
  }

  setCurrent(id: UserId, channel: ChannelId | null): void {
    this.#database.sql.exec('UPDATE people SET current = ? WHERE id = ?', channel, id)
  }

  ask(id: UserId, question: Question | null): void {
    this.#database.sql.exec(
      'UPDATE people SET question = ? WHERE id = ?',
      question === null ? null : JSON.stringify(question),
      id,
    )
  }

  channel(id: ChannelId): ChannelEntry | null {
    return readRows(entryRow, this.#database.sql.exec('SELECT * FROM channels WHERE id = ?', id))[0] ?? null
  }

  /** @param username without the @, in any case */
  channelNamed(username: string): ChannelEntry | null {
    const cursor = this.#database.sql.exec(
      // A forum comes before its topics, which have the same name.
      'SELECT * FROM channels WHERE username = ? COLLATE NOCASE ORDER BY length(id) LIMIT 1',
      username,
    )
    return readRows(entryRow, cursor)[0] ?? null
  }

  channelsOf(id: UserId): readonly ChannelEntry[] {
    return readRows(
      entryRow,
      this.#database.sql.exec(
        `SELECT c.* FROM channels c JOIN managers m ON m.channel = c.id WHERE m.person = ? ORDER BY c.title, c.id`,
        id,
      ),
    )
  }

  /** A chat and its topics, if registered. */
  channelsIn(chat: ChatId): readonly ChannelEntry[] {
    // `;` follows `:`: a range of the primary key, instead of a pattern that scans the table.
    const query = "SELECT * FROM channels WHERE id = ?1 OR (id >= ?1 || ':' AND id < ?1 || ';')"
    return readRows(entryRow, this.#database.sql.exec(query, String(chat)))
  }

  /** Registers a channel; a new one goes to the cell with the fewest. */
  register(channel: Omit<ChannelEntry, 'cell'>, cells: number, manager: UserId): Registration {
    const entry = { ...channel, cell: this.channel(channel.id)?.cell ?? this.#emptiestCell(cells) }
    this.#database.sql.exec(
      `INSERT INTO channels (id, title, username, kind, cell) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET title = excluded.title, username = excluded.username, kind = excluded.kind`,
      entry.id,
      entry.title,
      entry.username,
      entry.kind,
      entry.cell,
    )
    const known = this.channelsOf(manager).some(({ id }) => id === channel.id)
    this.manage(manager, channel.id)
    return { entry, known }
  }

  manage(person: UserId, channel: ChannelId): void {
    this.#database.sql.exec('INSERT OR IGNORE INTO managers (person, channel) VALUES (?, ?)', person, channel)
  }

  /** Telegram says that the person no longer administers the channel. */
  unmanage(person: UserId, channel: ChannelId): void {
    this.#database.sql.exec('DELETE FROM managers WHERE person = ? AND channel = ?', person, channel)
  }

  forgetChannel(id: ChannelId): void {
    this.#database.transaction(() => {
      this.#database.sql.exec('DELETE FROM channels WHERE id = ?', id)
      this.#database.sql.exec('DELETE FROM managers WHERE channel = ?', id)
      this.#database.sql.exec('UPDATE people SET current = NULL, question = NULL WHERE current = ?', id)
    })
  }

  placeChannel(id: ChannelId, cell: number, hops: number): void {
    this.#database.sql.exec('UPDATE channels SET cell = ?, hops = ? WHERE id = ? AND hops < ?', cell, hops, id, hops)
  }

  /** A group became a supergroup. Safe to repeat. Drops questions about it. */
  moveChannel(from: ChannelId, to: ChannelEntry): void {
    const found = this.channel(from)
    if (found === null) return
    this.#database.transaction(() => {
      this.#database.sql.exec('DELETE FROM channels WHERE id = ?', to.id)
      this.#database.sql.exec(
        'UPDATE channels SET id = ?, title = ?, username = ?, kind = ?, cell = ? WHERE id = ?',
        to.id,
        to.title,
        to.username,
        to.kind,
        to.cell,
        from,
      )
      this.#database.sql.exec('UPDATE OR REPLACE managers SET channel = ? WHERE channel = ?', to.id, from)
      this.#database.sql.exec('UPDATE people SET current = ?, question = NULL WHERE current = ?', to.id, from)
    })
  }

  fact(key: FactName): string | null {
    const known = this.#facts.get(key)
    if (known !== undefined) return known
    const row = v.object({ value: v.string() })
    const cursor = this.#database.sql.exec('SELECT value FROM facts WHERE key = ?', key)
    const value = readRows(row, cursor)[0]?.value ?? null
    this.#facts.set(key, value)
    return value
  }

  /** Drops what is cached in memory, as after a restore. */
  refresh(): void {
    this.#facts.clear()
  }

  /** @param value null: removes it */
  setFact(key: FactName, value: string | null): void {
    this.#facts.delete(key)
    if (value === null) {
      this.#database.sql.exec('DELETE FROM facts WHERE key = ?', key)
      return
    }
    this.#database.sql.exec(
      'INSERT INTO facts (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      key,
      value,
    )
  }

  #emptiestCell(cells: number): number {
    const row = v.object({ cell: v.number(), channels: v.number() })
    const used = new Map(
      readRows(row, this.#database.sql.exec('SELECT cell, count(*) AS channels FROM channels GROUP BY cell')).map(
        ({ cell, channels }) => [cell, channels],
      ),
    )
    const numbers = Array.from({ length: cells }, (_, cell) => cell)
    return numbers.reduce((best, cell) => ((used.get(cell) ?? 0) < (used.get(best) ?? 0) ? cell : best), 0)
  }
}
