/** An assumption about Telegram, and the calls that try it in a test channel. */

/** An answer of the Bot API. */
export type Observed =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly code: number; readonly description: string }

export interface TestChannel {
  readonly channel: number | string
  /** The bot's own id. */
  readonly bot: number
  readonly call: (method: string, parameters: object) => Promise<Observed>
  /** Id of somebody else's post in the channel; null: none. */
  readonly foreignPost: number | null
  /** The kinds of updates that the webhook requests. */
  readonly updateKinds: readonly string[]
  /** Waits after a message: Telegram allows one a second in a chat. */
  readonly pause: () => Promise<void>
}

export interface Assumption {
  readonly name: string
  /** Why Paperboy relies on it. */
  readonly why: string
  /** @returns the result as text; `unknown`: it cannot be tried */
  readonly try: (testChannel: TestChannel) => Promise<string>
  readonly expected: string
}

export const text = (units: number) => 'a'.repeat(units)
export const message = (observed: Observed): Record<string, unknown> =>
  observed.ok && typeof observed.result === 'object' && observed.result !== null
    ? (observed.result as Record<string, unknown>)
    : {}
export const idOf = (observed: Observed): number => Number(message(observed)['message_id'] ?? Number.NaN)
export const outcomeOf = (observed: Observed) => (observed.ok ? 'ok' : `${observed.code} ${observed.description}`)

export async function send(
  { call, channel, pause }: TestChannel,
  parameters: object,
  method = 'sendMessage',
): Promise<Observed> {
  const answer = await call(method, { chat_id: channel, disable_notification: true, ...parameters })
  await pause()
  return answer
}

export const refusal = (
  name: string,
  why: string,
  expected: string,
  act: (testChannel: TestChannel) => Promise<Observed>,
): Assumption => ({ name, why, expected, try: async (testChannel) => outcomeOf(await act(testChannel)) })

/** A probe: an edit with the same markup, or without one (cycle/reconcile.ts). */
export const probe = ({ call, channel }: TestChannel, id: number, markup: object = {}) =>
  call('editMessageReplyMarkup', { chat_id: channel, message_id: id, ...markup })

export const NOT_MODIFIED =
  '400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message'
