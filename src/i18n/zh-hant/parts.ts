/** 繁體中文：幾處文字共用的部分。 */
import type { ChannelView } from '../../cell/channel-api.ts'
import { clockOf } from '../../digest/schedule.ts'
import { dayGroups, dayRanges, type Weekday } from '../../digest/weekdays.ts'
import type { EpochMs, Lockout, Schedule } from '../../model.ts'
import { escapeHtml as e } from '../../text/telegram-html.ts'
import { localTime } from '../local-time.ts'
import { bold } from '../marks.ts'

export const LOCALE = 'zh-TW'
export const UNTITLED = '無標題'

/** A day and a time of day. */
export function moment(at: EpochMs, zone: string): string {
  const { day, clock } = localTime(at, zone, LOCALE)
  return `${day} ${clock}`
}

export const lockoutReasons: Readonly<Record<Lockout, string>> = {
  kicked: '我已被移出',
  'chat-not-found': 'Telegram 找不到它了',
  'no-rights': '我沒有「發布訊息」的權限，請授予',
  blocked: '我被停用或封鎖了',
  'topic-closed': '主題已關閉或不存在',
  refused: 'Telegram 拒收我發去的訊息',
}

const dayNames = ['週一', '週二', '週三', '週四', '週五', '週六', '週日'] as const

function days(on: readonly Weekday[]): string {
  const ranges = dayRanges(on).map(([from, to]) =>
    from === to ? dayNames[from] : `${dayNames[from]}至${dayNames[to]}`,
  )
  return ranges.join('、')
}

export function schedule(it: Schedule): string {
  switch (it.kind) {
    case 'live':
      return it.gapMinutes === null ? '即時，有新標題就發' : `即時，每 ${it.gapMinutes} 分鐘至多一次`
    case 'times':
      return `每天 ${it.minutes.map(clockOf).join('、')}`
    case 'week':
      return dayGroups(it.minutes)
        .map(({ days: on, minutes }) => `${days(on)} ${minutes.map(clockOf).join('、')}`)
        .join('；')
    case 'every':
      return it.hours === 1 ? '每小時' : `每 ${it.hours} 小時`
  }
}

/** What keeps a channel from getting anything; null: nothing does. */
export function held({ pause }: ChannelView['channel']): string | null {
  switch (pause?.by) {
    case undefined:
      return null
    case 'owner':
      return '目前暫停中，/resume 可以恢復。'
    case 'choice':
      return '積壓的標題還等您決定怎麼處理，/resume 會再問一次。'
    case 'telegram':
      return `目前無法發布：${lockoutReasons[pause.reason]}。我每小時再試一次，/resume 可以馬上再試。`
  }
}

export function next({ channel, nextDigest }: ChannelView): string {
  const why = held(channel)
  if (why !== null) return why
  if (nextDigest === null) return ''
  if (nextDigest === 'now') {
    return channel.schedule.kind === 'live' ? '有新標題就發；訂閱來源每幾分鐘讀取一次。' : '待發的標題幾分鐘內發出。'
  }
  const zone = channel.timezone ?? 'UTC'
  const { day, clock } = localTime(nextDigest, zone, LOCALE)
  return `下一次：${day} <b>${clock}</b>（${e(zone)}），有新標題才發。`
}

/** Its digests, when the next one comes, by which clock, and what holds or shortens them. */
export function digests(view: ChannelView): string {
  const { title, schedule: when, timezone, quiet, silent, atMost } = view.channel
  const zone = when.kind === 'live' && timezone !== null ? `時區：${e(timezone)}。` : ''
  const rules = [
    ...(quiet === null ? [] : [`🌙 ${clockOf(quiet.from)} 到 ${clockOf(quiet.to)} 勿擾`]),
    ...(silent ? ['🔕 靜音傳送'] : []),
    ...(atMost === null ? [] : [`每次至多 ${atMost} 則`]),
  ]
  return `${bold(title)}：${schedule(when)}。\n${next(view)}${zone}${rules.length === 0 ? '' : `\n${rules.join(' · ')}`}`
}
