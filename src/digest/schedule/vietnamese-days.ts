/** Days of the week that Vietnamese numbers: `thứ 2` is Monday, and without its marks would be Thursday at two. Pure. */
import type { Language } from '../../model.ts'

const names = ['hai', 'ba', 'tư', 'năm', 'sáu', 'bảy'] as const
/** From `thứ 2`. */
const FIRST = 2

const link = '\\s*(?:[,;/&~–-]|và|va|đến|den|tới|toi)\\s*'
/** A further number is a day if no hour's letter is behind it: `thứ 2, 4, 6`. */
const more = (word: string) => `(?:${link}(?:(?:${word})\\s*)?[2-7](?![\\d:.]|\\s*(?:h|g|r)))*`
const daysWith = (word: string) => new RegExp(`(?<![\\p{L}\\d])(?:${word})\\s*[2-7](?![\\d:])${more(word)}`, 'giu')
const marked = daysWith('thứ')
/** Without marks, and as calendars have them: `thu 2`, `T2`. Elsewhere `thu 2` is English. */
const typed = daysWith('thứ|thu|t')

/** The text with names in place of numbers: `thứ 2-6` is `thứ hai-thứ sáu`. Three joined by dashes are a list. */
export function withNamedDays(text: string, language: Language): string {
  return text.normalize('NFC').replace(language === 'vi' ? typed : marked, (found) => {
    const isList = (found.match(/[2-7]/gu)?.length ?? 0) > 2
    const separated = isList ? found.replace(/[~–-]/gu, ',') : found
    return separated.replace(
      /(?:(?:thứ|thu|t)\s*)?([2-7])/giu,
      (_, number: string) => `thứ ${names[Number(number) - FIRST] ?? number}`,
    )
  })
}
