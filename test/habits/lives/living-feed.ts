/** A feed as its publisher sees it: current and earlier entries, and the items of its document. */
import type { Random } from '../../torture/random.ts'
import { headline, type Post } from '../habit.ts'
import { hasId, hasLink, isNamedByLink, itemsAtLeast } from './evidence.ts'
import { type Shape, shapeFrom } from './shape.ts'

/** A publication, which keeps its number when it is edited. */
export interface Entry {
  readonly number: number
  /** A word in its title, or in its text if it has no title. Entries with the same title share it. */
  readonly token: string
  readonly title: string | null
  readonly text: string | null
  readonly id: string
  /** The last part of its link. */
  readonly slug: string
  /** Hours after the feed was added. */
  readonly date: number
  /** When it was last edited. */
  readonly updated: number
  readonly edits: number
  /** It existed before the feed was added, so it is never new. */
  readonly isOld: boolean
  readonly rotates: boolean
}

const DAY = 24
/** Hours; before all other dates of the feed. */
const PINNED_AT = -20_000
const ARCHIVED = 30
const EQUAL_TITLES = 3

/** Whether it never leaves, as it is pinned or rotates. */
export function stays({ date, rotates }: Entry): boolean {
  return date <= PINNED_AT || rotates
}

export class LivingFeed {
  readonly random: Random
  shape: Shape
  /** Newest first, behind those that stay. */
  entries: readonly Entry[]
  /** Older entries, newest first, which are listed only if the window grows. */
  archive: readonly Entry[] = []
  /** Entries that left for lack of room, with the ids and links that were polled. */
  dropped: readonly Entry[] = []
  /** Entries that are unlisted for a while, with the step and the number of the next publication. */
  away: { readonly entry: Entry; readonly next: number; readonly step: number }[] = []
  /** Entries at earlier steps, newest first, since ids and links last changed. */
  past: (readonly Entry[])[] = []
  /** Ids of posts that were lost when a backup was restored. */
  freeIds: string[] = []
  step = 0
  /** Times of this step, of the one before, and of the document's last change. Hours after the feed was added */
  now = 0
  before = -1
  builtAt = 0
  host: string
  scheme: 'http' | 'https' = 'https'
  hasWww = false
  readonly #name: string
  #next = 1
  readonly #minutes = new Set<number>()

  /** @param name a word that no other feed has */
  constructor(name: string, host: string, random: Random) {
    this.#name = name
    this.host = host
    this.random = random
    this.shape = shapeFrom(random)
    const { window, way, pins, rotates } = this.shape
    const first = way === 'posts' ? random.whole(Math.min(itemsAtLeast(this.shape), window), window) : window
    const old = Array.from({ length: first + ARCHIVED }, (_, at) => this.make(-1 - at * 5, { isOld: true }))
    this.entries = way === 'daily' ? this.day(0, true) : old.slice(0, first)
    this.archive = way === 'posts' ? old.slice(first) : []
    if (pins) this.entries = [this.make(PINNED_AT, { isOld: true }), ...this.entries]
    if (rotates) this.entries = this.entries.map((entry, at) => (at === 0 ? { ...entry, rotates: true } : entry))
  }

  get next(): number {
    return this.#next
  }

  /** Creates a publication. */
  make(date: number, change: Partial<Entry> = {}): Entry {
    const number = this.#next
    this.#next += 1
    const { titles, hasTexts, way } = this.shape
    const isShared = titles === 'few' && way === 'posts'
    const token = `${this.#name}p${isShared ? number % EQUAL_TITLES : number}`
    const title = isShared ? `Open thread ${token}` : `${headline(number)} ${token}`
    return {
      number,
      token,
      title: titles === 'none' ? null : title,
      text: hasTexts || titles === 'none' ? this.textOf(titles === 'none' ? token : '', number) : null,
      id: `${this.#name}-${number}-${this.random.whole(1000, 9999)}`,
      slug: `${number}-${headline(number).split(' ').slice(0, 3).join('-').toLowerCase()}`,
      date: this.#unique(date),
      updated: date,
      edits: 0,
      isOld: false,
      rotates: false,
      ...change,
    }
  }

  /** No two posts are of the same minute. */
  #unique(date: number): number {
    let minute = Math.floor(date * 60)
    while (this.#minutes.has(minute)) minute -= 1
    this.#minutes.add(minute)
    return minute / 60
  }

  textOf(token: string, number: number): string {
    return `<p>What is known ${token} of ${number}, version ${this.random.whole(1, 1_000_000)}.</p>`
  }

  /** All items of a day. */
  day(day: number, isOld = false): readonly Entry[] {
    return Array.from({ length: this.shape.window }, (_, at) => {
      const entry = this.make(day * DAY - 7, { isOld })
      if (this.shape.titles !== 'few') return entry
      const token = `${this.#name}p${at}`
      return { ...entry, token, title: `Picture ${token}` }
    })
  }

  replace(entry: Entry, change: Partial<Entry>): void {
    this.entries = this.entries.map((each) => (each.number === entry.number ? { ...each, ...change } : each))
    this.touch()
  }

  /** A time since the last step: 0 is now, 1 the last step. */
  lately(share: number): number {
    return this.now - (this.now - this.before) * share
  }

  /** The document changed. */
  touch(): void {
    this.builtAt = this.now
  }

  /** Ids or links changed, so earlier entries would be new. */
  forgetPast(): void {
    this.past = []
    this.away = []
    this.dropped = []
  }

  /** Lists new posts above the others; entries without room leave. */
  list(...posts: readonly Entry[]): void {
    const all = this.sorted([...posts, ...this.entries])
    const room = Math.max(this.shape.window, all.filter(stays).length + 1)
    this.entries = all.slice(0, room)
    const read = new Set(this.past[0]?.map(({ number }) => number))
    const isKnown = hasId(this.shape) || isNamedByLink(this.shape)
    const dropped = all.slice(room).filter(({ number }) => isKnown && read.has(number))
    const others = this.dropped.filter(({ number }) => all.every((each) => each.number !== number))
    this.dropped = [...dropped, ...others].slice(0, ARCHIVED)
    this.touch()
  }

  /** Newest first, below those that stay on top. */
  sorted(entries: readonly Entry[]): readonly Entry[] {
    return entries.toSorted((a, b) => Number(stays(b)) - Number(stays(a)) || b.date - a.date)
  }

  /** In the document's order, which may be none. */
  inOrder(entries: readonly Entry[]): readonly Entry[] {
    if (this.shape.order === 'newest') return entries
    if (this.shape.order === 'oldest') return entries.toReversed()
    return entries
      .map((entry) => ({ entry, at: this.random.next() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ entry }) => entry)
  }

  post(entry: Entry, place: number): Post {
    const { dates } = this.shape
    const { title, text, updated } = entry
    const base = this.#base()
    const link = this.#link(entry, base)
    return {
      id: this.#id(entry, place, link, base),
      link,
      title,
      text:
        text?.replace('</p>', this.shape.session === 'none' ? '</p>' : ` <a href="${link}">Read on</a></p>`) ?? null,
      date: this.#date(entry),
      updated: dates === 'updated' ? updated : null,
    }
  }

  #base(): string {
    const { linkNoise } = this.shape
    const scheme = linkNoise === 'scheme' ? '{http|https}' : this.scheme
    const www = linkNoise === 'www' ? '{www.|}' : this.hasWww ? 'www.' : ''
    return `${scheme}://${www}${this.host}`
  }

  #link({ slug, rotates }: Entry, base: string): string | null {
    if (rotates) return `${base}/rss/CB{session}`
    switch (this.shape.links) {
      case 'own':
        if (this.shape.linkNoise === 'tracking') return `${base}/${slug}?utm_source=rss&utm_term={session}`
        return hasLink(this.shape) ? `${base}/${slug}` : `${base}/t.php?p=${slug}&sid={session}`
      case 'page':
        return `${base}/status`
      case 'site':
        // The site's address in `render.ts`.
        return 'https://news.example/'
      case 'fragment':
        return `${base}/live#${slug}`
      case 'none':
        return null
    }
  }

  #id(entry: Entry, place: number, link: string | null, base: string): string | null {
    if (entry.rotates) return 'CB{session}'
    switch (this.shape.ids) {
      case 'own':
        return hasId(this.shape) ? entry.id : `${entry.id}-{session}`
      case 'link':
        return link
      case 'place':
        return String(place + 1)
      case 'counted':
        return `${link}#${entry.edits}`
      case 'fragment':
        return `${base}/live#${entry.slug}`
      case 'none':
        return null
    }
  }

  #date({ date }: Entry): Post['date'] {
    switch (this.shape.dates) {
      case 'own':
        return date
      case 'day':
        return Math.floor(date / DAY) * DAY
      case 'built':
        return this.builtAt
      case 'now':
        return 'now'
      case 'updated':
      case 'none':
        return null
    }
  }
}
