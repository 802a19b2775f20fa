/** One line of plain text. */
import { describe, expect, it } from 'vitest'
import { oneLine } from '../../src/text/one-line.ts'

describe('oneLine', () => {
  it.each([
    ['collapses every kind of line break', 'a\r\nb\u2029c\u000bd\u000ce', 'a b c d e'],
    ['is empty if nothing is visible', '\u200e \ufeff', ''],
    ['replaces C1 controls by characters of windows-1252', 'a\u0085 \u0093b\u0094', 'a… “b”'],
    ['keeps at most eight marks on a letter', `e${'\u0301'.repeat(20)}`, `e${'\u0301'.repeat(8)}`],
    ['changes nothing the second time', oneLine(' a\u200b\n\u202eb '), 'a b'],
  ])('%s', (_, text, line) => expect(oneLine(text)).toBe(line))
})
