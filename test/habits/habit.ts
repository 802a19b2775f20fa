/** A publisher's habit as plain data: what its feed shows at each reading, and what must be sent after it. */

/** An item as its publisher writes it; null: the feed does not say. `{session}` and `{a|b}` in a text: see `render.ts`. */
export interface Post {
  readonly id: string | null
  readonly link: string | null
  readonly title: string | null
  /** Hours after the feed was added, less half an hour; `now`: the time of each request. */
  readonly date: number | 'now' | null
  /** When it was last changed, in formats that say so; hours after the feed was added. */
  readonly updated: number | null
  /** HTML. */
  readonly text: string | null
}

export type Format = 'rss' | 'rdf' | 'atom' | 'json'

/** What an address answers with. `cut`: only this share of the document arrives, as if it were all. */
export type Answer =
  | readonly Post[]
  | { readonly posts: readonly Post[]; readonly cut?: number; readonly format?: Format }
  | { readonly status: number }
  | { readonly movedTo: string }
  | { readonly page: string }
  | 'unreachable'

export interface Reading {
  /** Hours after the feed was added; where it is absent an hour after the last reading, and not before what is shown was published. */
  readonly at?: number
  readonly shows: Answer
  /** What the other addresses of the habit answer with, where it is not the same. */
  readonly elsewhere?: Readonly<Record<string, Answer>>
  /** Titles. Nothing where it is absent: the first reading is the adding of the feed. */
  readonly sends?: readonly string[]
  /** The channel may read that the feed may have skipped items. */
  readonly mayWarn?: true
}

export interface Habit {
  readonly name: string
  readonly format?: Format
  /** `off`: no story of one feed is merged with that of another. */
  readonly stories?: 'off'
  /** The feeds that the channel adds; the first is the one that `shows` is about. */
  readonly addresses?: readonly [string, ...string[]]
  /** The first is what the feed shows when it is added. */
  readonly readings: readonly [Reading, ...Reading[]]
}

/** A Monday noon, as in both worlds. Epoch ms */
export const ADDED_AT = Date.UTC(2026, 0, 5, 12)
export const ADDRESS = 'https://news.example/feed'
export const DAY = 24
export const MONTH = 30 * DAY

/**
 * A post of a feed that does everything right: an id, a link and a title of its own.
 * @param n its number, and when it is published: hours after the feed was added, not above 0 for what was there before
 */
export function post(n: number, change: Partial<Post> = {}): Post {
  return {
    id: `id-${n}`,
    link: `https://news.example/${n}`,
    title: headline(n),
    date: n,
    updated: null,
    text: null,
    ...change,
  }
}

/** The posts of these numbers, the first first. */
export function posts(numbers: readonly number[], change: (n: number) => Partial<Post> = () => ({})): readonly Post[] {
  return numbers.map((n) => post(n, change(n)))
}

/** The headlines of these posts. */
export function headlines(...numbers: readonly number[]): readonly string[] {
  return numbers.map(headline)
}

/** Whole numbers from one to the other, both included, up or down. */
export function numbers(from: number, to: number): readonly number[] {
  const step = to < from ? -1 : 1
  return Array.from({ length: Math.abs(to - from) + 1 }, (_, at) => from + at * step)
}

const places = ['Harbour', 'Museum', 'Valley', 'Airport', 'Library', 'Old town', 'University', 'Market', 'Hospital']
const events = [
  'reopens after two years of repairs',
  'gets a new roof',
  'is closed by a storm',
  'wins an architecture prize',
  'turns down the mayor’s offer',
  'looks for volunteers',
  'raises its prices',
]

/** The headline of a post: any 63 in a row share neither place nor event with each other but for their day. */
export function headline(n: number): string {
  const at = n + 10_000
  return `${places[at % places.length]} ${events[at % events.length]}, day ${n}`
}
