/** A reader's selection: the channels it follows, and its words for each, with their back-test. */
import { neededAfter } from '../cycle/choose-news.ts'
import { affordable, judgeOf, readerItem } from '../cycle/judge-news.ts'
import { offeringChannels, type SourceNews, sourceNews } from '../cycle/source-news.ts'
import { needsOnlyText } from '../filter/match/needs-text.ts'
import type { FilterItem } from '../filter/match/searchable-item.ts'
import { parseFilter } from '../filter/query/query.ts'
import { limits } from '../limits.ts'
import type { Served } from '../metered-object.ts'
import type { ChannelId, EpochMs, ReaderCode } from '../model.ts'
import { err, ok } from '../result.ts'
import type { Finish } from '../store/journal.ts'
import type { Ledger } from '../store/ledger.ts'
import type { StoredFollow } from '../store/stored-follow.ts'
import type { FilterSet } from './filter-set.ts'
import { resultOf } from './filters.ts'
import type { Follow, Followed, ReaderApi, Source } from './reader-api.ts'

export interface SelectionDeps {
  readonly cell: number
  readonly ledger: Ledger
  readonly newsAfter: (
    cell: number,
    requests: readonly { readonly code: ReaderCode; readonly after: EpochMs }[],
  ) => Promise<readonly (SourceNews | null)[]>
  readonly now: () => EpochMs
  readonly finish: Finish
}

/** What a back-test is made on: the headlines of a channel's last 48 hours. */
type Recent = Pick<SourceNews, 'title' | 'sources'> & {
  /** Newest first. */ readonly headlines: readonly FilterItem[]
}

export function selectionMethods(deps: SelectionDeps, id: ChannelId): Served<ReaderApi> {
  const { ledger } = deps
  const followsOf = () => ledger.channels.selection(id)?.follows ?? []
  const change = (follows: readonly StoredFollow[]) => {
    ledger.channels.setFollows(id, follows)
    ledger.selectionProgress.wake()
  }
  return {
    follow: (source, query): Followed => {
      const follows = followsOf()
      const selection = ledger.channels.selection(id)
      if (selection === null) return { kind: 'gone' }
      if (source.cell === deps.cell && !offeringChannels(ledger).has(source.code)) return { kind: 'gone' }
      if (follows.some(({ code }) => code === source.code)) return { kind: 'already' }
      if (follows.length >= limits.readers.follows) return { kind: 'full', most: limits.readers.follows }
      // The chat is open, as its reader has just written there.
      const { channel } = selection
      if (channel.pause?.by === 'telegram') ledger.channels.pause(id, null)
      change([...follows, { ...source, filter: query, at: newestNews(ledger, source.code) ?? deps.now() }])
      return { kind: 'followed', isFirst: follows.length === 0 }
    },
    unfollow: (code) => {
      const follows = followsOf()
      const left = follows.filter((each) => each.code !== code)
      if (left.length < follows.length) change(left)
      return left.length
    },
    follows: () => followsOf().map(({ at: _, owed: __, ...follow }): Follow => follow),
    setWords: (code, query, sure = false) => {
      const follow = followsOf().find((each) => each.code === code)
      if (follow === undefined) return err({ kind: 'no-such-feed' })
      const set = (recent: Recent | null, waiting: SourceNews | null) => {
        const tested = testWords(recent, query, follow.filter, sure)
        if (tested.ok && tested.value.isHeld !== true) saveWords(deps, id, code, query, waiting)
        return tested
      }
      const after = neededAfter(follow, ledger.selectionProgress.nothingUntil(code, id))
      const recent = recentHere(ledger, code)
      if (recent !== null) return set(recent, sourceNews(ledger, { code, after }))
      return newsThere(deps, follow, after).then((there) => deps.finish(() => set(recentOf(deps, there), there)))
    },
    tryWords: (source, query) => {
      const before = followsOf().find(({ code }) => code === source.code)?.filter ?? ''
      const recent = recentHere(ledger, source.code)
      if (recent !== null) return testWords(recent, query, before, true)
      return newsThere(deps, source, deps.now()).then((there) => testWords(recentOf(deps, there), query, before, true))
    },
  }
}

/** Gives a channel a link for readers, or takes it away; the next full hour takes it from its readers, unless it is given back. */
export function offerReaders(ledger: Ledger, id: ChannelId, code: ReaderCode | null): void {
  const channel = ledger.channels.get(id)?.channel
  if (channel === undefined) return
  const { readers: _, ...rest } = channel
  ledger.channels.configure(code === null ? rest : { ...rest, readers: code })
}

/**
 * Old headlines do not come by new words: a selection that gets news as it comes goes on from now, with those that waited by its words
 * until now, if the new ones let them pass too. At set times, the coming digest uses the new words.
 */
function saveWords(
  { ledger }: SelectionDeps,
  id: ChannelId,
  code: ReaderCode,
  query: string,
  waiting: SourceNews | null,
): void {
  const selection = ledger.channels.selection(id)
  if (selection === null) return
  const { channel, scheduleSince } = selection
  const newest = waiting?.headlines.at(-1)?.at ?? 0
  const goesOn = channel.schedule.kind === 'live' ? newest : Math.min(newest, scheduleSince)
  const follows = (selection.follows ?? []).map((each): StoredFollow => {
    if (each.code !== code) return each
    const at = Math.max(each.at, goesOn)
    const kept = waiting === null ? [] : keptByBoth(waiting, each, query, at)
    const { owed = { since: each.at, codes: [] } } = each
    const codes = [...owed.codes, ...kept]
    return { ...each, filter: query, at, ...(codes.length === 0 ? {} : { owed: { ...owed, codes } }) }
  })
  ledger.channels.setFollows(id, follows)
  ledger.selectionProgress.judgeAgain(code, id)
}

/** Codes of the headlines after a reader's cursor, up to a moment, that the former and the new words let pass. */
function keptByBoth(news: SourceNews, { at, filter }: StoredFollow, query: string, until: EpochMs): readonly string[] {
  const waiting = news.headlines.filter((headline) => headline.at > at && headline.at <= until)
  if (waiting.length === 0) return []
  const [former, next] = [judgeOf(filter), judgeOf(query)]
  return waiting.flatMap((headline) => {
    const item = readerItem(headline, news)
    return next(item).keep && former(item).keep ? headline.code : []
  })
}

/** Null: the channel is in another cell. */
function newestNews(ledger: Ledger, code: ReaderCode): EpochMs | null {
  const channel = offeringChannels(ledger).get(code)
  return channel === undefined ? null : ledger.channelNews.newestAt(channel.id)
}

/** Outcomes take fewer rows than news. Null: the channel is in another cell. */
function recentHere(ledger: Ledger, code: ReaderCode): Recent | null {
  const channel = offeringChannels(ledger).get(code)
  if (channel === undefined) return null
  const headlines = ledger.outcomes
    .of(channel.id)
    .filter(({ kept, isMerged, isRetracted, code: own }) => kept && !isMerged && !isRetracted && own !== null)
  return { title: channel.title, sources: channel.sources, headlines }
}

/** News of a channel in another cell: of the last 48 hours, and after a moment. */
async function newsThere({ newsAfter, now }: SelectionDeps, { cell, code }: Source, after: EpochMs) {
  const [news] = await newsAfter(cell, [{ code, after: Math.min(after, now() - limits.store.outcomesMs) }])
  return news ?? null
}

function recentOf({ now }: SelectionDeps, news: SourceNews | null): Recent | null {
  const since = now() - limits.store.outcomesMs
  return news === null ? null : { ...news, headlines: news.headlines.filter(({ at }) => at > since).toReversed() }
}

function testWords(recent: Recent | null, query: string, before: string, sure: boolean): FilterSet {
  const filter = parseFilter(query)
  if (!filter.ok) return err(filter.problem)
  if (needsOnlyText(filter.value)) return err({ kind: 'texts-not-searched' })
  const source = recent ?? { title: '', sources: true, headlines: [] }
  const most = Math.min(affordable(query, 1 / 2), affordable(before, 1 / 2))
  const items = source.headlines
    .slice(0, most)
    .map((headline) => ({ title: headline.title, item: readerItem(headline, source) }))
  const [present, next] = [judgeOf(before), judgeOf(query)]
  const judged = items.map(({ title, item }) => ({ title, ...next(item), wasKept: present(item).keep }))
  const backTest = resultOf(judged)
  const isHeld = !sure && backTest.total > 0 && backTest.passed === 0 && judged.some(({ wasKept }) => wasKept)
  return ok({ backTest, query, before, feed: null, ...(isHeld ? { isHeld: true as const } : {}) })
}
