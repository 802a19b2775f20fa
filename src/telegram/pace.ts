/** When the next message may be sent to a chat: Telegram's broadcast limits, computed from what was sent. */
import { limits, minuteMs, secondMs } from '../limits.ts'
import type { ChatId } from '../model.ts'

/** The messages that one cycle has sent. Times are ms of one monotonic clock. */
export class Pace {
  readonly #sent: number[] = []
  readonly #byChat = new Map<ChatId, number[]>()

  /** ms to wait before `chat` may get its next message. Groups and channels have negative ids. */
  delay(chat: ChatId, now: number): number {
    const toChat = this.#byChat.get(chat) ?? []
    const inAMinute = chat < 0 ? limits.telegram.messagesAMinuteAGroup : Number.POSITIVE_INFINITY
    return Math.max(
      0,
      waitFor(this.#sent, limits.telegram.messagesASecond, secondMs, now),
      waitFor(toChat, limits.telegram.messagesASecondAChat, secondMs, now),
      waitFor(toChat, inAMinute, minuteMs, now),
    )
  }

  sent(chat: ChatId, now: number): void {
    this.#sent.push(now)
    const toChat = this.#byChat.get(chat)
    if (toChat === undefined) this.#byChat.set(chat, [now])
    else toChat.push(now)
  }
}

/** ms until fewer than `most` of the ascending `times` lie within the last `window` ms. */
function waitFor(times: readonly number[], most: number, window: number, now: number): number {
  const oldest = times[times.length - most]
  return oldest === undefined ? 0 : oldest + window - now
}
