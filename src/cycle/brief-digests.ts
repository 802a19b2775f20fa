/** Writes briefings of the digests that are due at their set times, before they are composed. A digest waits some seconds at most, and never for the next cycle. */
import type { BriefedSentence } from '../digest/briefing-blocks.ts'
import { dayMs, limits } from '../limits.ts'
import { type BriefedHeadline, briefHeadlines, briefingAtMost } from '../machine/brief.ts'
import type { Channel, ChannelId, EpochMs } from '../model.ts'
import { causeOf, err, type MachineProblem, ok, type Result } from '../result.ts'
import type { Pending } from '../store/deliveries.ts'
import { titleLanguage } from '../story/title-language.ts'
import { digestContents } from './digest-contents.ts'
import { digestLine, type Line } from './gather-stories.ts'
import { isDigestDue } from './is-digest-due.ts'
import type { MeteredDeps } from './metered-deps.ts'

const { cycleMs, briefedLines, briefingsACycle, briefingsAtOnce } = limits.machine

/** Sentences for the digests of this cycle. They are kept nowhere: a cycle that died asks again, or sends the digest without them. */
export type Briefings = ReadonlyMap<ChannelId, readonly BriefedSentence[]>

/** A digest that is due and gets a briefing. */
interface Wanted {
  readonly channel: Channel
  /** The ids of headlines, in the order of `headlines`. */
  readonly ids: readonly number[]
  readonly headlines: readonly BriefedHeadline[]
}

/**
 * What the model costs at most is stored before it is called, so cycles that die afterwards cannot exceed the day's limit. All briefings
 * together take no longer than translations into one language, nor more than half of the cycle's time.
 */
export async function briefDigests(deps: MeteredDeps, now: EpochMs): Promise<Briefings> {
  const wanted = wantedIn(deps, now)
  const briefings = new Map<ChannelId, readonly BriefedSentence[]>()
  if (wanted.length === 0) return briefings
  const until = Math.min(deps.stopwatch.elapsed() + cycleMs, deps.wallMs / 2)
  for (let at = 0; at < wanted.length; at += briefingsAtOnce) {
    const some = wanted.slice(at, at + briefingsAtOnce)
    const answers = await Promise.all(some.map((each) => briefed(deps, each, until, now)))
    for (const [place, answer] of answers.entries()) {
      const channel = some[place]?.channel
      if (channel === undefined) continue
      if (answer.ok) briefings.set(channel.id, answer.value)
      else notify(deps, channel, answer.problem, now)
    }
  }
  return briefings
}

/** Where more digests are due than a cycle can brief, other channels come first on each day. */
function wantedIn({ ledger, settings }: MeteredDeps, now: EpochMs): readonly Wanted[] {
  const { channels, deliveries, messages } = ledger
  const states = channels.all().filter(({ channel: { briefing, schedule, pause } }) => {
    return briefing && schedule.kind !== 'live' && pause === null
  })
  const due = states.filter((state) => isDigestDue(state, settings.liveGapMinutes, now))
  if (due.length === 0) return []
  const busy = new Set(messages.unsent().map(({ channel }) => channel))
  const wanted = due.flatMap(({ channel }): readonly Wanted[] => {
    const waiting = busy.has(channel.id) ? [] : deliveries.pending(channel.id)
    const { shown } = digestContents(channel, waiting, true)
    return shown.length < briefedLines ? [] : [wantedFor(channel, shown)]
  })
  const first = Math.floor(now / dayMs) % Math.max(1, wanted.length)
  return [...wanted.slice(first), ...wanted.slice(0, first)].slice(0, briefingsACycle)
}

/** Stories that several feeds tell come first, then the newest. */
function wantedFor(channel: Channel, shown: readonly Line<Pending>[]): Wanted {
  const leads = shown
    .map((line) => digestLine(line, channel.translate))
    .toSorted((one, other) => other.others.length - one.others.length || other.lead.id - one.lead.id)
    .map(({ lead }) => lead)
  const headlines = leads.map(({ title, shown: instead, summary: text, language }): BriefedHeadline => {
    // A translated title is not in the language of its text.
    const known = instead === undefined ? (titleLanguage(title) ?? language ?? null) : null
    return { title: instead?.title ?? title, text, language: known }
  })
  return { channel, ids: leads.map(({ id }) => id), headlines }
}

async function briefed(
  deps: MeteredDeps,
  { channel: { language }, headlines, ids }: Wanted,
  until: number,
  now: EpochMs,
): Promise<Result<readonly BriefedSentence[], MachineProblem>> {
  const { ledger, settings, machine, stopwatch } = deps
  if (machine === null) return err({ kind: 'not-set-up' })
  const left = until - stopwatch.elapsed()
  if (left <= 0) return err({ kind: 'timeout' })
  const most = briefingAtMost(machine.model, headlines, language)
  if (ledger.spending.of(now).neurons + most > settings.neuronsADay) return err({ kind: 'quota-spent' })
  if (most > 0) ledger.spending.reserveNeurons(now, most)
  const answer = await inTime(deps, briefHeadlines(machine, headlines, language), left)
  if (typeof answer === 'string') return err({ kind: answer })
  const { neurons } = answer.ok ? answer.value : answer.problem
  ledger.spending.chargeNeurons(now, most, neurons)
  if (!answer.ok) return err(answer.problem.problem)
  const idsOf = (places: readonly number[]) => places.flatMap((place) => ids[place] ?? [])
  return ok(answer.value.sentences.map(({ text, cites }) => ({ text, cites: idsOf(cites) })))
}

async function inTime<Value>(
  { stopwatch, failed }: MeteredDeps,
  work: Promise<Value>,
  ms: number,
): Promise<Value | 'timeout' | 'failed'> {
  try {
    const answer = await stopwatch.within(work, ms)
    return answer === 'late' ? 'timeout' : answer
  } catch (error) {
    failed({ what: 'machine', problem: 'failed', cause: causeOf(error) })
    return 'failed'
  }
}

/** Logs the problem, and tells the owner once a day why digests have no briefing. */
function notify({ ledger, failed }: MeteredDeps, channel: Channel, problem: MachineProblem, now: EpochMs): void {
  const { kind, cause } = problem
  failed({ what: 'machine', problem: kind, ...(cause === undefined ? {} : { cause }) })
  if (!ledger.channels.noteMachineProblem(channel.id, `briefing:${kind}`, now)) return
  const { owner, language, title } = channel
  ledger.notices.add(owner, language, { kind: 'not-briefed', channel: title, problem: kind })
}
