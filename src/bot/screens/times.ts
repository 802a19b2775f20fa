/** The screens for the times of a channel's digests, and for its quiet hours. */
import type { ChannelView } from '../../cell/channel-api.ts'
import { clockOf, formatSchedule } from '../../digest/schedule/format-schedule.ts'
import type { Texts } from '../../i18n/texts.ts'
import { readerOf } from '../../model.ts'
import { scheduleValues } from '../callback-data.ts'
import { askButton, button, type Screen, screenButton, settingButton, switchButton } from '../keyboards.ts'
import { backToChannel } from './channel.ts'

/** The lengths that the button for the length of digests steps through. */
const lengths: readonly (number | null)[] = [null, 10, 20, 50]

export function timesScreen(texts: Texts, view: ChannelView): Screen {
  const { id, schedule, silent, atMost, briefing } = view.channel
  const { buttons, most } = texts.menu
  const now = formatSchedule(schedule)
  const labels: Readonly<Record<keyof typeof scheduleValues, string>> = {
    instant: buttons.instant,
    live: buttons.live,
    '1h': buttons.hourly,
    '3h': buttons.threeHourly,
    '0800': '08:00',
    '0800-1800': '08:00 18:00',
  }
  const set = (value: keyof typeof scheduleValues) =>
    settingButton(labels[value], 'schedule', value, id, now === scheduleValues[value])
  const next = lengths[(lengths.indexOf(atMost) + 1) % lengths.length] ?? null
  return {
    html: texts.digest(view),
    rows: [
      [set('instant'), set('live'), set('1h')],
      [set('3h'), set('0800'), set('0800-1800')],
      [askButton(buttons.other, 'times', id), button(buttons.timezone, { kind: 'zone', channel: id })],
      [
        screenButton(buttons.quiet, 'quiet', id),
        switchButton(buttons.silent, 'silent', id, silent),
        settingButton(most(atMost), 'most', String(next ?? 'off'), id, false),
      ],
      ...(readerOf(id) === null ? [[switchButton(buttons.briefing, 'briefing', id, briefing)]] : []),
      ...backToChannel(texts, id),
    ],
  }
}

/** Quiet hours that have a button, as its callback data writes them. */
const nights = ['2200-0700', '2300-0700', '0000-0800'] as const

export function quietScreen(texts: Texts, view: ChannelView): Screen {
  const { id, quiet } = view.channel
  const { buttons } = texts.menu
  const clock = (minutes: number) => clockOf(minutes).replace(':', '')
  const now = quiet === null ? 'off' : `${clock(quiet.from)}-${clock(quiet.to)}`
  const set = (value: string, text: string) => settingButton(text, 'quiet', value, id, now === value)
  return {
    html: texts.menu.quiet(view),
    rows: [
      nights.map((night) => set(night, night.replace(/(\d\d)(\d\d)/gu, '$1:$2').replace('-', '–'))),
      [set('off', buttons.off), askButton(buttons.change, 'quiet', id)],
      [screenButton(buttons.back, 'times', id)],
    ],
  }
}
