/** Delivers the simulated Telegram's updates to the Worker's webhook, and repeats failed deliveries. */
import type { TelegramWorld } from '../simulators/telegram/telegram-world.ts'
import { pause } from '../simulators/workerd/cron.ts'
import { allowedUpdates } from '../src/telegram/updates.ts'

export interface DeliveryService {
  stop(): Promise<void>
}

export function startDelivery(world: TelegramWorld, send: (request: Request) => Promise<Response>): DeliveryService {
  const stopping = new AbortController()
  let wake: () => void = () => {}
  let hasMore = true
  const unsubscribe = world.subscribe((change) => {
    if (change.kind !== 'update' && change.kind !== 'webhook') return
    hasMore = true
    wake()
  })

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      hasMore = false
      const { waiting, retryAt } = await world.deliver(send)
      if (hasMore || stopping.signal.aborted) continue
      const woken = new Promise<void>((resolve) => {
        wake = resolve
      })
      const retry = waiting > 0 && retryAt !== null ? pause(retryAt - world.now(), stopping.signal) : null
      await (retry === null ? woken : Promise.race([woken, retry]))
    }
  }

  const running = run()
  return {
    stop() {
      stopping.abort()
      unsubscribe()
      wake()
      return running
    },
  }
}

/** Sets the webhook, as a deployment does. */
export async function setWebhook(apiRoot: string, token: string, webhook: string, secret: string): Promise<void> {
  const answer = await fetch(`${apiRoot}/bot${token}/setWebhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      url: webhook,
      secret_token: secret,
      allowed_updates: allowedUpdates,
    }),
  })
  if (!answer.ok) throw new Error(`setWebhook was refused: ${await answer.text()}`)
}
