/** Calls each entry point several times, and takes the mean cost. */
import type { Door } from './doors.ts'
import type { Counts, Stage } from './stage.ts'

export type Measured = Pick<Door, 'door' | 'kind' | 'who'> & Counts

/** Unmeasured calls that warm the Worker up. */
const WARM_UP = 2

/** Limits of a public request in rows read and written: docs/notes/requests.md. */
export const promised = { open: 5, message: 40 } as const

/** Null: only owners use it. */
export function most({ who, kind }: Pick<Door, 'who' | 'kind'>): number | null {
  if (who === 'owner') return null
  return kind === 'get' || kind === 'post' ? promised.open : promised.message
}

export function rowsOf({ rowsRead, rowsWritten }: Counts): number {
  return rowsRead + rowsWritten
}

export function isKept(measured: Measured): boolean {
  const limit = most(measured)
  return limit === null || rowsOf(measured) <= limit
}

/** @param calls number of measured calls, after the warm-up */
export async function measure(stage: Stage, doors: readonly Door[], calls: number): Promise<readonly Measured[]> {
  const all: Measured[] = []
  for (const { door, kind, who, before, come } of doors) {
    const sum = { rowsRead: 0, rowsWritten: 0, kvReads: 0, kvWrites: 0 }
    for (let call = 0; call < calls + WARM_UP; call += 1) {
      await before?.(stage)
      await stage.take()
      await come(stage)
      const counts = await stage.take()
      if (call < WARM_UP) continue
      for (const name of ['rowsRead', 'rowsWritten', 'kvReads', 'kvWrites'] as const) sum[name] += counts[name]
    }
    const mean = (value: number) => Math.round((value / calls) * 100) / 100
    all.push({
      door,
      kind,
      who,
      rowsRead: mean(sum.rowsRead),
      rowsWritten: mean(sum.rowsWritten),
      kvReads: mean(sum.kvReads),
      kvWrites: mean(sum.kvWrites),
    })
  }
  return all
}
