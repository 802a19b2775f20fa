/** Simplified Chinese: what `/quota` says. */
import type { QuotaView } from '../../cell/quota-view.ts'
import type { QuotaName } from '../../cycle/governor.ts'
import { limits, minuteMs, secondMs } from '../../limits.ts'
import type { Notice } from '../../store/notices.ts'
import { bytesIn, quotaLines } from '../quota-lines.ts'

const LOCALE = 'zh-CN'

const names: Readonly<Record<QuotaName, string>> = {
  kvReads: 'KV 读取',
  kvWrites: 'KV 写入',
  rowsRead: '数据行读取',
  rowsWritten: '数据行写入',
  objectRequests: '对象请求',
  gbSeconds: '对象运行时间（GB-s）',
}

function slowed(view: QuotaView): string {
  const { spent, every, stretch, wallMs, because, isRequestQuotaSpent } = view
  const dark = isRequestQuotaSpent ? '\n🌙 网页和非管理者今天的额度已用完，UTC 零点前不再受理。' : ''
  if (spent !== null) return `⏳ ${names[spent]}额度已用完。订阅源休息到 UTC 零点，什么都不会丢。${dark}`
  const why = because === 'feeds' || because === null ? '订阅源太多' : `${names[because]}额度可能不够用`
  const rarely = stretch > 1 ? [`${why}，更新少的源读取间隔延长到 ${stretch} 倍。`] : []
  const minutes = (every * limits.feed.slotMs) / minuteMs
  const gathered =
    every > 1
      ? [
          `新内容每 ${minutes} 分钟集中处理一次，好让${because === 'gbSeconds' ? '对象运行时间' : ' KV 写入'}额度够用到零点。`,
        ]
      : []
  const seconds = Math.floor(wallMs / secondMs)
  const short =
    wallMs < limits.cycle.wallMs ? [`每轮运行最多 ${seconds} 秒，好让对象运行时间够用到零点；消息可能晚些发出。`] : []
  const lines = [...rarely, ...gathered, ...short].map((line) => `🐢 ${line}`)
  return `${lines.join('\n') || '✅ 一切照常，没有放慢。'}${dark}`
}

export function quota(view: QuotaView): string {
  const number = new Intl.NumberFormat(LOCALE)
  const lines = quotaLines(view, names, {
    plain: (name, spent) => `${name}：${number.format(spent)}`,
    limited: (name, spent, most, projected) =>
      `${name}：${number.format(spent)} / ${number.format(most)}${projected > spent ? `，到零点约 ${number.format(projected)}` : ''}`,
  })
  const { bytes, quota: most } = view.stored
  const kept = `KV 存储：${bytesIn(bytes, LOCALE)}${most === null ? '' : ` / ${bytesIn(most, LOCALE)}`}`
  return `<b>今天</b>（自 UTC 零点起）\n${[...lines, kept].join('\n')}\n\n已发送 ${number.format(view.messages)} 条消息，读取订阅源 ${number.format(view.feedReads)} 次。\n${slowed(view)}`
}

/** What the operator is told once, when a quota nears its end. */
export function quotaNear({ quota: name, spent, most }: Extract<Notice, { kind: 'quota-near' }>): string {
  if (name === 'kvBytes')
    return `⚠️ KV 已用 ${bytesIn(spent, LOCALE)}，上限 ${bytesIn(most, LOCALE)}。满了以后，新标题的短链接会提前失效；设置 LINK_TTL_DAYS 或改用付费方案可以腾出空间。`
  const number = new Intl.NumberFormat(LOCALE)
  if (name === 'gbSeconds')
    return `⚠️ ${names[name]}：今天已用 ${number.format(spent)}，上限 ${number.format(most)}。多半是 Telegram 或订阅源响应太慢。UTC 零点前会缩短每轮运行，什么都不会丢。详情见 /quota。`
  return `⚠️ ${names[name]}：今天已用 ${number.format(spent)}，上限 ${number.format(most)}。UTC 零点前会放慢读取，什么都不会丢。详情见 /quota。`
}
