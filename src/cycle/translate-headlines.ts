/** Translates the titles of waiting headlines, between recording and composing. It delays a cycle by seconds, and loses nothing. */
import type { Translation } from '../headline.ts'
import { limits } from '../limits.ts'
import { needsTranslation } from '../machine/needs-translation.ts'
import { isTemporary, type TextModel } from '../machine/text-model.ts'
import { titlesAtMost, translateTitles } from '../machine/translate-titles.ts'
import type { Channel, ChannelId, EpochMs, Language } from '../model.ts'
import { causeOf, err, type MachineProblem, type Result } from '../result.ts'
import type { ChannelState } from '../store/channels.ts'
import type { Pending } from '../store/deliveries.ts'
import type { TitleTranslation, TranslatedTitle } from '../store/outcomes.ts'
import { titleLanguage } from '../story/title-language.ts'
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

/**
 * Each title is translated once for all channels that want it in a language. What the model costs at most is stored before it is
 * called, so a cycle that dies afterwards cannot exceed the day's limit.
 */
export async function translateHeadlines(deps: MeteredDeps, now: EpochMs): Promise<Held> {
  const wanted = wantedIn(deps, now)
  const problems = new Map<Wanted, MachineProblem>()
  let left = titlesACycle
  for (const [target, some] of Map.groupBy(wanted, (each) => each.target)) {
    const titles = sameTitles(some).slice(0, left)
    left -= titles.length
    const asked = titles.map(([{ pending }]) => pending.headline)
    const answers = await askTranslations(deps, asked, target, now, (each) => store(deps, titles, each, target, now))
    for (const [at, answer] of answers.entries())
      if (!answer.ok) for (const each of titles[at] ?? []) problems.set(each, answer.problem)
  }
  notify(deps, problems, now)
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

/** Headlines without a translation: of digests that are due all, of others the newest. */
function wantedIn(deps: MeteredDeps, now: EpochMs): readonly Wanted[] {
  const { deliveries, channels } = deps.ledger
  const wanted: Wanted[] = []
  for (const state of channels.all()) {
    const { channel } = state
    if (channel.translate === null || channel.pause !== null) continue
    const { language: target } = channel.translate
    for (const pending of waitingOf(deps, state, now)) {
      if (pending.headline.translation?.language === target) continue
      if (isIn(target, pending.headline)) deliveries.translate(channel.id, pending, { language: target, text: null })
      else wanted.push({ channel, pending, target })
    }
  }
  return wanted
}

function waitingOf({ ledger, settings }: MeteredDeps, state: ChannelState, now: EpochMs): readonly Pending[] {
  const { deliveries } = ledger
  const { id } = state.channel
  if (deliveries.urgent().has(id) || isDigestDue(state, settings.liveGapMinutes, now)) return deliveries.pending(id)
  const [newest] = deliveries.newest(id, 1)
  if (newest === undefined || now - newest.at > waitMs) return []
  return deliveries.newest(id, newestRows).filter(({ at }) => now - at <= waitMs)
}

export function isIn(target: Language, { title, language }: Pick<Pending['headline'], 'title' | 'language'>): boolean {
  return !needsTranslation(title, { declared: language ?? null, detected: titleLanguage(title) }, target)
}

function sameTitles(wanted: readonly Wanted[]): readonly SameTitle[] {
  const groups = Map.groupBy(wanted, ({ pending: { headline } }) => headline.title).values()
  return [...groups].flatMap(([first, ...others]) => (first === undefined ? [] : [[first, ...others] as const]))
}

/** @param keep stores the answers of the model, in a transaction @returns an answer for each title */
export async function askTranslations(
  deps: MeteredDeps,
  asked: readonly Pick<Pending['headline'], 'title' | 'language'>[],
  target: Language,
  now: EpochMs,
  keep: (answers: readonly Result<string, MachineProblem>[]) => void,
): Promise<readonly Result<string, MachineProblem>[]> {
  const { ledger, settings, machine } = deps
  const titles = asked.map(({ title, language = null }) => ({
    text: title,
    language: titleLanguage(title) ?? language,
  }))
  const refused = (kind: MachineProblem['kind']) => titles.map(() => err<MachineProblem>({ kind }))
  if (machine === null) return refused('not-set-up')
  if (titles.length === 0) return []
  const most = titlesAtMost(machine.model, titles, target)
  if (ledger.spending.of(now).neurons + most > settings.neuronsADay) return refused('quota-spent')
  ledger.spending.reserveNeurons(now, most)
  const answer = await inTime(deps, machine, titles, target)
  if (typeof answer === 'string') return refused(answer)
  ledger.spending.chargeNeurons(now, most, answer.neurons)
  ledger.transaction(() => keep(answer.titles))
  return answer.titles
}

async function inTime(
  { stopwatch, failed }: MeteredDeps,
  machine: TextModel,
  titles: Parameters<typeof translateTitles>[1],
  target: Language,
) {
  try {
    const answer = await stopwatch.within(translateTitles(machine, titles, target), cycleMs)
    return answer === 'late' ? 'timeout' : answer
  } catch (error) {
    failed({ what: 'machine', problem: 'failed', cause: causeOf(error) })
    return 'failed'
  }
}

/** What is certain: translations, and titles that the model cannot translate well. Others are tried again. */
function store(
  deps: MeteredDeps,
  groups: readonly SameTitle[],
  answers: readonly Result<string, MachineProblem>[],
  language: Language,
  now: EpochMs,
): void {
  const { deliveries, channelNews } = deps.ledger
  const noted = new Map<Wanted, TitleTranslation>()
  const forReaders = new Map<ChannelId, { readonly since: EpochMs; readonly byCode: Map<string, Translation> }>()
  for (const [at, group] of groups.entries()) {
    const answer = answers[at]
    const { title } = group[0].pending.headline
    const translation = answer === undefined ? null : translationOf(answer, title, language)
    if (translation === null) continue
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
export function translationOf(
  answer: Result<string, MachineProblem>,
  title: string,
  language: Language,
): Translation | null {
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
