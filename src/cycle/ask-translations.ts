/** Asks the language model for translations within a cycle's time and the day's neurons, and keeps what each call brings. */
import type { Headline } from '../headline.ts'
import type { Language } from '../language.ts'
import { writes } from '../machine/models.ts'
import { neuronsAtMost, type TextModel } from '../machine/text-model.ts'
import {
  type Title,
  type TitleBatch,
  type TranslatedBatch,
  titleBatches,
  translateBatch,
} from '../machine/translate-titles.ts'
import type { EpochMs } from '../model.ts'
import { causeOf, err, type MachineProblem, type Result } from '../result.ts'
import { titleLanguage } from '../story/title-language.ts'
import type { MeteredDeps } from './metered-deps.ts'

export type TitleAnswer = Result<string, MachineProblem>

/**
 * What a call costs at most is stored before it is made, so a cycle that dies afterwards cannot exceed the day's limit.
 * @param until of the stopwatch
 * @param keep stores the answers of one call, by the places of their titles, in a transaction
 * @returns an answer for each title
 */
export async function askTranslations(
  deps: MeteredDeps,
  asked: readonly Pick<Headline, 'title' | 'language'>[],
  target: Language,
  until: number,
  now: EpochMs,
  keep: (answers: ReadonlyMap<number, TitleAnswer>) => void,
): Promise<readonly TitleAnswer[]> {
  const { machine, ledger } = deps
  const titles = asked.map(
    ({ title, language = null }): Title => ({
      text: title,
      language: titleLanguage(title) ?? language,
    }),
  )
  const keepAll = (some: ReadonlyMap<number, TitleAnswer>) => ledger.transaction(() => keep(some))
  if (machine === null || !writes(machine.model, target)) return titles.map(() => refused('not-set-up'))
  const batches = titleBatches(machine.model, titles, target)
  const inBatches = new Set(batches.flatMap(({ places }) => places))
  const hopeless = [...titles.keys()].filter((place) => !inBatches.has(place))
  const answers = new Map<number, TitleAnswer>(hopeless.map((place) => [place, refused('bad-answer')]))
  if (hopeless.length > 0) keepAll(new Map(answers))
  let end: MachineProblem | null = null
  for (const batch of batches) {
    const answer: TranslatedBatch | MachineProblem =
      end ?? (await askOne(deps, machine, titles, batch, target, until, now))
    if ('kind' in answer) end = answer
    else {
      end = answer.end
      keepAll(new Map(batch.places.map((place, at) => [place, answer.titles[at] ?? refused('bad-answer')])))
    }
    for (const [at, place] of batch.places.entries())
      answers.set(place, 'kind' in answer ? err(answer) : (answer.titles[at] ?? refused('bad-answer')))
  }
  return titles.map((_, place) => answers.get(place) ?? refused('bad-answer'))
}

const refused = (kind: MachineProblem['kind']): TitleAnswer => err({ kind })

/** @returns a problem: nothing is known about these titles, and the next calls would fail too */
async function askOne(
  { ledger: { spending }, settings, stopwatch, failed }: MeteredDeps,
  machine: TextModel,
  titles: readonly Title[],
  batch: TitleBatch,
  target: Language,
  until: number,
  now: EpochMs,
): Promise<TranslatedBatch | MachineProblem> {
  const leftMs = until - stopwatch.elapsed()
  if (leftMs <= 0) return { kind: 'timeout' }
  const most = neuronsAtMost(machine.model, batch.request)
  if (spending.of(now).neurons + most > settings.neuronsADay) return { kind: 'quota-spent' }
  spending.reserveNeurons(now, most)
  try {
    const answer = await stopwatch.within(translateBatch(machine, titles, batch, target), leftMs)
    if (answer === 'late') return { kind: 'timeout' }
    spending.chargeNeurons(now, most, answer.neurons)
    return answer
  } catch (error) {
    failed({ what: 'machine', problem: 'failed', cause: causeOf(error) })
    return { kind: 'failed' }
  }
}
