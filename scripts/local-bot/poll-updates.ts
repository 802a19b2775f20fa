/** Long polling: fetches updates and hands each to the local Worker, as a webhook would; none is lost. */

import { pause } from '../../simulators/workerd/cron.ts'
import { type BotApi, BotApiProblem, type ReceivedUpdate } from '../bot-api.ts'

export interface PollOptions {
  readonly api: BotApi
  readonly webhook: string
  readonly secret: string
  readonly say: (words: string) => void
  readonly signal: AbortSignal
  /** How long Telegram may hold a request open. */
  readonly seconds?: number
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>
}

/** A refusal that no waiting changes. */
export class PollingRefused extends Error {}

const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 30_000

/** Polls until the signal aborts. @throws PollingRefused */
export async function pollUpdates(options: PollOptions): Promise<void> {
  const { api, say, signal, seconds = 50, wait = pause } = options
  // An offset confirms every update before it, so it advances only once the Worker has accepted an update.
  let offset = 0
  let failures = 0
  while (!signal.aborted) {
    try {
      const updates = await api.updates({ offset, seconds, signal })
      if (failures > 0) say('Telegram answers again.')
      failures = 0
      for (const update of updates) {
        await deliverUpdate(update, options)
        if (signal.aborted) return
        offset = update.update_id + 1
      }
    } catch (problem) {
      if (signal.aborted) return
      if (!(problem instanceof BotApiProblem)) throw problem
      const refusal = refusalMessage(problem)
      if (refusal !== null) throw new PollingRefused(refusal)
      if (failures === 0) say(`Telegram does not answer, trying again: ${problem.message}`)
      failures++
      await wait(Math.max((problem.retryAfterSeconds ?? 0) * 1000, backOff(failures)), signal)
    }
  }
}

async function deliverUpdate(
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
    if ((status >= 200 && status < 300) || signal.aborted) return
    if (failures === 1)
      say(`The Worker did not accept update ${update.update_id} (${status || 'no answer'}), trying again.`)
    await wait(backOff(failures), signal)
  }
}

function backOff(failures: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(10, failures - 1))
}

function refusalMessage({ status, message }: BotApiProblem): string | null {
  if (status === 409)
    return /webhook/iu.test(message)
      ? 'This bot was just given a webhook: it is in use elsewhere.'
      : 'Another program fetches the updates of this bot. Stop it, or make a test bot with @BotFather.'
  if (status === 401 || status === 404) return unknownToken
  return null
}

export const unknownToken = 'Telegram does not know this BOT_TOKEN. Copy it once more from @BotFather.'
