/** Finds what a short link leads to: in KV, and in the link's cell while its edition may be younger than KV's answers. */

import type { ShortLink } from '../edition-item.ts'
import { limits } from '../limits.ts'
import { cellOfEdition, editionTime } from '../links/short-code.ts'
import type { EpochMs } from '../model.ts'
import { ok, type Result, type StoreProblem } from '../result.ts'
import { getBody } from '../store/bodies.ts'
import { getItem, type ItemOfEdition } from '../store/editions.ts'
import type { KeyValue } from '../store/key-value.ts'
import type { ArticleOfEdition } from '../store/open-editions.ts'

/** The editions that a cell has in its ledger. */
export interface LedgerEditions {
  /** Costs one request to the object, and at most two rows. */
  openArticle(link: ShortLink): Promise<ArticleOfEdition | null>
}

export interface ItemSources {
  readonly store: Pick<KeyValue, 'get'>
  /** Null: there is no such cell. Its methods throw RequestQuotaSpent. */
  readonly editionsOf: (cell: number) => LedgerEditions | null
  readonly now: EpochMs
}

type Found<Value> = Promise<Result<Value | null, StoreProblem>>

/** One KV read, and a request to a cell if KV lacks a recent edition. */
export async function findItem(from: ItemSources, link: ShortLink): Found<ItemOfEdition> {
  return orInLedger(from, link, await getItem(from.store, link), (editions) => editions.openArticle(link))
}

/** The same with the item's text, which takes a second KV read. */
export async function findArticle(from: ItemSources, link: ShortLink): Found<ArticleOfEdition> {
  const [item, body] = await Promise.all([getItem(from.store, link), getBody(from.store, link)])
  if (item.ok && !body.ok) return body
  const kept = item.ok && item.value !== null && body.ok ? ok({ ...item.value, body: body.value }) : null
  if (kept !== null && kept.value.body !== null) return kept
  // KV may lack the text for longer than the item.
  const found = await orInLedger(from, link, item.ok ? ok(null) : item, (editions) => editions.openArticle(link))
  return found.ok && found.value === null && kept !== null ? kept : found
}

/** What KV has, or else the ledger of the cell that opened the link's edition. */
async function orInLedger<Value>(
  { editionsOf, now }: ItemSources,
  { edition }: ShortLink,
  kept: Result<Value | null, StoreProblem>,
  look: (editions: LedgerEditions) => Promise<Value | null>,
): Found<Value> {
  if (kept.ok && kept.value !== null) return kept
  const [cell, time] = [cellOfEdition(edition), editionTime(edition)]
  if (cell === null || time === null || now - time > limits.cycle.editionAskedMs) return kept
  const editions = editionsOf(cell)
  const found = editions === null ? null : await look(editions)
  return found === null ? kept : ok(found)
}
