/** The pages of a channel's clock: when its digests come, how they sound, how long they are, and its quiet hours. */
import type { ChannelView } from '../../cell/channel-api.ts'
import { clockOf, formatSchedule } from '../../digest/schedule.ts'
import type { Words } from '../../i18n/words.ts'
import { button } from '../keyboards.ts'
import type { Button, Screen } from '../request-context.ts'
import { scheduleValues } from '../settings/read-setting.ts'
import { backToChannel, chosen, go } from './channel.ts'

/** What the button for the length of digests goes through. */
const lengths: readonly (number | null)[] = [null, 10, 20, 50]

export function timesScreen(words: Words, view: ChannelView): Screen {
  const { id, schedule, silent, atMost } = view.channel
  const { buttons, most } = words.menu
  const now = formatSchedule(schedule)
  const labels: Readonly<Record<keyof typeof scheduleValues, string>> = {
    live: buttons.live,
    '1h': buttons.hourly,
    '3h': buttons.threeHourly,
    '0800': '08:00',
    '0800-1800': '08:00 18:00',
  }
  const set = (value: keyof typeof scheduleValues): Button =>
    button(chosen(now === scheduleValues[value], labels[value]), {
      kind: 'set',
      setting: 'schedule',
      value,
      channel: id,
    })
  const longer = lengths[(lengths.indexOf(atMost) + 1) % lengths.length] ?? null
  return {
    html: words.digest(view),
    rows: [
      [set('live'), set('1h'), set('3h')],
      [set('0800'), set('0800-1800')],
      [
        button(buttons.other, { kind: 'ask', about: 'times', at: 0, channel: id }),
        button(buttons.timezone, { kind: 'zone', channel: id }),
      ],
      [
        go(buttons.quiet, 'quiet', id),
        button(chosen(silent, buttons.silent), {
          kind: 'set',
          setting: 'silent',
          value: silent ? 'off' : 'on',
          channel: id,
        }),
        button(most(atMost), { kind: 'set', setting: 'most', value: String(longer ?? 'off'), channel: id }),
      ],
      ...backToChannel(words, id),
    ],
  }
}

/** The usual nights, as the values of buttons have them. */
const nights = ['2200-0700', '2300-0700', '0000-0800'] as const

export function quietScreen(words: Words, view: ChannelView): Screen {
  const { id, quiet } = view.channel
  const { buttons } = words.menu
  const clock = (minutes: number) => clockOf(minutes).replace(':', '')
  const now = quiet === null ? 'off' : `${clock(quiet.from)}-${clock(quiet.to)}`
  const set = (value: string, text: string) =>
    button(chosen(now === value, text), { kind: 'set', setting: 'quiet', value, channel: id })
  return {
    html: words.menu.quiet(view),
    rows: [
      nights.map((night) => set(night, night.replace(/(\d\d)(\d\d)/gu, '$1:$2').replace('-', '–'))),
      [set('off', buttons.off), button(buttons.change, { kind: 'ask', about: 'quiet', at: 0, channel: id })],
      [go(buttons.back, 'times', id)],
    ],
  }
}
