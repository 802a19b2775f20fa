/** The playground's cards: what they say of an item in a channel. */
import { expect, it } from 'vitest'
import { type PlaceFate, placeFate } from '../../../playground/item-log.ts'
import type { Fate } from '../../../src/cell/fate.ts'
import type { Channel } from '../../../src/model.ts'

type Settings = Pick<Channel, 'schedule' | 'timezone'>
const live: Settings = { schedule: { kind: 'live', gapMinutes: null }, timezone: null }
const times: Settings = { schedule: { kind: 'times', minutes: [420] }, timezone: 'Europe/Berlin' }
const seven = Date.parse('2026-11-30T06:00:00Z')
const lead = { title: 'Ferries stop', source: 'Post', link: null }

it.each<[string, Fate | null, Settings, PlaceFate]>([
  ['an item that no cycle has read', null, live, { kind: 'unread' }],
  ['a sent one', { kind: 'sent', at: 1, post: null }, live, { kind: 'sent', seconds: 2.5 }],
  ['one for the next cycle', { kind: 'waiting', next: 'now' }, live, { kind: 'next' }],
  ['one in a paused channel', { kind: 'waiting', next: null }, live, { kind: 'paused' }],
  [
    'one that waits for a digest time, by the channel’s clock',
    { kind: 'waiting', next: seven },
    times,
    { kind: 'held', until: seven, timezone: 'Europe/Berlin', because: 'times' },
  ],
  [
    'one that waits for the end of quiet hours, in UTC where no city is named',
    { kind: 'waiting', next: seven },
    live,
    { kind: 'held', until: seven, timezone: 'UTC', because: 'quiet' },
  ],
  ['one on its way', { kind: 'under-way' }, live, { kind: 'under-way' }],
  [
    'one of a story that was sent',
    { kind: 'merged', into: lead, evidence: 'title', post: null },
    live,
    { kind: 'merged', into: 'Ferries stop' },
  ],
  [
    'one in the line of another',
    { kind: 'gathered', into: lead, evidence: 'likely', post: null },
    live,
    { kind: 'merged', into: 'Ferries stop' },
  ],
  ['one that its feed had', { kind: 'known', evidence: 'link', earlier: null }, live, { kind: 'known' }],
  [
    'a filtered one, with the term',
    { kind: 'dropped', by: 'channel', term: '-weather', field: 'title', searched: 'everything', filter: '-weather' },
    live,
    { kind: 'dropped', term: '-weather', filter: '-weather' },
  ],
])('%s', (_what, fate, settings, expected) => {
  expect(placeFate(fate === null ? null : { fate }, settings, 2.5)).toEqual(expected)
})
