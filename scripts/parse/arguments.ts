/** Reads the command line of `npm run parse`. */
import { err, ok, type Result } from '../../src/result.ts'

export interface ParseArguments {
  /** Files and web addresses, in the order given. */
  readonly sources: readonly string[]
  /** The HTTP header's value, over the server's own; null: what the server says, and nothing for a file. */
  readonly contentType: string | null
  /** Where a file came from: what its relative links are relative to. */
  readonly url: string
}

export const usage = `Usage: npm run parse -- [--content-type TYPE] [--url ADDRESS] FILE|URL...

Prints what the reader makes of a feed as JSON; of several, one line each.
  --content-type TYPE  the HTTP header that came with it, such as 'text/xml; charset=gbk'
  --url ADDRESS        where a file came from, for its relative links`

const nowhere = 'https://unknown.invalid/'

/** Fails with what is wrong, in words. */
export function parseArguments(words: readonly string[]): Result<ParseArguments, string> {
  const sources: string[] = []
  const options = new Map([
    ['--content-type', ''],
    ['--url', ''],
  ])
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    const [name = '', inline] = word.startsWith('--') ? [word.split('=', 1)[0], word.split('=')[1]] : ['']
    if (!word.startsWith('--')) sources.push(word)
    else if (!options.has(name)) return err(`There is no option ${name}.`)
    else {
      const value = inline === undefined ? words[++at] : word.slice(name.length + 1)
      if (value === undefined) return err(`${name} needs a value after it.`)
      options.set(name, value)
    }
  }
  if (sources.length === 0) return err('Name a file or an address.')
  return ok({ sources, contentType: options.get('--content-type') || null, url: options.get('--url') || nowhere })
}
