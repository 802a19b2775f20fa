/** Reads a query that was accepted before, perhaps by an earlier version. */
import { type Filter, parseFilter } from './query.ts'

/** The filter of a stored query. One that no longer parses hides nothing; an unclear one has its likeliest reading. */
export function storedFilter(query: string): Filter {
  const filter = parseFilter(query)
  if (filter.ok) return filter.value
  const [likeliest] = filter.problem.kind === 'filter-unclear' ? filter.problem.readings : []
  return likeliest === undefined ? { rule: null } : storedFilter(likeliest)
}
