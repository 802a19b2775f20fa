/** `GET /operator/telegram`: what Telegram says about the bot, for a machine that cannot reach Telegram. */
import * as v from 'valibot'
import type { Refusal, Result } from '../result.ts'
import { botSchema, parsed, webhookInfoSchema } from '../telegram/answers.ts'
import type { CallTelegram } from '../telegram/client.ts'

/** `problem`: why Telegram refused, or that no answer came; `isPassing`: it may answer if it is asked again. */
const refusedSchema = v.object({ problem: v.string(), isPassing: v.boolean() })

export const telegramReportSchema = v.object({
  me: v.union([v.object({ value: botSchema }), refusedSchema]),
  webhook: v.union([v.object({ value: webhookInfoSchema }), refusedSchema]),
})
export type TelegramReport = Readonly<v.InferOutput<typeof telegramReportSchema>>

export async function telegramReport({ call }: { readonly call: CallTelegram }): Promise<TelegramReport> {
  const [me, info] = await Promise.all([call('getMe', {}), call('getWebhookInfo', {})])
  const webhook = parsed(webhookInfoSchema, info)
  return {
    me: answerOf(parsed(botSchema, me)),
    webhook: answerOf(webhook.ok ? { ok: true, value: withoutTokens(webhook.value) } : webhook),
  }
}

/** Telegram's description of a refusal, or else ours. Never contains the token. */
export function refusalWords(problem: Refusal): string {
  switch (problem.kind) {
    case 'wait':
      return `asks to wait ${problem.seconds} seconds`
    case 'bad-token':
      return 'does not know this BOT_TOKEN'
    case 'rejected':
    case 'bad-text':
      return problem.description
    case 'unknown':
      return problem.detail
    case 'locked-out':
      return `refuses (${problem.reason})`
    case 'migrated':
      return 'says that the chat has moved'
  }
}

function answerOf<Value>(answer: Result<Value, Refusal>) {
  if (answer.ok) return { value: answer.value }
  const { kind } = answer.problem
  return { problem: refusalWords(answer.problem), isPassing: kind === 'wait' || kind === 'unknown' }
}

/** Some tools put a bot's token into its webhook's address. */
function withoutTokens({ url, last_error_message, ...info }: v.InferOutput<typeof webhookInfoSchema>) {
  const hide = (text: string) => text.replaceAll(/\d+(?::|%3A)[\w-]{20,}/giu, '<token>')
  return {
    ...info,
    url: hide(url),
    ...(last_error_message === undefined ? {} : { last_error_message: hide(last_error_message) }),
  }
}
