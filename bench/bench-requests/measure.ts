/** Sends each request several times, and takes the mean of what it costs. */
import type { Counts, Deployment } from './deployment.ts'
import type { RequestCase } from './request-case.ts'

export type Measured = Pick<RequestCase, 'request' | 'kind' | 'who'> & Counts

/** Unmeasured calls that warm the Worker up. */
const WARM_UP = 2
const figures = ['rowsRead', 'rowsWritten', 'kvReads', 'kvWrites'] as const

/** Maximum rows, read and written together, of a stranger's web request, of an update, and of one that makes a reader: docs/notes/requests.md. */
export const maxRows = { web: 5, update: 40, following: 90 } as const

/** @returns null: no limit, as only owners send it, or hubs, whose documents are limited by their number */
export function limitOf({ who, kind }: Pick<RequestCase, 'who' | 'kind'>): number | null {
  if (who !== 'stranger') return null
  if (kind === 'following') return maxRows.following
  return kind === 'get' || kind === 'post' ? maxRows.web : maxRows.update
}

export function isWithinLimit(measured: Measured): boolean {
  const limit = limitOf(measured)
  return limit === null || measured.rowsRead + measured.rowsWritten <= limit
}

/** @param calls number of measured calls @param warmUps unmeasured calls before them */
export async function measure(
  deployment: Deployment,
  cases: readonly RequestCase[],
  calls: number,
  warmUps = WARM_UP,
): Promise<readonly Measured[]> {
  const all: Measured[] = []
  for (const { request, kind, who, prepare, send } of cases) {
    const counts = { rowsRead: 0, rowsWritten: 0, kvReads: 0, kvWrites: 0 }
    for (let call = 0; call < calls + warmUps; call += 1) {
      await prepare?.(deployment)
      await deployment.takeCounts()
      await send(deployment)
      const taken = await deployment.takeCounts()
      if (call >= warmUps) for (const figure of figures) counts[figure] += taken[figure]
    }
    for (const figure of figures) counts[figure] = Math.round((counts[figure] / calls) * 100) / 100
    all.push({ request, kind, who, ...counts })
  }
  return all
}
