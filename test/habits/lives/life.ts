/** The life of one feed, from a seed: what happens before each poll, how the server responds, and what must be sent. */
import { type Random, randomFrom } from '../../torture/random.ts'
import { ADDED_AT } from '../habit.ts'
import { contentTypes, render } from '../render.ts'
import { documentEvents } from './document-events.ts'
import { editEvents } from './edit-events.ts'
import { itemsAtLeast, restoredAtLeast } from './evidence.ts'
import { LifeCounts } from './life-counts.ts'
import type { LifeEvent } from './life-event.ts'
import { type Entry, LivingFeed, stays } from './living-feed.ts'
import { namingEvents } from './naming-events.ts'
import { withoutEvidence } from './without-evidence.ts'

const events: readonly LifeEvent[] = [...editEvents, ...namingEvents, ...documentEvents]
const HOUR = 60 * 60_000
const DAY = 24
/** Percentages. */
const EVENTS = 45
const PUBLISHING = 55
const WITHOUT_EVIDENCE = 3
const REUSED_IDS = 50
/** Maximum number of documents by which a server may be behind, or a backup be old. */
const PAST_AT_MOST = 6

/** How a server responds, with percentages; otherwise with the whole document. */
const deliveries = {
  'the feed fails': 6,
  'the document is cut short': 3,
  'the document lists fewer items': 3,
  'a server has an old document': 3,
  'a 304 without a reason': 3,
} as const
type Delivery = keyof typeof deliveries | 'whole'

export class Life {
  readonly seed: number
  readonly url: string
  readonly host: string
  readonly counts = new LifeCounts()
  readonly #feed: LivingFeed
  readonly #random: Random
  /** From this step on, there is one change without evidence; null: never. */
  #rareFrom: number | null
  #delivery: Delivery = 'whole'
  /** The entries of this step's document, in order. */
  #document: readonly Entry[]
  #requests = 0
  #isAdded = false
  /** The current document was polled as it is. */
  #isRead = false
  /** What happened since then. */
  #event: LifeEvent | null = null
  /** Tokens of the items that it concerns; null: all. */
  #touched: ReadonlySet<string> | null = null
  /** Tokens of posts with ids of posts that were lost when a backup was restored. */
  readonly #reused = new Set<string>()

  constructor(seed: number) {
    this.seed = seed
    this.host = `s${seed}.example`
    this.url = `https://${this.host}/feed`
    this.#random = randomFrom(seed * 7919)
    this.#feed = new LivingFeed(`s${seed}`, this.host, this.#random)
    this.#rareFrom = this.#random.percent(WITHOUT_EVIDENCE) ? this.#random.whole(3, 30) : null
    this.#document = this.#feed.inOrder(this.#feed.entries)
  }

  get kind(): string {
    return this.#feed.shape.kind
  }

  /** The feed's shape as JSON. */
  get shape(): string {
    return JSON.stringify(this.#feed.shape)
  }

  /** Proceeds to the next step. @param hours after the feed was added @param isQuiet nothing happens any more */
  proceed(hours: number, isQuiet: boolean): void {
    const feed = this.#feed
    if (this.#isRead) {
      feed.past = [feed.entries, ...feed.past].slice(0, PAST_AT_MOST)
      this.#event = null
      this.#touched = null
      this.#reused.clear()
    }
    feed.step += 1
    feed.before = feed.now
    feed.now = hours
    if (!isQuiet) {
      const mayHappen = this.#isRead && this.#random.percent(EVENTS)
      if (mayHappen) this.#happen()
      this.#publish()
    }
    this.#delivery = isQuiet ? 'whole' : this.#deliveryNow()
    this.#document = feed.inOrder(this.#entriesNow())
    this.#isRead = false
  }

  /** Lines with what happened, how the server responds, and each item. */
  story(): readonly string[] {
    const happened = [this.#event?.name, this.#delivery === 'whole' ? undefined : this.#delivery].filter(
      (each) => each !== undefined,
    )
    const moment = { now: ADDED_AT + this.#feed.now * HOUR, request: this.#requests }
    const items = this.#document.map((entry, place) => {
      const { id, link, title, text, date, updated } = this.#feed.post(entry, place)
      return `    ${JSON.stringify([title, id, link, date ?? updated, text])}`
    })
    return [`  ${happened.join(', ') || 'nothing but posts'} (request ${moment.request})`, ...items]
  }

  answer(request: Request, now: number): Response {
    const moment = { now, request: this.#requests }
    this.#requests += 1
    const { format } = this.#feed.shape
    switch (this.#delivery) {
      case 'the feed fails':
        return this.#fail()
      case 'a 304 without a reason':
        if (request.headers.has('if-none-match')) return new Response(null, { status: 304 })
        break
      default:
    }
    const posts = this.#document.map((entry, place) => this.#feed.post(entry, place))
    const text = render(format, posts, moment)
    const isCut = this.#delivery === 'the document is cut short'
    const how = isCut ? 'cut' : this.#isAdded ? 'whole' : 'added'
    this.counts.shown(this.#document, how, (token) => this.#habitOf(token))
    this.#isAdded = true
    this.#isRead = this.#delivery === 'whole' || this.#delivery === 'a 304 without a reason'
    const headers = { 'content-type': contentTypes[format], etag: `"${moment.request}"` }
    return new Response(isCut ? text.slice(0, Math.floor(text.length * 0.6)) : text, { headers })
  }

  /** Counts what was sent since the last step. @returns the deviations as text */
  sent(tokens: readonly string[]): readonly string[] {
    return this.counts.sent(tokens, (token) => this.#habitOf(token))
  }

  #habitOf(token: string): string {
    if (this.#reused.has(token)) return 'an id of a lost post is reused'
    const isIt = this.#event !== null && (this.#touched === null || this.#touched.has(token))
    if (isIt && this.#event !== null) return this.#event.name
    return this.#delivery === 'whole' ? this.#feed.shape.kind : this.#delivery
  }

  #fail(): Response {
    switch (this.#random.whole(0, 3)) {
      case 0:
        return new Response('busy', { status: 503 })
      case 1:
        return new Response('<html><title>Maintenance</title></html>', { headers: { 'content-type': 'text/html' } })
      case 2:
        throw new DOMException('The operation timed out', 'TimeoutError')
      default:
        throw new TypeError('connection refused')
    }
  }

  #happen(): void {
    const feed = this.#feed
    const candidates = feed.entries.filter((entry) => !stays(entry))
    const shown = candidates[this.#random.whole(0, candidates.length - 1)]
    if (shown === undefined) return
    const isRare = this.#rareFrom !== null && feed.step >= this.#rareFrom
    const event = this.#pick(withoutEvidence, isRare) ?? this.#pick(events, true)
    if (event === null) return
    if (isRare && withoutEvidence.includes(event)) this.#rareFrom = null
    const before = new Set(feed.entries)
    event.act(feed, shown)
    this.#event = event
    const changed = feed.entries.filter((entry) => !before.has(entry))
    this.#touched = event.isOfAll === true ? null : new Set([shown, ...changed].map(({ token }) => token))
  }

  #pick(all: readonly LifeEvent[], isWanted: boolean): LifeEvent | null {
    const possible = isWanted ? all.filter(({ when }) => when(this.#feed)) : []
    let left = this.#random.next() * possible.reduce((sum, { weight }) => sum + weight, 0)
    return (
      possible.find(({ weight }) => {
        left -= weight
        return left < 0
      }) ?? null
    )
  }

  #publish(): void {
    const feed = this.#feed
    const { way, postsAtMost } = feed.shape
    switch (way) {
      case 'posts': {
        if (!this.#random.percent(PUBLISHING)) return
        // If all items have new names, the old items must be listed for the feed to be recognised.
        const isRenamed = this.#event !== null && namingEvents.includes(this.#event)
        const count = isRenamed ? 1 : this.#random.whole(1, postsAtMost)
        feed.list(...Array.from({ length: count }, () => this.#newPost()))
        return
      }
      case 'pages': {
        if (!this.#random.percent(PUBLISHING)) return
        const page = feed.entries[this.#random.whole(0, feed.entries.length - 1)]
        if (page === undefined) return
        const { slug, token, title } = page
        const others = feed.entries.filter(({ number }) => number !== page.number)
        feed.entries = feed.sorted([feed.make(feed.lately(0.2), { slug, token, title }), ...others])
        feed.touch()
        return
      }
      case 'daily': {
        const [day, before] = [Math.floor(feed.now / DAY), Math.floor(feed.before / DAY)]
        if (day === before) return
        feed.entries = feed.day(day)
        feed.touch()
        return
      }
      case 'gauge': {
        if (!this.#random.percent(PUBLISHING)) return
        const [last] = feed.entries
        const isText = feed.shape.hasTexts && this.#random.percent(50) && last !== undefined
        feed.entries = [feed.make(feed.lately(0.2), isText ? { token: last.token, title: last.title } : {})]
        feed.touch()
      }
    }
  }

  #newPost(): Entry {
    const feed = this.#feed
    const date = feed.lately(0.2 + 0.75 * this.#random.next())
    const [free] = feed.freeIds
    if (free === undefined || !this.#random.percent(REUSED_IDS)) return feed.make(date)
    feed.freeIds = feed.freeIds.slice(1)
    const post = feed.make(date, { id: free })
    this.#reused.add(post.token)
    return post
  }

  #deliveryNow(): Delivery {
    const roll = this.#random.next() * 100
    let below = 0
    for (const [delivery, share] of Object.entries(deliveries)) {
      below += share
      if (roll < below && isDelivery(delivery) && this.#mayDeliver(delivery)) return delivery
    }
    return 'whole'
  }

  #mayDeliver(delivery: Delivery): boolean {
    const { shape, past, entries } = this.#feed
    // A cut document does not show whether the other items still exist under their old names.
    const isOfNames = this.#event !== null && (this.#event.isOfAll === true || namingEvents.includes(this.#event))
    if (isOfNames && (delivery === 'the document is cut short' || delivery === 'the document lists fewer items'))
      return false
    if (delivery === 'a server has an old document')
      return (
        shape.way === 'posts' && past.length > 1 && this.#event === null && entries.length >= restoredAtLeast(shape)
      )
    const least = itemsAtLeast(shape)
    if (delivery === 'the document is cut short') return least === 2 || entries.length >= 2 * least
    return delivery !== 'the document lists fewer items' || (shape.way !== 'gauge' && entries.length > least + 1)
  }

  #entriesNow(): readonly Entry[] {
    const { entries, past, random, shape } = this.#feed
    if (this.#delivery === 'a server has an old document') return past[1] ?? entries
    const least = itemsAtLeast(shape)
    return this.#delivery === 'the document lists fewer items'
      ? entries.slice(0, random.whole(least, least + 1))
      : entries
  }
}

function isDelivery(text: string): text is keyof typeof deliveries {
  return Object.hasOwn(deliveries, text)
}
