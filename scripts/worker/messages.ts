/** What the script and the process that runs the Worker say to each other. */
import * as v from 'valibot'

export const workerOrderSchema = v.object({
  /** Path of wrangler.toml. */
  config: v.string(),
  /** Path of another entry than its `main`. */
  entry: v.optional(v.string()),
  host: v.string(),
  /** 0: any free one. */
  port: v.number(),
  /** Where KV and Durable Objects are kept. */
  state: v.string(),
  /** Start anew when the sources change. */
  watch: v.boolean(),
  /** What it logs is passed on, not only warnings; missing: no. */
  isTalkative: v.optional(v.boolean(), false),
  /** Where its inspector listens; missing: nowhere. */
  inspectorPort: v.optional(v.number()),
  vars: v.record(v.string(), v.string()),
  secrets: v.record(v.string(), v.string()),
})
export type WorkerOrder = Readonly<v.InferInput<typeof workerOrderSchema>>

export const fromWorkerSchema = v.variant('kind', [
  v.object({ kind: v.literal('ready'), url: v.string() }),
  v.object({ kind: v.literal('failed'), words: v.string() }),
])
export type FromWorker = Readonly<v.InferOutput<typeof fromWorkerSchema>>
