/** Documents that hubs delivered and that no cycle has read yet: table `pushes`. */
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import { sql, Table } from './database.ts'

const { partUnits, waiting, waitingBytes, waitingAFeed, waitingBytesAFeed } = limits.push

const waitingRow = v.object({ id: v.number(), feed: v.number(), bytes: v.number(), hash: v.string() })

/** A waiting document, without its body. */
export type WaitingPush = Readonly<v.InferOutput<typeof waitingRow>>

/** A body as it arrived. */
export interface PushBody {
  readonly body: Uint8Array
  readonly contentType: string | null
}

export class Pushes extends Table {
  /** The waiting documents in the order of their arrival. */
  waiting(): readonly WaitingPush[] {
    return this.rows(waitingRow, sql`SELECT id, feed, bytes, hash FROM pushes WHERE part = 0 ORDER BY id`)
  }

  /**
   * Stores a document. `known`: one of the feed with the same body waits already, as hubs repeat a delivery that was not answered in
   * time. `full`: there is no room.
   * @param feed id
   */
  add(feed: number, { body, contentType }: PushBody, now: EpochMs): 'added' | 'known' | 'full' {
    const all = this.waiting()
    const own = all.filter((each) => each.feed === feed)
    const hash = createHash('sha256').update(body).digest('base64url')
    if (own.some((each) => each.hash === hash)) return 'known'
    if (!hasRoom(all, body, waiting, waitingBytes) || !hasRoom(own, body, waitingAFeed, waitingBytesAFeed))
      return 'full'
    const id = (all.at(-1)?.id ?? 0) + 1
    const text = Buffer.from(body).toString('base64')
    for (let part = 0; part === 0 || part * partUnits < text.length; part += 1) {
      const type = part === 0 ? contentType : null
      this.run(sql`INSERT INTO pushes (id, part, feed, at, bytes, hash, content_type, body)
        VALUES (${id}, ${part}, ${feed}, ${now}, ${body.length}, ${hash}, ${type},
          ${text.slice(part * partUnits, (part + 1) * partUnits)})`)
    }
    return 'added'
  }

  /** A document's body; null: it is gone. */
  body(id: number): PushBody | null {
    const row = v.object({ contentType: v.nullable(v.string()), body: v.string() })
    const parts = this.rows(
      row,
      sql`SELECT content_type AS contentType, body FROM pushes WHERE id = ${id} ORDER BY part`,
    )
    const [first] = parts
    if (first === undefined) return null
    const body = Buffer.from(parts.map((part) => part.body).join(''), 'base64')
    return { body, contentType: first.contentType }
  }

  remove(ids: readonly number[]): void {
    for (const id of ids) this.run(sql`DELETE FROM pushes WHERE id = ${id}`)
  }

  /** Deletes all documents. */
  discard(): void {
    this.run(sql`DELETE FROM pushes`)
  }
}

function hasRoom(waiting: readonly WaitingPush[], body: Uint8Array, most: number, mostBytes: number): boolean {
  const bytes = waiting.reduce((sum, each) => sum + each.bytes, body.length)
  return waiting.length < most && bytes <= mostBytes
}
