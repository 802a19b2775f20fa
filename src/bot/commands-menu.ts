/** Tells Telegram the bot's commands, in each language and scope, so that its apps offer them. */

import type { CommandName } from '../i18n/catalogue.ts'
import { wordsFor } from '../i18n/words.ts'
import { type Language, languages } from '../model.ts'
import { commandNames } from './commands/help.ts'
import type { BotDeps } from './request-context.ts'

/** Two letters at most (core.telegram.org/bots/api#setmycommands); without a code for everyone else. */
export const languageCodes: readonly (readonly [code: string, language: Language])[] = [
  ['', 'en'],
  ...languages
    .filter((language) => language !== 'en' && language.length === 2)
    .map((language) => [language, language] as const),
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
