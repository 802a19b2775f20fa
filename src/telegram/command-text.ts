/** Reads a command out of a text. */

export interface CommandText {
  /** In lower case. */
  readonly name: string
  /** The bot that it names, without the @; null: none. */
  readonly bot: string | null
  readonly text: string
}

/** `/name`, perhaps `@bot`, perhaps more: core.telegram.org/bots/features#commands. */
const pattern = /^\/([a-z]\w{0,31})(?:@(\w+))?(?:\s+([\s\S]*))?$/iu

/** The command that a text is, its name in letters of any width. */
export function commandIn(text: string): CommandText | null {
  const found = pattern.exec(text.replace(/^\S+/u, (word) => word.normalize('NFKC')))
  if (found === null) return null
  const [, name = '', bot = null, rest = ''] = found
  return { name: name.toLowerCase(), bot, text: rest.trim() }
}
