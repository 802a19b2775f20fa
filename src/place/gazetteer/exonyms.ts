/** Names of cities in the bot's languages. In the Worker they are JSON text, like the gazetteer, in which a name is searched for. */

import { lazy } from '../../lazy.ts'
import records from './exonyms.json' with { type: 'json' }

const text = lazy(() => (typeof records === 'string' ? records : JSON.stringify(records)))

/** The keys of the cities with a folded name; see `cityNames`. */
export function keysOfExonym(name: string): readonly string[] {
  const keys: string[] = []
  const names = text()
  for (let at = names.indexOf(`|${name}|`); at !== -1; at = names.indexOf(`|${name}|`, at + 1)) {
    const end = names.lastIndexOf('":', at)
    keys.push(names.slice(names.lastIndexOf('"', end - 1) + 1, end))
  }
  return keys
}
