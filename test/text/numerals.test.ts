/** Numbers in different spellings have one form. */
import { describe, expect, it } from 'vitest'
import { canonicalNumber, numeralsToDigits } from '../../src/text/numerals.ts'

it.each([
  ['1,200', '1200'],
  ['1.200', '1200'],
  ['1 200', '1200'],
  ["1'200", '1200'],
  ['1,200,000.5', '1200000.5'],
  ['1.200.000,5', '1200000.5'],
  ['1,5', '1.5'],
  ['0.125', '0.125'],
  ['17.1.2', '17.1.2'],
  ['007', '7'],
  ['-1,5', '-1.5'],
])('the number %s is %s', (written, number) => expect(canonicalNumber(written)).toBe(number))

describe('numeralsToDigits', () => {
  it.each([
    ['十二人', '12人'],
    ['三百二十人', '320人'],
    ['1万2千台', '12000台'],
    ['12万台', '120000台'],
    ['1.5亿元', '150000000元'],
    ['二〇二五年', '2025年'],
    ['百分之二', '2%'],
    ['两成', '20%'],
    ['两成员国', '2成员国'],
    ['3만5천명', '35000명'],
  ])('writes %s as %s', (written, digits) => expect(numeralsToDigits(written)).toBe(digits))
})
