/** Calls a model of Workers AI: the one edge of this folder. */
import { limits } from '../limits.ts'
import { err, type MachineProblem, ok, type Result } from '../result.ts'
import { problemOfError } from './call-problem.ts'
import { type Model, neuronsOf } from './models.ts'
import { readAnswer } from './read-answer.ts'
import {
  type Completion,
  type FailedCall,
  type ModelRequest,
  neuronsAtMost,
  outputLimit,
  type TextModel,
} from './text-model.ts'
import { tokensAtMost } from './tokens.ts'

/** What is used of `env.AI`. */
export interface AiBinding {
  run(model: string, input: Readonly<Record<string, unknown>>, options: AiOptions): Promise<unknown>
}

export interface AiOptions {
  /** Fails at once with 3040 instead of queueing: developers.cloudflare.com/workers-ai/features/reject-if-busy. */
  readonly rejectIfBusy: true
  readonly signal: AbortSignal
}

export function workersAi(binding: AiBinding, model: Model, timeoutMs: number = limits.machine.callMs): TextModel {
  return { model, complete: (request) => complete(binding, model, timeoutMs, request) }
}

async function complete(
  binding: AiBinding,
  model: Model,
  timeoutMs: number,
  request: ModelRequest,
): Promise<Result<Completion, FailedCall>> {
  const failed = (problem: MachineProblem, neurons: number) => err({ problem, neurons })
  if ((model.shape === 'translation') !== (request.kind === 'translation')) return failed({ kind: 'not-set-up' }, 0)
  const controller = new AbortController()
  const { signal } = controller
  // Unlike `AbortSignal.timeout`, it does not keep an object awake after the answer.
  const timer = setTimeout(() => controller.abort(), timeoutMs)
  let received: unknown
  try {
    const answered = binding.run(model.name, inputOf(model, request), { rejectIfBusy: true, signal })
    // The binding may ignore the signal.
    received = await Promise.race([answered, rejectionAt(signal)])
  } catch (error) {
    const problem: MachineProblem = signal.aborted ? { kind: 'timeout' } : problemOfError(error)
    // What began may be billed.
    return failed(problem, problem.kind === 'timeout' ? neuronsAtMost(model, request) : 0)
  } finally {
    clearTimeout(timer)
  }
  const answer = readAnswer(received, request.kind === 'chat' ? outputLimit(model, request) : Number.POSITIVE_INFINITY)
  if (answer === null) return failed({ kind: 'bad-answer' }, neuronsAtMost(model, request))
  const neurons = neuronsOf(model, answer.usage ?? estimate(request, answer.text))
  return answer.text === '' ? failed({ kind: 'bad-answer' }, neurons) : ok({ ...answer, neurons })
}

function estimate(request: ModelRequest, answer: string) {
  const prompt = request.kind === 'chat' ? `${request.system}\n${request.text}` : request.text
  return { inputTokens: tokensAtMost(prompt), outputTokens: tokensAtMost(answer) }
}

function rejectionAt(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

function inputOf(model: Model, request: ModelRequest): Readonly<Record<string, unknown>> {
  if (request.kind === 'translation')
    return { text: request.text, source_lang: request.source, target_lang: request.target }
  const messages = [
    { role: 'system', content: request.system },
    { role: 'user', content: request.text },
  ]
  const maxTokens = outputLimit(model, request)
  // The same answer again rather than a creative one.
  const temperature = 0
  if (model.shape === 'classic') return { messages, max_tokens: maxTokens, temperature }
  return { messages, max_completion_tokens: maxTokens, temperature, ...reasoningOf(model) }
}

/** Reasoning is on by default, and billed as output. */
function reasoningOf({ reasoning }: Model): Readonly<Record<string, unknown>> {
  if (reasoning === 'optional') return { chat_template_kwargs: { enable_thinking: false } }
  return reasoning === 'always' ? { reasoning_effort: 'low' } : {}
}
