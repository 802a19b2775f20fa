/** Subscribes feeds at the hubs that they announce, renews leases, and ends subscriptions that are no longer needed. */
import { isPrivateHost } from '../feed/http/address.ts'
import { limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import type { HubAnswer, HubRequest } from '../push/hub-request.ts'
import { askAgainAt, askDeniedAt } from '../push/lease.ts'
import { causeOf } from '../result.ts'
import type { HubSubscription } from '../store/hub-subscriptions.ts'
import type { MeteredDeps } from './metered-deps.ts'

const { callbackUnits, leaseSeconds, leavingAttempts, leavingMs, requestsACycle, requestsAHub } = limits.hub

interface DueRequest {
  readonly subscription: HubSubscription
  readonly request: HubRequest
}

/**
 * Asks the hubs that are due, with a few requests a cycle. The row is written before its request goes out, because the hub may verify
 * before it answers. A request whose answer is lost is repeated later.
 * @param isRefusing the cell refuses requests from outside, and so would refuse the verification: no hub is asked
 */
export async function renewHubSubscriptions(deps: MeteredDeps, isRefusing: boolean, now: EpochMs): Promise<void> {
  const { ledger } = deps
  tidy(deps, now)
  if (isRefusing || deps.isLate() || deps.callsLeft() < 1) return
  const due = dueRequests(deps, now)
  if (due.length === 0) return
  ledger.transaction(() => {
    for (const { subscription, request } of due) {
      const { hubs, attempts, feed } = subscription
      const again = askAgainAt(now, Math.ceil((attempts + 1) / hubs.length), feed)
      ledger.hubSubscriptions.asking(subscription, request.hub, request.callback, again, now)
    }
  })
  const answers = await ask(deps, due)
  ledger.transaction(() => {
    for (const [at, { subscription }] of due.entries()) {
      const answer = answers[at]
      if (answer !== undefined) answered(deps, subscription, answer, now)
    }
  })
}

/** Ends the subscriptions of feeds that no channel uses, and notes expired leases. Writes nothing if there are none. */
function tidy({ ledger }: MeteredDeps, now: EpochMs): void {
  const { hubSubscriptions, feeds } = ledger
  if (hubSubscriptions.all().length === 0) return
  const used = new Set(feeds.pollStates().map(({ id }) => id))
  for (const each of hubSubscriptions.all()) {
    const isOver = each.leaseUntil !== null && each.leaseUntil <= now
    if (each.isLeaving) {
      const isGivenUp = each.attempts >= leavingAttempts && each.nextAt <= now
      if (isOver || isGivenUp) hubSubscriptions.remove(each.nonce)
    } else if (!used.has(each.feed)) hubSubscriptions.leave(each.feed, now)
    else if (isOver) hubSubscriptions.lapsed(each, now)
  }
}

/** The requests that are due, the longest due first. Without an address that their hubs can reach there are none. */
function dueRequests({ ledger, settings, hubs }: MeteredDeps, now: EpochMs): readonly DueRequest[] {
  const base = settings.linkBase
  const all = ledger.hubSubscriptions.all()
  if (base === null || all.length === 0) return []
  const byHub = new Map<string, number>()
  const due: DueRequest[] = []
  for (const subscription of all) {
    if (due.length === requestsACycle) break
    const token = hubs.tokenOf(subscription.nonce)
    const own = `${base}/websub/${token}`
    const { isLeaving, topic, callback, nextAt } = subscription
    // A callback changes with the address and the secret of the Worker.
    const isDue = nextAt <= now || (!isLeaving && callback !== null && callback !== own)
    if (!isDue || own.length > callbackUnits) continue
    const hub = isLeaving || subscription.askedAt === null ? subscription.hub : nextHub(subscription)
    if (!isReachable(base, hub)) continue
    const used = byHub.get(hub) ?? 0
    if (used === requestsAHub) continue
    byHub.set(hub, used + 1)
    const what = isLeaving
      ? { mode: 'unsubscribe' as const, callback: callback ?? own }
      : { mode: 'subscribe' as const, callback: own }
    due.push({ subscription, request: { hub, topic, secret: hubs.secretOf(token), leaseSeconds, ...what } })
  }
  return due
}

/** Whether a hub can call this address: one of a private network only from there. */
function isReachable(base: string, hub: string): boolean {
  const [own, asked] = [URL.parse(base), URL.parse(hub)]
  const isPublic = own?.protocol === 'https:' && !isPrivateHost(own.hostname)
  return isPublic || (asked !== null && isPrivateHost(asked.hostname))
}

/** The hub to ask after one that refused, did not answer or did not verify. */
function nextHub({ hub, hubs }: HubSubscription): string {
  return hubs[(hubs.indexOf(hub) + 1) % hubs.length] ?? hub
}

async function ask(
  { hubs, stopwatch, failed }: MeteredDeps,
  due: readonly DueRequest[],
): Promise<readonly HubAnswer[]> {
  try {
    const asked = hubs.ask(due.map(({ request }) => request))
    const answers = await stopwatch.within(asked, limits.cycle.answerMs)
    return answers === 'late' ? [] : answers
  } catch (error) {
    failed({ what: 'reader', feeds: due.length, cause: causeOf(error) })
    return []
  }
}

function answered({ ledger, failed }: MeteredDeps, asked: HubSubscription, answer: HubAnswer, now: EpochMs): void {
  const { hubSubscriptions } = ledger
  const subscription = hubSubscriptions.get(asked.nonce)
  // The hub may have verified or denied before it answered, and the feed may have left.
  if (subscription === null || subscription.askedAt !== now || subscription.isLeaving !== asked.isLeaving) return
  const { feed, hub, hubs, attempts, isLeaving, nonce } = subscription
  if (answer.kind === 'accepted') {
    if (isLeaving) hubSubscriptions.refused(subscription, hub, now + leavingMs)
    return
  }
  failed({ what: 'hub', feed, host: new URL(hub).host, problem: answer.kind })
  if (isLeaving) {
    if (answer.kind === 'unreachable') hubSubscriptions.refused(subscription, hub, askAgainAt(now, attempts, feed))
    else hubSubscriptions.remove(nonce)
    return
  }
  const isLast = attempts % hubs.length === 0
  const later = answer.kind === 'gone' ? askDeniedAt(now, feed) : askAgainAt(now, attempts / hubs.length, feed)
  hubSubscriptions.refused(subscription, nextHub(subscription), isLast ? later : now)
}
