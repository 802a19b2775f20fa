/** Collects the headlines that selections choose from: those of this cell, and one request to each other cell. */
import type { SearchableItem } from '../filter/match/searchable-item.ts'
import { lazy } from '../lazy.ts'
import type { EpochMs, ReaderCode } from '../model.ts'
import type { NewsHeadline } from '../store/channel-news.ts'
import type { CycleDeps } from './deps.ts'
import { readerItem } from './judge-news.ts'
import { offeringChannels, type SourceNews, sourceNews } from './source-news.ts'

/** A headline with its texts prepared for any number of filters. */
export interface PreparedHeadline {
  readonly headline: NewsHeadline
  readonly item: () => SearchableItem
}

/** A channel's headlines, oldest first. */
export interface PreparedNews extends Omit<SourceNews, 'headlines'> {
  readonly headlines: readonly PreparedHeadline[]
}

/** The news of each channel by its code for readers. A channel that was not found, or whose cell does not answer, is absent. */
export type NewsByCode = ReadonlyMap<string, PreparedNews>

/** A channel, and the oldest moment after which somebody needs its headlines. */
export interface Wanted {
  readonly code: ReaderCode
  readonly cell: number
  readonly after: EpochMs
}

/** @param failed called with what another cell answers by */
export async function selectionNews(
  { ledger, cell, newsAfter }: Pick<CycleDeps, 'ledger' | 'cell' | 'newsAfter'>,
  wanted: readonly Wanted[],
  failed: (error: unknown) => void,
): Promise<NewsByCode> {
  const news = localNews(ledger, wanted)
  const offering = offeringChannels(ledger)
  const elsewhere = wanted.filter((each) => !offering.has(each.code) && each.cell !== cell)
  for (const [other, requests] of Map.groupBy(elsewhere, (each) => each.cell)) {
    try {
      const answers = await newsAfter(
        other,
        requests.map(({ code, after }) => ({ code, after })),
      )
      for (const [at, { code }] of requests.entries()) {
        const found = answers[at] ?? null
        if (found !== null) news.set(code, prepared(found))
      }
    } catch (error) {
      failed(error)
    }
  }
  return news
}

/** Only the channels of this cell. */
export function localNews(ledger: CycleDeps['ledger'], wanted: readonly Wanted[]): Map<string, PreparedNews> {
  return new Map(
    wanted.flatMap(({ code, after }) => {
      const news = sourceNews(ledger, { code, after })
      return news === null ? [] : [[code, prepared(news)]]
    }),
  )
}

function prepared(news: SourceNews): PreparedNews {
  const headlines = news.headlines.map((headline) => ({ headline, item: lazy(() => readerItem(headline, news)) }))
  return { ...news, headlines }
}
