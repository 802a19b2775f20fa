/** Telegram's rate limits for sending, as its FAQ words them: core.telegram.org/bots/faq, "My bot is hitting limits". */
import type { FloodLimits } from './interface.ts'
import { tooMany } from './refused.ts'

/** "Avoid sending more than one message per second. We may allow short bursts": its length is not documented. */
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

  /** Counts a message to a chat; refuses it with 429 above the limit. Refused messages do not count. */
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

/** ms until fewer than `most` of the ascending `times` lie within the last `window` ms. */
function waitFor(times: readonly number[], most: number, window: number, now: number): number {
  const oldest = times[times.length - most]
  return oldest === undefined ? 0 : oldest + window - now
}
