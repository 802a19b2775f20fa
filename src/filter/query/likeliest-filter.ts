/** Reads a query that nobody can be asked about, such as one that was stored by an earlier version. */
import { type Filter, parseFilter } from './query.ts'

export interface LikeliestFilter {
  /** The query itself, its likeliest reading, or its correction. */
  readonly query: string
  readonly filter: Filter
}

/** @returns null: the query has a mistake without an obvious correction */
export function likeliestFilter(query: string): LikeliestFilter | null {
  const parsed = parseFilter(query)
  if (parsed.ok) return { query, filter: parsed.value }
  const { problem } = parsed
  const meant = problem.kind === 'filter-unclear' ? problem.readings[0] : problem.suggestion
  return meant === undefined || meant === null ? null : likeliestFilter(meant)
}

/** The filter of a stored query. One that no longer parses, and has no correction, hides nothing. */
export function storedFilter(query: string): Filter {
  return likeliestFilter(query)?.filter ?? { rule: null }
}
