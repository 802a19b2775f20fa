/** Files that people send to the bot, and that it sends to them: core.telegram.org/bots/api#getfile, #senddocument. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import type { ChatId } from '../model.ts'
import type { CallTelegram, TelegramDeps } from './client.ts'
import { readAnswer } from './refusal.ts'

export interface TelegramFiles {
  /** The text of a file that was sent to the bot. Null: it cannot be had, or is too large. */
  readonly read: (fileId: string) => Promise<string | null>
  /** @returns whether it got through */
  readonly send: (chat: ChatId, file: TextFile) => Promise<boolean>
}

export interface TextFile {
  readonly name: string
  /** Such as `application/json`. */
  readonly type: string
  readonly text: string
  /** Telegram HTML. */
  readonly caption: string
}

const fileSchema = v.object({
  file_path: v.pipe(v.string(), v.regex(/^[\w./-]{1,300}$/u)),
  file_size: v.optional(v.number(), 0),
})

/** @param caught told of each file that could not be fetched or sent for a reason that is not known */
export function telegramFiles(
  { fetch, token, root }: TelegramDeps,
  call: CallTelegram,
  caught: (way: 'from' | 'to', error: unknown) => void,
): TelegramFiles {
  return {
    read: async (fileId) => {
      const found = await call('getFile', { file_id: fileId })
      const file = found.ok ? v.safeParse(fileSchema, found.value) : null
      if (file?.success !== true || file.output.file_size > limits.telegram.fileBytes) return null
      try {
        const response = await fetch(`${root}/file/bot${token}/${file.output.file_path}`, {
          redirect: 'manual',
          signal: AbortSignal.timeout(limits.telegram.answerMs),
        })
        return response.ok ? await textOf(response) : null
      } catch (error) {
        caught('from', error)
        return null
      }
    },
    send: async (chat, { name, type, text, caption }) => {
      const form = new FormData()
      form.set('chat_id', String(chat))
      form.set('caption', caption)
      form.set('parse_mode', 'HTML')
      form.set('document', new File([text], name, { type }))
      try {
        const response = await fetch(`${root}/bot${token}/sendDocument`, {
          method: 'POST',
          body: form,
          redirect: 'manual',
          signal: AbortSignal.timeout(limits.telegram.answerMs),
        })
        return readAnswer(response.status, await response.text()).ok
      } catch (error) {
        caught('to', error)
        return false
      }
    },
  }
}

/** As much as may be; null for more. */
async function textOf(response: Response): Promise<string | null> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    if (bytes > limits.telegram.fileBytes) return null
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
