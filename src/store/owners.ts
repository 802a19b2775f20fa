/** The bot's owners and their invitations: tables `owners` and `invitations` of the directory. */

import * as v from 'valibot'
import { limits } from '../limits.ts'
import { type EpochMs, type UserId, userIdSchema } from '../model.ts'
import { sql, Table } from './database.ts'

/** `invitedBy`: null for the owner who claimed the bot. */
const ownershipSchema = v.object({ person: userIdSchema, invitedBy: v.nullable(userIdSchema) })
export type Ownership = Readonly<v.InferOutput<typeof ownershipSchema>>

/** `name`: Telegram's last known one; empty: the person was never seen. */
const ownerSchema = v.object({ ...ownershipSchema.entries, name: v.string() })
export type Owner = Readonly<v.InferOutput<typeof ownerSchema>>

export class Owners extends Table {
  /** Cached while the object is in memory, as every message needs them. */
  #known: readonly Ownership[] | null = null

  known(): readonly Ownership[] {
    this.#known ??= this.rows(ownershipSchema, sql`SELECT person, invited_by AS invitedBy FROM owners ORDER BY person`)
    return this.#known
  }

  /** Drops what is cached in memory, as after a restore. */
  refresh(): void {
    this.#known = null
  }

  /** With their names. */
  all(): readonly Owner[] {
    const name = sql`coalesce((SELECT name FROM people WHERE id = person), '')`
    const owners = sql`SELECT person, invited_by AS invitedBy, ${name} AS name FROM owners ORDER BY person`
    return this.rows(ownerSchema, owners)
  }

  claim(person: UserId): void {
    this.run(sql`INSERT OR IGNORE INTO owners (person) VALUES (${person})`)
    this.refresh()
  }

  /** @param code for one person; it lasts two days */
  invite(code: string, by: UserId, now: EpochMs): void {
    this.run(sql`DELETE FROM invitations WHERE at < ${now - limits.store.invitationsMs}`)
    this.run(sql`INSERT INTO invitations (code, inviter, at) VALUES (${code}, ${by}, ${now})`)
  }

  /** @returns whether the invitation was valid */
  accept(code: string, person: UserId, now: EpochMs): boolean {
    return this.database.transaction(() => {
      const since = now - limits.store.invitationsMs
      const accepted = sql`DELETE FROM invitations WHERE code = ${code} AND at >= ${since} RETURNING inviter`
      const [inviter] = this.values(userIdSchema, accepted)
      if (inviter !== undefined) this.readmit(person, inviter)
      return inviter !== undefined
    })
  }

  /** Removes an invited owner; those who claimed the bot stay. */
  dismiss(person: UserId): void {
    this.run(sql`DELETE FROM owners WHERE person = ${person} AND invited_by IS NOT NULL`)
    this.refresh()
  }

  /** Undoes a dismissal. */
  readmit(person: UserId, by: UserId): void {
    this.run(sql`INSERT OR IGNORE INTO owners (person, invited_by) VALUES (${person}, ${by})`)
    this.refresh()
  }
}
