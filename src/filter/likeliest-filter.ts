/** Reads a query that nobody can be asked about, such as one that was stored by an earlier version. */
import { type Filter, parseFilter } from './query.ts'

export interface LikeliestFilter {
  /** The query itself, or the likeliest of its readings. */
  readonly query: string
  readonly filter: Filter
}

/** @returns null: the query has a mistake */
export function likeliestFilter(query: string): LikeliestFilter | null {
  const parsed = parseFilter(query)
  if (parsed.ok) return { query, filter: parsed.value }
  const [likeliest] = parsed.problem.kind === 'filter-unclear' ? parsed.problem.readings : []
  const read = likeliest === undefined ? null : parseFilter(likeliest)
  return likeliest !== undefined && read?.ok === true ? { query: likeliest, filter: read.value } : null
}
