/** Sums up articles for their reading pages, after the cycle's messages. It delays no message, and what fails has no summary. */
import { itemText } from '../feed/html-to-text/item-text.ts'
import { htmlText } from '../feed/item-draft.ts'
import { limits } from '../limits.ts'
import { type Article, type Summary, summarise, summaryAtMost } from '../machine/summarise.ts'
import { isTemporary, type TextModel } from '../machine/text-model.ts'
import type { EpochMs } from '../model.ts'
import { causeOf, err, type MachineProblem, type Result } from '../result.ts'
import type { WaitingSummary } from '../store/waiting-summaries.ts'
import { titleLanguage } from '../story/title-language.ts'
import type { MeteredDeps } from './metered-deps.ts'
import { isOverPlan } from './plan.ts'
import type { RecordedNews } from './record-news.ts'
import { articlesToSumUp, summaryTargets } from './summary-queue.ts'

const { summariesACycle, summariesMs, summaryAttempts, summaryShare, summaryTextUnits } = limits.machine

/** An article with the most that its summary can cost. */
interface Chosen {
  readonly waiting: WaitingSummary
  readonly article: Article
  readonly most: number
}

/** `neurons`: null if no answer came, which is paid at its most. */
interface Failed {
  readonly problem: MachineProblem
  readonly neurons: number | null
}

/**
 * A few articles, side by side; the others wait. Before the calls, the chosen ones are taken from those that wait, and what they cost at
 * most is stored: a cycle that dies afterwards repeats no call, and cannot exceed the day's limit.
 * @param recorded the cycle's news
 * @param hasTime whether the cycle may call the model
 */
export async function sumUpArticles(
  deps: MeteredDeps,
  recorded: RecordedNews | null,
  hasTime: boolean,
  now: EpochMs,
): Promise<void> {
  const { ledger, machine } = deps
  const { channels, waitingSummaries } = ledger
  const before = waitingSummaries.all()
  const added = machine === null || recorded === null ? [] : articlesToSumUp(channels.all(), recorded)
  if (before.length + added.length === 0) return
  const waiting = [...before, ...added]
  if (machine === null) return waitingSummaries.set([])
  if (!hasTime || deps.isLate() || isOverPlan(deps, now)) return waitingSummaries.set(waiting)
  const { chosen, left } = choose(deps, machine, waiting, now)
  ledger.transaction(() => {
    waitingSummaries.set(left)
    const most = chosen.reduce((sum, each) => sum + each.most, 0)
    if (most > 0) ledger.spending.reserveNeurons(now, most)
  })
  const problems = await Promise.all(chosen.map((each) => sumUp(deps, machine, each, now)))
  const again = chosen.flatMap(({ waiting: each }, at) => {
    const problem = problems[at] ?? null
    const mayCome = problem !== null && isTemporary(problem) && each.failed + 1 < summaryAttempts
    return mayCome ? [{ ...each, failed: each.failed + 1 }] : []
  })
  if (again.length > 0) waitingSummaries.set([...left, ...again])
  const kinds = new Map(problems.flatMap((problem) => (problem === null ? [] : [[problem.kind, problem]])))
  for (const { kind, cause } of kinds.values())
    deps.failed({ what: 'machine', problem: kind, ...(cause === undefined ? {} : { cause }) })
}

/** The first articles that today's neurons are enough for. Nothing is left to wait once they are not. */
function choose(
  { ledger, settings, failed }: MeteredDeps,
  { model }: TextModel,
  waiting: readonly WaitingSummary[],
  now: EpochMs,
): { readonly chosen: readonly Chosen[]; readonly left: readonly WaitingSummary[] } {
  const open = new Set(ledger.openEditions.all().flatMap(({ code, closed }) => (closed ? [] : code)))
  const targets = summaryTargets(ledger.channels.all())
  const chosen: Chosen[] = []
  let neurons = settings.neuronsADay * summaryShare - ledger.spending.of(now).neurons
  for (const [at, each] of waiting.entries()) {
    if (chosen.length >= summariesACycle) return { chosen, left: waiting.slice(at) }
    const { edition, code, title, target } = each
    const body = open.has(edition) && targets.has(target) ? ledger.openEditions.text(edition, code) : null
    if (body === null) continue
    const language = titleLanguage(title) ?? each.language
    const article = { title, text: itemText([htmlText(body.html)], summaryTextUnits, title), language }
    const most = summaryAtMost(model, article, target)
    // Too short, or not a language of the model.
    if (most === 0) continue
    if (most > neurons) {
      failed({ what: 'machine', problem: 'quota-spent' })
      break
    }
    neurons -= most
    chosen.push({ waiting: each, article, most })
  }
  return { chosen, left: [] }
}

/** @returns what kept the article from being summed up; null: nothing */
async function sumUp(
  deps: MeteredDeps,
  machine: TextModel,
  { waiting, article, most }: Chosen,
  now: EpochMs,
): Promise<MachineProblem | null> {
  const { ledger } = deps
  const { edition, code, target: language } = waiting
  const answer = await inTime(deps, machine, article, waiting)
  const { neurons } = answer.ok ? answer.value : answer.problem
  if (neurons !== null) ledger.spending.chargeNeurons(now, most, neurons)
  if (!answer.ok) return answer.problem.problem
  const { sentences } = answer.value
  ledger.transaction(() => ledger.openEditions.addSummary(edition, code, { language, sentences }))
  return null
}

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
