/** The language models of Workers AI that are known: prices, and the shapes of their requests. */

import type { Language } from '../language.ts'
import { limits } from '../limits.ts'

/**
 * `classic`: `messages` and `max_tokens`. `chat`: `messages` and `max_completion_tokens`, as OpenAI's chat completions. `translation`:
 * one text from one language into another, nothing else.
 */
export type Shape = 'classic' | 'chat' | 'translation'

export interface Model {
  /** As in `AI_MODEL`. */
  readonly name: string
  /** Neurons per million tokens. */
  readonly input: number
  readonly output: number
  readonly shape: Shape
  /** Whether reasoning, which is billed as output, can be switched off; `always`: it cannot. */
  readonly reasoning: 'none' | 'optional' | 'always'
  /** The bot's languages that it knows; null: all of them. */
  readonly languages: readonly Language[] | null
}

export interface Usage {
  readonly inputTokens: number
  readonly outputTokens: number
}

/**
 * Prices: developers.cloudflare.com/workers-ai/platform/pricing (August 2026). Shapes and reasoning: the models' pages there, and
 * `AiModels` of @cloudflare/workers-types. Languages: the models' own descriptions.
 */
const known: readonly Model[] = [
  model('@cf/google/gemma-4-26b-a4b-it', 9091, 27_273, 'chat', 'optional'),
  model('@cf/zai-org/glm-4.7-flash', 5500, 36_400, 'chat', 'optional'),
  // huggingface.co/ibm-granite/granite-4.0-micro: besides these, Czech and Dutch.
  model('@cf/ibm-granite/granite-4.0-h-micro', 1542, 10_158, 'classic', 'none', [
    'en',
    'de',
    'es',
    'fr',
    'ja',
    'pt-br',
    'ar',
    'it',
    'ko',
    'zh',
  ]),
  // Meta's model card: English, German, French, Italian, Portuguese, Hindi, Spanish and Thai.
  model('@cf/meta/llama-3.1-8b-instruct-fp8-fast', 4119, 34_868, 'classic', 'none', [
    'en',
    'de',
    'fr',
    'it',
    'pt-br',
    'es',
  ]),
  model('@cf/meta/llama-3.2-3b-instruct', 4625, 30_475, 'classic', 'none', ['en', 'de', 'fr', 'it', 'pt-br', 'es']),
  model('@cf/meta/llama-3.3-70b-instruct-fp8-fast', 26_668, 204_805, 'classic', 'none', [
    'en',
    'de',
    'fr',
    'it',
    'pt-br',
    'es',
  ]),
  // The page documents no way to switch its reasoning off (cloudflare-docs issue 29225).
  model('@cf/qwen/qwen3-30b-a3b-fp8', 4625, 30_475, 'classic', 'always'),
  model('@cf/openai/gpt-oss-20b', 18_182, 27_273, 'chat', 'always'),
  model('@cf/mistralai/mistral-small-3.1-24b-instruct', 31_876, 50_488, 'classic', 'none'),
  model('@cf/aisingapore/gemma-sea-lion-v4-27b-it', 31_876, 50_488, 'classic', 'none'),
  // The page names these, and Hindi.
  model('@cf/meta/m2m100-1.2b', 31_050, 31_050, 'translation', 'none', [
    'en',
    'zh',
    'fr',
    'es',
    'ar',
    'ru',
    'de',
    'ja',
    'pt-br',
  ]),
]

/** The dearest prices of a text model on the page: what is unknown is rather metered too high than too low. */
const dearest = { input: 120_000, output: 443_756 } as const

/**
 * Without `AI_MODEL`. It is made for all of the bot's languages, its reasoning can be switched off, and of such models its output is
 * the cheapest: translations are mostly output (300 headlines in batches: about 340 neurons; glm-4.7-flash: 385).
 */
export const defaultModel: Model = modelNamed('')

/** @param text `AI_MODEL`; empty: the default */
export function modelNamed(text: string): Model {
  const name = text.trim().slice(0, limits.machine.nameUnits)
  const found = known.find((each) => each.name === name) ?? (name === '' ? known[0] : undefined)
  // The chat shape has been every new model's since 2026.
  return found ?? model(name, dearest.input, dearest.output, 'chat', 'optional')
}

/** The names of all known models, the default first. */
export const modelNames: readonly string[] = known.map(({ name }) => name)

/** Whether a model can write in a language. */
export function writes({ languages }: Model, language: Language): boolean {
  return languages?.includes(language) ?? true
}

/** What a call cost. */
export function neuronsOf({ input, output }: Model, { inputTokens, outputTokens }: Usage): number {
  return (input * inputTokens + output * outputTokens) / 1_000_000
}

function model(
  name: string,
  input: number,
  output: number,
  shape: Shape,
  reasoning: Model['reasoning'],
  languages: readonly Language[] | null = null,
): Model {
  return { name, input, output, shape, reasoning, languages }
}
