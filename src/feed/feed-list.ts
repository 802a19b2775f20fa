/** Reads lists of feeds: OPML, JSON, CSV, and plain lists as newsboat and people write them. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import { addressesIn, type WrittenAddress } from './addresses-in-text.ts'
import { type ListedFeed, readOpml } from './opml.ts'

/** The feeds of a list, each address once; null if the text contains none, or is another kind of document. */
export function readFeedList(text: string): readonly ListedFeed[] | null {
  const body = text.replace(/^\ufeff/u, '').trim()
  // Files of programs, such as pictures and settings, contain addresses that are no feeds.
  if (body.startsWith('{') || binary.test(body)) return null
  const isMarkup = /^<(?![a-z][a-z\d+.-]*:)/iu.test(body)
  const feeds = isMarkup ? readOpml(body) : (fromQuote(body) ?? fromJson(body) ?? fromTable(body) ?? fromLines(body))
  if (feeds === null) return null
  const first = new Map<string, ListedFeed>()
  for (const feed of feeds) if (!first.has(feed.url)) first.set(feed.url, feed)
  return [...first.values()].slice(0, limits.feed.imported)
}

/** ASCII's control characters besides white space. */
const binary = /(?![\t-\r\u007f-\u009f])\p{Cc}/u

/** OPML behind words, or in a block of code. */
function fromQuote(text: string): readonly ListedFeed[] | null {
  const start = text.search(/<(?:opml|outline)\s/iu)
  return start < 0 ? null : someOf(readOpml(text.slice(start)) ?? [])
}

/** Null instead of none. */
function someOf(feeds: readonly ListedFeed[]): readonly ListedFeed[] | null {
  return feeds.length === 0 ? null : feeds
}

/** Names of fields for a feed's address, the surest first. */
const urlNames = [
  /^(?:feed|xml|rss|atom|subscription)[ _-]?(?:url|link|address)$|^(?:rss|feed)?(?:订阅|訂閱)(?:地址|链接|網址|連結)$/iu,
  /^(?:channel[ _-]?)?(?:url|link|address)$|^(?:feed|rss)$|^(?:地址|链接|网址|網址|連結)$/iu,
]
const titleNames = [/^(?:(?:feed|channel)[ _-]?)?(?:title|name|text)$|^(?:标题|標題|名称|名稱)$/iu]

/** The place of the name that means something; -1: none does. */
function placeOf(names: readonly string[], meanings: readonly RegExp[]): number {
  return meanings.map((meaning) => names.findIndex((name) => meaning.test(name))).find((place) => place >= 0) ?? -1
}

const jsonSchema = v.pipe(v.string(), v.parseJson(), v.array(v.union([v.string(), v.record(v.string(), v.unknown())])))

/** An array of addresses, or of objects that have one. */
function fromJson(text: string): readonly ListedFeed[] | null {
  if (!text.startsWith('[')) return null
  const read = v.safeParse(jsonSchema, text)
  if (!read.success) return null
  const feeds = read.output.flatMap((each): readonly ListedFeed[] => {
    if (typeof each === 'string') return [{ url: each, title: '' }]
    const texts = Object.entries(each).filter((field): field is [string, string] => typeof field[1] === 'string')
    const names = texts.map(([name]) => name)
    const url = texts[placeOf(names, urlNames)]?.[1] ?? ''
    return url === '' ? [] : [{ url, title: texts[placeOf(names, titleNames)]?.[1] ?? '' }]
  })
  return someOf(feeds)
}

/** CSV (RFC 4180) whose first line names its columns. */
function fromTable(text: string): readonly ListedFeed[] | null {
  const head = /^[^\r\n]{1,1000}/u.exec(text)?.[0] ?? ''
  const separator = [',', ';', '\t'].find((each) => head.includes(each))
  if (separator === undefined || /:\/\//u.test(head)) return null
  const [names = [], ...rows] = cellsOf(text, separator)
  const [url, title] = [placeOf(names, urlNames), placeOf(names, titleNames)]
  if (url < 0) return null
  return someOf(rows.flatMap((cells) => (cells[url] ? [{ url: cells[url], title: cells[title] ?? '' }] : [])))
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
  return someOf(addresses.map((each) => ({ url: each.address, title: titleOf(each) })))
}

/** What stands before an address without being its title: the name of a field, or newsboat's command for it. */
const noTitle =
  /^(?:(?:feed|xml|rss|html|site)[ _-]?)?(?:url|link|feed|rss|atom|xml|href|src|address)$|^(?:exec|filter):/iu

function titleOf({ before, after }: WrittenAddress): string {
  const [, quoted, bare] = newsboatName.exec(after) ?? []
  return quoted ?? bare ?? (noTitle.test(before) ? '' : before)
}
