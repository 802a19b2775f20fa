/**
 * How the items of 100 lives are judged, by the kind of feed. The truth is counted by `npm run habits`; here any change is noticed:
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

const LIVES = 100
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
  /** Each new item, each edited headline, and what is remembered in the end. */
  all: string[]
}

const byKind = new Map<string, Judged>()

async function readLife(seed: number): Promise<void> {
  const life = new Life(seed)
  const url = v.parse(feedUrlSchema, life.url)
  const sum = byKind.get(life.kind) ?? { items: 0, changed: 0, id: 0, link: 0, title: 0, age: 0, all: [] }
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
    const recognised = reading.recognised.map(({ key: _, ...item }) => item)
    sum.all.push(JSON.stringify([reading.items.map(({ title, keys }) => [title, keys]), recognised]))
    known = remember(known, reading.window)
  }
  sum.all.push(known)
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

async function hashOf(texts: readonly string[]): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(texts.join('\n')))
  return Array.from(new Uint8Array(hash).slice(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

it.each([
  ['equal warnings', 109, 22, 0, 0, 0, 25, '436e7793'],
  ['all items are replaced each day', 18, 12, 0, 0, 0, 0, '57bee159'],
  ['no titles', 203, 46, 19, 0, 0, 6, '707cf1af'],
  ['a busy feed', 195, 25, 3, 1, 0, 0, 'b5f3c56d'],
  ['nothing but titles', 193, 12, 0, 0, 0, 0, '20d3ce85'],
  ['neither ids nor dates', 207, 43, 2, 13, 0, 0, 'da16cde2'],
  ['all items link to the site', 28, 8, 6, 0, 0, 0, '918ed9e5'],
  ['a status page', 135, 47, 13, 0, 0, 24, '5e9ca267'],
  ['a ticker', 124, 30, 15, 0, 0, 0, 'cbd1813f'],
  ['tracking parameters', 59, 26, 6, 8, 0, 0, '4c8ab25d'],
  ['no links', 206, 85, 18, 0, 0, 20, '1a8a6013'],
  ['one item rotates', 115, 142, 4, 0, 0, 21, '55de7865'],
  ['equal titles', 120, 18, 0, 0, 0, 0, 'af1a206d'],
  ['no ids', 91, 22, 0, 6, 0, 0, '117f91f9'],
  ['page monitors', 61, 49, 0, 0, 0, 0, 'd75671d6'],
  ['a plain feed', 229, 70, 12, 0, 0, 69, 'd4c7ac99'],
  ['dates without times', 67, 18, 3, 4, 0, 0, 'ba3aede2'],
  ['one item at a time', 105, 21, 4, 2, 0, 19, '1e78ac3b'],
  ['session ids only in ids', 67, 72, 0, 6, 0, 24, 'a8fd6caa'],
  ['links alternate between hosts with and without www', 138, 27, 8, 0, 0, 1, '50d7c134'],
  ['a gauge', 71, 37, 0, 0, 0, 0, '02dcfd32'],
  ['ids are positions', 123, 80, 1, 4, 0, 0, '75539c5f'],
  ['no dates', 143, 43, 12, 1, 0, 0, 'c52c3660'],
  ['no ids and links, and dates are the time of the request', 74, 75, 1, 0, 0, 0, 'af61a004'],
  ['session ids only in links', 78, 69, 4, 0, 0, 20, '02151f14'],
  ['session ids, without dates', 168, 185, 0, 0, 0, 0, '89fe1322'],
  ['all items are replaced each day, with the same titles', 30, 13, 0, 0, 0, 0, '4014567b'],
  ['session ids, with dates', 78, 76, 0, 0, 0, 20, '3c497b38'],
  ['ids are links', 76, 44, 17, 0, 0, 20, '8ee9262b'],
  ['no order', 117, 37, 7, 0, 0, 0, '83bcec63'],
  ['dates are the time of the request or of the last change', 33, 28, 5, 0, 0, 0, 'f71a9af3'],
  ['links alternate between http and https', 46, 34, 2, 4, 0, 0, 'e9f3f1f3'],
  ['dates of the last edit', 43, 15, 1, 3, 0, 0, 'cda50e81'],
  ['ids count edits', 43, 10, 0, 4, 0, 11, '8421fbdd'],
])(
  '%s: %i items; %i documents with changes; edited headlines: %i by id, %i by link, %i by title, %i by age; hash of all: %s',
  async (kind, ...counts) => {
    const { items, changed, id, link, title, age, all = [] } = byKind.get(kind) ?? {}
    expect([items, changed, id, link, title, age, await hashOf(all)]).toEqual(counts)
  },
)
