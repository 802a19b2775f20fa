/** An assumption about Telegram, and the calls that try one. */

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

export const message = (observed: Observed): Record<string, unknown> =>
  observed.ok && typeof observed.result === 'object' && observed.result !== null
    ? (observed.result as Record<string, unknown>)
    : {}
export const idOf = (observed: Observed): number => Number(message(observed)['message_id'] ?? Number.NaN)
export const outcomeOf = (observed: Observed) => (observed.ok ? 'ok' : `${observed.code} ${observed.description}`)

export async function send({ call, channel, pause }: TestChannel, parameters: object): Promise<Observed> {
  const answer = await call('sendMessage', { chat_id: channel, disable_notification: true, ...parameters })
  await pause()
  return answer
}

export const refusal = (
  name: string,
  why: string,
  expected: string,
  act: (testChannel: TestChannel) => Promise<Observed>,
): Assumption => ({ name, why, expected, try: async (testChannel) => outcomeOf(await act(testChannel)) })
