/** Delivers the simulated Telegram's updates to the Worker's webhook, and repeats failed deliveries. */
import type { TelegramWorld } from '../simulators/telegram/telegram-world.ts'
import { pause } from '../simulators/workerd/cron.ts'

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

/** Sets the webhook, the commands and the profile, as an operator does on the page for it. */
export async function setUpWorker(publicUrl: string, secret: string): Promise<void> {
  const answer = await fetch(`${publicUrl}/setup`, {
    method: 'POST',
    headers: { origin: publicUrl },
    body: new URLSearchParams({ secret }),
  })
  if (!answer.ok) throw new Error(`The Worker was not set up: ${answer.status}`)
}
