/** What the Worker says of Telegram, asked at `GET /operator/telegram`. */
import * as v from 'valibot'
import { meSchema, webhookSchema } from '../bot-api.ts'

const refusedSchema = v.object({ problem: v.string(), isPassing: v.boolean() })

export const telegramReportSchema = v.object({
  me: v.union([v.object({ value: meSchema }), refusedSchema]),
  webhook: v.union([v.object({ value: webhookSchema }), refusedSchema]),
})
export type TelegramReport = Readonly<v.InferOutput<typeof telegramReportSchema>>
