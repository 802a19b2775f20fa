/** A publisher's habit as plain data: what the feed shows at each poll, and what must be sent after it. */

/** An item as written; null: absent. `{session}` and `{a|b}` in a text: see `render.ts`. */
export interface Post {
  readonly id: string | null
  readonly link: string | null
  readonly title: string | null
  /** In hours; 0 is half an hour before the feed was added (`run.ts`). `now`: the time of each request. */
  readonly date: number | 'now' | null
  /** The date of the last change, counted like `date`; only in formats that have it. */
  readonly updated: number | null
  /** HTML. */
  readonly text: string | null
}

export type Format = 'rss' | 'rdf' | 'atom' | 'json'

/** The response of an address. `cut`: only this share of the document arrives. */
export type Answer =
  | readonly Post[]
  | { readonly posts: readonly Post[]; readonly cut?: number; readonly format?: Format }
  | { readonly status: number }
  | { readonly movedTo: string }
  | { readonly page: string }
  | 'unreachable'

export interface Poll {
  /** Hours after the feed was added; absent: an hour after the last poll, or at the date of the newest shown post if that is later. */
  readonly at?: number
  readonly shows: Answer
  /** Answers of the habit's other addresses, if different. */
  readonly elsewhere?: Readonly<Record<string, Answer>>
  /** Titles that must be sent; absent: none. */
  readonly sends?: readonly string[]
  /** The channel may get a warning of a gap. */
  readonly mayWarn?: true
}

export interface Habit {
  readonly name: string
  readonly format?: Format
  /** `off`: stories of two feeds are not merged. */
  readonly stories?: 'off'
  /** The feeds that the channel adds; `shows` is the first one's response. */
  readonly addresses?: readonly [string, ...string[]]
  /** At the first one, the feed is added. */
  readonly polls: readonly [Poll, ...Poll[]]
}

/** A Monday noon, in epoch ms. */
export const ADDED_AT = Date.UTC(2026, 0, 5, 12)
export const ADDRESS = 'https://news.example/feed'
export const DAY = 24
export const MONTH = 30 * DAY

/**
 * A post of a correct feed, with its own id, link and title.
 * @param n its number and its `date`; 0 or less for posts that existed before
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

/** The posts with these numbers, in order. */
export function posts(numbers: readonly number[], change: (n: number) => Partial<Post> = () => ({})): readonly Post[] {
  return numbers.map((n) => post(n, change(n)))
}

/** The headlines of these posts. */
export function headlines(...numbers: readonly number[]): readonly string[] {
  return numbers.map(headline)
}

/** Integers from one to the other, inclusive, up or down. */
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

/** The headline of a post. 63 in a row differ in place or event. */
export function headline(n: number): string {
  const at = n + 10_000
  return `${places[at % places.length]} ${events[at % events.length]}, day ${n}`
}
