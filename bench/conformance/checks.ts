/** Compares a parsed feed with a corpus's expectations of single fields. */
import * as v from 'valibot'
import type { PrintedFeed, PrintedItem } from '../../scripts/parse/document.ts'
import { lineOf, plainOf } from './plain.ts'

/** One expectation, as feedparser's cases.json has it. */
export const checkSchema = v.object({
  scope: v.picklist(['feed', 'entry']),
  n: v.number(),
  field: v.string(),
  kind: v.picklist(['text', 'str', 'url', 'date', 'author']),
  op: v.picklist(['==', 'absent']),
  /** Index among several authors or enclosures. */
  idx: v.optional(v.number(), 0),
  value: v.optional(v.union([v.string(), v.array(v.number())]), ''),
})
export type Check = v.InferOutput<typeof checkSchema>

/** Says what is wrong; null if the expectation is met. */
export function judge(check: Check, feed: PrintedFeed): string | null {
  const found = foundFor(check, feed)
  if (check.op === 'absent') return found === null ? null : `expected nothing, found ${JSON.stringify(found)}`
  const { value } = check
  if (found !== null && meets(check, found)) return null
  return `expected ${JSON.stringify(value)}, found ${JSON.stringify(found)}`
}

function foundFor({ scope, n, field, idx, value }: Check, feed: PrintedFeed): string | null {
  if (scope === 'feed') return feedField(field, feed)
  const item = feed.items[n]
  if (item === undefined) return null
  // Categories are a set: only whether one is there counts.
  if (field === 'tags') return item.categories.find((category) => category === value) ?? item.categories.join(', ')
  return itemField(field, idx, item)
}

function feedField(field: string, { title, link, updated }: PrintedFeed): string | null {
  if (field === 'title') return title
  if (field === 'link') return link
  return field === 'updated' ? updated : null
}

function itemField(field: string, idx: number, item: PrintedItem): string | null {
  switch (field) {
    case 'id':
    case 'link':
    case 'published':
    case 'updated':
    case 'title':
    case 'summary':
      return item[field]
    case 'author':
      return item.author
    case 'authors':
      return item.author?.split(', ')[idx] ?? null
    case 'enclosures':
      return item.enclosures[idx]?.url ?? null
    default:
      return null
  }
}

function meets({ kind, value }: Check, found: string): boolean {
  if (kind === 'date') return Date.parse(found) === instant(value)
  if (typeof value !== 'string') return false
  switch (kind) {
    case 'text':
      return isText(found, value)
    case 'url':
      // The reader normalises addresses: the host in lower case, and at least a slash as path.
      return found === value || found === URL.parse(value)?.href
    case 'author':
      // The reader keeps an author's name without the e-mail address.
      return found === value || found === value.replace(/\s*\([^()]*@[^()]*\)$/u, '')
    default:
      return lineOf(found) === lineOf(value)
  }
}

/** The expected text may be HTML or plain text; the reader may have truncated it. */
function isText(found: string, value: string): boolean {
  const line = lineOf(found)
  const expected = [plainOf(value), lineOf(value)]
  if (expected.includes(line)) return true
  return line.endsWith('…') && line.length > 100 && expected.some((whole) => whole.startsWith(line.slice(0, -1)))
}

/** Epoch ms of a date, or of Python's time tuple in UTC. */
function instant(value: string | readonly number[]): number {
  if (typeof value === 'string') return Date.parse(value)
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = value
  return Date.UTC(year, month - 1, day, hour, minute, second)
}
