/** The cycle whose edition or seen keys are not in KV yet: tables `open_cycle` (at most one row) and `open_bodies`. */
import * as v from 'valibot'
import {
  bodySchema,
  type EditionCode,
  type EpochMs,
  editionCodeSchema,
  type LinkedItem,
  linkedItemSchema,
} from '../model.ts'
import type { Bodies } from './bodies.ts'
import { flag, json, sql, Table } from './database.ts'

const openCycleRow = v.object({
  code: editionCodeSchema,
  items: json(v.object({ at: v.number(), items: v.array(linkedItemSchema) })),
  editionPut: flag,
})

export interface OpenCycle {
  readonly code: EditionCode
  readonly at: EpochMs
  readonly items: readonly LinkedItem[]
  /** The edition is in KV: its headlines may be sent. */
  readonly editionPut: boolean
}

export class OpenCycles extends Table {
  /** Null: no cycle is open. */
  current(): OpenCycle | null {
    const [row] = this.rows(openCycleRow, sql`SELECT *, edition_put AS editionPut FROM open_cycle`)
    return row === undefined ? null : { ...row.items, code: row.code, editionPut: row.editionPut }
  }

  /** Fails by the table's primary key while another cycle is open. */
  begin(code: EditionCode, at: EpochMs, items: readonly LinkedItem[], bodies: Bodies): void {
    this.run(sql`INSERT INTO open_cycle (id, code, items) VALUES (1, ${code}, ${JSON.stringify({ at, items })})`)
    for (const [position, body] of bodies)
      this.run(sql`INSERT INTO open_bodies (position, body) VALUES (${position}, ${JSON.stringify(body)})`)
  }

  /** The texts of the items, until they are in KV. */
  bodies(): Bodies {
    const row = v.object({ position: v.number(), body: json(bodySchema) })
    const rows = this.rows(row, sql`SELECT position, body FROM open_bodies`)
    return new Map(rows.map(({ position, body }) => [position, body]))
  }

  editionPut(): void {
    this.run(sql`DELETE FROM open_bodies`)
    this.run(sql`UPDATE open_cycle SET edition_put = 1`)
  }

  end(): void {
    this.run(sql`DELETE FROM open_cycle`)
  }
}
