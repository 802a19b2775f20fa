/** Hosts that refused requests, with their paces: table `hosts`. Empty while no host limits requests. */
import { limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import { type HostPace, hostPaceSchema } from '../polling.ts'
import { sql, Table } from './database.ts'

export class Hosts extends Table {
  readonly #all = this.remembered(['hosts'], () =>
    this.rows(
      hostPaceSchema,
      sql`SELECT host, spacing AS spacingMs, too_short AS tooShortMs, not_before AS notBefore, strikes, suspect,
        refused_at AS refusedAt FROM hosts`,
    ),
  )

  all(): readonly HostPace[] {
    return this.#all()
  }

  set({ host, spacingMs, tooShortMs, notBefore, strikes, suspect, refusedAt }: HostPace): void {
    this.run(sql`INSERT OR REPLACE INTO hosts (host, spacing, too_short, not_before, strikes, suspect, refused_at)
      VALUES (${host}, ${spacingMs}, ${tooShortMs}, ${notBefore}, ${strikes}, ${suspect}, ${refusedAt})`)
  }

  remove(host: string): void {
    this.run(sql`DELETE FROM hosts WHERE host = ${host}`)
  }

  /** Deletes hosts that refused nothing for a week. */
  prune(now: EpochMs): void {
    this.run(sql`DELETE FROM hosts WHERE refused_at < ${now - limits.feed.hostKeptMs}`)
  }

  /** Another clock is in use: refusals count as happened by `now`, and no host is left alone for longer. */
  clockChanged(now: EpochMs): void {
    this.run(sql`UPDATE hosts SET not_before = min(not_before, ${now}), refused_at = min(refused_at, ${now})`)
  }
}
