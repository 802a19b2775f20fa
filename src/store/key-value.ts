/** Workers KV as it is used here: documents with a schema number, read and put whole, and what goes wrong with them as values. */

import * as v from 'valibot'
import { daySeconds } from '../limits.ts'
import { causeOf, err, ok, type Result, type StoreProblem } from '../result.ts'

/** The part of a KV namespace that is used here. */
export interface KeyValue {
  get(key: string): Promise<string | null>
  put(key: string, value: string, options?: { readonly expirationTtl?: number }): Promise<void>
}

/** One KV read. @returns null where there is nothing, or its life is over */
export async function getText(store: Pick<KeyValue, 'get'>, key: string): Promise<Result<string | null, StoreProblem>> {
  try {
    return ok(await store.get(key))
  } catch (error) {
    return err({ kind: 'kv-failed', key, cause: causeOf(error) })
  }
}

/**
 * One KV write. KV refuses when its daily quota is spent, or more than one write a second to a key.
 * @param days how long it lives; 0: for ever
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

/** A kind of document. `upgrades`: each brings one of version n, by its place from 1, to n + 1; a released one is never edited. */
export interface DocumentForm<Schema extends v.GenericSchema> {
  /** Of the newest version, which is what is written. */
  readonly schema: Schema
  readonly upgrades: readonly ((document: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>)[]
}

const versioned = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({ schema: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
)

/** Reads a document of any version up to this code's. A newer one is refused, so that older code never overwrites it. */
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
