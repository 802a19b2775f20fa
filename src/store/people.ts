/** The directory's people and channels, and the bot's own facts. */
import * as v from 'valibot'
import { type Language, languageSchema } from '../language.ts'
import {
  type ChannelId,
  type ChatId,
  channelIdSchema,
  chatKindSchema,
  type EpochMs,
  readerCodeSchema,
  scheduleSchema,
  type UserId,
  userIdSchema,
} from '../model.ts'
import { json, sql, Table } from './database.ts'

/** Texts that the bot asks a person to type. */
export const askedTexts = [
  'add',
  'filter',
  'times',
  'quiet',
  'most',
  'footer',
  'template',
  'name',
  'import',
  'address',
  'login',
  'header',
  'selector',
  'why',
] as const
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
  /** A reader's words for a channel. */
  v.object({ kind: v.literal('words'), code: readerCodeSchema, want: v.picklist(['only', 'but']) }),
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

export const entryRow = v.object({
  id: channelIdSchema,
  title: v.string(),
  username: v.nullable(v.string()),
  kind: chatKindSchema,
  cell: v.number(),
})
/** A channel and its cell. */
export type ChannelEntry = Readonly<v.InferOutput<typeof entryRow>>

/** A channel whose web page the front door lists. */
const listedRow = v.object({
  id: channelIdSchema,
  title: v.string(),
  username: v.nullable(v.string()),
  cell: v.number(),
})
export type ListedChannel = Readonly<v.InferOutput<typeof listedRow>>

/** Facts about the bot itself. */
export const factNames = [
  'public-url',
  'bot-username',
  /** The languages for which Telegram has the bot's texts. */
  'menu-languages',
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

export class People extends Table {
  /** Read once while the object is in memory, as every visitor of the front door needs it. */
  readonly #listed = this.remembered(['channels'], () =>
    this.rows(listedRow, sql`SELECT id, title, username, cell FROM channels WHERE page = 1`),
  )
  /** Facts cached while the object is in memory. */
  readonly #facts = new Map<FactName, string | null>()

  /** A person; `keep` stores a new one. Telegram's language counts until the person chooses another. */
  person(id: UserId, { language, name }: Acquaintance, keep = true, now: EpochMs = 0): Person {
    const found = this.rows(personRow, sql`SELECT * FROM people WHERE id = ${id}`)[0]
    if (found === undefined) {
      if (keep) this.#add(id, language, name, now)
      return { id, language, name, current: null, question: null }
    }
    if (keep && found.name !== name) this.run(sql`UPDATE people SET name = ${name}, asked_at = NULL WHERE id = ${id}`)
    return { ...found, name }
  }

  /** Of people without a name, who may not use the bot, it is noted since when they are known. */
  #add(id: UserId, language: Language, name: string, now: EpochMs): void {
    this.run(sql`INSERT INTO people (id, language, name, asked_at)
      VALUES (${id}, ${language}, ${name}, ${name === '' ? now : null})`)
  }

  /** Null: the person was never seen. */
  languageOf(id: UserId): Language | null {
    return this.values(languageSchema, sql`SELECT language FROM people WHERE id = ${id}`)[0] ?? null
  }

  setLanguage(id: UserId, language: Language): void {
    this.run(sql`UPDATE people SET language = ${language} WHERE id = ${id}`)
  }

  setCurrent(id: UserId, channel: ChannelId | null): void {
    this.run(sql`UPDATE people SET current = ${channel} WHERE id = ${id}`)
  }

  ask(id: UserId, question: Question | null): void {
    const text = question === null ? null : JSON.stringify(question)
    this.run(sql`UPDATE people SET question = ${text} WHERE id = ${id}`)
  }

  channel(id: ChannelId): ChannelEntry | null {
    return this.rows(entryRow, sql`SELECT * FROM channels WHERE id = ${id}`)[0] ?? null
  }

  /** @param username without the @, in any case */
  channelNamed(username: string): ChannelEntry | null {
    // A forum comes before its topics, which have the same name.
    const found = sql`SELECT * FROM channels WHERE username = ${username} COLLATE NOCASE ORDER BY length(id) LIMIT 1`
    return this.rows(entryRow, found)[0] ?? null
  }

  channelsOf(id: UserId): readonly ChannelEntry[] {
    const managed = sql`SELECT c.* FROM channels c JOIN managers m ON m.channel = c.id
      WHERE m.person = ${id} ORDER BY c.title, c.id`
    return this.rows(entryRow, managed)
  }

  /** A chat and its topics, if registered. */
  channelsIn(chat: ChatId): readonly ChannelEntry[] {
    // `;` follows `:`: a range of the primary key, instead of a pattern that scans the table.
    const text = "SELECT * FROM channels WHERE id = ?1 OR (id >= ?1 || ':' AND id < ?1 || ';')"
    return this.rows(entryRow, { text, bindings: [String(chat)] })
  }

  /** A chat has another @name. @param username without the @; null: none @returns its channels */
  rename(chat: ChatId, username: string | null): readonly ChannelEntry[] {
    return this.database.transaction(() => {
      const channels = this.channelsIn(chat)
      this.#freeName(chat, username)
      for (const { id } of channels) this.run(sql`UPDATE channels SET username = ${username} WHERE id = ${id}`)
      return channels.map((channel) => ({ ...channel, username }))
    })
  }

  /** A name belongs to one chat, so another chat that had it has lost it. */
  #freeName(chat: ChatId | string, username: string | null): void {
    if (username === null) return
    const named = this.rows(entryRow, sql`SELECT * FROM channels WHERE username = ${username} COLLATE NOCASE`)
    for (const { id } of named)
      if (id.split(':')[0] !== String(chat)) this.run(sql`UPDATE channels SET username = NULL WHERE id = ${id}`)
  }

  /** Registers a channel; a new one goes to the cell with the fewest. */
  register(channel: Omit<ChannelEntry, 'cell'>, cells: number, manager: UserId): Registration {
    const entry = { ...channel, cell: this.channel(channel.id)?.cell ?? this.#emptiestCell(cells) }
    const { id, title, username, kind, cell } = entry
    this.#freeName(id.split(':')[0] ?? id, username)
    this.run(sql`INSERT INTO channels (id, title, username, kind, cell)
      VALUES (${id}, ${title}, ${username}, ${kind}, ${cell})
      ON CONFLICT (id) DO UPDATE SET title = excluded.title, username = excluded.username, kind = excluded.kind`)
    const known = this.channelsOf(manager).some((managed) => managed.id === id)
    this.manage(manager, id)
    return { entry, known }
  }

  manage(person: UserId, channel: ChannelId): void {
    this.run(sql`INSERT OR IGNORE INTO managers (person, channel) VALUES (${person}, ${channel})`)
  }

  /** Telegram says that the person no longer administers the channel. */
  unmanage(person: UserId, channel: ChannelId): void {
    this.run(sql`DELETE FROM managers WHERE person = ${person} AND channel = ${channel}`)
  }

  forgetChannel(id: ChannelId): void {
    this.database.transaction(() => {
      this.run(sql`DELETE FROM channels WHERE id = ${id}`)
      this.run(sql`DELETE FROM managers WHERE channel = ${id}`)
      this.run(sql`UPDATE people SET current = NULL, question = NULL WHERE current = ${id}`)
    })
  }

  listed(): readonly ListedChannel[] {
    return this.#listed()
  }

  /** The channels of a cell that the front door lists from now on. A channel that is in another cell now is left alone. */
  list(cell: number, channels: readonly ChannelId[]): void {
    const chosen = sql`id IN (SELECT value FROM json_each(${JSON.stringify(channels)}))`
    this.database.transaction(() => {
      this.run(sql`UPDATE channels SET page = 1 WHERE ${chosen} AND cell = ${cell} AND page = 0`)
      this.run(sql`UPDATE channels SET page = 0 WHERE page = 1 AND cell = ${cell} AND NOT ${chosen}`)
    })
  }

  placeChannel(id: ChannelId, cell: number, hops: number): void {
    this.run(sql`UPDATE channels SET cell = ${cell}, hops = ${hops} WHERE id = ${id} AND hops < ${hops}`)
  }

  /** A group became a supergroup. Safe to repeat. Drops questions about it. */
  moveChannel(from: ChannelId, to: ChannelEntry): void {
    if (this.channel(from) === null) return
    const { id, title, username, kind, cell } = to
    this.database.transaction(() => {
      this.run(sql`DELETE FROM channels WHERE id = ${id}`)
      this.run(sql`UPDATE channels
        SET id = ${id}, title = ${title}, username = ${username}, kind = ${kind}, cell = ${cell} WHERE id = ${from}`)
      this.run(sql`UPDATE OR REPLACE managers SET channel = ${id} WHERE channel = ${from}`)
      this.run(sql`UPDATE people SET current = ${id}, question = NULL WHERE current = ${from}`)
    })
  }

  fact(key: FactName): string | null {
    const known = this.#facts.get(key)
    if (known !== undefined) return known
    const [value = null] = this.values(v.string(), sql`SELECT value FROM facts WHERE key = ${key}`)
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
    if (value === null) this.run(sql`DELETE FROM facts WHERE key = ${key}`)
    else
      this.run(sql`INSERT INTO facts (key, value) VALUES (${key}, ${value})
        ON CONFLICT (key) DO UPDATE SET value = excluded.value`)
  }

  #emptiestCell(cells: number): number {
    const row = v.object({ cell: v.number(), channels: v.number() })
    const counted = this.rows(row, sql`SELECT cell, count(*) AS channels FROM channels GROUP BY cell`)
    const used = new Map(counted.map(({ cell, channels }) => [cell, channels]))
    const numbers = Array.from({ length: cells }, (_, cell) => cell)
    return numbers.reduce((best, cell) => ((used.get(cell) ?? 0) < (used.get(best) ?? 0) ? cell : best), 0)
  }
}
