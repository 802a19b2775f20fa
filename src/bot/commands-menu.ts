/** Tells Telegram the bot's commands, in each language and scope, so that its apps offer them. */

import { wordsFor } from '../i18n/languages.ts'
import type { CommandName } from '../i18n/vocabulary.ts'
import type { Language } from '../model.ts'
import { commandNames } from './commands/help.ts'
import type { BotDeps } from './request-context.ts'

/** By two letters and no more (core.telegram.org/bots/api#setmycommands): whoever's language is none of these gets the first. */
export const languageCodes: readonly (readonly [code: string, language: Language])[] = [
  ['', 'en'],
  ['zh', 'zh'],
]

interface Call {
  readonly commands: readonly { readonly command: string; readonly description: string }[]
  readonly scope: { readonly type: string }
  readonly language_code?: string
}

/** The calls of setMyCommands that say it all. */
export function commandCalls(cells: number): readonly Call[] {
  const scopes: readonly (readonly [scope: string, names: readonly CommandName[]])[] = [
    // Those of operators stand in /help only.
    ['all_private_chats', commandNames.filter((name) => name !== 'move' || cells > 1)],
    ['all_chat_administrators', ['start', 'help']],
  ]
  return languageCodes.flatMap(([code, language]) =>
    scopes.map(([type, names]) => ({
      commands: names.map((command) => ({ command, description: wordsFor(language).commands[command].does })),
      scope: { type },
      ...(code === '' ? {} : { language_code: code }),
    })),
  )
}

/** Once for each set of commands; what Telegram does not take is tried again the next time. */
export async function offerCommands({ directory, call, settings }: BotDeps): Promise<void> {
  const calls = commandCalls(settings.cells)
  const text = JSON.stringify(calls)
  if ((await directory.fact('commands')) === text) return
  for (const each of calls) if (!(await call('setMyCommands', each)).ok) return
  await directory.setFact('commands', text)
}
