/** The language of outbound feeds and their items: what they declare, or what their script says. Pure. */
import { scriptOf } from '../reading/script.ts'

/** Longest tag that is read; RFC 5646, section 4.4.1, asks programs for at least 35 characters. */
const tagUnits = 35

/**
 * The language of an item, as a BCP 47 tag; null: unknown.
 * @param declared by the item or its feed
 */
export function itemLanguage(declared: string | null, text: string): string | null {
  return canonicalTag(declared) ?? scriptOf(text).lang
}

/** Language, script and region of a tag; what else it has is left out. */
const tagPattern = /^[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?(?=-|$)/u

function canonicalTag(text: string | null): string | null {
  const tag = tagPattern.exec(text?.trim().replaceAll('_', '-').slice(0, tagUnits) ?? '')?.[0]
  const canonical = tag === undefined ? null : (Intl.getCanonicalLocales(tag)[0] ?? null)
  // Undetermined, several, none, uncoded: ISO 639-2.
  return canonical === null || /^(?:und|mul|zxx|mis)(?:-|$)/u.test(canonical) ? null : canonical
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
