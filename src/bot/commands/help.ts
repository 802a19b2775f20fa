/** `/help`: every command, with what it does; `/help filter`: one with examples. */

import { code } from '../../i18n/marks.ts'
import type { CommandName, Words } from '../../i18n/vocabulary.ts'
import { escapeHtml } from '../../text/telegram-html.ts'
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
    return reply(name === undefined ? words.unknownCommand(`/${asked}`) : helpOn(words, name))
  }
  // With one cell there is nowhere to move to.
  const names = commandNames.filter((name) => name !== 'move' || (deps.settings.cells > 1 && isOwner))
  await reply(words.help(names.map((name) => line(words, name)).join('\n')))
}

function line(words: Words, name: CommandName): string {
  const { usage, does } = words.commands[name]
  return `/${name}${usage === '' ? '' : ` ${escapeHtml(usage)}`} – ${escapeHtml(does)}`
}

/** One command with its examples; those that are whole commands are copied by a tap. */
export function helpOn(words: Words, name: CommandName): string {
  const examples = words.commands[name].examples.map(([say, comes]) => `${code(say)} – ${escapeHtml(comes)}`)
  return `${line(words, name)}\n\n${examples.join('\n')}`
}
