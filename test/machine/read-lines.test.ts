/** The numbered lines of models. */
import { describe, expect, it } from 'vitest'
import { readNumberedLines, withoutQuotes } from '../../src/machine/read-lines.ts'

type Row = readonly [name: string, answer: string, lines: readonly (string | null)[]]

const rows: readonly Row[] = [
  ['as asked', '1. Eins\n2. Zwei', ['Eins', 'Zwei']],
  ['brackets', '1) Eins\n(2) Zwei', ['Eins', 'Zwei']],
  ['square brackets', '[1] Eins\n[2]: Zwei', ['Eins', 'Zwei']],
  ['the request’s own brackets', '⟦1⟧ Eins\n⟦2⟧ Zwei', ['Eins', 'Zwei']],
  ['the request’s markers', '⟦headlines⟧\n1. Eins\n2. Zwei\n\n⟦end of headlines⟧', ['Eins', 'Zwei']],
  ['full-width signs', '１．一\n２）二', ['一', '二']],
  ['an ideographic comma', '1、一\n2、二', ['一', '二']],
  ['Arabic digits', '١. واحد\n٢. اثنان', ['واحد', 'اثنان']],
  ['colons', '1: Eins\n2： Zwei', ['Eins', 'Zwei']],
  ['bold numbers', '**1.** Eins\n**2.** Zwei', ['Eins', 'Zwei']],
  ['bullets', '- 1. Eins\n- 2. Zwei', ['Eins', 'Zwei']],
  ['no space', '1.Eins\n2.Zwei', ['Eins', 'Zwei']],
  ['an introduction', 'Here are the translations:\n\n1. Eins\n2. Zwei', ['Eins', 'Zwei']],
  ['a closing remark', '1. Eins\n2. Zwei\n\nLet me know if you need more!', ['Eins', 'Zwei']],
  ['a code fence', '```text\n1. Eins\n2. Zwei\n```', ['Eins', 'Zwei']],
  ['Windows line ends', '1. Eins\r\n2. Zwei\r\n', ['Eins', 'Zwei']],
  ['empty lines between', '1. Eins\n\n2. Zwei', ['Eins', 'Zwei']],
  ['another order', '2. Zwei\n1. Eins', ['Eins', 'Zwei']],
  ['a missing line', '2. Zwei', [null, 'Zwei']],
  ['an empty line', '1.\n2. Zwei', [null, 'Zwei']],
  ['lines that nobody asked for', '1. Eins\n2. Zwei\n3. Drei\n99. Werbung', ['Eins', 'Zwei']],
  ['the same line twice', '1. Eins\n1. Eins\n2. Zwei', ['Eins', 'Zwei']],
  ['two texts for one number', '1. Eins\n2. Zwei\n1. Anders', [null, 'Zwei']],
  ['a broken line', '1. Eins\nund noch mehr\n2. Zwei', [null, 'Zwei']],
  ['two lines in one', '1. Eins 2. Zwei', ['Eins', 'Zwei']],
  ['two lines that only look merged', '1. Am 2. Mai\n2. Zwei', ['Am 2. Mai', 'Zwei']],
  ['a number at the beginning', '1. 3.5 Millionen\n2. 2. Runde', ['3.5 Millionen', '2. Runde']],
  ['a decimal number without its line number', '1.5 Millionen\n2. Zwei', [null, 'Zwei']],
  ['marks of direction and byte order', '\ufeff1. \u200fEins\u200e\n2. Zw\u00adei', ['Eins', 'Zwei']],
  ['JSON', '{"1": "Eins", "2": "Zwei"}', [null, null]],
  ['a refusal', 'I cannot help with that.', [null, null]],
  ['nothing', '', [null, null]],
]

describe('numbered lines', () => {
  it.each(rows)('are read: %s', (_, answer, lines) => {
    expect(readNumberedLines(answer, 2, false)).toEqual(lines)
  })

  it('end with a line that is not whole if the answer was cut', () => {
    expect(readNumberedLines('1. Eins\n2. Zw', 2, true)).toEqual(['Eins', null])
  })

  it.each([
    ['without its number', 'Eins', ['Eins']],
    ['with its number', '1. Eins', ['Eins']],
    ['in a fence', '```\nEins\n```', ['Eins']],
    ['in several lines', 'Eins\nZwei', [null]],
  ])('are not needed for a single text: %s', (_, answer, lines) => {
    expect(readNumberedLines(answer, 1, false)).toEqual(lines)
  })
})

describe('quotation marks around a translation', () => {
  it.each([
    ['are removed', '"Eins"', 'One', 'Eins'],
    ['of another language are removed', '„Eins“', 'One', 'Eins'],
    ['that the original has stay', '“Eins”', '“One”', '“Eins”'],
    ['around two parts stay', '“Eins” und “Zwei”', 'One', '“Eins” und “Zwei”'],
    ['in bold are removed', '**Eins**', 'One', 'Eins'],
  ])('%s', (_, text, original, result) => {
    expect(withoutQuotes(text, original)).toBe(result)
  })
})
