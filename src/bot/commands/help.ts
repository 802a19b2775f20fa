/** `/help` lists every command with what it does; `/help filter` explains one with examples. */
import { code } from '../../i18n/marks.ts'
import type { CommandName, Words } from '../../i18n/vocabulary.ts'
import { escapeHtml } from '../../text/telegram-html.ts'
import type { Handler } from '../request-context.ts'
import { settingCommands } from './digest.ts'

/** @param commandNames every command, in the order of the list */
export function helpCommand(commandNames: () => readonly CommandName[]): Handler {
  return async (ctx) => {
    const { deps, texts, input, isOwner } = ctx
    const asked = input.normalize('NFKC').trim().replace(/^\//u, '').toLowerCase()
    if (asked !== '') {
      const name = commandNames().find((each) => each === asked) ?? (settingCommands.has(asked) ? 'digest' : undefined)
      return ctx.respond(name === undefined ? texts.unknownCommand(`/${asked}`) : helpOn(texts, name))
    }
    // `/move` needs more than one cell.
    const names = commandNames().filter((name) => name !== 'move' || (deps.settings.cells > 1 && isOwner))
    await ctx.respond(texts.help(names.map((name) => line(texts, name)).join('\n')))
  }
}

function line(texts: Words, name: CommandName): string {
  const { usage, does } = texts.commands[name]
  return `/${name}${usage === '' ? '' : ` ${escapeHtml(usage)}`} – ${escapeHtml(does)}`
}

/** One command with its examples. A tap copies an example that is a whole command. */
export function helpOn(texts: Words, name: CommandName): string {
  const examples = texts.commands[name].examples.map(([say, comes]) => `${code(say)} – ${escapeHtml(comes)}`)
  return `${line(texts, name)}\n\n${examples.join('\n')}`
}
