/** What translations, briefings and summaries ask of a language model. */
import { limits } from '../limits.ts'
import type { MachineProblem, Result } from '../result.ts'
import { type Model, neuronsOf } from './models.ts'
import { tokensAtMost } from './tokens.ts'

/** `system` is trusted; `text` has the data of strangers between markers. */
export interface ChatRequest {
  readonly kind: 'chat'
  readonly system: string
  readonly text: string
  /** Tokens of the answer. */
  readonly maxTokens: number
}

/** For models that only translate. `source` and `target`: codes such as `de`. */
export interface TranslationRequest {
  readonly kind: 'translation'
  readonly text: string
  readonly source: string
  readonly target: string
}

export type ModelRequest = ChatRequest | TranslationRequest

export interface Completion {
  /** Without what the model thought before. Never empty. */
  readonly text: string
  readonly neurons: number
  /** The answer ended at `maxTokens`. */
  readonly isCut: boolean
}

/** A call without a usable answer may have cost neurons too. */
export interface FailedCall {
  readonly problem: MachineProblem
  readonly neurons: number
}

export interface TextModel {
  readonly model: Model
  /** Never rejects, and ends within its time limit. */
  complete(request: ModelRequest): Promise<Result<Completion, FailedCall>>
}

/** The most that a call can cost. */
export function neuronsAtMost(model: Model, request: ModelRequest): number {
  const inputTokens = tokensAtMost(request.kind === 'chat' ? request.system : '') + tokensAtMost(request.text)
  // A model that only translates has no limit for its output; it is about as long as the input.
  const outputTokens = request.kind === 'chat' ? outputLimit(model, request) : 2 * tokensAtMost(request.text)
  return neuronsOf(model, { inputTokens, outputTokens })
}

/** Tokens that the model may write, with its reasoning. */
export function outputLimit({ reasoning }: Model, { maxTokens }: ChatRequest): number {
  return maxTokens + (reasoning === 'always' ? limits.machine.reasoningTokens : 0)
}

/** Whether other calls of this time would fail for the same reason. */
export function endsCalls({ kind }: MachineProblem): boolean {
  return kind !== 'bad-answer' && kind !== 'changed'
}

/** Whether the same call may work a minute later. */
export function isTemporary({ kind }: MachineProblem): boolean {
  return kind === 'busy' || kind === 'timeout' || kind === 'failed'
}
