/** The feed parsers that are compared, each used as in its own documentation. */
import { fingerprint } from '../../src/feed/http/fingerprint.ts'
import { readDocument } from '../../src/feed/read-feed.ts'
import { warmUp } from '../../src/feed/warm-up.ts'
import type { FeedUrl, PackedKeys } from '../../src/model.ts'
import { noValidators } from '../../src/polling.ts'

/** A document, and what is known about its feed; most contenders ignore that. */
export interface Given {
  readonly bytes: Uint8Array
  readonly url: FeedUrl
  readonly known: PackedKeys
  /** Whether this is the first poll, of which only the newest items count. */
  readonly first: boolean
  /** Fingerprint of the last document; null: another one. */
  readonly hash: string | null
}

/** Parses a whole document, from bytes to objects. @returns the number of items, or for Paperboy of new items */
export type Read = (given: Given) => number | Promise<number>

/** Loaded one by one, so that none slows another down. */
const loads: Readonly<Record<string, () => Promise<Read>>> = {
  Paperboy: async () => {
    // As when the Worker starts.
    warmUp()
    return (given) => paperboy(given)
  },
  'fast-xml-parser': async () => {
    const { XMLParser } = await import('fast-xml-parser')
    const parser = new XMLParser({ ignoreAttributes: false })
    return ({ bytes }) => count(parser.parse(decode(bytes)))
  },
  feedsmith: async () => {
    const { parseFeed } = await import('feedsmith')
    return ({ bytes }) => count(parseFeed(decode(bytes)))
  },
  'rss-parser': async () => {
    const { default: Parser } = await import('rss-parser')
    return async ({ bytes }) => (await new Parser().parseString(decode(bytes))).items.length
  },
  feedparser: async () => {
    const { default: FeedParser } = await import('feedparser')
    return ({ bytes, url }) =>
      new Promise((resolve, reject) => {
        const parser = new FeedParser({ feedurl: url })
        let items = 0
        parser.on('readable', () => {
          while (parser.read() !== null) items++
        })
        parser.on('end', () => resolve(items))
        parser.on('error', reject)
        parser.end(Buffer.from(bytes))
      })
  },
  htmlparser2: async () => {
    const { parseFeed } = await import('htmlparser2')
    return ({ bytes }) => parseFeed(decode(bytes))?.items.length ?? 0
  },
}

export const ours = 'Paperboy'
/** The other contenders' names, in table order. */
export const others: readonly string[] = Object.keys(loads).filter((name) => name !== ours)

/** Loads a contender by its name. */
export async function load(name: string): Promise<Read> {
  const found = loads[name]
  if (found === undefined) throw new Error(`There is no contender ${name}.`)
  return found()
}

function paperboy({ bytes, url, known, hash, first }: Given): number {
  if (fingerprint(bytes) === hash) return 0
  const advice = { waitMinutes: null, movedTo: null }
  const document = { bytes, contentType: null, url, validators: noValidators, advice }
  const reading = readDocument({ url, validators: noValidators, known, first }, document, {
    now: Date.now(),
    allowPrivate: false,
  })
  if (reading.kind !== 'read') throw new Error(`${reading.kind === 'failed' ? reading.problem.kind : reading.kind}`)
  return reading.items.length
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

/** The longest list called items, item or entry that a tree holds near its root. */
function count(tree: unknown, depth = 0): number {
  if (typeof tree !== 'object' || tree === null || depth > 4) return 0
  return Object.entries(tree).reduce((most, [name, value]) => {
    const here = /^(?:items?|entry|entries)$/u.test(name)
      ? Array.isArray(value)
        ? value.length
        : 1
      : count(value, depth + 1)
    return Math.max(most, here)
  }, 0)
}
