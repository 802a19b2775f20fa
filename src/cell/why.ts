/** Says of an item what became of it in a channel, and why. */
import type { ChannelId, EpochMs } from '../model.ts'
import type { Ledger } from '../store/ledger.ts'
import type { Fate, Why } from './api.ts'
import { whenNext } from './configure.ts'
import { outcomesNamed, type PastOutcome, postLink, whereabouts } from './find-outcome.ts'
import { feedViews } from './subscribe.ts'

/** More than this nobody reads. */
const ANSWERS = 3

/** @param text a link or words; @returns newest first */
export function why(ledger: Ledger, id: ChannelId, text: string, now: EpochMs, liveGapMinutes: number): readonly Why[] {
  const feeds = new Map(feedViews(ledger, id).map(({ url, number, filter }) => [url, { number, filter }]))
  const outcomes = ledger.outcomes.of(id)
  return outcomesNamed(ledger, id, outcomes, text)
    .slice(0, ANSWERS)
    .map((outcome) => ({
      title: outcome.title,
      link: outcome.link,
      source: outcome.source,
      at: outcome.at,
      fate: fateOf(ledger, id, outcome, outcomes, feeds.get(outcome.feed) ?? null, now, liveGapMinutes),
    }))
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
    return { kind: 'dropped', by: outcome.by === 'feed' ? (feed?.number ?? 0) : 'channel', term: outcome.term, filter }
  }
  const place = whereabouts(ledger, id, outcome.code)
  if (outcome.isMerged) {
    const head = outcomes.find(({ code, isMerged }) => code === outcome.code && !isMerged)
    const into = { title: head?.title ?? outcome.title, source: head?.source ?? '', link: head?.link ?? null }
    return {
      kind: 'merged',
      into,
      post: place.kind === 'sent' ? postLink(state.channel, place.message.telegramId) : null,
    }
  }
  switch (place.kind) {
    case 'sent':
      return { kind: 'sent', at: place.message.at, post: postLink(state.channel, place.message.telegramId) }
    case 'waiting':
      return { kind: 'waiting', next: whenNext(state, true, now, liveGapMinutes) }
    case 'under-way':
    case 'left-out':
    case 'retracted':
    case 'gone':
      return place
  }
}
