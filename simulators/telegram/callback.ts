/** A press of an inline button. */

/** A callback query, and the bot's answer. */
export interface Callback {
  readonly id: string
  readonly person: number
  readonly chat: number
  readonly message: number
  readonly data: string
  /** Epoch ms. */
  readonly at: number
  readonly answer: CallbackAnswer | null
}
export interface CallbackAnswer {
  /** '': stops the button's progress bar without a message. */
  readonly text: string
  readonly alert: boolean
  readonly url: string | null
  readonly at: number
}
