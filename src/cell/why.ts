/** Explains what happened to an item in a channel. */
import { fieldOperatorAt } from '../filter/query/field-operator.ts'
import { limits } from '../limits.ts'
import type { ChannelId, EpochMs, FeedUrl, Recognised } from '../model.ts'
import type { Ledger } from '../store/ledger.ts'
import { titleLine } from '../text/telegram-html.ts'
import { whenNext } from './channel-view.ts'
import type { Fate, LeadHeadline, ShownTranslation, Why } from './fate.ts'
import { headlinePlace, outcomesMeant, type PastOutcome, postLink } from './find-item.ts'
import { feedViews } from './list-feeds.ts'

/** @param text a link, a post or words @returns newest first */
export function why(ledger: Ledger, id: ChannelId, text: string, now: EpochMs, liveGapMinutes: number): readonly Why[] {
  const feeds = new Map(feedViews(ledger, id).map(({ feed, number, filter }) => [feed, { number, filter }]))
  const outcomes = ledger.outcomes.of(id)
  const recognised = recognisedIn(ledger, id, outcomes)
  const all = [...outcomes, ...recognised.keys()].toSorted((one, other) => other.at - one.at)
  return outcomesMeant(ledger, id, all, text)
    .slice(0, limits.cell.whyItems)
    .map((outcome) => {
      const item = recognised.get(outcome)
      return {
        title: outcome.title,
        link: outcome.link,
        source: outcome.source,
        at: outcome.at,
        fate:
          item === undefined
            ? fateOf(ledger, id, outcome, outcomes, feeds.get(outcome.feed) ?? null, now, liveGapMinutes)
            : { kind: 'known', evidence: item.evidence, earlier: earlierOf(item, outcome.feed, outcomes) },
        translation: item === undefined ? translationIn(ledger, id, outcome) : null,
        fullText: outcome.fullText ?? null,
        corrected: correctedIn(outcome),
      }
    })
}

function correctedIn({ corrected, isRetracted }: PastOutcome): Why['corrected'] {
  if (corrected === undefined || isRetracted) return null
  const { at, was, isLeft = false } = corrected
  return { at, was, isLeft }
}

/** By what the post has: its channel may want other translations now, or the post may have kept its former title. */
function translationIn(
  ledger: Ledger,
  id: ChannelId,
  { code, isMerged, translation, corrected }: PastOutcome,
): ShownTranslation | null {
  if (code === null || isMerged || (translation ?? corrected?.translated) === undefined) return null
  const place = headlinePlace(ledger, id, code)
  if (place.kind !== 'sent' || place.gathered !== null) return null
  const plain = place.message.contents.find((each) => each.code === code)?.plain ?? ''
  for (const { language, text } of [translation, corrected?.translated].filter((each) => each !== undefined))
    if (text !== null && plain.includes(titleLine(text, ''))) return { kind: 'translated', language, title: text }
  const problem = translation?.problem
  return problem === undefined ? null : { kind: 'original', problem }
}

/** Items that the channel's feeds had before, as outcomes, so that a text finds them too; without those that outcomes tell of. */
function recognisedIn(
  ledger: Ledger,
  id: ChannelId,
  outcomes: readonly PastOutcome[],
): ReadonlyMap<PastOutcome, Recognised> {
  const followed = new Set(outcomes.flatMap(({ laterKeys = [] }) => laterKeys))
  const items = ledger.feeds.usedBy(id).flatMap(({ id: feed, url, title: source }) => {
    const own = ledger.recognised.of(feed).filter(({ key }) => key === undefined || !followed.has(key))
    return own.map((item): [PastOutcome, Recognised] => {
      const { title, link, at } = item
      const found = { feed: url, source, title, link, at, summary: '', categories: [], author: null, alias: null }
      const unsent = { kept: false, term: null, by: null, code: null, isMerged: false, isRetracted: false }
      return [{ ...found, ...unsent, published: null, key: null }, item]
    })
  })
  return new Map(items)
}

function earlierOf({ earlier }: Recognised, feed: FeedUrl, outcomes: readonly PastOutcome[]) {
  const found = outcomes.find(({ key, feed: of }) => key !== null && key === earlier && of === feed)
  return found === undefined ? null : { title: found.title, link: found.link, at: found.at }
}

function fateOf(
  ledger: Ledger,
  id: ChannelId,
  outcome: PastOutcome,
  outcomes: readonly PastOutcome[],
  feed: { readonly number: number; readonly filter: string } | null,
  now: EpochMs,
  liveGapMinutes: number,
): Fate {
  const state = ledger.channels.get(id)
  if (outcome.code === null || state === null) {
    const filter = outcome.by === 'feed' ? (feed?.filter ?? '') : (state?.channel.filter ?? '')
    const by = outcome.by === 'feed' ? (feed?.number ?? 0) : 'channel'
    const { term, field } = outcome
    const isLimited = term !== null && fieldOperatorAt(term, 0) !== null
    const searched = isLimited ? 'field' : field === null ? 'everything' : 'no-text'
    return { kind: 'dropped', by, term, field: field ?? null, searched, filter }
  }
  const place = headlinePlace(ledger, id, outcome.code)
  const post = place.kind === 'sent' ? postLink(state.channel, place.message.telegramId) : null
  const leading = (code: string): LeadHeadline => {
    const head = outcomes.find((each) => each.code === code && !each.isMerged)
    return { title: head?.title ?? outcome.title, source: head?.source ?? '', link: head?.link ?? null }
  }
  if (outcome.isMerged)
    return { kind: 'merged', into: leading(outcome.code), evidence: outcome.repeats?.evidence ?? null, post }
  switch (place.kind) {
    case 'sent':
      if (place.gathered !== null)
        return { kind: 'gathered', into: leading(place.gathered.into), evidence: place.gathered.evidence, post }
      return { kind: 'sent', at: place.message.at, post }
    case 'waiting':
      return { kind: 'waiting', next: whenNext(state, true, now, liveGapMinutes) }
    case 'under-way':
    case 'left-out':
    case 'retracted':
    case 'gone':
      return place
  }
}
