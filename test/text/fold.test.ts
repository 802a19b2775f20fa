/** The fast path and the complete path of folding agree. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fold } from '../../src/text/fold.ts'
import { runs } from '../runs.ts'

it('the fast and the complete path of folding give the same result', () => {
  const character = fc.oneof(
    fc.integer({ min: 0x20, max: 0x7e }),
    fc.integer({ min: 0x2010, max: 0x201f }),
    fc.integer({ min: 0x3000, max: 0x30ff }),
    fc.integer({ min: 0x4e00, max: 0x9fff }),
    fc.integer({ min: 0xff01, max: 0xff5e }),
    fc.constantFrom(0xa0, 0xb7, 0x0a),
  )
  fc.assert(
    fc.property(fc.array(character, { maxLength: 30 }), (points) => {
      const text = String.fromCodePoint(...points)
      // What Unicode takes apart and puts together again goes the thorough way, as does é.
      const thorough = fold(`${text} é`)
      expect(`${fold(text).exact} é`.trim()).toBe(thorough.exact)
    }),
    { numRuns: runs(1000) },
  )
})

it('a long text is folded', () => {
  expect(fold('國'.repeat(10_000)).exact).toBe('国'.repeat(10_000))
})
