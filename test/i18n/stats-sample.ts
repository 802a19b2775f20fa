/** Statistics of a channel, for tests of their texts and their page. */
import type { ChannelStats } from '../../src/cell/channel-stats.ts'

const dayMs = 86_400_000
/** The last 30 days before 30 November 2026, and that day. */
const days = Array.from({ length: 30 }, (_, index) =>
  new Date(Date.UTC(2026, 10, 30) - (29 - index) * dayMs).toISOString().slice(0, 10),
)

export const stats: ChannelStats = {
  title: 'Morning & <News>',
  language: 'en',
  hasOriginalLinks: false,
  since: null,
  periods: [
    { days: 7, messages: 1, headlines: 12, opened: 4, reactions: [['👍', 5]] },
    {
      days: 30,
      messages: 40,
      headlines: 1234,
      opened: 1,
      reactions: [
        ['👍', 50],
        ['paid', 3],
        ['custom', 2],
        ['rest', 1],
      ],
    },
  ],
  days: days.map((day, index) => ({
    ...{ day, messages: 1, headlines: index === 28 ? 90 : 5, opened: index % 3, reactions: index === 29 ? 7 : 0 },
  })),
  busiest: [{ title: 'BBC <World>', items: 340, kept: 120 }],
  silent: [{ title: '', items: 1, kept: 0 }],
  silentCount: 3,
}
