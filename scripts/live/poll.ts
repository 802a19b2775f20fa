/** Asks Telegram for updates and hands each to the local Worker, as a webhook would; none is lost, none handed on early. */

import { type BotApi, BotApiProblem, type ReceivedUpdate } from '../bot-api.ts'
import { pause } from '../worker/cron.ts'

export interface PollOptions {
  readonly api: BotApi
  /** Address of the Worker's webhook. */
  readonly webhook: string
  readonly secret: string
  readonly say: (words: string) => void
  readonly signal: AbortSignal
  /** How long Telegram may hold a question open. */
  readonly seconds?: number
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>
}

/** Nothing that waiting would mend: polling ends with it. */
export class PollingRefused extends Error {}

const firstWaitMs = 1000
const longestWaitMs = 30_000

/** Polls until the signal says stop; throws PollingRefused when Telegram will not have it. */
export async function poll(options: PollOptions): Promise<void> {
  const { api, say, signal, seconds = 50, wait = pause } = options
  // Asking from here on confirms all before it, so it only moves on once the Worker has taken an update.
  let offset = 0
  let failures = 0
  while (!signal.aborted) {
    try {
      const updates = await api.updates({ offset, seconds, signal })
      if (failures > 0) say('Telegram answers again.')
      failures = 0
      for (const update of updates) {
        await handOver(update, options)
        if (signal.aborted) return
        offset = update.update_id + 1
      }
    } catch (problem) {
      if (signal.aborted) return
      if (!(problem instanceof BotApiProblem)) throw problem
      const refusal = refusalWords(problem)
      if (refusal !== null) throw new PollingRefused(refusal)
      if (failures === 0) say(`Telegram does not answer, trying on: ${problem.message}`)
      failures++
      const asked = (problem.retryAfterSeconds ?? 0) * 1000
      await wait(Math.max(asked, backOff(failures)), signal)
    }
  }
}

/** Hands one update over, again and again until the Worker has taken it. */
async function handOver(
  update: ReceivedUpdate,
  { webhook, secret, say, signal, wait = pause }: PollOptions,
): Promise<void> {
  for (let failures = 1; !signal.aborted; failures++) {
    const status = await fetch(webhook, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
      body: JSON.stringify(update),
      signal,
    }).then(
      async (answer) => {
        await answer.body?.cancel()
        return answer.status
      },
      () => 0,
    )
    if (status >= 200 && status < 300) return
    if (signal.aborted) return
    if (failures === 1)
      say(`The Worker did not take update ${update.update_id} (${status === 0 ? 'no answer' : status}), trying on.`)
    await wait(backOff(failures), signal)
  }
}

function backOff(failures: number): number {
  return Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(10, failures - 1))
}

function refusalWords({ status, message }: BotApiProblem): string | null {
  if (status === 409)
    return /webhook/iu.test(message)
      ? 'This bot was just given a webhook: it is in use elsewhere.'
      : 'Another program asks for the updates of this bot. Stop it, or make a test bot with @BotFather.'
  if (status === 401 || status === 404) return unknownToken
  return null
}

export const unknownToken = 'Telegram does not know this BOT_TOKEN. Copy it once more from @BotFather.'
