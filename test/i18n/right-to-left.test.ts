/** Messages with parts of both directions: what people typed is shown as they typed it. */
import { describe, expect, it } from 'vitest'
import { textsFor } from '../../src/i18n/texts.ts'
import { translatorFor } from '../../src/i18n/translator.ts'
import { filterProblem } from '../../src/i18n/views/problems.ts'
import type { FilterProblem } from '../../src/result.ts'

const problem = (text: string, at: number): FilterProblem => ({
  kind: 'filter-syntax',
  mistake: 'unclosed-group',
  text,
  at,
  length: 1,
  suggestion: null,
})

describe('the line with a mistake', () => {
  it.each([
    ['ar', 'مطر (ثلج', 4, '\u2068<code>مطر </code>▸<b>(</b>◂<code>ثلج</code>\u2069'],
    ['ar', 'rain (snow', 5, '\u2068<code>rain </code>▸<b>(</b>◂<code>snow</code>\u2069'],
    ['en', 'مطر (ثلج', 4, '\u2068<code>مطر </code>▸<b>(</b>◂<code>ثلج</code>\u2069'],
    ['en', 'rain (snow', 5, '<code>rain </code>▸<b>(</b>◂<code>snow</code>'],
  ] as const)('in %s, %s is one isolate where a part runs from right to left', (language, text, at, line) => {
    const shown = filterProblem(translatorFor(language), problem(text, at))
    expect(shown).toContain(line)
    expect(shown).not.toMatch(/[\u2066-\u2068]{2}/u)
  })
})

it('a number that people have to keep to has the digits of their language', () => {
  const { unclear } = textsFor('fa').menu
  expect(unclear.most).toContain('۵۰۰')
  expect([unclear.footer, unclear.name].join('')).not.toMatch(/\d/u)
})
