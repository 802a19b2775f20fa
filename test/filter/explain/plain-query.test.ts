/** Which queries say by themselves how they are read. */
import { expect, it } from 'vitest'
import { isPlainQuery } from '../../../src/filter/explain/plain-query.ts'
import { parseFilter } from '../../../src/filter/query/query.ts'

it.each([
  ['rain', true],
  ['rain  snow', true],
  ['rain | snow', true],
  ['(rain | snow) -sport -"live blog"', true],
  ['rain -(a | b)', true],
  ['rain, snow', false],
  ['rain OR snow', false],
  ['rain AND snow', false],
  ['NOT rain', false],
  ['((rain))', false],
  ['“north sea”', false],
  ['russ*', false],
  ['title:kim', false],
  ['/kim/', false],
])('%s is plain: %s', (query, isPlain) => {
  const parsed = parseFilter(query)
  expect(parsed.ok && parsed.value.rule !== null && isPlainQuery(query, parsed.value.rule)).toBe(isPlain)
})
