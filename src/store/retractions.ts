/** The headlines that channels took back in the last 30 days: table `retracted`. */
import * as v from 'valibot'
import { dayMs, limits } from '../limits.ts'
import type { ChannelId, EpochMs } from '../model.ts'
import { sql, Table } from './database.ts'

const { postsDays } = limits.store

export class Retractions extends Table {
  /** @param codes of the headlines' short links */
  add(channel: ChannelId, codes: readonly string[], now: EpochMs): void {
    for (const code of codes)
      this.run(sql`INSERT OR REPLACE INTO retracted (channel, code, at) VALUES (${channel}, ${code}, ${now})`)
  }

  remove(channel: ChannelId, codes: readonly string[]): void {
    for (const code of codes) this.run(sql`DELETE FROM retracted WHERE channel = ${channel} AND code = ${code}`)
  }

  /** The codes that a channel took back: few, as each was a command. */
  of(channel: ChannelId): ReadonlySet<string> {
    return new Set(this.values(v.string(), sql`SELECT code FROM retracted WHERE channel = ${channel}`))
  }

  /** Reads one row at most. */
  has(channel: ChannelId, code: string): boolean {
    const found = sql`SELECT 1 FROM retracted WHERE channel = ${channel} AND code = ${code}`
    return this.run(found).toArray().length > 0
  }

  prune(now: EpochMs): void {
    this.run(sql`DELETE FROM retracted WHERE at < ${now - postsDays * dayMs}`)
  }
}
