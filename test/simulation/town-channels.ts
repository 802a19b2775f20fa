/** The channels of a simulation, with their feeds. */
import { OWNER, type SimulatedPaperboy } from '../../simulators/cloudflare/paperboy.ts'
import type { TownFeed } from './town.ts'

/** The gap of live channels, unless they are instant. */
export const GAP_MINUTES = 15

export interface TownChannel {
  readonly chat: number
  /** The shortest time between two digests; null: it has set times. */
  readonly gapMs: number | null
  readonly filter: string
  /** With the time since which its items are news. */
  readonly feeds: { readonly feed: TownFeed; readonly since: number }[]
}

export interface ChannelOptions {
  readonly channels: number
  readonly cells: number
}

/** Of ten channels seven are live, one of them instant; two have two set times, and one gets a digest every three hours. */
function scheduleOf(number: number) {
  if (number % 10 < 7) return { kind: 'live', gapMinutes: number % 10 === 2 ? 0 : null } as const
  return number % 10 < 9
    ? ({ kind: 'times', minutes: [8 * 60, 18 * 60 + 30] } as const)
    : ({ kind: 'every', hours: 3 } as const)
}

/** A fifth of the channels filter. Some feeds are in two channels. */
export async function settle(
  { world, cloud, clock }: SimulatedPaperboy,
  { channels, cells }: ChannelOptions,
  town: readonly TownFeed[],
): Promise<readonly TownChannel[]> {
  const settled: TownChannel[] = []
  const places: { readonly id: string; readonly cell: string }[] = []
  for (let number = 0; number < channels; number += 1) {
    const { id: chat } = world.addChannel({ title: `Channel ${number}`, creator: OWNER })
    world.addBot({ chat, by: OWNER, rights: { can_manage_chat: true, can_post_messages: true } })
    const schedule = scheduleOf(number)
    const gapMs = schedule.kind === 'live' ? (schedule.gapMinutes ?? GAP_MINUTES) * 60_000 : null
    const filter = number % 5 === 1 ? '-sponsored' : ''
    const entry = { id: String(chat), title: `Channel ${number}`, username: null, kind: 'channel' }
    const settings = { owner: OWNER, language: 'en', timezone: 'UTC', schedule, links: 'headline', filter, pause: null }
    const { entry: placed } = (await cloud.call('DIRECTORY', 'directory', 'register', entry, cells, OWNER)) as {
      readonly entry: { readonly cell: number }
    }
    const cell = String(placed.cell)
    await cloud.callChannel(cell, entry.id, 'register', { ...entry, chat, thread: null, ...settings })
    settled.push({ chat, gapMs, filter, feeds: [] })
    places.push({ id: String(chat), cell })
  }
  for (const [number, feed] of town.entries()) {
    const second = number % 7 === 3 ? [(number + 1) % channels] : []
    for (const index of new Set([number % channels, ...second])) {
      const { id = '', cell = '' } = places[index] ?? {}
      // A person retries a feed that does not answer.
      for (let added = ''; added !== 'added'; )
        added = ((await cloud.callChannel(cell, id, 'addFeed', feed.url, null)) as { readonly kind: string }).kind
      settled[index]?.feeds.push({ feed, since: clock.now })
    }
  }
  world.clearFaults()
  return settled
}
