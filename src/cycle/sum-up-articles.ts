/** Sums up articles for their reading pages, after the cycle's messages. It delays no message, and what fails has no summary. */

import { itemText } from '../feed/html-to-text/item-text.ts'
import { htmlText } from '../feed/item-draft.ts'
import { limits } from '../limits.ts'
import { type Article, type Summary, summarise, summaryAtMost } from '../machine/summarise.ts'
import { type FailedCall, isTemporary, type TextModel } from '../machine/text-model.ts'
import type { EpochMs } from '../model.ts'
import { causeOf, err, type MachineProblem, type Result } from '../result.ts'
import type { WaitingSummary } from './cycle-memory.ts'
import type { MeteredDeps } from './metered-deps.ts'
import { isOverPlan } from './plan.ts'
import { summaryTargets } from './summary-queue.ts'

const { summariesACycle, summariesMs, summaryAttempts, summaryShare, summaryTextUnits } = limits.machine

/** An article with the most that its summary can cost. */
interface Chosen {
  readonly waiting: WaitingSummary
  readonly article: Article
  readonly most: number
}

/**
 * A few articles, side by side. What the calls cost at most is stored before they are made, so a cycle that dies afterwards cannot exceed
 * the day's limit. An edition that is closed meanwhile never changes: its articles get no summary.
 */
export async function sumUpArticles(deps: MeteredDeps, now: EpochMs): Promise<void> {
  const { memory, machine } = deps
  if (memory.summaries.length === 0) return
  if (machine === null) memory.summaries.length = 0
  if (machine === null || deps.isLate() || isOverPlan(deps, now)) return
  const chosen = choose(deps, machine, now)
  const problems = await Promise.all(chosen.map((each) => sumUp(deps, machine, each, now)))
  const kinds = new Map(problems.flatMap((problem) => (problem === null ? [] : [[problem.kind, problem]])))
  for (const { kind, cause } of kinds.values())
    deps.failed({ what: 'machine', problem: kind, ...(cause === undefined ? {} : { cause }) })
}

/** Takes articles from the queue, as far as today's neurons go, and reserves these. */
function choose(deps: MeteredDeps, { model }: TextModel, now: EpochMs): readonly Chosen[] {
  const { ledger, memory, settings, failed } = deps
  const open = new Set(ledger.openEditions.all().flatMap(({ code, closed }) => (closed ? [] : code)))
  const targets = summaryTargets(ledger.channels.all())
  const chosen: Chosen[] = []
  let left = settings.neuronsADay * summaryShare - ledger.spending.of(now).neurons
  while (chosen.length < summariesACycle) {
    const waiting = memory.summaries.shift()
    if (waiting === undefined) break
    const { edition, code, title, language, target } = waiting
    const body = open.has(edition) && targets.has(target) ? ledger.openEditions.text(edition, code) : null
    if (body === null) continue
    const article = { title, text: itemText([htmlText(body.html)], summaryTextUnits, title), language }
    const most = summaryAtMost(model, article, target)
    // Too short, or not a language of the model.
    if (most === 0) continue
    if (most > left) {
      memory.summaries.length = 0
      failed({ what: 'machine', problem: 'quota-spent' })
      break
    }
    left -= most
    chosen.push({ waiting, article, most })
  }
  const reserved = chosen.reduce((sum, { most }) => sum + most, 0)
  if (reserved > 0) ledger.spending.reserveNeurons(now, reserved)
  return chosen
}

/** @returns what kept the article from being summed up; null: nothing */
async function sumUp(
  deps: MeteredDeps,
  machine: TextModel,
  { waiting, article, most }: Chosen,
  now: EpochMs,
): Promise<MachineProblem | null> {
  const { ledger, memory } = deps
  const { edition, code, target: language, failed } = waiting
  const answer = await inTime(deps, machine, article, waiting)
  const neurons = answer.ok ? answer.value.neurons : answer.problem.neurons
  if (neurons !== null) ledger.spending.chargeNeurons(now, most, neurons)
  if (answer.ok) {
    const { sentences } = answer.value
    ledger.transaction(() => ledger.openEditions.addSummary(edition, code, { language, sentences }))
    return null
  }
  const { problem } = answer.problem
  if (isTemporary(problem) && failed + 1 < summaryAttempts) memory.summaries.push({ ...waiting, failed: failed + 1 })
  return problem
}

type Failed = Omit<FailedCall, 'neurons'> & { readonly neurons: number | null }

/** A late answer is paid at its most: `neurons` is null. */
async function inTime(
  { stopwatch }: MeteredDeps,
  machine: TextModel,
  article: Article,
  { target }: WaitingSummary,
): Promise<Result<Summary, Failed>> {
  try {
    const answer = await stopwatch.within(summarise(machine, article, target), summariesMs)
    return answer === 'late' ? err({ problem: { kind: 'timeout' }, neurons: null }) : answer
  } catch (error) {
    return err({ problem: { kind: 'failed', cause: causeOf(error) }, neurons: null })
  }
}
