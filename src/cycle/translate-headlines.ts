/** Translates the titles of waiting headlines, between recording and composing. It delays a cycle by seconds, and loses nothing. */
import type { Translation } from '../headline.ts'
import { limits } from '../limits.ts'
import { needsTranslation } from '../machine/needs-translation.ts'
import type { Channel, ChannelId, EpochMs, Language } from '../model.ts'
import type { MachineProblem } from '../result.ts'
import type { ChannelState } from '../store/channels.ts'
import type { Pending } from '../store/deliveries.ts'
import { languageByWords, titleLanguage } from '../story/title-language.ts'
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
    const answers = await translated(deps, groups, target, until, now)
    for (const [at, answer] of answers.entries())
      if (!answer.ok) for (const each of groups[at] ?? []) problems.set(each, answer.problem)
  }
  const byTarget = Map.groupBy(titles.slice(0, titlesACycle), ([{ target }]) => target)
  await Promise.all([...byTarget].map(([target, groups]) => ask(target, groups)))
  notify(deps, problems, now)
  // What a cycle has no room for is not a problem: the next cycle has.
  const later = titles.slice(titlesACycle).flat()
  const failed = [...problems].flatMap(([each, problem]) => (isTemporary(problem) ? each : []))
  const mayCome = ({ pending: { urgent, at } }: Wanted) => !urgent && now + deps.settings.everyMs - at <= waitMs
  const held = [...failed, ...later].filter(mayCome)
  return new Set(held.map(({ channel, pending }) => heldKey(channel.id, pending)))
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
    if (!isIn(target, pending)) return [{ channel, pending, target }]
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

function isIn(target: Language, { headline: { title, language } }: Pending): boolean {
  const { language: detected, isCertain } = languageByWords(title)
  return !needsTranslation(title, { declared: language ?? null, detected, isCertain }, target)
}

function sameTitles(wanted: readonly Wanted[]): readonly SameTitle[] {
  const groups = Map.groupBy(wanted, ({ target, pending: { headline } }) => `${target} ${headline.title}`).values()
  return [...groups].flatMap(([first, ...others]) => (first === undefined ? [] : [[first, ...others] as const]))
}

/** @returns an answer for each title */
function translated(
  deps: MeteredDeps,
  groups: readonly SameTitle[],
  target: Language,
  until: number,
  now: EpochMs,
): Promise<readonly TitleAnswer[]> {
  const titles = groups.map(([{ pending }]) => {
    const { title, language = null } = pending.headline
    return { text: title, language: titleLanguage(title) ?? language }
  })
  const keep = (answers: ReadonlyMap<number, TitleAnswer>) =>
    deps.ledger.transaction(() => store(deps, groups, answers, target))
  return askTranslations(deps, titles, target, until, now, keep)
}

/** What is certain: translations, and titles that the model cannot translate well. Others are tried again. */
function store(
  { ledger: { deliveries, channelNews } }: MeteredDeps,
  groups: readonly SameTitle[],
  answers: ReadonlyMap<number, TitleAnswer>,
  language: Language,
): void {
  const forReaders = new Map<ChannelId, { readonly since: EpochMs; readonly byCode: Map<string, Translation> }>()
  for (const [at, answer] of answers) {
    const group = groups[at]
    const translation = group === undefined ? null : translationOf(answer, group[0].pending.headline.title, language)
    if (group === undefined || translation === null) continue
    for (const { channel, pending } of group) {
      deliveries.translate(channel.id, pending, translation)
      if (channel.readers === undefined) continue
      const { since, byCode } = forReaders.get(channel.id) ?? { since: pending.at, byCode: new Map() }
      byCode.set(pending.headline.code, translation)
      forReaders.set(channel.id, { since: Math.min(since, pending.at), byCode })
    }
  }
  for (const [channel, { since, byCode }] of forReaders) channelNews.translate(channel, byCode, since)
}

/** The model leaves a title alone that is in the language already. */
function translationOf(answer: TitleAnswer, title: string, language: Language): Translation | null {
  if (answer.ok) return { language, text: answer.value === title ? null : answer.value }
  const { kind } = answer.problem
  return kind === 'changed' || kind === 'bad-answer' ? { language, text: null, problem: kind } : null
}

/** The same call may work in the next cycle. */
function isTemporary({ kind }: MachineProblem): boolean {
  return kind === 'busy' || kind === 'timeout' || kind === 'failed'
}

/** Logs each problem once, and tells each owner once a day what keeps headlines from being translated. */
function notify({ ledger, failed }: MeteredDeps, problems: ReadonlyMap<Wanted, MachineProblem>, now: EpochMs): void {
  const kinds = new Map([...problems.values()].map((problem) => [problem.kind, problem]))
  for (const { kind, cause } of kinds.values())
    if (kind !== 'changed') failed({ what: 'machine', problem: kind, ...(cause === undefined ? {} : { cause }) })
  for (const [{ channel }, { kind }] of problems) {
    if (kind === 'changed' || !ledger.channels.noteMachineProblem(channel.id, kind, now)) continue
    const { owner, language, title } = channel
    ledger.notices.add(owner, language, { kind: 'not-translated', channel: title, problem: kind })
  }
}
