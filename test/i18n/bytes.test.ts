/** Sizes in megabytes, as each language writes them. */
import { expect, it } from 'vitest'
import { bytesText } from '../../src/i18n/bytes.ts'
import { catalogues } from '../../src/i18n/catalogues.ts'
import { createTranslator } from '../../src/i18n/translator.ts'
import type { Language } from '../../src/language.ts'

const cases: readonly (readonly [language: Language, small: string, large: string])[] = [
  ['en', '1.5 MB', '25 MB'],
  ['zh', '1.5 MB', '25 MB'],
  ['es', '1,5 MB', '25 MB'],
  ['fr', '1,5 Mo', '25 Mo'],
  ['de', '1,5 MB', '25 MB'],
  ['ru', '1,5 МБ', '25 МБ'],
  ['uk', '1,5 МБ', '25 МБ'],
  ['ar', '1.5 ميغابايت', '25 ميغابايت'],
  ['fa', '۱٫۵ مگابایت', '۲۵ مگابایت'],
  ['ko', '1.5MB', '25MB'],
]
it.each(cases)('in the language %s, sizes are %s and %s', (language, small, large) => {
  const t = createTranslator(catalogues[language])
  const written = [1_500_000, 25_300_000].map((bytes) => bytesText(t, bytes).replace(/[\u00a0\u202f]/gu, ' '))
  expect(written).toEqual([small, large])
})
