/** The filters of an /export file: what is unclear gets its likeliest reading, as nobody is asked during an import. */
import type { ChannelExport } from '../../cell/channel-export.ts'
import { likeliestFilter } from '../../filter/query/likeliest-filter.ts'
import type { UnclearImport } from '../../i18n/views/imports.ts'

export interface ImportedFilters {
  readonly saved: ChannelExport
  readonly unclear: readonly UnclearImport[]
}

/** @returns null: a filter has a mistake */
export function readImportedFilters(saved: ChannelExport): ImportedFilters | null {
  const unclear: UnclearImport[] = []
  const read = (query: string, feed: string | null): string | null => {
    const found = likeliestFilter(query)
    if (found !== null && found.query !== query) unclear.push({ feed, query, reading: found.query })
    return found?.query ?? null
  }
  const filter = read(saved.filter, null)
  const feeds = saved.feeds.flatMap((feed) => {
    const own = read(feed.filter, feed.name || feed.title || feed.url)
    return own === null ? [] : [{ ...feed, filter: own }]
  })
  if (filter === null || feeds.length < saved.feeds.length) return null
  return { saved: { ...saved, filter, feeds }, unclear }
}
