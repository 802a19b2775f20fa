/** Models of Workers AI as their pages publish them: which input they take, what they cost, and the form of their answers. */
import * as v from 'valibot'

export interface PublishedModel {
  readonly name: string
  /** Neurons per million tokens: developers.cloudflare.com/workers-ai/platform/pricing. */
  readonly input: number
  readonly output: number
  readonly schema: v.GenericSchema<unknown, ModelInput>
  readonly answers: 'response' | 'choices' | 'translated_text'
  readonly contextTokens: number
  /** Tokens that it thinks before it answers; `optional`: unless it is told not to. */
  readonly reasoning: 'none' | 'optional' | 'always'
  readonly plan: 'free' | 'paid'
}

/** What the schemas leave of an input. */
export interface ModelInput {
  readonly messages: readonly { readonly role: string; readonly content: string }[]
  readonly maxTokens: number
  readonly thinks: boolean
  /** Of the translation model. */
  readonly languages: { readonly source: string; readonly target: string } | null
}

const number = (min: number, max: number) => v.optional(v.pipe(v.number(), v.minValue(min), v.maxValue(max)))
const tokens = v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))))
const messages = v.pipe(
  v.array(
    v.strictObject({
      role: v.picklist(['system', 'user', 'assistant']),
      content: v.pipe(v.string(), v.minLength(1)),
    }),
  ),
  v.minLength(1),
)

/** `AiTextGenerationInput` of @cloudflare/workers-types, with the ranges of the models' pages. */
const classic = v.pipe(
  v.strictObject({
    messages,
    raw: v.optional(v.boolean()),
    stream: v.optional(v.literal(false)),
    max_tokens: tokens,
    temperature: number(0, 5),
    top_p: number(0, 1),
    top_k: number(1, 50),
    seed: number(1, 9_999_999_999),
    repetition_penalty: number(0, 2),
    frequency_penalty: number(-2, 2),
    presence_penalty: number(-2, 2),
  }),
  // "default": 256 on most pages.
  v.transform((input) => ({
    messages: input.messages,
    maxTokens: input.max_tokens ?? 256,
    thinks: true,
    languages: null,
  })),
)

/** `ChatCompletionsCommonOptions` of @cloudflare/workers-types; what is not used here is refused. */
const chatEntries = {
  messages,
  model: v.optional(v.string()),
  max_tokens: tokens,
  max_completion_tokens: tokens,
  n: v.optional(v.literal(1)),
  seed: v.optional(v.pipe(v.number(), v.integer())),
  stop: v.optional(v.union([v.string(), v.array(v.string())])),
  stream: v.optional(v.literal(false)),
  temperature: number(0, 2),
  top_p: number(0, 1),
  user: v.optional(v.string()),
  frequency_penalty: number(-2, 2),
  presence_penalty: number(-2, 2),
}
const UNLIMITED_TOKENS = 8192
const kwargs = { clear_thinking: v.optional(v.boolean()) }

const chat = v.pipe(
  v.strictObject({
    ...chatEntries,
    chat_template_kwargs: v.optional(v.strictObject({ ...kwargs, enable_thinking: v.optional(v.boolean()) })),
  }),
  v.transform((input) => ({
    messages: input.messages,
    maxTokens: input.max_completion_tokens ?? input.max_tokens ?? UNLIMITED_TOKENS,
    thinks: input.chat_template_kwargs?.enable_thinking ?? true,
    languages: null,
  })),
)

/** Its reasoning cannot be disabled: `Base_Ai_Cf_Openai_Gpt_Oss_20B`. */
const chatWithEffort = v.pipe(
  v.strictObject({
    ...chatEntries,
    reasoning_effort: v.optional(v.picklist(['low', 'medium', 'high'])),
    chat_template_kwargs: v.optional(v.strictObject({ ...kwargs, enable_thinking: v.optional(v.literal(true)) })),
  }),
  v.transform((input) => ({
    messages: input.messages,
    maxTokens: input.max_completion_tokens ?? input.max_tokens ?? UNLIMITED_TOKENS,
    thinks: true,
    languages: null,
  })),
)

const translation = v.pipe(
  v.strictObject({
    text: v.pipe(v.string(), v.minLength(1)),
    source_lang: v.optional(v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/u)), 'en'),
    target_lang: v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/u)),
  }),
  v.transform((input) => ({
    messages: [{ role: 'user', content: input.text }],
    maxTokens: UNLIMITED_TOKENS,
    thinks: false,
    languages: { source: input.source_lang, target: input.target_lang },
  })),
)

const rows = [
  ['@cf/google/gemma-4-26b-a4b-it', 9091, 27_273, chat, 'choices', 256_000, 'optional', 'free'],
  ['@cf/zai-org/glm-4.7-flash', 5500, 36_400, chat, 'choices', 131_072, 'optional', 'free'],
  ['@cf/ibm-granite/granite-4.0-h-micro', 1542, 10_158, classic, 'response', 131_000, 'none', 'free'],
  ['@cf/meta/llama-3.1-8b-instruct-fp8-fast', 4119, 34_868, classic, 'response', 128_000, 'none', 'free'],
  ['@cf/meta/llama-3.2-3b-instruct', 4625, 30_475, classic, 'response', 80_000, 'none', 'free'],
  ['@cf/meta/llama-3.3-70b-instruct-fp8-fast', 26_668, 204_805, classic, 'response', 24_000, 'none', 'free'],
  ['@cf/qwen/qwen3-30b-a3b-fp8', 4625, 30_475, classic, 'choices', 32_768, 'always', 'free'],
  ['@cf/openai/gpt-oss-20b', 18_182, 27_273, chatWithEffort, 'choices', 128_000, 'always', 'free'],
  ['@cf/mistralai/mistral-small-3.1-24b-instruct', 31_876, 50_488, classic, 'response', 128_000, 'none', 'free'],
  ['@cf/aisingapore/gemma-sea-lion-v4-27b-it', 31_876, 50_488, classic, 'choices', 128_000, 'none', 'free'],
  ['@cf/meta/m2m100-1.2b', 31_050, 31_050, translation, 'translated_text', 1024, 'none', 'free'],
  ['@cf/zai-org/glm-5.3', 120_000, 400_000, chat, 'choices', 200_000, 'optional', 'paid'],
] as const

export const publishedModels: ReadonlyMap<string, PublishedModel> = new Map(
  rows.map(([name, input, output, schema, answers, contextTokens, reasoning, plan]) => [
    name,
    { name, input, output, schema, answers, contextTokens, reasoning, plan },
  ]),
)
