/** Real feeds, broken at random: each is read or refused, without repeated passes. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { printedFeed } from '../../scripts/parse/document.ts'
import { charactersRead } from '../characters-read.ts'
import { feedAddress, now } from '../feed/fixtures/documents.ts'
import { isLong, runs } from '../runs.ts'
import { where } from '../where.ts'

const folder = path.resolve(import.meta.dirname, '..', '..', '..', 'shared', 'corpora', 'real')
const files = existsSync(folder) ? readdirSync(folder).filter((file) => /\.(?:rss|atom|rdf|xml|json)$/u.test(file)) : []
/** Small enough that hundreds are read in a few seconds; they have every format. bytes */
const most = 60_000
const seeds = files.flatMap((file): readonly (readonly [name: string, bytes: Uint8Array])[] => {
  const bytes = readFileSync(path.join(folder, file))
  return bytes.length <= most ? [[file, bytes]] : []
})

/** Puts bytes in, takes some out, and doubles a stretch of them. */
const edits = fc.array(
  fc.record({ place: fc.nat(), cut: fc.nat(200), piece: fc.uint8Array({ maxLength: 8 }), again: fc.nat(300) }),
  { minLength: 1, maxLength: 10 },
)

function broken(
  seed: Uint8Array,
  changes: readonly { place: number; cut: number; piece: Uint8Array; again: number }[],
) {
  return changes.reduce((bytes, { place, cut, piece, again }) => {
    const at = place % (bytes.length + 1)
    return Buffer.concat([
      bytes.subarray(0, at),
      piece,
      bytes.subarray(Math.max(0, at - again), at),
      bytes.subarray(at + cut),
    ])
  }, Buffer.from(seed))
}

const withFeeds = where(seeds.length > 0, 'found no ../shared/corpora')

withFeeds.it('there are real feeds of every format', () => {
  expect(seeds.length).toBeGreaterThan(10)
})

withFeeds.describe('real feeds, broken at random', () => {
  // A test each: together they take longer than any test may on a busy machine.
  it.each(seeds)('%s', async (_, seed) => {
    await fc.assert(
      fc.asyncProperty(edits, async (changes) => {
        const bytes = broken(seed, changes)
        const { value: read, characters } = await charactersRead(() =>
          printedFeed({ bytes, contentType: null, url: feedAddress }, now),
        )
        expect(characters).toBeLessThan(500 * bytes.length)
        if (!read.ok) return
        for (const { title, summary, link } of read.value.items) {
          expect(title.isWellFormed() && summary.isWellFormed() && !/[\n\u202e]/u.test(title + summary)).toBe(true)
          expect(link === null || /^https?:\/\//u.test(link)).toBe(true)
        }
      }),
      { numRuns: isLong ? runs(4) : 3 },
    )
  })
})
