/** Tries models with invented headlines: how many translations may be shown, how long they take, and what they cost. */
import { answerFromTable } from '../../simulators/workers-ai/mark.ts'
import { SimulatedWorkersAi } from '../../simulators/workers-ai/workers-ai.ts'
import type { Language } from '../../src/language.ts'
import { briefHeadlines } from '../../src/machine/brief.ts'
import { modelNamed } from '../../src/machine/models.ts'
import { summarise } from '../../src/machine/summarise.ts'
import type { TextModel } from '../../src/machine/text-model.ts'
import { translateTitles } from '../../src/machine/translate-titles.ts'
import { workersAi } from '../../src/machine/workers-ai.ts'
import type { MachineProblem } from '../../src/result.ts'
import { article, headlines } from './headlines.ts'

export interface ModelTrial {
  readonly model: string
  readonly headlines: number
  /** Translations that may be shown. */
  readonly translated: number
  /** Sent in the original, by reason. */
  readonly original: Readonly<Partial<Record<MachineProblem['kind'], number>>>
  /** Of the translations that arrived, those with the same numbers and names, in percent. */
  readonly agreement: number
  /** Milliseconds of a call. */
  readonly p50: number
  readonly p95: number
  readonly neurons: number
  readonly neuronsPer300: number
  /** Sentences of a briefing that may be shown, and its neurons. */
  readonly briefing: { readonly sentences: number; readonly neurons: number }
}

const MANY = 300

/** @param now milliseconds */
export async function tryModel(textModel: TextModel, target: Language, now: () => number): Promise<ModelTrial> {
  const times: number[] = []
  const timed: TextModel = {
    model: textModel.model,
    async complete(request) {
      const start = now()
      const answer = await textModel.complete(request)
      times.push(now() - start)
      return answer
    },
  }
  const asked = headlines.filter(({ language }) => language !== target.split('-')[0])
  const { titles, neurons } = await translateTitles(timed, asked, target)
  const original: Partial<Record<MachineProblem['kind'], number>> = {}
  for (const title of titles) if (!title.ok) original[title.problem.kind] = (original[title.problem.kind] ?? 0) + 1
  const translated = titles.filter(({ ok }) => ok).length
  const arrived = translated + (original.changed ?? 0)
  const news = headlines.map(({ text, language }) => ({ title: text, text: '', language }))
  const briefing = await briefHeadlines(timed, news, target)
  return {
    model: textModel.model.name,
    headlines: asked.length,
    translated,
    original,
    agreement: arrived === 0 ? 0 : Math.round((100 * translated) / arrived),
    p50: share(times, 0.5),
    p95: share(times, 0.95),
    neurons: Math.round(neurons),
    neuronsPer300: Math.round((neurons / asked.length) * MANY),
    briefing: {
      sentences: briefing.ok ? briefing.value.sentences.length : 0,
      neurons: Math.round(briefing.ok ? briefing.value.neurons : briefing.problem.neurons),
    },
  }
}

function share(times: readonly number[], part: number): number {
  const sorted = [...times].sort((one, other) => one - other)
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0)
}

export interface ModelEstimate {
  readonly model: string
  /** In batches. */
  readonly neuronsPer300: number
  readonly neuronsPerBriefing: number
  readonly neuronsPerSummary: number
}

/** What a model costs by its prices: answers are as long as what is translated, and a briefing or summary has four sentences. */
export async function estimateModel(name: string): Promise<ModelEstimate> {
  const cost = async (work: (model: TextModel) => Promise<unknown>) => {
    const ai = new SimulatedWorkersAi({ answer: answerOfUsualLength })
    await work(workersAi(ai, modelNamed(name)))
    return Math.round(ai.neurons)
  }
  const many = Array.from({ length: Math.ceil(MANY / headlines.length) }, () => headlines).flat()
  const [beginning = ''] = article.text.split('\n')
  const news = headlines.slice(0, BRIEFED).map(({ text, language }) => ({ title: text, text: beginning, language }))
  return {
    model: name,
    neuronsPer300: await cost((model) => translateTitles(model, many, 'en')),
    neuronsPerBriefing: await cost((model) => briefHeadlines(model, news, 'en')),
    neuronsPerSummary: await cost((model) => summarise(model, article, 'en')),
  }
}

/** Headlines of a usual digest. */
const BRIEFED = 25
const echo = answerFromTable(new Map())
const sentence = 'The council voted for the wall on Tuesday, and the state pays for two thirds of it, a minister said.'
function answerOfUsualLength(asked: Parameters<typeof echo>[0]): string {
  return asked.task === 'headlines' || asked.task === 'one text' ? echo(asked) : `${sentence} [1][2]\n`.repeat(4)
}
