/** Normalises the language that a feed declares. */
import { limits } from '../limits.ts'
import { ValueCache } from '../value-cache.ts'

/** A language, and possibly a script and a region (RFC 5646, section 2.1); what follows is left out. */
const subtags = /^([a-z]{2,3})(?:-([a-z]{4})(?=-|$))?(?:-([a-z]{2}|\d{3})(?=-|$))?(?=-|$)/u

/** Names and countries that publishers write in place of a language's code; none of them is a code. */
const mistaken = new Map(
  (
    'english en,german de,deutsch de,french fr,français fr,francais fr,spanish es,español es,espanol es,italian it,italiano it,' +
    'portuguese pt,português pt,russian ru,русский ru,ukrainian uk,chinese zh,中文 zh,japanese ja,日本語 ja,korean ko,arabic ar,' +
    'العربية ar,persian fa,farsi fa,hebrew he,turkish tr,hindi hi,cn zh,jp ja,cz cs,gr el,dk da,ua uk,eng en'
  )
    .split(',')
    .map((pair): [string, string] => {
      const [written = '', code = ''] = pair.split(' ')
      return [written, code]
    }),
)

/** Codes that name no language (RFC 5646, section 4.1). */
const noLanguages = new Set(['und', 'mul', 'zxx', 'mis'])

const cache = new ValueCache<string, { readonly tag: string | null }>(limits.feed.cachedLanguages)

/** A BCP 47 tag in its canonical form; null if the text names no language. */
export function languageTag(written: string): string | null {
  return written === '' || written.length > limits.feed.languageUnits
    ? null
    : cache.get(written, () => ({ tag: readTag(written) })).tag
}

function readTag(written: string): string | null {
  // Some publishers write a list, or an `accept-language` header.
  const [first = ''] = written
    .trim()
    .toLowerCase()
    .replaceAll('_', '-')
    .split(/[\s,;]+/u)
  const [, language = '', script, region] = subtags.exec(mistaken.get(first) ?? first) ?? []
  if (language === '' || noLanguages.has(language)) return null
  const [tag = ''] = Intl.getCanonicalLocales([language, script, region].filter((part) => part !== undefined).join('-'))
  // Only existing languages have a usual script.
  return new Intl.Locale(tag).maximize().script === undefined ? null : tag
}

/** The first text that names a language, in its canonical form; null if none does. */
export function firstLanguage(candidates: readonly string[]): string | null {
  for (const candidate of candidates) {
    const tag = languageTag(candidate)
    if (tag !== null) return tag
  }
  return null
}
