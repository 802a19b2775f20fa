/** Translates the titles of waiting headlines, between recording and composing. It delays a cycle by seconds, and loses nothing. */
import type { Translation } from '../headline.ts'
import type { Language } from '../language.ts'
import { limits } from '../limits.ts'
import { needsTranslation } from '../machine/needs-translation.ts'
import { isTemporary } from '../machine/text-model.ts'
import type { Channel, ChannelId, EpochMs } from '../model.ts'
import type { MachineProblem } from '../result.ts'
import type { ChannelState } from '../store/channels.ts'
import type { Pending } from '../store/deliveries.ts'
import type { TitleTranslation, TranslatedTitle } from '../store/outcomes.ts'
import { languageByWords } from '../story/title-language.ts'
import { askTranslations, type TitleAnswer } from './ask-translations.ts'
import { isDigestDue } from './is-digest-due.ts'
import type { MeteredDeps } from './metered-deps.ts'

const { titlesACycle, cycleMs, waitMs, newestRows } = limits.machine

/** A waiting headline of a channel that wants translations. */
interface Wanted {
  readonly channel: Channel
  readonly pending: Pending
  readonly target: Language
}

/** Headlines with one title, which need one translation. */
type SameTitle = readonly [Wanted, ...Wanted[]]

/** Headlines that are not sent in this cycle, because the next one may have their translation. */
export type Held = ReadonlySet<string>

/** Names a waiting headline in `Held`. */
export function heldKey(channel: ChannelId, { id }: Pick<Pending, 'id'>): string {
  return `${channel} ${id}`
}

/** Each title is translated once for all channels that want it in a language. The languages are asked for side by side. */
export async function translateHeadlines(deps: MeteredDeps, now: EpochMs): Promise<Held> {
  const problems = new Map<Wanted, MachineProblem>()
  const titles = sameTitles(wantedIn(deps, now))
  const until = deps.stopwatch.elapsed() + cycleMs
  const ask = async (target: Language, groups: readonly SameTitle[]) => {
    const asked = groups.map(([{ pending }]) => pending.headline)
    const keep = (answers: ReadonlyMap<number, TitleAnswer>) => store(deps, groups, answers, target, now)
    const answers = await askTranslations(deps, asked, target, until, now, keep)
    for (const [at, answer] of answers.entries())
      if (!answer.ok) for (const each of groups[at] ?? []) problems.set(each, answer.problem)
  }
  const byTarget = Map.groupBy(titles.slice(0, titlesACycle).toSorted(byArrival), ([{ target }]) => target)
  await Promise.all([...byTarget].map(([target, groups]) => ask(target, groups)))
  notify(deps, problems, now)
  // What a cycle has no room for is no problem: the next cycle has.
  const full: MachineProblem = { kind: 'busy' }
  for (const each of titles.slice(titlesACycle).flat()) problems.set(each, full)
  const [held, sent] = [new Set<string>(), new Map<Wanted, TitleTranslation>()]
  for (const [wanted, problem] of problems) {
    const { channel, pending, target } = wanted
    if (!pending.urgent && mayCome(deps, problem, pending.at, now)) held.add(heldKey(channel.id, pending))
    else sent.set(wanted, { language: target, text: null, problem: problem.kind })
  }
  if (sent.size > 0) deps.ledger.transaction(() => noteInOutcomes(deps, sent, now))
  return held
}

/** Whether a translation may still be in time in the next cycle. @param since when its title was read */
export function mayCome({ settings }: MeteredDeps, problem: MachineProblem, since: EpochMs, now: EpochMs): boolean {
  return isTemporary(problem) && now + settings.everyMs - since <= waitMs
}

/** For pages of channels, `/why` and `/retract`. Writes a row for the headlines of about an hour. */
function noteInOutcomes(
  { ledger }: MeteredDeps,
  translations: ReadonlyMap<Wanted, TitleTranslation>,
  now: EpochMs,
): void {
  for (const [id, own] of Map.groupBy(translations, ([{ channel }]) => channel.id)) {
    const titles = new Map<string, TranslatedTitle>()
    let [since, hasPage] = [now, false]
    for (const [{ channel, pending }, translation] of own) {
      const { code, title } = pending.headline
      titles.set(code, { title, translation })
      since = Math.min(since, pending.at)
      hasPage ||= channel.page
    }
    ledger.outcomes.translate(id, titles, since)
    // The version of a page tells changes of the newest row only.
    if (hasPage && since < now) ledger.headlinesChanged()
  }
}

/**
 * Headlines without a translation: urgent ones first, then the newest of each channel in turn, so that no channel takes the place of the
 * others, and a digest that shows only its newest headlines has theirs.
 */
function wantedIn(deps: MeteredDeps, now: EpochMs): readonly Wanted[] {
  const { channels, messages } = deps.ledger
  const busy = new Set(messages.unsent().map(({ channel }) => channel))
  const ranked = channels.all().flatMap((state) => {
    if (state.channel.translate === null || state.channel.pause !== null) return []
    try {
      const { channel } = state
      const waiting = waitingOf(deps, state, busy.has(channel.id), now)
      const wanted = untranslated(deps, channel, state.channel.translate.language, waiting)
      return wanted.toReversed().map((each, at) => ({ each, rank: each.pending.urgent ? -1 : at }))
    } catch {
      // A bug in one channel must not keep the others from their digests. Composing reports it.
      return []
    }
  })
  return ranked.toSorted((one, other) => one.rank - other.rank).map(({ each }) => each)
}

function untranslated(
  { ledger: { deliveries } }: MeteredDeps,
  channel: Channel,
  target: Language,
  waiting: readonly Pending[],
): readonly Wanted[] {
  return waiting.flatMap((pending) => {
    if (pending.headline.translation?.language === target) return []
    if (!isIn(target, pending.headline)) return [{ channel, pending, target }]
    deliveries.translate(channel.id, pending, { language: target, text: null })
    return []
  })
}

/** Of digests that are composed in this cycle all, of others the newest. @param isBusy it has a digest that is not sent yet */
function waitingOf(
  { ledger: { deliveries }, settings }: MeteredDeps,
  state: ChannelState,
  isBusy: boolean,
  now: EpochMs,
): readonly Pending[] {
  const { id } = state.channel
  if (!isBusy && isDigestDue(state, settings.liveGapMinutes, now)) return deliveries.pending(id)
  if (!isBusy && deliveries.urgent().has(id))
    return deliveries.pending(id).filter(({ urgent, at }) => urgent || now - at <= waitMs)
  const [newest] = deliveries.newest(id, 1)
  if (newest === undefined || now - newest.at > waitMs) return []
  return deliveries.newest(id, newestRows).filter(({ at }) => now - at <= waitMs)
}

export function isIn(target: Language, { title, language }: Pick<Pending['headline'], 'title' | 'language'>): boolean {
  const { language: detected, isCertain } = languageByWords(title)
  return !needsTranslation(title, { declared: language ?? null, detected, isCertain }, target)
}

const byArrival = ([{ pending: one }]: SameTitle, [{ pending: other }]: SameTitle) =>
  one.at - other.at || one.id - other.id

function sameTitles(wanted: readonly Wanted[]): readonly SameTitle[] {
  const groups = Map.groupBy(wanted, ({ target, pending: { headline } }) => `${target} ${headline.title}`).values()
  return [...groups].flatMap(([first, ...others]) => (first === undefined ? [] : [[first, ...others] as const]))
}

/** What is certain: translations, and titles that the model cannot translate well. Others are tried again. */
function store(
  deps: MeteredDeps,
  groups: readonly SameTitle[],
  answers: ReadonlyMap<number, TitleAnswer>,
  language: Language,
  now: EpochMs,
): void {
  const { deliveries, channelNews } = deps.ledger
  const noted = new Map<Wanted, TitleTranslation>()
  const forReaders = new Map<ChannelId, { readonly since: EpochMs; readonly byCode: Map<string, Translation> }>()
  for (const [at, answer] of answers) {
    const group = groups[at]
    const translation = group === undefined ? null : translationOf(answer, group[0].pending.headline.title, language)
    if (group === undefined || translation === null) continue
    for (const wanted of group) {
      const { channel, pending } = wanted
      deliveries.translate(channel.id, pending, translation)
      noted.set(wanted, translation)
      if (channel.readers === undefined) continue
      const { since, byCode } = forReaders.get(channel.id) ?? { since: pending.at, byCode: new Map() }
      byCode.set(pending.headline.code, translation)
      forReaders.set(channel.id, { since: Math.min(since, pending.at), byCode })
    }
  }
  for (const [channel, { since, byCode }] of forReaders) channelNews.translate(channel, byCode, since)
  noteInOutcomes(deps, noted, now)
}

/** The model leaves a title alone that is in the language already. */
export function translationOf(answer: TitleAnswer, title: string, language: Language): Translation | null {
  if (answer.ok) return { language, text: answer.value === title ? null : answer.value }
  const { kind } = answer.problem
  return kind === 'changed' || kind === 'bad-answer' ? { language, text: null, problem: kind } : null
}

/** Logs each problem once, and tells each owner once a day what keeps headlines from being translated. */
export function notify(
  { ledger, failed }: MeteredDeps,
  problems: ReadonlyMap<{ readonly channel: Channel }, MachineProblem>,
  now: EpochMs,
): void {
  const kinds = new Map([...problems.values()].map((problem) => [problem.kind, problem]))
  for (const { kind, cause } of kinds.values())
    if (kind !== 'changed') failed({ what: 'machine', problem: kind, ...(cause === undefined ? {} : { cause }) })
  for (const [{ channel }, { kind }] of problems) {
    if (kind === 'changed' || !ledger.channels.noteMachineProblem(channel.id, kind, now)) continue
    const { owner, language, title } = channel
    ledger.notices.add(owner, language, { kind: 'not-translated', channel: title, problem: kind })
  }
}
