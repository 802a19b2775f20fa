/** The commands that Telegram's apps offer in the chat of a person who may not use the bot but reads channels. */
import type { CommandName } from '../../i18n/catalogue.ts'
import { textsFor } from '../../i18n/texts.ts'
import type { Language } from '../../language.ts'
import { privateChatOf } from '../access/administrators.ts'
import type { PersonContext } from '../request-context.ts'

const names: readonly CommandName[] = [
  'keywords',
  'filter',
  'digest',
  'why',
  'preview',
  'pause',
  'resume',
  'language',
  'help',
]

interface BotCommand {
  readonly command: string
  readonly description: string
}

type Reader = Pick<PersonContext, 'deps' | 'person' | 'isAllowed'>

/** A refusal changes nothing: all commands work when they are typed. core.telegram.org/bots/api#botcommandscopechat */
export async function offerReaderCommands({ deps, person, isAllowed }: Reader, language: Language): Promise<void> {
  if (isAllowed) return
  const { t, commands } = textsFor(language)
  const listed: readonly BotCommand[] = names.map((command) => ({ command, description: commands[command].does }))
  await deps.call('setMyCommands', {
    commands: [...listed, { command: 'stop', description: t.text('readers.stopDoes') }],
    scope: { type: 'chat', chat_id: privateChatOf(person.id) },
  })
}

/** The chat has the bot's usual commands again. */
export async function withdrawReaderCommands({ deps, person, isAllowed }: Reader): Promise<void> {
  if (isAllowed) return
  await deps.call('deleteMyCommands', { scope: { type: 'chat', chat_id: privateChatOf(person.id) } })
}
