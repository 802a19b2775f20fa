/** Simplified Chinese: what `/quota` says. */
import type { QuotaView } from '../../cell/quota-view.ts'
import type { QuotaName } from '../../cycle/governor.ts'
import { limits, minuteMs, secondMs } from '../../limits.ts'
import type { Notice } from '../../store/notices.ts'
import { bytesIn, quotaLines } from '../quota-lines.ts'

const LOCALE = 'zh-TW'

const names: Readonly<Record<QuotaName, string>> = {
  kvReads: 'KV 讀取',
  kvWrites: 'KV 寫入',
  rowsRead: '資料列讀取',
  rowsWritten: '資料列寫入',
  objectRequests: '物件請求',
  gbSeconds: '物件執行時間（GB-s）',
}

function slowed(view: QuotaView): string {
  const { spent, every, stretch, wallMs, because, isRequestQuotaSpent } = view
  const dark = isRequestQuotaSpent ? '\n🌙 網頁和非管理者今天的額度已用完，UTC 零時前不再受理。' : ''
  if (spent !== null) return `⏳ ${names[spent]}額度已用完。訂閱來源休息到 UTC 零時，什麼都不會丟。${dark}`
  const why = because === 'feeds' || because === null ? '訂閱來源太多' : `${names[because]}額度可能不夠用`
  const rarely = stretch > 1 ? [`${why}，更新少的來源讀取間隔延長到 ${stretch} 倍。`] : []
  const minutes = (every * limits.feed.slotMs) / minuteMs
  const gathered =
    every > 1
      ? [
          `新內容每 ${minutes} 分鐘集中處理一次，好讓${because === 'gbSeconds' ? '物件執行時間' : ' KV 寫入'}額度夠用到零時。`,
        ]
      : []
  const seconds = Math.floor(wallMs / secondMs)
  const short =
    wallMs < limits.cycle.wallMs ? [`每輪執行最多 ${seconds} 秒，好讓物件執行時間夠用到零時；訊息可能晚些送出。`] : []
  const lines = [...rarely, ...gathered, ...short].map((line) => `🐢 ${line}`)
  return `${lines.join('\n') || '✅ 一切照常，沒有放慢。'}${dark}`
}

export function quota(view: QuotaView): string {
  const number = new Intl.NumberFormat(LOCALE)
  const lines = quotaLines(view, names, {
    plain: (name, spent) => `${name}：${number.format(spent)}`,
    limited: (name, spent, most, projected) =>
      `${name}：${number.format(spent)} / ${number.format(most)}${projected > spent ? `，到零時約 ${number.format(projected)}` : ''}`,
  })
  const { bytes, quota: most } = view.stored
  const kept = `KV 儲存：${bytesIn(bytes, LOCALE)}${most === null ? '' : ` / ${bytesIn(most, LOCALE)}`}`
  return `<b>今天</b>（自 UTC 零時起）\n${[...lines, kept].join('\n')}\n\n已傳送 ${number.format(view.messages)} 則訊息，讀取訂閱來源 ${number.format(view.feedReads)} 次。\n${slowed(view)}`
}

/** What the operator is told once, when a quota nears its end. */
export function quotaNear({ quota: name, spent, most }: Extract<Notice, { kind: 'quota-near' }>): string {
  if (name === 'kvBytes')
    return `⚠️ KV 已用 ${bytesIn(spent, LOCALE)}，上限 ${bytesIn(most, LOCALE)}。滿了以後，新標題的短連結會提前失效；設定 LINK_TTL_DAYS 或改用付費方案可以騰出空間。`
  const number = new Intl.NumberFormat(LOCALE)
  if (name === 'gbSeconds')
    return `⚠️ ${names[name]}：今天已用 ${number.format(spent)}，上限 ${number.format(most)}。多半是 Telegram 或訂閱來源回應太慢。UTC 零時前會縮短每輪執行，什麼都不會丟。詳情見 /quota。`
  return `⚠️ ${names[name]}：今天已用 ${number.format(spent)}，上限 ${number.format(most)}。UTC 零時前會放慢讀取，什麼都不會丟。詳情見 /quota。`
}
