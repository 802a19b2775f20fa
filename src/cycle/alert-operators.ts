/** Tells the bot's operators in private what an operator has to know: a quota that nears its end, doors that are closed, a KV namespace that is shared, a channel that is lost. */
import { dayMs } from '../limits.ts'
import type { EpochMs, Language, UserId } from '../model.ts'
import { causeOf } from '../result.ts'
import { type Alert, type AlertState, type WatchedQuota, watchedQuotas } from '../store/alerts.ts'
import type { Ledger } from '../store/ledger.ts'
import type { Spent, Stored } from '../store/spending.ts'
import type { Quotas } from './governor.ts'
import type { MeteredDeps } from './metered-deps.ts'
import { areDoorsDark } from './request-quota.ts'

/** From so much of a quota on it is told of. */
const NEAR = 0.8
/** What is kept, unlike what a day spends, does not begin anew: it is told of again once it was well below. */
const BELOW = 0.7
/** Beside the quotas, in what was told. */
const DOORS = 'doors'
const NAMESPACE = 'namespace'
/** ms */

export interface AlertInput {
  readonly today: Spent
  readonly stored: Stored
  readonly quotas: Quotas
  readonly isDark: boolean
  /** The bot whose memory KV holds in the place of this one's; null: none. */
  readonly sharedWith: number | null
  /** UTC, as in `2026-01-05`. */
  readonly day: string
  readonly told: AlertState['told']
}

/** What is to be told of now, and what was told then. Pure. */
export function dueAlerts({ today, stored, quotas, isDark, sharedWith, day, told: before }: AlertInput): {
  readonly alerts: readonly Alert[]
  readonly told: AlertState['told']
} {
  const spentOf = (quota: WatchedQuota) => (quota === 'kvBytes' ? stored.bytes : today[quota])
  const kept = Object.entries(before).filter(([quota, when]) =>
    quota === 'kvBytes' ? stored.bytes > BELOW * quotas.kvBytes : when === day,
  )
  const told: Record<string, string> = Object.fromEntries(kept)
  const near = watchedQuotas.flatMap((quota): readonly Alert[] => {
    const most = quotas[quota]
    const spent = spentOf(quota)
    if (told[quota] !== undefined || spent < NEAR * most) return []
    told[quota] = day
    return [{ kind: 'quota-near', quota, spent, most, day }]
  })
  const alerts = [...near]
  if (isDark && told[DOORS] === undefined) {
    told[DOORS] = day
    alerts.push({ kind: 'doors-dark', day })
  }
  if (sharedWith !== null && told[NAMESPACE] === undefined) {
    told[NAMESPACE] = day
    alerts.push({ kind: 'namespace-shared', bot: sharedWith, day })
  }
  return { alerts, told }
}

/** Puts what is due among the notices. Should the directory not say who the operators are, it stays due. */
export async function alertOperators(
  { ledger, settings, operators, failed }: Pick<MeteredDeps, 'ledger' | 'settings' | 'operators' | 'failed'>,
  sharedWith: AlertInput['sharedWith'],
  now: EpochMs,
): Promise<void> {
  const before = ledger.alerts.state()
  const today = ledger.spending.of(now)
  const { quotas } = settings
  const { alerts, told } = dueAlerts({
    today,
    stored: ledger.spending.stored(),
    quotas,
    isDark: areDoorsDark({ today, yesterday: ledger.spending.of(now - dayMs), quotas }, now),
    sharedWith,
    day: new Date(now).toISOString().slice(0, 10),
    told: before.told,
  })
  const due = [...before.due, ...alerts]
  if (due.length === 0) {
    if (JSON.stringify(told) !== JSON.stringify(before.told)) ledger.alerts.set({ due, told })
    return
  }
  ledger.alerts.set({ due, told })
  const left: Alert[] = []
  for (const alert of due) {
    const people = await operators(onceFor(alert)).catch((error: unknown) => {
      failed({ what: 'directory', asked: 'operators', cause: causeOf(error) })
      return null
    })
    if (people === null) left.push(alert)
    else for (const { person, language } of people) tellOne(ledger, person, language, alert)
  }
  // Meanwhile more may have become due.
  ledger.alerts.set({ due: [...left, ...ledger.alerts.state().due.slice(due.length)], told })
}

/** Cells share the quotas, so one of them tells; each sees its own channels. */
function onceFor(alert: Alert): string | null {
  switch (alert.kind) {
    case 'channel-lost':
      return null
    case 'doors-dark':
      return `${DOORS} ${alert.day}`
    case 'namespace-shared':
      return `${NAMESPACE} ${alert.day}`
    case 'quota-near':
      return `${alert.quota} ${alert.day}`
  }
}

function tellOne(ledger: Ledger, person: UserId, language: Language, alert: Alert): void {
  if (alert.kind !== 'channel-lost') {
    const { day: _, ...notice } = alert
    ledger.tell(person, language, notice)
  } else if (alert.owner !== Number(person)) {
    const { owner: _, ...lost } = alert
    ledger.tell(person, language, lost)
  }
}
