/** `/help`: every command, with what it does. */
import { escapeHtml } from '../../digest/html.ts'
import type { Command } from '../turn.ts'
import type { CommandName } from '../words/vocabulary.ts'

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

export const help: Command = async ({ edges, words, reply, isOwner }) => {
  // With one cell there is nowhere to move to.
  const names = commandNames.filter((name) => name !== 'move' || (edges.settings.cells > 1 && isOwner))
  const lines = names.map((name) => {
    const { usage, does } = words.commands[name]
    return `/${name}${usage === '' ? '' : ` ${escapeHtml(usage)}`} – ${escapeHtml(does)}`
  })
  await reply(words.help(lines.join('\n')))
}
