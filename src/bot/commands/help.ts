/** `/help`: every command, with what it does; `/help filter`: one with examples. */

import type { CommandName } from '../../i18n/catalogue.ts'
import type { Command } from '../request-context.ts'
import { settingCommands } from './digest.ts'

/** In the order in which people come to need them. */
export const commandNames: readonly CommandName[] = [
  'start',
  'add',
  'list',
  'remove',
  'filter',
  'digest',
  'preview',
  'links',
  'stories',
  'reading',
  'page',
  'top',
  'why',
  'retract',
  'import',
  'export',
  'pause',
  'resume',
  'channels',
  'use',
  'language',
  'quota',
  'move',
  'help',
]

export const help: Command = async ({ deps, words, text, reply, isOwner }) => {
  const asked = text.normalize('NFKC').trim().replace(/^\//u, '').toLowerCase()
  if (asked !== '') {
    const name = commandNames.find((each) => each === asked) ?? (settingCommands.has(asked) ? 'digest' : undefined)
    return reply(name === undefined ? words.unknownCommand(`/${asked}`) : words.helpOn(name))
  }
  // With one cell there is nowhere to move to.
  const names = commandNames.filter((name) => name !== 'move' || (deps.settings.cells > 1 && isOwner))
  await reply(words.help(names))
}
