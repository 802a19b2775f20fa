/** `seen:<cell>` in KV: what dedup remembers of every feed of a cell, in one value with a version number and a line a feed. */
import * as v from 'valibot'
import { type FeedUrl, feedUrlSchema, noKeys, type PackedKeys, packedKeysSchema } from '../model.ts'
import { err, ok, type Result, type StoreProblem } from '../result.ts'
import { fromFirstRecords } from './first-records.ts'
import { getText, type KeyValue, parseDocument, putText } from './key-value.ts'

/** The version that is written. */
export const seenSchemaVersion = 3
/** What stands before the feeds. Version 2 named no bot, and had the same lines. */
const beginning = /^\{"schema":(?:2|3,"bot":(?<bot>\d{1,15}|null)),"version":(?<version>\d{1,15}),"feeds":\[\n/u
const END = '\n]}'
/** Characters that packed keys have a record in. */
const RECORD = 37

const seenSchema = v.object({
  schema: v.literal(seenSchemaVersion),
  /** Telegram's id of the bot that put it; null: an earlier version did. */
  bot: v.nullable(v.number()),
  /** Counts the puts; the ledger knows the last one that it committed. */
  version: v.pipe(v.number(), v.integer(), v.minValue(0)),
  feeds: v.pipe(
    v.array(v.tuple([feedUrlSchema, packedKeysSchema])),
    v.transform((entries): ReadonlyMap<FeedUrl, PackedKeys> => new Map(entries)),
  ),
})
const jsonUrl = v.pipe(v.string(), v.parseJson(), feedUrlSchema)
const form = { schema: seenSchema, upgrades: [withWiderRecords, withoutBot] }
const firstFeeds = v.object({ feeds: v.array(v.tuple([v.string(), v.pipe(v.string(), v.regex(/^(?:[\w-]{24})*$/u))])) })
/** All of it, checked. */
export type Seen = Readonly<v.InferOutput<typeof seenSchema>>

/** What a cell that has never put anything remembers. */
export const nothingSeen: Seen = { schema: seenSchemaVersion, bot: null, version: 0, feeds: new Map() }

export const seenKey = (cell: number): string => `seen:${cell}`

/**
 * The same, each feed's keys checked when they are first asked for: a cycle needs those of few feeds, and all together are
 * a megabyte or more.
 */
export class SeenMemory {
  readonly bot: number | null
  readonly version: number
  /** By feed: its line of the document. */
  readonly #lines: Map<FeedUrl, string>
  /** Those that were asked for. */
  readonly #keys = new Map<FeedUrl, PackedKeys>()

  private constructor({ bot, version }: Pick<Seen, 'bot' | 'version'>, lines: Map<FeedUrl, string>) {
    this.bot = bot
    this.version = version
    this.#lines = lines
  }

  static of({ feeds, ...head }: Seen): SeenMemory {
    return new SeenMemory(head, new Map([...feeds].map(([url, keys]) => [url, lineOf(url, keys)])))
  }

  /** Opens a document. Null where it is not written in lines, or one of them is not of a feed: then it is to be read whole. */
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

/** Version 2 did not say whose it is. */
function withoutBot(content: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { ...content, bot: null }
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

/** What a cell knows of its memory in KV. */
export interface SeenOwner {
  readonly cell: number
  /** The version that it committed: an older one is a stale read of an eventually consistent store. */
  readonly expected: number
  /** Whether a bot's memory is the cell's own. One that names no bot is. */
  readonly isOwn: (bot: number) => boolean
}

/** Reads the cell's memory, whole. */
export async function getSeen(store: KeyValue, owner: SeenOwner): Promise<Result<Seen, StoreProblem>> {
  const key = seenKey(owner.cell)
  return checked(await getText(store, key), owner, nothingSeen, (text) => readSeen(key, text))
}

/** The same, to be looked into feed by feed. */
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
