/** Reads the public cases beside the project, and compares them with what is right. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import type { PrintedFeed, PrintedItem } from '../../scripts/parse/document.ts'
import type { Reader } from '../../scripts/parse/reader.ts'
import { messageOf } from '../../scripts/terminal.ts'
import { decodeBody } from '../../src/feed/decode.ts'
import { readFeedList } from '../../src/feed/feed-list.ts'
import { feedUrl } from '../../src/feed/http/address.ts'
import { fetchDocument } from '../../src/feed/http/fetch-document.ts'
import { feedUrlSchema } from '../../src/model.ts'
import { noValidators } from '../../src/polling.ts'
import {
  type ExpectedDocument,
  type ExpectedFeed,
  expectedAddresses,
  expectedDocuments,
  expectedLists,
} from './expected-cases.ts'
import { counted, nothing, type Score } from './score.ts'

/** Each case counts once. */
export async function publicCases(folder: string, reader: Reader): Promise<Score> {
  const wrongs: (readonly [string, () => Promise<string | null>])[] = [
    ...Object.entries(expectedDocuments).map(
      ([file, expected]) => [file, () => wrongDocument(path.join(folder, file), expected, reader)] as const,
    ),
    ...Object.entries(expectedLists).map(
      ([file, feeds]) => [file, () => wrongList(path.join(folder, file), feeds)] as const,
    ),
    ...Object.entries(expectedAddresses).map(
      ([file, addresses]) => [file, () => wrongAddresses(path.join(folder, file), addresses)] as const,
    ),
  ]
  let score = nothing
  for (const [name, wrong] of wrongs) {
    const what = await wrong().catch(messageOf)
    score = counted(score, what === null ? null : { name, what })
  }
  return score
}

async function wrongDocument(file: string, expected: ExpectedDocument, reader: Reader): Promise<string | null> {
  const content = await readFile(file)
  const fetched = await fetchDocument(v.parse(feedUrlSchema, expected.url), noValidators, {
    allowPrivate: false,
    fetch: async () => new Response(content),
    now: Date.now(),
  })
  if (fetched.kind === 'failed') return fetched.problem.kind
  if (fetched.kind === 'unchanged') return fetched.kind
  fetched.release()
  const { bytes, contentType, url } = fetched
  const read = await reader.read({ bytes, contentType, url })
  return read.ok ? wrongIn(read.value, expected.feed) : read.problem.kind
}

/** Says which of the expected fields differs; null if none does. */
export function wrongIn(feed: PrintedFeed, { items, ...head }: ExpectedFeed): string | null {
  const wrongHead = differing(feed, head)
  if (wrongHead !== null || items === undefined) return wrongHead
  if (feed.items.length !== items.length) return `expected ${items.length} items, found ${feed.items.length}`
  return feed.items.map((item, at) => differing(item, items[at] ?? {})).find((wrong) => wrong !== null) ?? null
}

function differing<Part extends PrintedFeed | PrintedItem>(found: Part, expected: Partial<Part>): string | null {
  const values = new Map<string, unknown>(Object.entries(found))
  for (const [field, value] of Object.entries(expected)) {
    const [right, own] = [JSON.stringify(value), JSON.stringify(values.get(field))]
    if (right !== own) return `${field}: expected ${right}, found ${own}`
  }
  return null
}

async function wrongList(file: string, expected: (typeof expectedLists)[string]): Promise<string | null> {
  const { raw, decode } = decodeBody(await readFile(file), null)
  const found = readFeedList(decode(raw)) ?? []
  const missing = expected.find(({ url, title }) => {
    return !found.some((feed) => feed.url === url && (title === undefined || feed.title === title))
  })
  return missing === undefined ? null : `expected ${JSON.stringify(missing)}, found ${JSON.stringify(found)}`
}

async function wrongAddresses(file: string, expected: readonly string[]): Promise<string | null> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n')
  const found = lines.map((line) => {
    const address = feedUrl(line.replace(/^\/\w+\s+/u, ''), { allowPrivate: false })
    return address.ok ? address.value : address.problem.kind
  })
  const at = expected.findIndex((address, each) => found[each] !== address)
  return at < 0 ? null : `${lines[at]}: expected ${expected[at]}, found ${found[at]}`
}
