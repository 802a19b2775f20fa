/** `seen:<cell>` in KV: what dedup remembers of every feed of a cell, in one value with a version number and a line a feed. */
import * as v from 'valibot'
import { type FeedUrl, feedUrlSchema, noKeys, type PackedKeys, packedKeysSchema } from '../model.ts'
import { err, ok, type Result, type StoreProblem } from '../result.ts'
import { fromFirstRecords } from './first-records.ts'
import { getText, type KeyValue, parseDocument, putText } from './key-value.ts'

const SCHEMA = 2
const BEGIN = `{"schema":${SCHEMA},"version":`
const FEEDS = ',"feeds":[\n'
const END = '\n]}'
/** Characters that packed keys have a record in. */
const RECORD = 37

const seenSchema = v.object({
  schema: v.literal(SCHEMA),
  /** Counts the puts; the ledger knows the last one that it committed. */
  version: v.pipe(v.number(), v.integer(), v.minValue(0)),
  feeds: v.pipe(
    v.array(v.tuple([feedUrlSchema, packedKeysSchema])),
    v.transform((entries): ReadonlyMap<FeedUrl, PackedKeys> => new Map(entries)),
  ),
})
const jsonUrl = v.pipe(v.string(), v.parseJson(), feedUrlSchema)
const form = { schema: seenSchema, upgrades: [withWiderRecords] }
const firstFeeds = v.object({ feeds: v.array(v.tuple([v.string(), v.pipe(v.string(), v.regex(/^(?:[\w-]{24})*$/u))])) })
/** All of it, checked. */
export type Seen = Readonly<v.InferOutput<typeof seenSchema>>

/** What a cell that has never put anything remembers. */
export const nothingSeen: Seen = { schema: SCHEMA, version: 0, feeds: new Map() }

export const seenKey = (cell: number): string => `seen:${cell}`

/**
 * The same, each feed's keys checked when they are first asked for: a cycle needs those of few feeds, and all together are
 * a megabyte or more.
 */
export class SeenMemory {
  readonly version: number
  /** By feed: its line of the document. */
  readonly #lines: Map<FeedUrl, string>
  /** Those that were asked for. */
  readonly #keys = new Map<FeedUrl, PackedKeys>()

  private constructor(version: number, lines: Map<FeedUrl, string>) {
    this.version = version
    this.#lines = lines
  }

  static of({ version, feeds }: Seen): SeenMemory {
    return new SeenMemory(version, new Map([...feeds].map(([url, keys]) => [url, lineOf(url, keys)])))
  }

  /** Opens a document. Null where it is not written in lines, or one of them is not of a feed: then it is to be read whole. */
  static open(text: string): SeenMemory | null {
    const version = new RegExp(`^${BEGIN.replaceAll(/[{[]/gu, '\\$&')}(\\d{1,15}),`, 'u').exec(text)?.[1]
    const start = BEGIN.length + (version?.length ?? 0) + FEEDS.length
    if (version === undefined || !text.startsWith(FEEDS, start - FEEDS.length) || !text.endsWith(END)) return null
    const lines = new Map<FeedUrl, string>()
    const end = text.length - END.length
    for (let at = start; at < end; ) {
      const next = text.indexOf('\n', at)
      const isLast = next === end
      const line = text.slice(at, isLast ? next : next - 1)
      const url = urlOf(line)
      if (url === null || (!isLast && text[next - 1] !== ',')) return null
      lines.set(url, line)
      at = next + 1
    }
    return new SeenMemory(Number(version), lines)
  }

  /** What is remembered of a feed; undefined: nothing. Throws on what is unreadable. */
  get(url: FeedUrl): PackedKeys | undefined {
    if (!this.isReadable(url)) throw new TypeError('what is seen of a feed is unreadable')
    return this.#keys.get(url)
  }

  isReadable(url: FeedUrl): boolean {
    const line = this.#lines.get(url)
    if (line === undefined || this.#keys.has(url)) return true
    const keys = line.slice(JSON.stringify(url).length + 3, -2)
    const isReadable = areKeys(keys)
    if (isReadable) this.#keys.set(url, keys)
    return isReadable
  }

  /** Forgets what is unreadable of a feed. */
  drop(url: FeedUrl): void {
    this.#lines.delete(url)
  }

  /** A later version, of these feeds and no others; what has not changed of a feed is taken over as it stands. */
  next(version: number, feeds: readonly FeedUrl[], changed: ReadonlyMap<FeedUrl, PackedKeys>): SeenMemory {
    const lines = feeds.map((url): [FeedUrl, string] => {
      const keys = changed.get(url)
      return [url, (keys === undefined ? this.#lines.get(url) : undefined) ?? lineOf(url, keys ?? noKeys)]
    })
    return new SeenMemory(version, new Map(lines))
  }

  written(): string {
    return `${BEGIN}${this.version}${FEEDS}${[...this.#lines.values()].join(',\n')}${END}`
  }
}

/** The same as `packedKeysSchema`, in half the time: a cycle checks 200 feeds' keys. */
function areKeys(text: string): text is PackedKeys {
  return text.length % RECORD === 0 && /^[\w-]*$/.test(text)
}

/** Version 1 had records of 24 digits. */
function withWiderRecords(content: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const first = v.safeParse(firstFeeds, content)
  if (!first.success) return { ...content, feeds: null }
  return { ...content, feeds: first.output.feeds.map(([url, keys]) => [url, fromFirstRecords(keys)]) }
}

function lineOf(url: FeedUrl, keys: PackedKeys): string {
  return JSON.stringify([url, keys])
}

/** The feed of a line; null: it is not of a feed, or its keys are cut short. */
function urlOf(line: string): FeedUrl | null {
  const close = line.indexOf('","')
  if (!line.startsWith('["http') || !line.endsWith('"]') || (line.length - close - 5) % RECORD !== 0) return null
  const head = line.slice(1, close + 1)
  // Nearly none has anything to unescape.
  const url = head.includes('\\') ? v.safeParse(jsonUrl, head) : v.safeParse(feedUrlSchema, head.slice(1, -1))
  return url.success ? url.output : null
}

/** Reads the cell's memory, whole. An older version than `expected` is a stale read of an eventually consistent store. */
export async function getSeen(store: KeyValue, cell: number, expected: number): Promise<Result<Seen, StoreProblem>> {
  return fresh(await getText(store, seenKey(cell)), expected, nothingSeen, (text) => readSeen(seenKey(cell), text))
}

/** The same, to be looked into feed by feed. */
export async function openSeen(
  store: KeyValue,
  cell: number,
  expected: number,
): Promise<Result<SeenMemory, StoreProblem>> {
  return fresh(await getText(store, seenKey(cell)), expected, SeenMemory.of(nothingSeen), (text) => {
    const memory = SeenMemory.open(text)
    if (memory !== null) return ok(memory)
    const seen = readSeen(seenKey(cell), text)
    return seen.ok ? ok(SeenMemory.of(seen.value)) : seen
  })
}

function fresh<Value extends { readonly version: number }>(
  text: Result<string | null, StoreProblem>,
  expected: number,
  nothing: Value,
  read: (text: string) => Result<Value, StoreProblem>,
): Result<Value, StoreProblem> {
  if (!text.ok) return text
  const seen = text.value === null ? ok(nothing) : read(text.value)
  if (seen.ok && seen.value.version < expected) return err({ kind: 'seen-stale', found: seen.value.version, expected })
  return seen
}

export function readSeen(key: string, text: string): Result<Seen, StoreProblem> {
  return parseDocument(key, text, form)
}

export function writeSeen(seen: Seen): string {
  return SeenMemory.of(seen).written()
}

/** Writes the cell's memory. */
export async function putSeen<Memory extends Seen | SeenMemory>(
  store: KeyValue,
  cell: number,
  seen: Memory,
): Promise<Result<Memory, StoreProblem>> {
  const text = seen instanceof SeenMemory ? seen.written() : writeSeen(seen)
  const put = await putText(store, seenKey(cell), text, 0)
  return put.ok ? ok(seen) : put
}
