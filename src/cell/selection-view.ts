/** What a reader sees of a selection: how much waits, what the next digest would be, and why a headline came or not. */
import { type Choice, chooseNews, neededAfter } from '../cycle/choose-news.ts'
import { selectionDigest } from '../cycle/compose-selection.ts'
import type { CycleDeps } from '../cycle/deps.ts'
import { affordable, judgeOf } from '../cycle/judge-news.ts'
import { localNews, type NewsByCode, type PreparedNews, selectionNews, type Wanted } from '../cycle/selection-news.ts'
import type { DigestPart } from '../digest/compose.ts'
import type { Verdict } from '../filter/match/matcher.ts'
import { fieldOperatorAt } from '../filter/query/field-operator.ts'
import { limits } from '../limits.ts'
import { logCaught } from '../log.ts'
import type { ChannelId, EpochMs } from '../model.ts'
import type { Selection } from '../store/channels.ts'
import type { Ledger } from '../store/ledger.ts'
import type { StoredFollow } from '../store/stored-follow.ts'
import { whenNext } from './channel-view.ts'
import type { Fate, LeadHeadline, Why } from './fate.ts'
import { headlinePlace, outcomesMeant, type PastOutcome } from './find-item.ts'

type NewsDeps = Pick<CycleDeps, 'ledger' | 'cell' | 'newsAfter'>

const followsOf = ({ follows }: Selection): readonly StoredFollow[] => follows ?? []
const logFailedNews = (error: unknown) => logCaught('asking another cell for news', error)

/** How many headlines wait for the next digest, of the channels in this cell. */
export function waitingIn(ledger: Ledger, selection: Selection): number {
  const judged = judgedBy(ledger, selection)
  return choiceOf(selection, localNews(ledger, wantedBy(selection, judged)), judged).headlines.length
}

/** @param linkBase what short links begin with; null: links lead to the articles */
export async function previewSelection(
  deps: NewsDeps & Pick<CycleDeps, 'words'>,
  id: ChannelId,
  linkBase: string | null,
): Promise<readonly DigestPart[]> {
  const selection = deps.ledger.channels.selection(id)
  if (selection === null) return []
  const judged = judgedBy(deps.ledger, selection)
  const news = await selectionNews(deps, wantedBy(selection, judged), logFailedNews)
  const how = { words: deps.words, settings: { linkBase } }
  return selectionDigest(how, selection, choiceOf(selection, news, judged), news, limits.digest.instantMessages, null)
    .parts
}

/** Up to when a selection takes nothing of a channel that it follows. */
type JudgedUntil = (follow: StoredFollow) => EpochMs

function judgedBy({ selectionProgress }: Ledger, { channel: { id } }: Selection): JudgedUntil {
  return ({ code }) => selectionProgress.nothingUntil(code, id)
}

function wantedBy(selection: Selection, judged: JudgedUntil): readonly Wanted[] {
  return followsOf(selection).map((follow) => ({ ...follow, after: neededAfter(follow, judged(follow)) }))
}

function choiceOf(selection: Selection, news: NewsByCode, judged: JudgedUntil): Choice {
  const follows = followsOf(selection)
  const newest = follows.map((follow) => [follow.code, newestOf(follow, news, follows.length)] as const)
  return chooseNews(
    follows,
    new Map(newest.flatMap(([code, found]) => (found === undefined ? [] : [[code, found]]))),
    judged,
  )
}

/** As many of a channel's newest headlines as a request may judge. */
function newestOf({ code, filter }: StoredFollow, news: NewsByCode, channels: number): PreparedNews | undefined {
  const found = news.get(code)
  return found === undefined ? found : { ...found, headlines: found.headlines.slice(-affordable(filter, 1 / channels)) }
}

/** A headline of a followed channel, judged by the reader's present words for it. */
interface Judged {
  readonly outcome: PastOutcome
  readonly verdict: Verdict
  readonly follow: StoredFollow
}

/** @param text a link or words @returns newest first */
export async function whySelection(
  deps: NewsDeps,
  id: ChannelId,
  text: string,
  now: EpochMs,
  liveGapMinutes: number,
): Promise<readonly Why[]> {
  const { ledger } = deps
  const selection = ledger.channels.selection(id)
  if (selection === null) return []
  const after = now - limits.store.outcomesMs
  const news = await selectionNews(
    deps,
    followsOf(selection).map((follow) => ({ ...follow, after })),
    logFailedNews,
  )
  const judged = new Map(
    followsOf(selection)
      .flatMap((follow) => judgedIn(follow, newestOf(follow, news, followsOf(selection).length)))
      // An item of two channels comes if one of them lets it pass.
      .toSorted((one, other) => Number(one.verdict.keep) - Number(other.verdict.keep))
      .map((each) => [each.outcome.code, each]),
  )
  const outcomes = [...judged.values()].map(({ outcome }) => outcome).toSorted((one, other) => other.at - one.at)
  const titles = new Map(outcomes.map(({ code, title, source, link }) => [code, { title, source, link }]))
  return outcomesMeant(ledger, id, outcomes, text)
    .slice(0, limits.cell.whyItems)
    .flatMap((outcome): readonly Why[] => {
      const found = judged.get(outcome.code)
      if (found === undefined) return []
      const { title, link, source, at } = outcome
      const fate = fateOf(ledger, selection, found, titles, now, liveGapMinutes)
      return [{ title, link, source, at, fate, translation: null, fullText: null, corrected: null }]
    })
}

function judgedIn(follow: StoredFollow, source: PreparedNews | undefined): readonly Judged[] {
  if (source === undefined) return []
  const matches = judgeOf(follow.filter)
  return source.headlines.map(({ headline, item }) => {
    const { feed, title, summary, categories, author, link, published, code, at } = headline
    const name = source.sources ? headline.source : source.title
    const shown = { feed, source: name, title, summary, categories, author, link, published, code, at }
    const unknown = { term: null, by: null, isMerged: false, alias: null, key: null, isRetracted: false }
    return { outcome: { ...shown, ...unknown, kept: true }, verdict: matches(item()), follow }
  })
}

function fateOf(
  ledger: Ledger,
  selection: Selection,
  { outcome, verdict: { keep, term, field }, follow }: Judged,
  titles: ReadonlyMap<string | null, LeadHeadline>,
  now: EpochMs,
  liveGapMinutes: number,
): Fate {
  const place = headlinePlace(ledger, selection.channel.id, outcome.code ?? '')
  if (place.kind === 'sent') {
    const { gathered, message } = place
    if (gathered === null) return { kind: 'sent', at: message.at, post: null }
    const into = titles.get(gathered.into) ?? { title: outcome.title, source: outcome.source, link: null }
    return { kind: 'gathered', into, evidence: gathered.evidence, post: null }
  }
  const waiting: Fate = { kind: 'waiting', next: whenNext(selection, true, now, liveGapMinutes) }
  if (place.kind === 'waiting' || follow.owed?.codes.includes(outcome.code ?? '') === true) return waiting
  if (place.kind !== 'gone') return place
  if (!keep) {
    const searched = term !== null && fieldOperatorAt(term, 0) !== null ? 'field' : 'no-text'
    return { kind: 'dropped', by: 'channel', term, field, searched, filter: follow.filter }
  }
  return outcome.at > follow.at ? waiting : place
}
