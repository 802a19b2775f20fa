/** Views with names that are hard on HTML, and a Telegram that says whether it takes a text. */
import * as v from 'valibot'
import { World } from '../../simulators/telegram/world.ts'
import type { ChannelView } from '../../src/cell/channel-api.ts'
import type { FeedOverview } from '../../src/cell/feed-view.ts'
import { usualLook } from '../../src/look.ts'
import { type Channel, channelIdSchema, chatIdSchema, feedUrlSchema, userIdSchema } from '../../src/model.ts'

export const NASTY = '<b>"A" & \'B\'</i> &amp; \u202E x'
export const NOW = Date.UTC(2026, 0, 5, 12, 0)

export const feed: FeedOverview = {
  id: 1,
  number: 2,
  feed: v.parse(feedUrlSchema, 'https://example.com/?a=1&b="2"#tag'),
  url: v.parse(feedUrlSchema, 'https://example.com/?a=1&b="2"'),
  title: NASTY,
  ownTitle: `${NASTY}!`,
  filter: NASTY,
  failingSince: NOW,
  problem: { kind: 'not-a-url', text: NASTY },
  everyHours: 6,
  lastItemAt: NOW,
  isUnread: false,
  pageRule: { item: NASTY, title: NASTY },
  access: { origin: 'https://example.com', hasLogin: true, headers: ['X-Key', 'Cookie'] },
  arrival: { kind: 'polled', everyMs: 6 * 3_600_000 },
  latenessMs: 180_000,
}
export const gone: FeedOverview = { ...feed, problem: { kind: 'gone' } }

export const channel: Channel = {
  id: v.parse(channelIdSchema, '-1001'),
  chat: v.parse(chatIdSchema, -1001),
  thread: null,
  kind: 'channel',
  title: NASTY,
  username: 'name_1',
  owner: v.parse(userIdSchema, 1),
  language: 'en',
  timezone: 'Europe/Berlin',
  schedule: { kind: 'times', minutes: [480] },
  ...usualLook,
  filter: NASTY,
  pause: null,
}
export const view: ChannelView = { channel, feeds: [feed], waiting: 3, nextDigest: NOW, newestPost: null }
export const paused: ChannelView = {
  ...view,
  channel: { ...channel, pause: { by: 'owner', since: NOW } },
  nextDigest: null,
}
export const live: ChannelView = { ...view, channel: { ...channel, schedule: { kind: 'live', gapMinutes: null } } }
export const item = {
  id: null,
  title: NASTY,
  link: 'https://example.com/?a=1&b="',
  published: null,
  updated: null,
  author: null,
  categories: [],
  summary: '',
  image: null,
}
export const entry = { id: channel.id, title: NASTY, username: null, kind: 'channel', cell: 0 } as const

/** Sends a text through the simulated Telegram. @returns what is wrong with it, if anything */
export async function refusal(html: string): Promise<string | null> {
  const world = new World({ token: '1:words', now: () => NOW, flood: null })
  const person = world.addPerson({ firstName: 'Ann' })
  world.start(person.id)
  const response = await world.handle(
    new Request('http://telegram.test/bot1:words/sendMessage', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: person.id, text: html, parse_mode: 'HTML' }),
    }),
  )
  return response.ok ? null : response.text()
}
