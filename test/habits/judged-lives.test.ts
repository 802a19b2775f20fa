/**
 * How the items of 60 lives are judged, by the kind of feed. The truth is counted by `npm run habits`; here any change is noticed:
 * look at it with that command, then record it.
 */
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { readDocument } from '../../src/feed/read-feed.ts'
import { remember } from '../../src/feed/seen-keys.ts'
import { feedUrlSchema, noKeys } from '../../src/model.ts'
import { noValidators } from '../../src/polling.ts'
import { ADDED_AT } from './habit.ts'
import { Life } from './lives/life.ts'

const LIVES = 60
const HOURS = 40

interface Judged {
  items: number
  /** Documents in which a known item has changed. */
  changed: number
  /** Edited headlines, by what shows that the item is known. */
  id: number
  link: number
  title: number
  age: number
}

const byKind = new Map<string, Judged>()

async function readLife(seed: number): Promise<void> {
  const life = new Life(seed)
  const url = v.parse(feedUrlSchema, life.url)
  const sum = byKind.get(life.kind) ?? { items: 0, changed: 0, id: 0, link: 0, title: 0, age: 0 }
  byKind.set(life.kind, sum)
  let known = noKeys
  for (let hours = 0; hours < HOURS; hours += 1) {
    life.proceed(hours, false)
    const now = ADDED_AT + hours * 60 * 60_000
    const response = answerOf(life, now)
    if (response?.status !== 200) continue
    const bytes = new Uint8Array(await response.arrayBuffer())
    const contentType = response.headers.get('content-type') ?? ''
    const reading = readDocument(
      { url, validators: noValidators, known, first: known === noKeys },
      { url, bytes, contentType, validators: noValidators, advice: { waitMinutes: null, movedTo: null } },
      { now, allowPrivate: false },
    )
    if (reading.kind !== 'read') continue
    sum.items += reading.items.length
    sum.changed += reading.isChanged === true ? 1 : 0
    for (const { evidence } of reading.recognised) sum[evidence] += 1
    known = remember(known, reading.window)
  }
}

/** Null: the feed cannot be reached. */
function answerOf(life: Life, now: number): Response | null {
  try {
    return life.answer(new Request(life.url), now)
  } catch {
    return null
  }
}

for (let seed = 1; seed <= LIVES; seed += 1) await readLife(seed)

it.each([
  ['equal warnings', 109, 22, 0, 0, 0, 25],
  ['all items are replaced each day', 12, 7, 0, 0, 0, 0],
  ['no titles', 117, 36, 18, 0, 0, 6],
  ['a busy feed', 195, 25, 3, 1, 0, 0],
  ['nothing but titles', 24, 3, 0, 0, 0, 0],
  ['neither ids nor dates', 163, 35, 2, 10, 0, 0],
  ['all items link to the site', 28, 8, 6, 0, 0, 0],
  ['a status page', 62, 23, 5, 0, 0, 20],
  ['a ticker', 92, 18, 7, 0, 0, 0],
  ['tracking parameters', 59, 26, 6, 8, 0, 0],
  ['no links', 110, 67, 14, 0, 0, 20],
  ['one item rotates', 48, 68, 2, 0, 0, 14],
  ['equal titles', 45, 5, 0, 0, 0, 0],
  ['no ids', 50, 11, 0, 3, 0, 0],
  ['page monitors', 61, 49, 0, 0, 0, 0],
  ['a plain feed', 229, 70, 12, 0, 0, 69],
  ['dates without times', 41, 7, 0, 4, 0, 0],
  ['one item at a time', 79, 16, 4, 2, 0, 7],
  ['session ids only in ids', 35, 37, 0, 6, 0, 24],
  ['links alternate between hosts with and without www', 88, 20, 7, 0, 0, 0],
  ['a gauge', 49, 23, 0, 0, 0, 0],
  ['ids are positions', 32, 30, 1, 4, 0, 0],
  ['no dates', 74, 22, 5, 0, 0, 0],
  ['no ids and links, and dates are the time of the request', 40, 37, 1, 0, 0, 0],
  ['session ids only in links', 42, 33, 1, 0, 0, 20],
  ['session ids, without dates', 111, 112, 0, 0, 0, 0],
  ['all items are replaced each day, with the same titles', 20, 8, 0, 0, 0, 0],
  ['session ids, with dates', 34, 37, 0, 0, 0, 0],
  ['ids are links', 42, 31, 12, 0, 0, 20],
  ['no order', 36, 10, 1, 0, 0, 0],
])(
  '%s: %i items; %i documents with changes; edited headlines: %i by id, %i by link, %i by title, %i by age',
  (kind, ...counts) => {
    const { items, changed, id, link, title, age } = byKind.get(kind) ?? {}
    expect([items, changed, id, link, title, age]).toEqual(counts)
  },
)
