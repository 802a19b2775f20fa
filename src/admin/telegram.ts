/** `GET /operator/telegram`: what Telegram says about the bot, for a machine that cannot reach Telegram. */
import * as v from 'valibot'
import type { Refusal, Result } from '../result.ts'
import type { CallTelegram } from '../telegram/client.ts'

/** core.telegram.org/bots/api#getme */
export const botSchema = v.object({ id: v.number(), username: v.string(), first_name: v.string() })
/** core.telegram.org/bots/api#webhookinfo; `url` is '' without a webhook. */
export const webhookInfoSchema = v.object({
  url: v.string(),
  pending_update_count: v.optional(v.number(), 0),
  /** Epoch seconds. */
  last_error_date: v.optional(v.number()),
  last_error_message: v.optional(v.string()),
  allowed_updates: v.optional(v.array(v.string()), []),
})

/** `problem`: why there is no value. `isPassing`: a later call may succeed. */
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

/** Checks a method's result. */
export function parsed<Schema extends v.GenericSchema>(
  schema: Schema,
  answer: Result<unknown, Refusal>,
): Result<v.InferOutput<Schema>, Refusal> {
  if (!answer.ok) return answer
  const read = v.safeParse(schema, answer.value)
  return read.success
    ? { ok: true, value: read.output }
    : { ok: false, problem: { kind: 'unknown', detail: 'an answer of another form' } }
}

/** Words for a refusal, Telegram's own if it gives any; never with the token. */
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
