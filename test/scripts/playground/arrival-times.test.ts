/** How long published items take to arrive in channels of the playground. */
import { expect, it } from 'vitest'
import { followArrivals } from '../../../playground/arrival-times.ts'
import { testWorldWithChannel } from '../../simulators/telegram/test-world.ts'

it.each([
  ['a headline', 'A headline', '• A headline'],
  ['a headline with &', 'Tom & Jerry &amp; co', '• Tom & Jerry & co'],
  ['a headline with markup', '<b>bold</b> word <script>alert(1)</script>', '• bold word'],
  ['a long headline', 'x'.repeat(300), `• ${'x'.repeat(199)}…`],
])('%s arrives once in a channel', async (_, title, line) => {
  const { world, clock, result, channel } = testWorldWithChannel()
  const arrivals = followArrivals(world)
  arrivals.published(title)
  clock.now += 1500
  for (let round = 0; round < 2; round += 1) {
    await result('sendMessage', { chat_id: channel, text: `News\n${line}\n• Another` })
    clock.now += 1000
  }
  expect(arrivals.seconds(title, channel)).toBe(1.5)
})

it('a headline that is part of another one does not count as arrived', async () => {
  const { world, result, channel } = testWorldWithChannel()
  const arrivals = followArrivals(world)
  arrivals.published('a')
  await result('sendMessage', { chat_id: channel, text: '• A great day' })
  expect(arrivals.seconds('a', channel)).toBeNull()
})
