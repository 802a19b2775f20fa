/** `seen:<cell>` in KV: dedup's memory of every feed of a cell, one value with a version number and a line per feed. */
import * as v from 'valibot'
import { type FeedUrl, feedUrlSchema, noKeys, type PackedKeys, packedKeysSchema } from '../model.ts'
import { err, ok, type Result, type StoreProblem } from '../result.ts'
import { fromFirstRecords } from './first-records.ts'
import { getText, type KeyValue, parseDocument, putText } from './key-value.ts'

/** The schema version written now. */
export const seenSchemaVersion = 3
/** The text before the feeds. Version 2 named no bot, and had the same lines. */
const beginning = /^\{"schema":(?:2|3,"bot":(?<bot>\d{1,15}|null)),"version":(?<version>\d{1,15}),"feeds":\[\n/u
const END = '\n]}'
/** Characters of a record in packed keys. */
const RECORD = 37

const seenSchema = v.object({
  schema: v.literal(seenSchemaVersion),
  /** Telegram id of the bot that wrote it; null: written by an earlier version. */
  bot: v.nullable(v.number()),
  /** Counts the puts; the ledger has the last committed one. */
  version: v.pipe(v.number(), v.integer(), v.minValue(0)),
  feeds: v.pipe(
    v.array(v.tuple([feedUrlSchema, packedKeysSchema])),
    v.transform((entries): ReadonlyMap<FeedUrl, PackedKeys> => new Map(entries)),
  ),
})
const jsonUrl = v.pipe(v.string(), v.parseJson(), feedUrlSchema)
const form = { schema: seenSchema, upgrades: [withWiderRecords, withoutBot] }
const firstFeeds = v.object({ feeds: v.array(v.tuple([v.string(), v.pipe(v.string(), v.regex(/^(?:[\w-]{24})*$/u))])) })
export type Seen = Readonly<v.InferOutput<typeof seenSchema>>

/** The memory of a new cell. */
export const nothingSeen: Seen = { schema: seenSchemaVersion, bot: null, version: 0, feeds: new Map() }

export const seenKey = (cell: number): string => `seen:${cell}`

/**
 * Dedup's memory with each feed's keys checked at first use: a cycle needs the keys of few feeds, and all together are a megabyte
 * or more.
 */
export class SeenMemory {
  readonly bot: number | null
  readonly version: number
  /** Each feed's line of the document. */
  readonly #lines: Map<FeedUrl, string>
  /** Checked keys. */
  readonly #keys = new Map<FeedUrl, PackedKeys>()

  private constructor({ bot, version }: Pick<Seen, 'bot' | 'version'>, lines: Map<FeedUrl, string>) {
    this.bot = bot
    this.version = version
    this.#lines = lines
  }

  static of({ feeds, ...head }: Seen): SeenMemory {
    return new SeenMemory(head, new Map([...feeds].map(([url, keys]) => [url, lineOf(url, keys)])))
  }

  /** Opens a document. Null: a line is missing or broken, and the document has to be parsed whole. */
  static open(text: string): SeenMemory | null {
    const head = beginning.exec(text)
    if (head === null || !text.endsWith(END)) return null
    const { bot = 'null', version } = head.groups ?? {}
    const start = head[0].length
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
    return new SeenMemory({ bot: bot === 'null' ? null : Number(bot), version: Number(version) }, lines)
  }

  has(url: FeedUrl): boolean {
    return this.#lines.has(url)
  }

  /** The seen keys of a feed; undefined: none. @throws TypeError on unreadable keys */
  get(url: FeedUrl): PackedKeys | undefined {
    if (!this.isReadable(url)) throw new TypeError('the seen keys of a feed are unreadable')
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

  /** Removes a feed with unreadable keys. */
  drop(url: FeedUrl): void {
    this.#lines.delete(url)
  }

  /** A later version with these feeds only; unchanged lines are copied. */
  next(
    head: Pick<Seen, 'bot' | 'version'>,
    feeds: readonly FeedUrl[],
    changed: ReadonlyMap<FeedUrl, PackedKeys>,
  ): SeenMemory {
    const lines = feeds.map((url): [FeedUrl, string] => {
      const keys = changed.get(url)
      return [url, (keys === undefined ? this.#lines.get(url) : undefined) ?? lineOf(url, keys ?? noKeys)]
    })
    return new SeenMemory(head, new Map(lines))
  }

  written(): string {
    const { bot, version } = this
    return `{"schema":${seenSchemaVersion},"bot":${bot},"version":${version},"feeds":[\n${[...this.#lines.values()].join(',\n')}${END}`
  }
}

/** The check of `packedKeysSchema` in half the time, for 200 feeds a cycle. */
function areKeys(text: string): text is PackedKeys {
  return text.length % RECORD === 0 && /^[\w-]*$/.test(text)
}

/** Version 1 had records of 24 digits. */
function withWiderRecords(content: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const first = v.safeParse(firstFeeds, content)
  if (!first.success) return { ...content, feeds: null }
  return { ...content, feeds: first.output.feeds.map(([url, keys]) => [url, fromFirstRecords(keys)]) }
}

/** Version 2 named no bot. */
function withoutBot(content: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { ...content, bot: null }
}

function lineOf(url: FeedUrl, keys: PackedKeys): string {
  return JSON.stringify([url, keys])
}

/** The feed of a line; null: the line is broken. */
function urlOf(line: string): FeedUrl | null {
  const close = line.indexOf('","')
  if (!line.startsWith('["http') || !line.endsWith('"]') || (line.length - close - 5) % RECORD !== 0) return null
  const head = line.slice(1, close + 1)
  // Few addresses need unescaping.
  const url = head.includes('\\') ? v.safeParse(jsonUrl, head) : v.safeParse(feedUrlSchema, head.slice(1, -1))
  return url.success ? url.output : null
}

/** What a cell expects of its memory in KV. */
export interface SeenOwner {
  readonly cell: number
  /** The committed version: an older one is a stale read of an eventually consistent store. */
  readonly expected: number
  /** Whether a bot's memory is the cell's own. A memory that names no bot is. */
  readonly isOwn: (bot: number) => boolean
}

/** Reads and parses the cell's whole memory. */
export async function getSeen(store: KeyValue, owner: SeenOwner): Promise<Result<Seen, StoreProblem>> {
  const key = seenKey(owner.cell)
  return checked(await getText(store, key), owner, nothingSeen, (text) => readSeen(key, text))
}

/** Reads the cell's memory, to be parsed feed by feed. */
export async function openSeen(store: KeyValue, owner: SeenOwner): Promise<Result<SeenMemory, StoreProblem>> {
  const key = seenKey(owner.cell)
  return checked(await getText(store, key), owner, SeenMemory.of(nothingSeen), (text) => {
    const memory = SeenMemory.open(text)
    if (memory !== null) return ok(memory)
    const seen = readSeen(key, text)
    return seen.ok ? ok(SeenMemory.of(seen.value)) : seen
  })
}

function checked<Value extends Pick<Seen, 'bot' | 'version'>>(
  text: Result<string | null, StoreProblem>,
  { expected, isOwn }: SeenOwner,
  nothing: Value,
  read: (text: string) => Result<Value, StoreProblem>,
): Result<Value, StoreProblem> {
  if (!text.ok) return text
  const seen = text.value === null ? ok(nothing) : read(text.value)
  if (!seen.ok) return seen
  const { bot, version } = seen.value
  if (bot !== null && !isOwn(bot)) return err({ kind: 'namespace-shared', bot, isOlder: version < expected })
  return version < expected ? err({ kind: 'seen-stale', found: version, expected }) : seen
}

export function readSeen(key: string, text: string): Result<Seen, StoreProblem> {
  return parseDocument(key, text, form)
}

export function writeSeen(seen: Seen): string {
  return SeenMemory.of(seen).written()
}

export async function putSeen<Memory extends Seen | SeenMemory>(
  store: KeyValue,
  cell: number,
  seen: Memory,
): Promise<Result<Memory, StoreProblem>> {
  const text = seen instanceof SeenMemory ? seen.written() : writeSeen(seen)
  const put = await putText(store, seenKey(cell), text, 0)
  return put.ok ? ok(seen) : put
}
