/** `/help`: all commands, or one with examples. */
import type { CommandName } from '../catalogue.ts'
import { code, type Html, joined, lines, verbatim } from '../markup.ts'
import { safe, type Translator } from '../translator.ts'

function commandLine(t: Translator, name: CommandName): Html {
  const { usage, does } = t.catalogue.commands[name]
  const command = { name: safe(verbatim(name)), does: safe(verbatim(does)) }
  return usage === ''
    ? t.html('start.command', command)
    : t.html('start.commandWith', { ...command, usage: safe(verbatim(usage)) })
}

export function helpTexts(t: Translator) {
  return {
    commands: t.catalogue.commands,
    help: (names: readonly CommandName[]) =>
      t.html('start.help', {
        list: safe(lines(names.map((name) => commandLine(t, name)))),
      }),
    /** Examples that are whole commands are copied by a tap. */
    helpOn: (name: CommandName) => {
      const examples = t.catalogue.commands[name].examples.map(([typed, result]) =>
        t.html('start.example', { typed: safe(code(typed)), result: safe(verbatim(result)) }),
      )
      return joined([commandLine(t, name), lines(examples)], '\n\n')
    },
  }
}
