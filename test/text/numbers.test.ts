/** Which separators belong to a number. */
import { expect, it } from 'vitest'
import { numberCommas, plainNumbers, spacedNumberLength } from '../../src/text/numbers.ts'

it.each([
  ['English thousands', '10,000 people', '10000 people'],
  ['German thousands', '1.234.567,89 Euro', '1234567,89 Euro'],
  ['Swiss thousands', "10'000 and 1’234’567", '10000 and 1234567'],
  ['French thousands', '10\u202f000 et 10\u00a0000', '10000 et 10000'],
  ['Indian thousands', '₹1,00,000 and 12,34,567', '₹100000 and 1234567'],
  ['Arabic thousands', '١٬٢٣٤٬٥٦٧٫٨', '١٢٣٤٥٦٧٫٨'],
  ['full-width thousands', '１０，０００', '１００００'],
  ['two kinds of separators', '1,234.56', '1234.56'],
  ['a decimal comma', '1,5 Grad', '1,5 Grad'],
  ['a decimal point', '0.125', '0.125'],
  ['a number that begins with zero', '0,125 und 007,123', '0,125 und 007,123'],
  ['four digits in a group', '1,2345', '1, 2345'],
  ['a list of single digits', '1,2,3', '1, 2, 3'],
  ['a list of years', '2023,2024', '2023, 2024'],
  ['a list of decimals', '1.5,2.5', '1.5, 2.5'],
  ['a version', '1.2.345', '1.2.345'],
  ['a number before a sentence ends', '10,000. 5,000, or so', '10000. 5000, or so'],
  ['an ordinary space', '10 000', '10 000'],
  ['a long chain', '1,234,567,8', '1, 234, 567, 8'],
])('%s: %s', (_, text, plain) => {
  expect(plainNumbers(text)).toBe(plain)
})

it.each([
  ['1,5', [1]],
  ['-1,5 Grad, 2', [2]],
  ['10,000', [2]],
  ['1.234,5', [5]],
  ['1,00,000', [1, 4]],
  ['1，5', [1]],
  ['2023,2024', []],
  ['1,2,3', []],
  ['1.5,2.5', []],
  ['a,5', []],
  ['5,a', []],
  ['1, 5', []],
])('%s has commas in numbers at %j', (query, places) => {
  expect([...numberCommas(query)]).toEqual(places)
})

it.each([
  ['10 000 people', 0, 6],
  ['1 234 567', 0, 9],
  ['10 000 people', 3, 0],
  ['2024 300', 0, 0],
  ['10 00', 0, 0],
  ['10 000 00', 0, 0],
  ['0 000', 0, 0],
])('%s has at %i a spaced number of %i units', (text, at, length) => {
  expect(spacedNumberLength(text, at)).toBe(length)
})

it.each(['1,', '1,234,', '12,', '1', '1.', '1,23,', '1 234 '])('a long run of “%s” is read in linear time', (unit) => {
  const text = unit.repeat(200_000 / unit.length)
  expect(plainNumbers(text).length).toBeGreaterThan(0)
  expect(numberCommas(text).size).toBeLessThan(text.length)
})
