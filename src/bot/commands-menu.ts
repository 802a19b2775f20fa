/** The commands that Telegram's apps offer, by language and scope. */

import type { CommandName } from '../i18n/catalogue.ts'
import { textsFor } from '../i18n/texts.ts'
import { type Language, languages } from '../model.ts'
import type { MethodParameters } from '../telegram/methods.ts'
import { commandNames } from './commands/commands.ts'
import type { BotDeps } from './request-context.ts'

/** Two-letter codes; people with any other language get the first: core.telegram.org/bots/api#setmycommands */
export const languageCodes: readonly (readonly [code: string, language: Language])[] = [
  ['', 'en'],
  ...languages
    .filter((language) => language !== 'en' && language !== 'zh-hant')
    .map((language) => [language.slice(0, 2), language] as const),
]

type CommandList = MethodParameters<'setMyCommands'>

/** The parameters of each call of setMyCommands. */
export function commandCalls(cells: number): readonly CommandList[] {
  const scopes: readonly (readonly [scope: NonNullable<CommandList['scope']>, names: readonly CommandName[]])[] = [
    [{ type: 'all_private_chats' }, commandNames.filter((name) => name !== 'move' || cells > 1)],
    [{ type: 'all_chat_administrators' }, ['start', 'help']],
  ]
  return languageCodes.flatMap(([code, language]) =>
    scopes.map(([scope, names]) => ({
      commands: names.map((command) => ({ command, description: textsFor(language).commands[command].does })),
      scope,
      ...(code === '' ? {} : { language_code: code }),
    })),
  )
}

/** Sets the commands, once for each set of commands. After a refusal the next `/start` tries again. */
export async function offerCommands({ directory, call, settings }: BotDeps): Promise<void> {
  const calls = commandCalls(settings.cells)
  const text = JSON.stringify(calls)
  if ((await directory.fact('commands')) === text) return
  for (const each of calls) if (!(await call('setMyCommands', each)).ok) return
  await directory.setFact('commands', text)
}
