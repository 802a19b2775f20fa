/** Telegram's rate limits for sending: core.telegram.org/bots/faq, "My bot is hitting limits". */
import { tooMany } from './bot-api-error.ts'
import type { FloodLimits } from './telegram-world.ts'

/** "Avoid sending more than one message per second. We may allow short bursts"; their length is not documented. */
export const defaultFlood: FloodLimits = { burst: 5, perMinuteInGroups: 20, perSecondInAll: 30 }

const SECOND = 1000
const MINUTE = 60 * SECOND

export class Flood {
  readonly #limits: FloodLimits
  readonly #all: number[] = []
  readonly #byChat = new Map<number, number[]>()

  constructor(limits: FloodLimits) {
    this.#limits = limits
  }

  /** Counts a message to a chat, or refuses it with 429 above a limit. Refused messages do not count. */
  count(chat: number, now: number): void {
    const sent = this.#byChat.get(chat) ?? []
    const wait = Math.max(
      waitFor(this.#all, this.#limits.perSecondInAll, SECOND, now),
      // One message a second with bursts: at most `burst` messages within `burst` seconds.
      waitFor(sent, this.#limits.burst, this.#limits.burst * SECOND, now),
      chat < 0 ? waitFor(sent, this.#limits.perMinuteInGroups, MINUTE, now) : 0,
    )
    if (wait > 0) throw tooMany(Math.ceil(wait / SECOND))
    for (const times of [this.#all, sent]) {
      times.push(now)
      while ((times[0] ?? now) <= now - MINUTE) times.shift()
    }
    this.#byChat.set(chat, sent)
  }
}

/** ms until fewer than `max` of the ascending `times` are within the last `window` ms. */
function waitFor(times: readonly number[], max: number, window: number, now: number): number {
  const oldest = times[times.length - max]
  return oldest === undefined ? 0 : oldest + window - now
}
