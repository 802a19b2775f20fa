/** Files that people send to the bot, and that the bot sends to them: core.telegram.org/bots/api#getfile, #senddocument */
import { limits } from '../limits.ts'
import type { ChatId } from '../model.ts'
import { fileSchema, parsed } from './answers.ts'
import type { CallTelegram, TelegramDeps } from './client.ts'
import { limitedBytes } from './limited-body.ts'
import { readAnswer } from './refusal.ts'

export interface TelegramFiles {
  /** The bytes of a file that was sent to the bot; null: it cannot be fetched, or is too large. */
  readonly read: (fileId: string) => Promise<Uint8Array | null>
  /** @returns whether it was sent */
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

/** @param caught called with each unknown error of fetching or sending a file */
export function telegramFiles(
  { fetch, token, root }: TelegramDeps,
  call: CallTelegram,
  caught: (way: 'from' | 'to', error: unknown) => void,
): TelegramFiles {
  return {
    read: async (fileId) => {
      const file = parsed(fileSchema, await call('getFile', { file_id: fileId }))
      if (!file.ok || file.value.file_size > limits.telegram.fileBytes) return null
      try {
        const response = await fetch(`${root}/file/bot${token}/${file.value.file_path}`, {
          redirect: 'manual',
          signal: AbortSignal.timeout(limits.telegram.answerMs),
        })
        return response.ok ? await limitedBytes(response.body, limits.telegram.fileBytes) : null
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
