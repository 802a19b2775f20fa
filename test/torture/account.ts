/** Records the published headlines of each channel, and compares them with the chats: lost, repeated, or right. */
import type { SimulatedPaperboy } from '../../simulators/cloudflare/paperboy.ts'

/** A channel as its readers see it. */
export interface Destination {
  readonly title: string
  /** Its chat; after a group's upgrade also the new one. */
  readonly chats: number[]
  readonly thread: number | null
  /** Its first id in the program. */
  readonly id: string
  /** By title. */
  readonly feeds: Set<string>
  /** Must come once. */
  readonly must: Set<string>
  /** May come once, or not at all: its owner changed something meanwhile. */
  readonly may: Set<string>
}

/** A wrong number of copies of a headline. */
export interface Deviation {
  readonly channel: string
  readonly headline: string
  readonly copies: number
  readonly allowed: number
}

const names = (text: string): readonly string[] =>
  [...text.matchAll(/Headline ([\w-]+)\./gu)].map(([, name = '']) => name)

export class Account {
  /** Number of bursts that take several messages. */
  bursts = 0
  #paperboy: SimulatedPaperboy
  readonly #destinations: Destination[]
  /** Ids of the bot's posts that were counted, by chat. */
  readonly #seen = new Map<number, Set<number>>()
  /** Further copies that the guarantee allows, by chat and headline. */
  readonly #extra = new Map<string, number>()

  constructor(paperboy: SimulatedPaperboy, destinations: readonly Destination[]) {
    this.#paperboy = paperboy
    this.#destinations = [...destinations]
  }

  /** Somebody gets headlines from now on. */
  join(destination: Destination): void {
    this.#destinations.push(destination)
  }

  /** Another Paperboy continues in the same chats. */
  follow(paperboy: SimulatedPaperboy): void {
    this.#paperboy = paperboy
  }

  /** Records a headline of a feed. @param comes whether it comes to a channel with the feed */
  published(feed: string, headline: string, comes: (destination: Destination) => 'surely' | 'perhaps' | 'not'): void {
    for (const destination of this.#destinations) {
      if (!destination.feeds.has(feed)) continue
      const how = comes(destination)
      if (how === 'surely') destination.must.add(headline)
      if (how === 'perhaps') destination.may.add(headline)
    }
  }

  /**
   * Call after everything that may post. A post without a receipt in the ledger lost its answer: where no probe works, it may come
   * once more.
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
          if (receipts.has(id) || this.#canProbe(chat, receipts)) continue
          for (const name of names(text)) {
            const key = `${destination.title} ${name}`
            this.#extra.set(key, (this.#extra.get(key) ?? 0) + 1)
          }
        }
      }
    }
  }

  /** Headlines that should have come. */
  lost(): readonly Deviation[] {
    return this.#compare((copies, allowed, must) => must && copies === 0 && allowed > 0)
  }

  /** Headlines that came more often than the guarantee allows, or to a wrong channel. */
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

  /** Telegram's ids of the messages with a receipt in the ledger. */
  #receipts({ thread, id }: Destination, chat: number): ReadonlySet<number> {
    const inChat = thread === null ? String(chat) : `${chat}:${thread}`
    const channel = id.startsWith('r') ? id : inChat
    const rows = this.#paperboy.cloud.objects.query(
      'CELL',
      'SELECT telegram_id FROM messages WHERE channel = ? AND telegram_id IS NOT NULL',
      channel,
    )
    return new Set(rows.map((row) => Number(row['telegram_id'])))
  }

  /** In a broadcast channel where the bot has posted and cannot edit others' posts. */
  #canProbe(chat: number, receipts: ReadonlySet<number>): boolean {
    const { world } = this.#paperboy
    const member = world.member(chat, world.bot().id)
    const mayEdit = member !== null && 'rights' in member && member.rights?.can_edit_messages === true
    return world.chat(chat).type === 'channel' && receipts.size > 0 && !mayEdit
  }
}
