/** Messages between `npm run habits` and its child processes. */
import * as v from 'valibot'

export const helloSchema = v.object({ ready: v.literal(true) })

export const orderSchema = v.object({ block: v.number() })
export type Order = v.InferOutput<typeof orderSchema>

const tallySchema = v.object({ items: v.number(), lost: v.number(), repeated: v.number() })

export const answerSchema = v.array(
  v.object({ seed: v.number(), kind: v.string(), byHabit: v.record(v.string(), tallySchema) }),
)
