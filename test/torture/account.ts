/** Keeps account of what was published for whom, and compares it with what stands in the chats: lost, repeated, or as it should be. */
import type { SimulatedPaperboy } from '../../simulators/cloudflare/paperboy.ts'

/** A channel of Paperboy's as its readers know it. */
export interface Destination {
  readonly title: string
  /** Its chat; after the upgrade of a group that and the new one. */
  readonly chats: number[]
  readonly thread: number | null
  /** As the program names it at the beginning. */
  readonly id: string
  /** By title. */
  readonly feeds: Set<string>
  /** Must come once. */
  readonly must: Set<string>
  /** May come once, or not at all: its owner was changing something. */
  readonly may: Set<string>
}

/** What is wrong with a headline in a channel. */
export interface Deviation {
  readonly channel: string
  readonly headline: string
  readonly copies: number
  readonly allowed: number
}

const names = (text: string): readonly string[] =>
  [...text.matchAll(/Headline ([\w-]+)\./gu)].map(([, name = '']) => name)

export class Account {
  /** How often so much was published at once that it takes several messages. */
  bursts = 0
  #paperboy: SimulatedPaperboy
  readonly #destinations: readonly Destination[]
  /** By chat: ids of the bot's posts that were looked at. */
  readonly #seen = new Map<number, Set<number>>()
  /** By chat and headline: copies that the promise allows besides the first. */
  readonly #extra = new Map<string, number>()

  constructor(paperboy: SimulatedPaperboy, destinations: readonly Destination[]) {
    this.#paperboy = paperboy
    this.#destinations = destinations
  }

  /** From now on another Paperboy fills the same chats. */
  follow(paperboy: SimulatedPaperboy): void {
    this.#paperboy = paperboy
  }

  /** A headline of this feed, and for whom it is among those who have the feed. */
  published(feed: string, headline: string, comes: (destination: Destination) => 'surely' | 'perhaps' | 'not'): void {
    for (const destination of this.#destinations) {
      if (!destination.feeds.has(feed)) continue
      const how = comes(destination)
      if (how === 'surely') destination.must.add(headline)
      if (how === 'perhaps') destination.may.add(headline)
    }
  }

  /**
   * To be called after everything that may post. A post without a receipt in the ledger is one whose answer was lost: where
   * Telegram cannot be asked, it may come once more.
   */
  look(): void {
    const { world } = this.#paperboy
    for (const destination of this.#destinations) {
      for (const chat of destination.chats) {
        const seen = this.#seen.get(chat) ?? new Set()
        this.#seen.set(chat, seen)
        const receipts = this.#receipts(destination, chat)
        for (const { id, byBot, text, thread } of world.messages(chat, { deleted: true })) {
          if (!byBot || seen.has(id) || (thread ?? null) !== destination.thread) continue
          seen.add(id)
          if (receipts.has(id) || this.#canBeAsked(chat, receipts)) continue
          for (const name of names(text)) {
            const key = `${destination.title} ${name}`
            this.#extra.set(key, (this.#extra.get(key) ?? 0) + 1)
          }
        }
      }
    }
  }

  /** Headlines that had to come and did not. */
  lost(): readonly Deviation[] {
    return this.#compare((copies, allowed, must) => must && copies === 0 && allowed > 0)
  }

  /** Headlines that came more often than the promise allows, or to somebody who should not have got them. */
  repeated(): readonly Deviation[] {
    return this.#compare((copies, allowed) => copies > allowed)
  }

  #compare(isWrong: (copies: number, allowed: number, must: boolean) => boolean): readonly Deviation[] {
    return this.#destinations.flatMap((destination) => {
      const copies = this.#copies(destination)
      const all = new Set([...destination.must, ...destination.may, ...copies.keys()])
      return [...all].flatMap((headline): readonly Deviation[] => {
        const count = copies.get(headline) ?? 0
        const must = destination.must.has(headline)
        const once = must || destination.may.has(headline) ? 1 : 0
        const allowed = once + (this.#extra.get(`${destination.title} ${headline}`) ?? 0)
        return isWrong(count, allowed, must) ? [{ channel: destination.title, headline, copies: count, allowed }] : []
      })
    })
  }

  #copies({ chats, thread }: Destination): ReadonlyMap<string, number> {
    const copies = new Map<string, number>()
    for (const chat of chats) {
      for (const message of this.#paperboy.world.messages(chat)) {
        if (!message.byBot || (message.thread ?? null) !== thread) continue
        for (const name of names(message.text)) copies.set(name, (copies.get(name) ?? 0) + 1)
      }
    }
    return copies
  }

  /** Telegram's ids of the messages that the ledger has a receipt for. */
  #receipts({ thread }: Destination, chat: number): ReadonlySet<number> {
    const channel = thread === null ? String(chat) : `${chat}:${thread}`
    const rows = this.#paperboy.cloud.look(
      'CELL',
      'SELECT telegram_id FROM messages WHERE channel = ? AND telegram_id IS NOT NULL',
      channel,
    )
    return new Set(rows.map((row) => Number(row['telegram_id'])))
  }

  /** In a broadcast channel, once the bot has posted there, and if it cannot edit what others post. */
  #canBeAsked(chat: number, receipts: ReadonlySet<number>): boolean {
    const { world } = this.#paperboy
    const member = world.member(chat, world.bot().id)
    const mayEdit = member !== null && 'rights' in member && member.rights?.can_edit_messages === true
    return world.chat(chat).type === 'channel' && receipts.size > 0 && !mayEdit
  }
}
