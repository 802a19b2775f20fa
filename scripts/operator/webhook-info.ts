/** What Telegram says of the bot's webhook: asked from here, or by the Worker where this machine does not reach Telegram. */
import { type BotApi, BotApiProblem, type WebhookInfo } from '../bot-api.ts'
import type { Door } from './door-client.ts'
import { OperatorProblem } from './problem.ts'

/** @param door null: the Worker cannot be asked @throws BotApiProblem, DoorProblem, OperatorProblem */
export async function webhookInfo(api: BotApi, door: Door | null): Promise<WebhookInfo> {
  try {
    return await api.webhook()
  } catch (problem) {
    if (door === null || !(problem instanceof BotApiProblem) || problem.status !== 0) throw problem
    const { webhook } = await door.telegram()
    if ('value' in webhook) return webhook.value
    throw new OperatorProblem(
      `Telegram can be reached neither from here nor from the Worker: ${webhook.problem}`,
      'Run the same command again: it goes on from here.',
    )
  }
}
