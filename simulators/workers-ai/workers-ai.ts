/** A stand-in for `env.AI`: refuses what the published schemas refuse, answers in their forms, and counts neurons. */
import * as v from 'valibot'
import { type Asked, askedOf } from './asked.ts'
import { answerWithMarks } from './mark.ts'
import { type ModelInput, type PublishedModel, publishedModels } from './published-models.ts'

type Refusal = 'quota-spent' | 'quota-spent-in-binding' | 'busy' | 'timeout' | 'not-on-plan' | 'terms' | 'gone'

/** What the next calls meet. */
export type AiFault =
  | { readonly kind: Refusal }
  /** Answers nothing until it is aborted, if it is. */
  | { readonly kind: 'never' }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'null-content' | 'no-usage' | 'cut' | 'html' | 'empty' }
  /** This text is the answer. */
  | { readonly kind: 'text'; readonly text: string }
  /** What the model thought stands before the answer. */
  | { readonly kind: 'thoughts'; readonly text: string }
  /** This value is the whole answer. */
  | { readonly kind: 'value'; readonly value: unknown }

export interface WorkersAiOptions {
  /** Writes the answers; without it, marks. */
  readonly answer?: (asked: Asked) => string
  /** Of a day; the default is that of both plans. */
  readonly neuronsADay?: number
  readonly plan?: 'free' | 'paid'
}

export interface AiCall {
  readonly model: string
  readonly input: ModelInput
  readonly asked: Asked
}

/** developers.cloudflare.com/workers-ai/platform/errors, and texts that others saw. */
const errors: Readonly<Record<Refusal, readonly [code: number, text: string]>> = {
  'quota-spent': [
    3036,
    'You have used up your daily free allocation of 10,000 neurons. Please upgrade to Cloudflare’s Workers Paid plan if you would like to continue usage.',
  ],
  'quota-spent-in-binding': [4006, 'you have used up your daily free allocation of 10,000 neurons'],
  busy: [3040, 'No more data centers to forward the request to'],
  timeout: [3007, 'Request timeout'],
  'not-on-plan': [5035, 'This model requires a paid billing method'],
  terms: [5016, 'User has not agreed to Llama3.2 model terms'],
  gone: [5007, 'No such model or task'],
}

const statuses: ReadonlyMap<number, number> = new Map([
  [3036, 429],
  [4006, 429],
  [3040, 429],
  [3006, 413],
  [3007, 408],
  [3008, 408],
  [5016, 403],
  [5035, 403],
])

export class AiError extends Error {
  readonly code: number
  override readonly name = 'AiError'
  constructor(code: number, text: string) {
    super(`${code}: ${text}`)
    this.code = code
  }
  /** Of the REST API. */
  get httpStatus(): number {
    return statuses.get(this.code) ?? 400
  }
}

const optionsSchema = v.optional(
  v.strictObject({
    rejectIfBusy: v.optional(v.boolean()),
    signal: v.optional(v.custom<AbortSignal>((value) => value instanceof AbortSignal)),
    tags: v.optional(v.array(v.pipe(v.string(), v.maxLength(50)))),
  }),
  {},
)

/** Of the reasoning of a model that thinks. */
const THOUGHT_TOKENS = 500
const NEURONS_A_DAY = 10_000

export class SimulatedWorkersAi {
  readonly calls: AiCall[] = []
  /** Spent since the last reset. */
  neurons = 0
  #faults: AiFault[] = []
  readonly #options: WorkersAiOptions

  constructor(options: WorkersAiOptions = {}) {
    this.#options = options
  }

  /** The next calls meet these, one each. */
  fail(...faults: readonly AiFault[]): void {
    this.#faults.push(...faults)
  }

  /** Midnight UTC. */
  reset(): void {
    this.neurons = 0
  }

  async run(name: string, input: unknown, options?: unknown): Promise<unknown> {
    const { signal } = v.parse(optionsSchema, options)
    if (signal?.aborted === true) throw signal.reason
    const model = publishedModels.get(name)
    if (model === undefined) throw new AiError(5007, `No such model ${name} or task`)
    if (model.plan === 'paid' && this.#options.plan !== 'paid') throw new AiError(...errors['not-on-plan'])
    const parsed = v.safeParse(model.schema, input)
    if (!parsed.success) throw new AiError(5006, `Error: oneOf at '/' not met: ${v.summarize(parsed.issues)}`)
    const asked = askedOf(parsed.output)
    this.calls.push({ model: name, input: parsed.output, asked })
    const fault = this.#faults.shift()
    if (fault?.kind === 'never') return new Promise((_, reject) => onAbort(signal, reject))
    if (fault?.kind === 'error') throw new Error(fault.message)
    if (fault !== undefined && isRefusal(fault)) throw new AiError(...errors[fault.kind])
    if (this.neurons >= (this.#options.neuronsADay ?? NEURONS_A_DAY)) throw new AiError(...errors['quota-spent'])
    return this.#complete(model, parsed.output, asked, fault)
  }

  #complete(model: PublishedModel, input: ModelInput, asked: Asked, fault: AiFault | undefined): unknown {
    const prompt = input.messages.map(({ content }) => content).join('\n')
    const promptTokens = tokensOf(prompt)
    if (promptTokens + (model.answers === 'translated_text' ? 0 : input.maxTokens) > model.contextTokens)
      throw new AiError(3006, 'Request is too large')
    const thinks = model.reasoning === 'always' || (model.reasoning === 'optional' && input.thinks)
    const thought = thinks ? Math.min(THOUGHT_TOKENS, input.maxTokens) : 0
    const whole = textOf(fault, () => (this.#options.answer ?? answerWithMarks)(asked))
    const text = cut(whole, fault?.kind === 'cut' ? tokensOf(whole) / 2 : input.maxTokens - thought)
    const completionTokens = thought + tokensOf(text)
    this.neurons += (promptTokens * model.input + completionTokens * model.output) / 1_000_000
    if (fault?.kind === 'value') return fault.value
    if (fault?.kind === 'html') return '<!DOCTYPE html><html><title>502 Bad gateway</title></html>'
    const usage = {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
    }
    const content = fault?.kind === 'null-content' ? null : text
    return { ...bodyOf(model, content, text.length < whole.length), ...(fault?.kind === 'no-usage' ? {} : { usage }) }
  }
}

function isRefusal(fault: AiFault): fault is { readonly kind: Refusal } {
  return fault.kind in errors
}

function textOf(fault: AiFault | undefined, answer: () => string): string {
  if (fault?.kind === 'text') return fault.text
  if (fault?.kind === 'empty') return ''
  return fault?.kind === 'thoughts' ? fault.text + answer() : answer()
}

function bodyOf({ answers, name }: PublishedModel, content: string | null, isCut: boolean): object {
  if (answers === 'response') return { response: content }
  if (answers === 'translated_text') return { translated_text: content }
  const message = { role: 'assistant', content, refusal: null }
  const choice = { index: 0, message, finish_reason: isCut ? 'length' : 'stop', logprobs: null }
  return { id: 'chatcmpl-1', object: 'chat.completion', created: 1_790_000_000, model: name, choices: [choice] }
}

function onAbort(signal: AbortSignal | undefined, reject: (reason: unknown) => void): void {
  signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
}

/** Three letters, or one character of another script. */
function tokensOf(text: string): number {
  const others = text.match(/[^\p{sc=Latn}\p{sc=Cyrl} -~\n]/gu)?.length ?? 0
  return Math.ceil((text.length - others) / 3.5 + others)
}

function cut(text: string, tokens: number): string {
  if (tokensOf(text) <= tokens) return text
  let end = Math.floor((text.length * tokens) / tokensOf(text))
  while (end > 0 && tokensOf(text.slice(0, end)) > tokens) end--
  return text.slice(0, end)
}
