/** Alerts the bot's operators: a quota nearly used up, requests turned away, a shared KV namespace, a lost channel. */

import type { Language } from '../language.ts'
import { dayMs, limits } from '../limits.ts'
import type { EpochMs, UserId } from '../model.ts'
import { causeOf } from '../result.ts'
import { type Alert, type AlertState, type WatchedQuota, watchedQuotas } from '../store/alerts.ts'
import type { Ledger } from '../store/ledger.ts'
import type { Spent, Stored } from '../store/spending.ts'
import type { Quotas } from './governor.ts'
import type { MeteredDeps } from './metered-deps.ts'
import { isRequestQuotaSpent } from './request-quota.ts'

/** Keys of `notifiedOn` beside the quotas, as they are stored. */
const REQUESTS = 'doors'
const NAMESPACE = 'namespace'

export interface AlertInput {
  readonly today: Spent
  readonly stored: Stored
  readonly quotas: Quotas
  readonly areRequestsRefused: boolean
  /** The bot whose memory KV holds instead of this one's; null: none. */
  readonly sharedWith: number | null
  /** UTC, as in `2026-01-05`. */
  readonly day: string
  readonly notifiedOn: AlertState['notifiedOn']
}

/** The alerts that are due, and `notifiedOn` after them. Pure. */
export function dueAlerts({
  today,
  stored,
  quotas,
  areRequestsRefused,
  sharedWith,
  day,
  notifiedOn: before,
}: AlertInput): {
  readonly alerts: readonly Alert[]
  readonly notifiedOn: AlertState['notifiedOn']
} {
  const { alertShare, alertAgainShare } = limits.quotas
  const spentOf = (quota: WatchedQuota) => (quota === 'kvBytes' ? stored.bytes : today[quota])
  const kept = Object.entries(before).filter(([quota, when]) =>
    quota === 'kvBytes' ? stored.bytes > alertAgainShare * quotas.kvBytes : when === day,
  )
  const notifiedOn: Record<string, string> = Object.fromEntries(kept)
  const near = watchedQuotas.flatMap((quota): readonly Alert[] => {
    const most = quotas[quota]
    const spent = spentOf(quota)
    if (notifiedOn[quota] !== undefined || spent < alertShare * most) return []
    notifiedOn[quota] = day
    return [{ kind: 'quota-near', quota, spent, most, day }]
  })
  const alerts = [...near]
  if (areRequestsRefused && notifiedOn[REQUESTS] === undefined) {
    notifiedOn[REQUESTS] = day
    alerts.push({ kind: 'doors-dark', day })
  }
  if (sharedWith !== null && notifiedOn[NAMESPACE] === undefined) {
    notifiedOn[NAMESPACE] = day
    alerts.push({ kind: 'namespace-shared', bot: sharedWith, day })
  }
  return { alerts, notifiedOn }
}

/** Turns due alerts into notices. Alerts stay due while the directory does not answer. */
export async function alertOperators(
  { ledger, settings, operators, failed }: Pick<MeteredDeps, 'ledger' | 'settings' | 'operators' | 'failed'>,
  sharedWith: AlertInput['sharedWith'],
  now: EpochMs,
): Promise<void> {
  const before = ledger.alerts.state()
  const today = ledger.spending.of(now)
  const { quotas } = settings
  const { alerts, notifiedOn } = dueAlerts({
    today,
    stored: ledger.spending.stored(),
    quotas,
    areRequestsRefused: isRequestQuotaSpent({ today, yesterday: ledger.spending.of(now - dayMs), quotas }, now),
    sharedWith,
    day: new Date(now).toISOString().slice(0, 10),
    notifiedOn: before.notifiedOn,
  })
  const due = [...before.due, ...alerts]
  if (due.length === 0) {
    if (JSON.stringify(notifiedOn) !== JSON.stringify(before.notifiedOn)) ledger.alerts.set({ due, notifiedOn })
    return
  }
  ledger.alerts.set({ due, notifiedOn })
  const left: Alert[] = []
  for (const alert of due) {
    const people = await operators(alertKeyOf(alert)).catch((error: unknown) => {
      failed({ what: 'directory', asked: 'operators', cause: causeOf(error) })
      return null
    })
    if (people === null) left.push(alert)
    else for (const { person, language } of people) notifyOne(ledger, person, language, alert)
  }
  // Others may have become due meanwhile.
  ledger.alerts.set({ due: [...left, ...ledger.alerts.state().due.slice(due.length)], notifiedOn })
}

/** Cells share the quotas, so one of them alerts for all; channels belong to one cell. */
function alertKeyOf(alert: Alert): string | null {
  switch (alert.kind) {
    case 'channel-lost':
      return null
    case 'doors-dark':
      return `${REQUESTS} ${alert.day}`
    case 'namespace-shared':
      return `${NAMESPACE} ${alert.day}`
    case 'quota-near':
      return `${alert.quota} ${alert.day}`
  }
}

function notifyOne(ledger: Ledger, person: UserId, language: Language, alert: Alert): void {
  if (alert.kind !== 'channel-lost') {
    const { day: _, ...notice } = alert
    ledger.notices.add(person, language, notice)
  } else if (alert.owner !== Number(person)) {
    const { owner: _, ...lost } = alert
    ledger.notices.add(person, language, lost)
  }
}
