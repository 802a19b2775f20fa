/** English: what `/quota` says. */
import type { QuotaView } from '../../cell/quota-view.ts'
import type { QuotaName } from '../../cycle/governor.ts'
import { limits, minuteMs, secondMs } from '../../limits.ts'
import type { Notice } from '../../store/notices.ts'
import { bytesIn, quotaLines } from '../quota-lines.ts'
import { count, LOCALE } from './parts.ts'

const names: Readonly<Record<QuotaName, string>> = {
  kvReads: 'KV reads',
  kvWrites: 'KV writes',
  rowsRead: 'Rows read',
  rowsWritten: 'Rows written',
  objectRequests: 'Object requests',
  gbSeconds: 'Object time (GB-s)',
}

function slowed(view: QuotaView): string {
  const { spent, every, stretch, wallMs, because, isRequestQuotaSpent } = view
  const dark = isRequestQuotaSpent
    ? '\n🌙 Pages and people who are not owners have used up their share of the day: they are turned away until midnight UTC.'
    : ''
  if (spent !== null) return `⏳ ${names[spent]} are used up. Feeds rest until midnight UTC; nothing is lost.${dark}`
  const why = because === 'feeds' || because === null ? 'there are many of them' : `${names[because]} would run out`
  const rarely = stretch > 1 ? [`Quiet feeds are read ${stretch} times as rarely, as ${why}.`] : []
  const minutes = (every * limits.feed.slotMs) / minuteMs
  const gathered =
    every > 1
      ? [
          `News is gathered for ${minutes} minutes, so that ${because === 'gbSeconds' ? 'object time lasts' : 'KV writes last'} until midnight.`,
        ]
      : []
  const seconds = Math.floor(wallMs / secondMs)
  const short =
    wallMs < limits.cycle.wallMs
      ? [`Each cycle ends after ${seconds} s, so that object time lasts until midnight; messages may come later.`]
      : []
  const lines = [...rarely, ...gathered, ...short].map((line) => `🐢 ${line}`)
  return `${lines.join('\n') || '✅ Nothing had to be slowed.'}${dark}`
}

export function quota(view: QuotaView): string {
  const number = new Intl.NumberFormat(LOCALE)
  const lines = quotaLines(view, names, {
    plain: (name, spent) => `${name}: ${number.format(spent)}`,
    limited: (name, spent, most, projected) =>
      `${name}: ${number.format(spent)} of ${number.format(most)}${projected > spent ? `, about ${number.format(projected)} by midnight` : ''}`,
  })
  const { bytes, quota: most } = view.stored
  const kept = `Kept in KV: ${bytesIn(bytes, LOCALE)}${most === null ? '' : ` of ${bytesIn(most, LOCALE)}`}`
  const sent = count(view.messages, { one: 'message', other: 'messages' })
  return `<b>Today</b>, since midnight UTC\n${[...lines, kept].join('\n')}\n\n${sent} sent, feeds read ${number.format(view.feedReads)} times.\n${slowed(view)}`
}

/** What the operator is told once, when a quota nears its end. */
export function quotaNear({ quota: name, spent, most }: Extract<Notice, { kind: 'quota-near' }>): string {
  if (name === 'kvBytes')
    return `⚠️ KV holds ${bytesIn(spent, LOCALE)} of ${bytesIn(most, LOCALE)}. When it is full, short links of new headlines expire sooner. LINK_TTL_DAYS or the paid plan makes room.`
  const number = new Intl.NumberFormat(LOCALE)
  if (name === 'gbSeconds')
    return `⚠️ ${names[name]}: ${number.format(spent)} of ${number.format(most)} are used up today. Slow answers from Telegram or feeds cost most of it. Cycles are cut shorter until midnight UTC, and nothing is lost. /quota shows more.`
  return `⚠️ ${names[name]}: ${number.format(spent)} of ${number.format(most)} are used up today. Feeds are read more rarely until midnight UTC, and nothing is lost. /quota shows more.`
}
