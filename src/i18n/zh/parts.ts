/** 简体中文：几处文字共用的部分。 */
import type { ChannelView } from '../../cell/channel-api.ts'
import { clockOf } from '../../digest/schedule.ts'
import { dayGroups, dayRanges, type Weekday } from '../../digest/weekdays.ts'
import type { EpochMs, Lockout, Schedule } from '../../model.ts'
import { escapeHtml as e } from '../../text/telegram-html.ts'
import { localTime } from '../local-time.ts'
import { bold } from '../marks.ts'

export const LOCALE = 'zh-CN'
export const UNTITLED = '无标题'

/** A day and a time of day. */
export function moment(at: EpochMs, zone: string): string {
  const { day, clock } = localTime(at, zone, LOCALE)
  return `${day} ${clock}`
}

export const lockoutReasons: Readonly<Record<Lockout, string>> = {
  kicked: '我已被移出',
  'chat-not-found': 'Telegram 找不到它了',
  'no-rights': '我没有“发布消息”的权限，请授予',
  blocked: '我被停用或屏蔽了',
  'topic-closed': '话题已关闭或不存在',
  refused: 'Telegram 拒收我发去的消息',
}

const dayNames = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const

function days(on: readonly Weekday[]): string {
  const ranges = dayRanges(on).map(([from, to]) =>
    from === to ? dayNames[from] : `${dayNames[from]}至${dayNames[to]}`,
  )
  return ranges.join('、')
}

export function schedule(it: Schedule): string {
  switch (it.kind) {
    case 'live':
      return it.gapMinutes === null ? '实时，有新标题就发' : `实时，每 ${it.gapMinutes} 分钟至多一次`
    case 'times':
      return `每天 ${it.minutes.map(clockOf).join('、')}`
    case 'week':
      return dayGroups(it.minutes)
        .map(({ days: on, minutes }) => `${days(on)} ${minutes.map(clockOf).join('、')}`)
        .join('；')
    case 'every':
      return it.hours === 1 ? '每小时' : `每 ${it.hours} 小时`
  }
}

/** What keeps a channel from getting anything; null: nothing does. */
export function held({ pause }: ChannelView['channel']): string | null {
  switch (pause?.by) {
    case undefined:
      return null
    case 'owner':
      return '目前暂停中，/resume 可以恢复。'
    case 'choice':
      return '积压的标题还等您决定怎么处理，/resume 会再问一次。'
    case 'telegram':
      return `目前无法发布：${lockoutReasons[pause.reason]}。我每小时再试一次，/resume 可以马上再试。`
  }
}

export function next({ channel, nextDigest }: ChannelView): string {
  const why = held(channel)
  if (why !== null) return why
  if (nextDigest === null) return ''
  if (nextDigest === 'now') {
    return channel.schedule.kind === 'live' ? '有新标题就发；订阅源每几分钟读取一次。' : '待发的标题几分钟内发出。'
  }
  const zone = channel.timezone ?? 'UTC'
  const { day, clock } = localTime(nextDigest, zone, LOCALE)
  return `下一次：${day} <b>${clock}</b>（${e(zone)}），有新标题才发。`
}

/** Its digests, when the next one comes, by which clock, and what holds or shortens them. */
export function digests(view: ChannelView): string {
  const { title, schedule: when, timezone, quiet, silent, atMost } = view.channel
  const zone = when.kind === 'live' && timezone !== null ? `时区：${e(timezone)}。` : ''
  const rules = [
    ...(quiet === null ? [] : [`🌙 ${clockOf(quiet.from)} 到 ${clockOf(quiet.to)} 免打扰`]),
    ...(silent ? ['🔕 静音发送'] : []),
    ...(atMost === null ? [] : [`每次至多 ${atMost} 条`]),
  ]
  return `${bold(title)}：${schedule(when)}。\n${next(view)}${zone}${rules.length === 0 ? '' : `\n${rules.join(' · ')}`}`
}
