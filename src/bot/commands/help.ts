/** `/help` lists every command with what it does; `/help filter` explains one with examples. */
import type { CommandName } from '../../i18n/catalogue.ts'
import type { Handler } from '../request-context.ts'
import { settingCommands } from './digest.ts'

/** @param commandNames every command, in the order of the list */
export function helpCommand(commandNames: () => readonly CommandName[]): Handler {
  return async (ctx) => {
    const { deps, texts, input, isOwner } = ctx
    const requested = input.normalize('NFKC').trim().replace(/^\//u, '').toLowerCase()
    if (requested !== '') {
      const name =
        commandNames().find((each) => each === requested) ?? (settingCommands.has(requested) ? 'digest' : undefined)
      return ctx.respond(name === undefined ? texts.unknownCommand(`/${requested}`) : texts.helpOn(name))
    }
    // `/move` needs more than one cell.
    const names = commandNames().filter((name) => name !== 'move' || (deps.settings.cells > 1 && isOwner))
    await ctx.respond(texts.help(names))
  }
}
