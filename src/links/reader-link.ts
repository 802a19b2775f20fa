/** The link by which a channel's readers come to the bot: core.telegram.org/bots/features#deep-linking */
import * as v from 'valibot'
import { type ReaderCode, readerCodeSchema } from '../model.ts'

/** @param bot its name without the @ */
export function readerLink(bot: string, code: ReaderCode): string {
  return `https://t.me/${bot}?start=r_${code}`
}

/** The code in the input of such a link. @returns null: it is no link for readers; `wrong`: no such link was ever made */
export function readReaderStart(input: string): ReaderCode | 'wrong' | null {
  if (!input.startsWith('r_')) return null
  const code = v.safeParse(readerCodeSchema, input.slice(2))
  return code.success ? code.output : 'wrong'
}
