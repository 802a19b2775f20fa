/** Which quotation marks belong to a word. */
import { expect, it } from 'vitest'
import { isGershayim, isQuoteInsideWord } from '../../src/text/word-quotes.ts'

it.each([
  ['a straight quote in a Hebrew acronym', 'צה"ל', 2, true, true],
  ['gershayim', 'צה״ל', 2, true, true],
  ['a curly quote in a Hebrew acronym', 'צה”ל', 2, true, true],
  ['a quote behind niqqud', 'צָהָ"ל', 4, true, true],
  ['a quote before a Hebrew word', 'אמר "שלום', 4, false, false],
  ['a quote behind a Hebrew word', 'שלום" אמר', 4, false, false],
  ['a quote between Latin letters', 'ab"cd', 2, false, false],
  ['inches', '27" monitor', 2, false, true],
  ['inches typed by a phone', '27” monitor', 2, false, true],
  ['inches in Arabic digits', '٢٧" شاشة', 2, false, true],
  ['a letter', 'צהל', 1, false, false],
  ['the start of a text', '"a', 0, false, false],
])('%s: %s', (_, text, at, gershayim, inside) => {
  expect(isGershayim(text, at)).toBe(gershayim)
  expect(isQuoteInsideWord(text, at)).toBe(inside)
})
