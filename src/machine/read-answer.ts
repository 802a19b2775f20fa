/** Reads the answers of Workers AI, in each model's shape. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import type { Usage } from './models.ts'

const count = v.pipe(v.number(), v.minValue(0), v.maxValue(10_000_000))
const usageSchema = v.fallback(v.nullish(v.object({ prompt_tokens: count, completion_tokens: count })), null)

/** Models of one shape have answered in the other: each is understood. */
const answerSchema = v.union([
  v.pipe(
    v.object({
      choices: v.pipe(
        v.array(
          v.object({ message: v.object({ content: v.nullish(v.string()) }), finish_reason: v.nullish(v.string()) }),
        ),
        v.minLength(1),
      ),
      usage: usageSchema,
    }),
    v.transform(({ choices: [choice], usage }) => ({
      text: choice?.message.content ?? '',
      isCut: choice?.finish_reason === 'length',
      usage,
    })),
  ),
  v.pipe(
    v.object({ response: v.nullable(v.string()), usage: usageSchema }),
    v.transform(({ response, usage }) => ({ text: response ?? '', isCut: false, usage })),
  ),
  v.pipe(
    v.object({ translated_text: v.nullable(v.string()), usage: usageSchema }),
    v.transform(({ translated_text, usage }) => ({ text: translated_text ?? '', isCut: false, usage })),
  ),
])

export interface Answer {
  /** Without what the model thought. Empty: there is no answer, or it is too long. */
  readonly text: string
  readonly isCut: boolean
  /** Null: the answer does not say. */
  readonly usage: Usage | null
}

/** @param maxTokens of the request @returns null: no answer of a model, such as a page of a proxy */
export function readAnswer(received: unknown, maxTokens: number): Answer | null {
  const parsed = v.safeParse(answerSchema, received)
  if (!parsed.success) return null
  const { text, isCut, usage } = parsed.output
  return {
    text: text.length > limits.machine.answerUnits ? '' : withoutThoughts(text).trim(),
    isCut: isCut || (usage?.completion_tokens ?? 0) >= maxTokens,
    usage: usage == null ? null : { inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens },
  }
}

const thoughts = /<(think|thinking|thought|reasoning)>[\s\S]*?<\/\1>/giu
/** The beginning is missing where the template wrote it, and the end where the answer was cut. */
const endOfThoughts = /^[\s\S]*<\/(?:think|thinking|thought|reasoning)>/iu
const startOfThoughts = /<(?:think|thinking|thought|reasoning)>[\s\S]*$/iu
/** Of gpt-oss: what comes before its final channel is reasoning. */
const channels = /^[\s\S]*<\|channel\|>final<\|message\|>/u
const endTokens = /(?:<\|(?:return|end|im_end|eot_id|endoftext)\|>|<end_of_turn>|<\/s>|<turn\|>)\s*$/u

function withoutThoughts(text: string): string {
  return text
    .replace(thoughts, '')
    .replace(endOfThoughts, '')
    .replace(startOfThoughts, '')
    .replace(channels, '')
    .replace(endTokens, '')
}
