/** Reads sentences that end with citations, such as “Two died. [1][4]”. Pure. */
import { withAsciiDigits } from '../text/decimal-digits.ts'
import { oneLine } from '../text/one-line.ts'
import { sentencesIn } from './sentences.ts'

export interface CitedSentence {
  /** Without its citations. */
  readonly text: string
  /** As the model numbers them, without repetitions; at least one. */
  readonly numbers: readonly number[]
}

const bracket = '\\s*[[【［⟦]\\s*\\d{1,3}(?:\\s*[,，、;]\\s*\\d{1,3})*\\s*[\\]】］⟧]'
/** The text before one or more citations, and the full stop behind them. */
const cited = new RegExp(`([\\s\\S]+?)((?:${bracket})+)[ \\t]*([.。!！?？।۔]?)`, 'gu')
/** What a list puts before a sentence. */
const bullet = /^\s*(?:[-*•–]\s+|\d{1,2}[.)．]\s+)/u

/** Text behind the last citation of a line, and sentences before the last one in front of a citation, cite nothing. */
export function readCitedSentences(answer: string): readonly CitedSentence[] {
  return answer
    .split(/\r\n|[\r\n\u2028\u2029]/u)
    .flatMap((line) => [...withAsciiDigitsInBrackets(line).matchAll(cited)])
    .flatMap(([, before = '', brackets = '', stop = '']) => {
      const last = sentencesIn(oneLine(before.replace(bullet, ''))).at(-1) ?? ''
      const text = stop !== '' && !/[.。!！?？।۔]$/u.test(last) ? last + stop : last
      const numbers = [...new Set([...brackets.matchAll(/\d+/gu)].map(([digits]) => Number(digits)))]
      return text === '' ? [] : [{ text, numbers }]
    })
}

function withAsciiDigitsInBrackets(line: string): string {
  return line.replace(/[[【［⟦][^\]】］⟧]{1,20}[\]】］⟧]/gu, (found) => withAsciiDigits(found))
}
