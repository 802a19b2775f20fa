/** The bot's owners and their invitations: tables `owners` and `invitations` of the directory. */

import * as v from 'valibot'
import { limits } from '../limits.ts'
import { type EpochMs, type UserId, userIdSchema } from '../model.ts'
import { type Database, readRows } from './tables.ts'

const ownerRow = v.object({ person: userIdSchema, invited_by: v.nullable(userIdSchema), name: v.nullable(v.string()) })

/** `invitedBy`: null for the owner who claimed the bot. */
export interface Ownership {
  readonly person: UserId
  readonly invitedBy: UserId | null
}

export interface Owner extends Ownership {
  /** Telegram's last known name; empty: the person was never seen. */
  readonly name: string
}

export class Owners {
  readonly #database: Database
  /** Read once while the object is in memory: every message needs them. */
  #known: readonly Ownership[] | null = null

  constructor(database: Database) {
    this.#database = database
  }

  known(): readonly Ownership[] {
    this.#known ??= readRows(
      v.omit(ownerRow, ['name']),
      this.#database.sql.exec('SELECT person, invited_by FROM owners ORDER BY person'),
    ).map(({ person, invited_by }) => ({ person, invitedBy: invited_by }))
    return this.#known
  }

  /** Drops what is cached in memory, as after a restore. */
  refresh(): void {
    this.#known = null
  }

  /** With their names. */
  all(): readonly Owner[] {
    const cursor = this.#database.sql.exec(
      'SELECT person, invited_by, (SELECT name FROM people WHERE id = person) AS name FROM owners ORDER BY person',
    )
    return readRows(ownerRow, cursor).map(({ person, invited_by, name }) => ({
      person,
      invitedBy: invited_by,
      name: name ?? '',
    }))
  }

  claim(person: UserId): void {
    this.#database.sql.exec('INSERT OR IGNORE INTO owners (person) VALUES (?)', person)
    this.refresh()
  }

  /** @param code lets in one person, within two days */
  invite(code: string, by: UserId, now: EpochMs): void {
    this.#database.sql.exec('DELETE FROM invitations WHERE at < ?', now - limits.store.invitationsMs)
    this.#database.sql.exec('INSERT INTO invitations (code, inviter, at) VALUES (?, ?, ?)', code, by, now)
  }

  /** @returns whether the invitation was valid */
  accept(code: string, person: UserId, now: EpochMs): boolean {
    return this.#database.transaction(() => {
      const row = v.object({ inviter: userIdSchema })
      const cursor = this.#database.sql.exec(
        'DELETE FROM invitations WHERE code = ? AND at >= ? RETURNING inviter',
        code,
        now - limits.store.invitationsMs,
      )
      const [found] = readRows(row, cursor)
      if (found === undefined) return false
      this.readmit(person, found.inviter)
      return true
    })
  }

  /** Removes an invited owner; those who claimed the bot stay. */
  dismiss(person: UserId): void {
    this.#database.sql.exec('DELETE FROM owners WHERE person = ? AND invited_by IS NOT NULL', person)
    this.refresh()
  }

  /** Undoes a dismissal. */
  readmit(person: UserId, by: UserId): void {
    this.#database.sql.exec('INSERT OR IGNORE INTO owners (person, invited_by) VALUES (?, ?)', person, by)
    this.refresh()
  }
}
