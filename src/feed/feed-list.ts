/** Reads lists of feeds: OPML, JSON, CSV, and plain lists as newsboat and people write them. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import { addressesIn, type WrittenAddress } from './addresses-in-text.ts'
import { type ListedFeed, readOpml } from './opml.ts'

/** The feeds of a list, each address once; null if the text contains none, or is another kind of document. */
export function readFeedList(text: string): readonly ListedFeed[] | null {
  const body = text.replace(/^\ufeff/u, '').trim()
  const isMarkup = /^<(?![a-z][a-z\d+.-]*:)/iu.test(body)
  const feeds = isMarkup ? readOpml(body) : (fromJson(body) ?? fromTable(body) ?? fromLines(body))
  if (feeds === null) return null
  const first = new Map<string, ListedFeed>()
  for (const feed of feeds) if (!first.has(feed.url)) first.set(feed.url, feed)
  return [...first.values()].slice(0, limits.feed.imported)
}

const jsonSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(
    v.union([
      v.string(),
      v.looseObject({ url: v.string(), title: v.optional(v.string(), '') }),
      v.pipe(
        v.looseObject({ xmlUrl: v.string(), title: v.optional(v.string(), '') }),
        v.transform(({ xmlUrl, title }) => ({ url: xmlUrl, title })),
      ),
    ]),
  ),
)

/** An array of addresses, or of objects that have one. */
function fromJson(text: string): readonly ListedFeed[] | null {
  if (!text.startsWith('[')) return null
  const read = v.safeParse(jsonSchema, text)
  if (!read.success || read.output.length === 0) return null
  return read.output.map((each) =>
    typeof each === 'string' ? { url: each, title: '' } : { url: each.url, title: each.title },
  )
}

const urlColumn = /^(?:feed[ _-]?|xml|rss[ _-]?)?(?:url|link|address)$|^feed$/iu
const titleColumn = /^(?:feed[ _-]?)?(?:title|name|text)$/iu

/** CSV (RFC 4180) whose first line names its columns. */
function fromTable(text: string): readonly ListedFeed[] | null {
  const head = /^[^\r\n]{1,1000}/u.exec(text)?.[0] ?? ''
  const separator = [',', ';', '\t'].find((each) => head.includes(each))
  if (separator === undefined || /:\/\//u.test(head)) return null
  const [names = [], ...rows] = cellsOf(text, separator)
  const url = names.findIndex((name) => urlColumn.test(name))
  const title = names.findIndex((name) => titleColumn.test(name))
  if (url < 0) return null
  return rows.flatMap((cells) => (cells[url] ? [{ url: cells[url], title: cells[title] ?? '' }] : []))
}

function cellsOf(text: string, separator: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]]
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^${separator}\\r\\n]*))(${separator}|\\r\\n?|\\n|$)`, 'uy')
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text)
    // A quote inside a cell: the rest is no table.
    if (found === null) break
    rows.at(-1)?.push((found[1]?.replaceAll('""', '"') ?? found[2] ?? '').trim())
    if (found[3] !== separator) rows.push([])
  }
  return rows
}

/** Lines that are commented out in a list. */
const comment = /^[ \t]*#+(?:[ \t]|[a-z]+:\/\/).*$/gimu
/** The name that a newsboat list gives to a feed. */
const newsboatName = /"~([^"]+)"|(?:^|\s)~(\S+)/u

function fromLines(text: string): readonly ListedFeed[] | null {
  const addresses = addressesIn(text.replaceAll(/\r\n?/gu, '\n').replace(comment, ''))
  return addresses.length === 0 ? null : addresses.map((each) => ({ url: each.address, title: titleOf(each) }))
}

function titleOf({ before, after }: WrittenAddress): string {
  const [, quoted, bare] = newsboatName.exec(after) ?? []
  return quoted ?? bare ?? before
}
