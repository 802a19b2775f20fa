/** Publishers' habits, through the real cycle and reader in a Durable Object. */
import { describe, expect, it } from 'vitest'
import { inCell } from '../cycle/simulated-cell.ts'
import { habits } from './habits.ts'
import { mustBeSent, sentAfterEach } from './run.ts'

describe('in a cell', () => {
  it.each(habits.map((habit) => [habit.name, habit] as const))('%s', (name, habit) =>
    inCell(`habit: ${name}`, async (cell) => {
      const channel = cell.addChannel('First', { stories: habit.stories !== 'off' })
      const sent = await sentAfterEach(habit, {
        sites: cell.sites,
        clock: cell.clock,
        add: (url) => cell.subscribe(channel, url),
        cronAt: async (time) => {
          cell.clock.now = time - 5 * 60_000
          await cell.cron()
        },
        posts: () => cell.posts(channel),
      })
      expect(sent).toEqual(mustBeSent(habit))
    }),
  )
})
