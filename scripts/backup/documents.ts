/** Requests for stored documents, shared by backup and restore. */
import * as v from 'valibot'
import { type AdminApi, AdminApiProblem } from '../operator/admin-api.ts'

export type Sleep = (ms: number) => Promise<void>

/** KV prefixes of the documents behind short links. */
export const prefixes = ['edition:', 'bodies:'] as const

const pageSchema = v.object({
  documents: v.array(v.object({ name: v.string(), expiration: v.nullable(v.number()) })),
  cursor: v.nullable(v.string()),
})

/** The names of all documents with this prefix, page by page. */
export async function* documentPages(adminApi: AdminApi, prefix: string) {
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = new URLSearchParams({ prefix, ...(cursor === '' ? {} : { cursor }) })
    const page: v.InferOutput<typeof pageSchema> = await adminApi.json(`documents?${query}`, pageSchema)
    yield page.documents
    ;({ cursor } = page)
  }
}

/** Reserves KV operations of the day's quota. @returns false if the quota does not suffice */
export async function reserve(
  request: (body: object) => Promise<unknown>,
  body: { readonly kvReads: number; readonly kvWrites: number },
): Promise<boolean> {
  try {
    await request(body)
    return true
  } catch (problem) {
    if (problem instanceof AdminApiProblem && problem.reason === 'quota-spent') return false
    throw problem
  }
}

/**
 * Repeats work that fails temporarily, up to `tries` times.
 * @param delayOf ms before the next attempt; null: the problem is final
 */
export async function retried<Value>(
  sleep: Sleep,
  tries: number,
  work: () => Promise<Value>,
  delayOf: (problem: AdminApiProblem, tried: number) => number | null,
): Promise<Value> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work()
    } catch (problem) {
      const delay = problem instanceof AdminApiProblem ? delayOf(problem, tried) : null
      if (delay === null || tried === tries) throw problem
      await sleep(delay)
    }
  }
}

const PARALLEL = 6

/** Works on several items at a time. @returns the results in the order of the items */
export async function inParallel<In, Out>(
  items: readonly In[],
  work: (item: In) => Promise<Out>,
): Promise<readonly Out[]> {
  const results: Out[] = new Array(items.length)
  const left = [...items.entries()]
  const worker = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) results[next[0]] = await work(next[1])
  }
  await Promise.all(Array.from({ length: PARALLEL }, worker))
  return results
}

/** When a document was created, in epoch ms; null if it does not say so near its beginning. */
export function createdAt(text: string): number | null {
  const at = /"at":(\d+)/u.exec(text.slice(0, 200))?.[1]
  return at === undefined ? null : Number(at)
}
