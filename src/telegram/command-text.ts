/** Reads a command out of a text. */

export interface CommandText {
  /** In lower case. */
  readonly name: string
  /** The bot named after it, without the @; null: none. */
  readonly bot: string | null
  /** The text after it, trimmed. */
  readonly input: string
}

/** `/name`, perhaps with `@bot` and a text: core.telegram.org/bots/features#commands */
const pattern = /^\/([a-z]\w{0,31})(?:@(\w+))?(?:\s+([\s\S]*))?$/iu

/** Reads a command in letters of any width and case, such as `／Add`. @returns null for any other text */
export function readCommand(text: string): CommandText | null {
  const found = pattern.exec(text.replace(/^\S+/u, (word) => word.normalize('NFKC')))
  if (found === null) return null
  const [, name = '', bot = null, input = ''] = found
  return { name: name.toLowerCase(), bot, input: input.trim() }
}
