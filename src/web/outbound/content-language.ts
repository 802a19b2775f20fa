/** The language of outbound feeds and their items, by what feeds declare and by their letters. Pure. */
import { languageTag } from '../../feed/language-tag.ts'
import { languageOf } from '../../text/text-language.ts'

/**
 * The language of an item, as a BCP 47 tag; null: unknown.
 * @param declared by the item or its feed
 */
export function itemLanguage(declared: string | null, text: string): string | null {
  return languageOf(declared === null ? null : languageTag(declared), text).lang
}

/**
 * What more than half of the items are in. If they name several regions or scripts of one language, the language alone.
 * @returns null: none
 */
export function commonLanguage(languages: readonly (string | null)[]): string | null {
  const groups = Map.groupBy(
    languages.filter((each) => each !== null),
    primaryLanguage,
  )
  for (const [primary, tags] of groups) {
    if (tags.length * 2 <= languages.length) continue
    const [first, another] = new Set(tags)
    return another === undefined ? (first ?? primary) : primary
  }
  return null
}

function primaryLanguage(tag: string): string {
  return tag.split('-')[0] ?? tag
}
