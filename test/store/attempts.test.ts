/** Wrong login codes are counted by address for a minute, for a maximum of addresses. */
import { expect, it } from 'vitest'
import { limits } from '../../src/limits.ts'
import { Attempts } from '../../src/store/attempts.ts'

const { triesAnAddress, triedAddresses, triesMs } = limits.web

const attempts = (of: Attempts, from: string, count: number, now = 0) =>
  Array.from({ length: count }, () => of.wrong(from, now)).at(-1)

it('only an address with too many wrong codes has to wait for a minute', () => {
  const counted = new Attempts()
  expect(attempts(counted, 'a', triesAnAddress)).toBe('wrong')
  expect(attempts(counted, 'a', 1)).toBe('busy')
  expect(attempts(counted, 'b', 1)).toBe('wrong')
  expect(attempts(counted, 'a', 1, triesMs - 1)).toBe('busy')
  expect(attempts(counted, 'a', 1, triesMs)).toBe('wrong')
})

it('only the newest addresses are remembered', () => {
  const counted = new Attempts()
  attempts(counted, 'first', triesAnAddress)
  attempts(counted, 'second', triesAnAddress)
  for (let number = 1; number < triedAddresses; number += 1) attempts(counted, String(number), 1)
  expect(attempts(counted, 'second', 1)).toBe('busy')
  expect(attempts(counted, 'first', 1)).toBe('wrong')
})
