/** Publishers' habits, through the whole Worker in the simulated cloud. */
import { describe, expect, it } from 'vitest'
import { OWNER, type SimulatedPaperboy, startSimulated } from '../../simulators/cloudflare/paperboy.ts'
import { habits } from '../habits/habits.ts'
import { type HabitWorld, mustBeSent, sentAfterEach } from '../habits/run.ts'
import { isLong } from '../runs.ts'

/** All of them in `npm run test:long`; in `npm test` every one runs in a cell (test/habits). */
const some = habits.filter((_, at) => isLong || at % 6 === 0)

/** A world with one registered channel. */
async function worldOf(paperboy: SimulatedPaperboy, stories: boolean): Promise<HabitWorld> {
  const { world, cloud, clock, sites } = paperboy
  const { id: chat } = world.addChannel({ title: 'First', creator: OWNER })
  world.addBot({ chat, by: OWNER, rights: { can_manage_chat: true, can_post_messages: true } })
  const entry = { id: String(chat), title: 'First', username: null, kind: 'channel' }
  const schedule = { kind: 'live', gapMinutes: null }
  const settings = { owner: OWNER, language: 'en', timezone: 'UTC', schedule, filter: '', pause: null, stories }
  await cloud.call('DIRECTORY', 'directory', 'register', entry, 1, OWNER)
  await cloud.callChannel('0', entry.id, 'register', { ...entry, chat, thread: null, links: 'headline', ...settings })
  return {
    sites,
    clock,
    add: async (url) => {
      const added = await cloud.callChannel('0', entry.id, 'addFeed', url, null)
      expect(added).toMatchObject({ kind: expect.stringMatching(/^(?:added|already)$/u) })
    },
    cronAt: async (time) => {
      expect(await paperboy.cronAt(time)).toBe('done')
    },
    posts: () =>
      world
        .messages(chat)
        .filter(({ byBot }) => byBot)
        .map(({ text }) => text),
  }
}

describe('in the cloud', () => {
  it.each(some.map((habit) => [habit.name, habit] as const))('%s', async (_, habit) => {
    const paperboy = await startSimulated()
    try {
      expect(await sentAfterEach(habit, await worldOf(paperboy, habit.stories !== 'off'))).toEqual(mustBeSent(habit))
    } finally {
      paperboy.stop()
    }
  })
})
