/** English: what several texts are made of. */
import type { ChannelView } from '../../cell/channel-api.ts'
import { clockOf } from '../../digest/schedule.ts'
import { dayGroups, dayRanges, type Weekday } from '../../digest/weekdays.ts'
import type { EpochMs, Lockout, Schedule } from '../../model.ts'
import { escapeHtml as e } from '../../text/telegram-html.ts'
import { localTime } from '../local-time.ts'
import { bold } from '../marks.ts'
import { counter } from '../plural.ts'

export const LOCALE = 'en-GB'
export const UNTITLED = 'Untitled'
/** A person's own chat, as a channel. */
export const HERE = 'this chat'
export const count = counter(LOCALE)
export const headlines = (number: number) => count(number, { one: 'headline', other: 'headlines' })

/** A day and a time of day. */
export function moment(at: EpochMs, zone: string): string {
  const { day, clock } = localTime(at, zone, LOCALE)
  return `${day}, ${clock}`
}

export const lockoutReasons: Readonly<Record<Lockout, string>> = {
  kicked: 'I was removed from it',
  'chat-not-found': 'Telegram no longer finds it',
  'no-rights': 'I lack the right to post there; please give it to me',
  blocked: 'I am blocked there',
  'topic-closed': 'the topic is closed or gone',
  refused: 'Telegram refuses what I send there',
}

const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

function days(on: readonly Weekday[]): string {
  const ranges = dayRanges(on).map(([from, to]) => (from === to ? dayNames[from] : `${dayNames[from]}–${dayNames[to]}`))
  return ranges.join(', ')
}

export function schedule(it: Schedule): string {
  switch (it.kind) {
    case 'live':
      return it.gapMinutes === null ? 'live, as headlines come' : `live, at most one digest in ${it.gapMinutes} minutes`
    case 'times':
      return `daily at ${it.minutes.map(clockOf).join(', ')}`
    case 'week':
      return dayGroups(it.minutes)
        .map(({ days: on, minutes }) => `${days(on)} at ${minutes.map(clockOf).join(', ')}`)
        .join('; ')
    case 'every':
      return it.hours === 1 ? 'every hour' : `every ${it.hours} hours`
  }
}

/** What keeps a channel from getting anything; null: nothing does. */
export function held({ pause }: ChannelView['channel']): string | null {
  switch (pause?.by) {
    case undefined:
      return null
    case 'owner':
      return 'It is paused: /resume lets it go on.'
    case 'choice':
      return 'It waits for you to say what becomes of what has piled up: /resume asks again.'
    case 'telegram':
      return `I cannot post there: ${lockoutReasons[pause.reason]}. I try again every hour; /resume tries at once.`
  }
}

export function next({ channel, nextDigest }: ChannelView): string {
  const why = held(channel)
  if (why !== null) return why
  if (nextDigest === null) return ''
  if (nextDigest === 'now') {
    return channel.schedule.kind === 'live'
      ? 'New headlines are sent as they come; feeds are read every few minutes.'
      : 'What waits is sent in a few minutes.'
  }
  const zone = channel.timezone ?? 'UTC'
  const { day, clock } = localTime(nextDigest, zone, LOCALE)
  return `The next digest comes on ${day} at <b>${clock}</b> (${e(zone)}), if there is news.`
}

/** A channel's title where a sentence begins with it. */
export function headed(title: string): string {
  return bold(title === HERE ? 'This chat' : title)
}

/** Its digests, when the next one comes, by which clock, and what holds or shortens them. */
export function digests(view: ChannelView): string {
  const { title, schedule: when, timezone, quiet, silent, atMost } = view.channel
  const zone = when.kind === 'live' && timezone !== null ? ` Its clock is that of ${e(timezone)}.` : ''
  const rules = [
    ...(quiet === null ? [] : [`🌙 quiet from ${clockOf(quiet.from)} to ${clockOf(quiet.to)}`]),
    ...(silent ? ['🔕 silent'] : []),
    ...(atMost === null ? [] : [`at most ${headlines(atMost)} each`]),
  ]
  return `${headed(title)}: ${schedule(when)}.\n${next(view)}${zone}${rules.length === 0 ? '' : `\n${rules.join(' · ')}`}`
}
