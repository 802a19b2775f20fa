/** Translates the titles of waiting headlines, between recording and composing. It delays a cycle by seconds, and loses nothing. */
import type { Translation } from '../headline.ts'
import { limits } from '../limits.ts'
import { needsTranslation } from '../machine/needs-translation.ts'
import type { TextModel } from '../machine/text-model.ts'
import { titlesAtMost, translateTitles } from '../machine/translate-titles.ts'
import type { Channel, ChannelId, EpochMs, Language } from '../model.ts'
import { causeOf, err, type MachineProblem, type Result } from '../result.ts'
import type { ChannelState } from '../store/channels.ts'
import type { Pending } from '../store/deliveries.ts'
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
    const answers = await translated(deps, titles, target, now)
    for (const [at, answer] of answers.entries())
      if (!answer.ok) for (const each of titles[at] ?? []) problems.set(each, answer.problem)
  }
  notify(deps, problems, now)
  const mayCome = ([{ pending }, problem]: readonly [Wanted, MachineProblem]) =>
    isTemporary(problem) && !pending.urgent && now + deps.settings.everyMs - pending.at <= waitMs
  return new Set([...problems].filter(mayCome).map(([{ channel, pending }]) => heldKey(channel.id, pending)))
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
      if (isIn(target, pending)) deliveries.translate(channel.id, pending, { language: target, text: null })
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

function isIn(target: Language, { headline: { title, language } }: Pending): boolean {
  return !needsTranslation(title, { declared: language ?? null, detected: titleLanguage(title) }, target)
}

function sameTitles(wanted: readonly Wanted[]): readonly SameTitle[] {
  const groups = Map.groupBy(wanted, ({ pending: { headline } }) => headline.title).values()
  return [...groups].flatMap(([first, ...others]) => (first === undefined ? [] : [[first, ...others] as const]))
}

/** @returns an answer for each title */
async function translated(
  deps: MeteredDeps,
  groups: readonly SameTitle[],
  target: Language,
  now: EpochMs,
): Promise<readonly Result<string, MachineProblem>[]> {
  const { ledger, settings, machine } = deps
  const titles = groups.map(
    ([
      {
        pending: { headline },
      },
    ]) => {
      const { title, language = null } = headline
      return { text: title, language: titleLanguage(title) ?? language }
    },
  )
  const refused = (kind: MachineProblem['kind']) => titles.map(() => err<MachineProblem>({ kind }))
  if (machine === null) return refused('not-set-up')
  if (titles.length === 0) return []
  const most = titlesAtMost(machine.model, titles, target)
  if (ledger.spending.of(now).neurons + most > settings.neuronsADay) return refused('quota-spent')
  ledger.spending.reserveNeurons(now, most)
  const answer = await inTime(deps, machine, titles, target)
  if (typeof answer === 'string') return refused(answer)
  ledger.spending.chargeNeurons(now, most, answer.neurons)
  ledger.transaction(() => store(deps, groups, answer.titles, target))
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
  { ledger: { deliveries, channelNews } }: MeteredDeps,
  groups: readonly SameTitle[],
  answers: readonly Result<string, MachineProblem>[],
  language: Language,
): void {
  const forReaders = new Map<ChannelId, { readonly since: EpochMs; readonly byCode: Map<string, Translation> }>()
  for (const [at, group] of groups.entries()) {
    const answer = answers[at]
    const { title } = group[0].pending.headline
    const translation = answer === undefined ? null : translationOf(answer, title, language)
    if (translation === null) continue
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
function translationOf(answer: Result<string, MachineProblem>, title: string, language: Language): Translation | null {
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
