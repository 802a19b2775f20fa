/** Messages between a script and the process that runs the Worker. */
import * as v from 'valibot'

export const workerOrderSchema = v.object({
  /** Path of wrangler.toml. */
  config: v.string(),
  /** Path of an entry that replaces its `main`. */
  entry: v.optional(v.string()),
  host: v.string(),
  /** 0: any free port. */
  port: v.number(),
  /** Folder of KV and Durable Objects. */
  state: v.string(),
  /** Restarts when the sources change. */
  watch: v.boolean(),
  /** Logs everything, not only warnings. */
  isVerbose: v.optional(v.boolean(), false),
  /** Missing: no inspector. */
  inspectorPort: v.optional(v.number()),
  vars: v.record(v.string(), v.string()),
  secrets: v.record(v.string(), v.string()),
})
export type WorkerOrder = Readonly<v.InferInput<typeof workerOrderSchema>>

export const fromWorkerSchema = v.variant('kind', [
  v.object({ kind: v.literal('ready'), url: v.string() }),
  v.object({ kind: v.literal('failed'), message: v.string() }),
])
export type FromWorker = Readonly<v.InferOutput<typeof fromWorkerSchema>>
