/** Messages between `npm run torture` and its child processes. */
import * as v from 'valibot'

export const helloSchema = v.object({ scenarios: v.number() })

export const orderSchema = v.variant('kind', [
  v.object({ kind: v.literal('scenario'), number: v.number() }),
  v.object({ kind: v.literal('seed'), seed: v.number() }),
])
export type Order = v.InferOutput<typeof orderSchema>

export const answerSchema = v.object({
  order: orderSchema,
  /** The scenario's name, or the seed. */
  name: v.string(),
  steps: v.number(),
  deaths: v.number(),
  lost: v.number(),
  repeated: v.number(),
  /** What failed; empty if nothing did. */
  failures: v.array(v.string()),
})
export type Answer = v.InferOutput<typeof answerSchema>
