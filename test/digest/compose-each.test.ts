/** An instant channel's messages: each story once, in order, and no more messages than allowed. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compose, type DigestInput } from '../../src/digest/compose.ts'
import { composeEach } from '../../src/digest/compose-each.ts'
import { layouts, usualLook } from '../../src/look.ts'
import { runs } from '../runs.ts'
import { base, headline } from './compose-digest.ts'

it('any number of stories is in order, each once, in at most as many messages as allowed', () => {
  const dates = fc.array(fc.option(fc.integer({ min: 0, max: 5 })), { maxLength: 30 })
  fc.assert(
    fc.property(dates, fc.integer({ min: 1, max: 10 }), fc.constantFrom(...layouts), (published, most, layout) => {
      const input: DigestInput = {
        heading: null,
        lines: published.map((at, id) => ({ lead: headline(id, { published: at }), others: [] })),
        look: { ...usualLook, layout, sources: false },
        linkBase: base,
        untitled: 'Untitled',
        counter: (k, n) => `(${k}/${n})`,
        remarks: ['The end'],
        fileLabel: (kind, minutes) => `${kind} ${minutes}`,
        folded: (count) => `${count} more`,
        also: (sources) => sources.join(),
        when: () => ({ day: '23 Nov', clock: '08:00' }),
      }
      const parts = composeEach(input, most)
      expect(parts).toHaveLength(Math.min(published.length, most))
      expect(parts.flatMap(({ ids }) => ids)).toEqual(compose(input).flatMap(({ ids }) => ids))
      expect(parts.map(({ plain }) => plain.includes('The end'))).toEqual(parts.map((_, at) => at === parts.length - 1))
    }),
    { numRuns: runs(40) },
  )
})
