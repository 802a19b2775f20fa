/** Composes the digests of readers' selections that are due. Cycles remember what they find, so that an idle cycle reads no selection. */
import { nextDigest } from '../digest/due-times.ts'
import { limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import { type CycleProblem, causeOf } from '../result.ts'
import type { Selection } from '../store/channels.ts'
import { NothingUntil, type Progress } from '../store/selection-progress.ts'
import type { StoredFollow } from '../store/stored-follow.ts'
import { type Choice, chooseNews, judgingCost, neededAfter } from './choose-news.ts'
import { composeSelection, gatheringCost } from './compose-selection.ts'
import { forgetReaders, forgetStrangers } from './forget-readers.ts'
import { isDigestDue } from './is-digest-due.ts'
import { loseFollows } from './lose-follows.ts'
import type { MeteredDeps } from './metered-deps.ts'
import { type NewsByCode, selectionNews, type Wanted } from './selection-news.ts'
import { offeringChannels } from './source-news.ts'

const { selectionsACycle, askMs, judging } = limits.readers
/** Nothing is due until something changes. */
const never = Number.MAX_SAFE_INTEGER

/**
 * Composes at most `selectionsACycle` digests, the longest waiting first. Judges for about a second: the others follow in the next cycle.
 * @param complete every due feed was read: a set time without headlines counts as done
 */
export async function composeSelections(
  deps: MeteredDeps,
  now: EpochMs,
  isHourly: boolean,
  complete: boolean,
): Promise<readonly CycleProblem[]> {
  const { ledger } = deps
  const progress = ledger.selectionProgress.get()
  const newsMark = markOf(deps)
  if (!isHourly && now < progress.nextAt && newsMark === progress.newsMark) return []
  if (isHourly) {
    await forgetStrangers(deps, ledger.channels.selections())
    await loseFollows(deps, ledger.channels.selections(), now)
  }
  const isLeft = await forgetReaders(deps, ledger.channels.selections(), now)
  const round = new Round(deps, progress, now)
  await round.compose(complete)
  // A command that came meanwhile wants another look.
  const present = ledger.selectionProgress.get()
  const isChanged = JSON.stringify(present) !== JSON.stringify(progress)
  const nextAt = isLeft || isChanged ? 0 : round.nextAt()
  if (!isChanged) ledger.selectionProgress.set({ nextAt, newsMark, nothingUntil: round.nothingUntil() })
  return round.problems
}

/** Changes with each headline that is kept for readers. Reads a row for each channel that has a link for them. */
function markOf({ ledger }: MeteredDeps): number {
  return [...offeringChannels(ledger).values()].reduce((sum, { id }) => sum + ledger.channelNews.newestAt(id), 0)
}

/** One look at all selections. */
class Round {
  /** They name no reader. */
  readonly problems: CycleProblem[] = []
  readonly #deps: MeteredDeps
  readonly #now: EpochMs
  readonly #all: readonly Selection[]
  readonly #busy: ReadonlySet<string>
  /** Their schedules cannot be evaluated. */
  readonly #broken = new Set<string>()
  /** Due ones that wait for the next cycle. */
  readonly #waiting = new Set<Selection>()
  /** Estimated work of judging and gathering. */
  #spent = 0
  /** Those that take nothing of what there is. */
  readonly #nothing: NothingUntil

  constructor(deps: MeteredDeps, progress: Progress, now: EpochMs) {
    const { channels, messages } = deps.ledger
    this.#deps = deps
    this.#nothing = new NothingUntil(progress)
    this.#now = now
    this.#all = channels.selections().filter(({ channel, follows }) => channel.pause === null && follows !== null)
    this.#busy = new Set(messages.unsent().map(({ channel }) => channel))
  }

  async compose(complete: boolean): Promise<void> {
    const due = this.#all
      .filter((each) => !this.#busy.has(each.channel.id) && this.#isDue(each))
      .toSorted((one, other) => this.#waitsSince(one) - this.#waitsSince(other))
    const news = await selectionNews(this.#deps, this.#wanted(due), (error) =>
      this.#deps.failed({ what: 'news', cause: causeOf(error) }),
    )
    let room = selectionsACycle - this.#all.filter(({ channel }) => this.#busy.has(channel.id)).length
    // A command may have changed them while another cell was asked.
    const present = new Map(this.#deps.ledger.channels.selections().map((each) => [each.channel.id, each]))
    for (const { channel } of due) {
      const selection = present.get(channel.id)
      if (selection === undefined || selection.channel.pause !== null) continue
      const cost = judgingCost(selection.follows ?? [], news, (follow) => this.#judgedUntil(selection, follow))
      if (room <= 0 || (this.#spent > 0 && this.#spent + cost > judging)) this.#waiting.add(selection)
      else {
        this.#spent += cost
        if (this.#handle(selection, news, complete)) room -= 1
      }
    }
  }

  /** @returns whether it has written something */
  #handle(selection: Selection, news: NewsByCode, complete: boolean): boolean {
    const { ledger } = this.#deps
    const { id, title, schedule } = selection.channel
    try {
      const choice = chooseNews(selection.follows ?? [], news, (follow) => this.#judgedUntil(selection, follow))
      if (choice.headlines.length > 0) {
        composeSelection(this.#deps, selection, choice, news, this.#now)
        this.#spent += gatheringCost(selection.channel, choice)
        this.#waiting.add(selection)
        return true
      }
      const isOwed = (selection.follows ?? []).some(({ owed }) => owed !== undefined)
      if (schedule.kind === 'live' && !isOwed) {
        this.#noteNothing(selection, choice)
        return false
      }
      const isDone = schedule.kind !== 'live' && complete && !choice.isPartial
      if (!isDone) this.#waiting.add(selection)
      if (isDone || isOwed) ledger.channels.setFollows(id, choice.follows, isDone ? this.#now : null)
      return isDone || isOwed
    } catch (error) {
      this.problems.push({ kind: 'channel-failed', channel: title, cause: causeOf(error) })
      return true
    }
  }

  #isDue(selection: Selection): boolean {
    try {
      return isDigestDue(selection, this.#deps.settings.liveGapMinutes, this.#now)
    } catch (error) {
      const { id, title } = selection.channel
      this.#broken.add(id)
      this.problems.push({ kind: 'channel-failed', channel: title, cause: causeOf(error) })
      return false
    }
  }

  #wanted(due: readonly Selection[]): readonly Wanted[] {
    const wanted = new Map<string, Wanted>()
    for (const selection of due)
      for (const follow of selection.follows ?? []) {
        const { code, cell } = follow
        const after = neededAfter(follow, this.#judgedUntil(selection, follow))
        wanted.set(code, { code, cell, after: Math.min(after, wanted.get(code)?.after ?? after) })
      }
    return [...wanted.values()]
  }

  #judgedUntil({ channel: { id, schedule } }: Selection, { code }: StoredFollow): EpochMs {
    return schedule.kind === 'live' ? this.#nothing.get(code, id) : 0
  }

  #noteNothing({ channel: { id } }: Selection, { follows, before }: Choice): void {
    for (const { code, at } of follows) if (before[code] !== undefined) this.#nothing.set(code, id, at)
  }

  nothingUntil(): Progress['nothingUntil'] {
    const followed = new Map(this.#all.map(({ channel: { id }, follows }) => [id, follows ?? []]))
    return this.#nothing.stored((code, id) => followed.get(id)?.some((follow) => follow.code === code) === true)
  }

  /** When the next cycle has to look at selections even if no channel of this cell has news. */
  nextAt(): EpochMs {
    const waiting = new Set([...this.#waiting].map(({ channel }) => channel.id))
    return this.#all.reduce((earliest, selection) => {
      const { id } = selection.channel
      if (waiting.has(id) || this.#busy.has(id)) return Math.min(earliest, this.#now)
      return this.#broken.has(id) ? earliest : Math.min(earliest, this.#nextOf(selection))
    }, never)
  }

  #nextOf(selection: Selection): EpochMs {
    const { cell, settings, ledger } = this.#deps
    const { schedule, timezone, quiet } = selection.channel
    const { lastDigestAt } = selection
    const next = nextDigest(schedule, timezone ?? 'UTC', this.#now, lastDigestAt, settings.liveGapMinutes, quiet)
    if (schedule.kind !== 'live' || next > this.#now) return next
    const offering = offeringChannels(ledger)
    const isElsewhere = (selection.follows ?? []).some((each) => !offering.has(each.code) && each.cell !== cell)
    return isElsewhere ? this.#now + askMs : never
  }

  /** When it got its last digest, or was last found to take nothing. */
  #waitsSince(selection: Selection): EpochMs {
    const { lastDigestAt, scheduleSince, follows } = selection
    const judged = (follows ?? []).map((follow) => this.#judgedUntil(selection, follow))
    return Math.max(lastDigestAt ?? scheduleSince, ...judged)
  }
}
