/** Workers KV: documents with a schema number, read and written whole, with errors as values. */

import * as v from 'valibot'
import { daySeconds } from '../limits.ts'
import { causeOf, err, ok, type Result, type StoreProblem } from '../result.ts'

/** The used part of a KV namespace. */
export interface KeyValue {
  get(key: string): Promise<string | null>
  put(key: string, value: string, options?: { readonly expirationTtl?: number }): Promise<void>
}

/** One KV read. @returns null where there is nothing, or it has expired */
export async function getText(store: Pick<KeyValue, 'get'>, key: string): Promise<Result<string | null, StoreProblem>> {
  try {
    return ok(await store.get(key))
  } catch (error) {
    return err({ kind: 'kv-failed', key, cause: causeOf(error) })
  }
}

/**
 * One KV write. KV refuses it when the daily quota is spent, and a second write to a key within a second.
 * @param days its lifetime; 0: for ever
 */
export async function putText(
  store: Pick<KeyValue, 'put'>,
  key: string,
  text: string,
  days: number,
): Promise<Result<void, StoreProblem>> {
  try {
    await store.put(key, text, days > 0 ? { expirationTtl: days * daySeconds } : undefined)
    return ok(undefined)
  } catch (error) {
    return err({ kind: 'kv-failed', key, cause: causeOf(error) })
  }
}

/** The same. @returns its bytes */
export async function putCounted(
  store: Pick<KeyValue, 'put'>,
  key: string,
  text: string,
  days: number,
): Promise<Result<number, StoreProblem>> {
  const put = await putText(store, key, text, days)
  return put.ok ? ok(new TextEncoder().encode(text).length) : put
}

/** A kind of document. `upgrades[n - 1]` brings version n to n + 1; a released one is never edited. */
export interface DocumentForm<Schema extends v.GenericSchema> {
  /** The newest version, which is written. */
  readonly schema: Schema
  readonly upgrades: readonly ((document: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>)[]
}

const versioned = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({ schema: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
)

/** Parses a document of any version up to this code's. Refuses a newer one, so that older code never overwrites it. */
export function parseDocument<Schema extends v.GenericSchema>(
  key: string,
  text: string,
  form: DocumentForm<Schema>,
): Result<v.InferOutput<Schema>, StoreProblem> {
  const document = v.safeParse(versioned, text)
  if (!document.success) return err({ kind: 'stored-broken', key })
  const { schema: found, ...content } = document.output
  const known = form.upgrades.length + 1
  if (found > known) return err({ kind: 'schema-newer', key, found, known })
  const brought = form.upgrades.slice(found - 1).reduce((before, upgrade) => upgrade(before), content)
  const parsed = v.safeParse(form.schema, { ...brought, schema: known })
  return parsed.success ? ok(parsed.output) : err({ kind: 'stored-broken', key })
}
