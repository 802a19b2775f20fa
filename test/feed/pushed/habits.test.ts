/** What is new in a feed that is polled and pushed: habits of publishers and hubs, each with what must be sent. */
import { describe, expect, test } from 'vitest'
import { isLong } from '../../runs.ts'
import { type FeedFormat, formats, type Step, sentIn } from '../fixtures/pushed-feed.ts'
import { edits } from './edits.ts'
import { plain } from './new-entries.ts'
import { large, odd } from './odd-feeds.ts'
import { alike, weak } from './weak-evidence.ts'

/** Memory is put after each step, after some, or never. */
const PUTS_EVERY = [1, 3, 1000]

describe.each(Object.entries({ plain, edits, weak, alike, odd }))('%s', (_, habits) => {
  describe.each(habits)('$name', ({ steps }) => {
    test.each(formats)('in %s', (format) => {
      // In `npm test` a format has one of them, so that each habit has all.
      const some = PUTS_EVERY.filter((_each, at) => isLong || at === formats.indexOf(format) % PUTS_EVERY.length)
      for (const putsEvery of some) expectNews(steps, format, putsEvery)
    })
  })
})

test.each(large)('$name', ({ steps }) => {
  expectNews(steps, 'atom', 7)
})

function expectNews(steps: readonly Step[], format: FeedFormat, putsEvery: number): void {
  const sorted = (each: readonly (readonly string[])[]) => each.map((titles) => titles.toSorted())
  expect(sorted(sentIn(steps, format, putsEvery))).toEqual(sorted(steps.map((step) => step.news)))
}
