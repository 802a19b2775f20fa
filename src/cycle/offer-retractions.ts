/** Offers owners to take back headlines that their publishers seem to have withdrawn. Nothing is taken back without an answer. */
import { keyOf, unpack } from '../feed/item-record.ts'
import { dayMs, limits } from '../limits.ts'
import type { Channel, EpochMs } from '../model.ts'
import type { Feed } from '../store/feed-row.ts'
import type { Ledger } from '../store/ledger.ts'
import type { MissingItem } from '../store/missing-items.ts'
import type { Outcome } from '../store/outcomes.ts'
import type { ReadFeed } from './absorb.ts'

/** Records which sent items a document lacks, and which are back, in the transaction that reads the news. */
export function recordMissing(ledger: Ledger, feed: Feed, { missing, window }: ReadFeed, now: EpochMs): void {
  const { missingItems } = ledger
  const away = missingItems.all().filter((each) => each.feed === feed.id)
  if (away.length > 0) {
    const listed = new Set(unpack(window).map(keyOf))
    for (const each of away) if (listed.has(each.item)) missingItems.remove(each)
  }
  // A feed that replaces its document, or has just failed, shows nothing.
  if (missing === undefined || feed.needsBaseline || feed.publishHistory.replaces === true || feed.failures > 0) return
  for (const item of unpack(missing).map(keyOf)) {
    const isKnown = away.some((each) => each.item === item)
    if (
      isKnown ||
      missingItems.all().filter((each) => each.feed === feed.id).length >= limits.corrections.withdrawnAtOnce
    )
      continue
    if (channelsOf(ledger, feed.id).some(({ id }) => outcomeToOffer(ledger, id, item, now) !== null))
      missingItems.add(feed.id, item, now)
  }
}

/** Makes the offers of items that stayed away. Cycles without missing items read no rows. */
export function offerRetractions(ledger: Ledger, now: EpochMs): void {
  for (const missing of ledger.missingItems.all()) {
    if (now - missing.at < limits.corrections.awayMs) continue
    ledger.transaction(() => {
      ledger.missingItems.remove(missing)
      for (const channel of channelsOf(ledger, missing.feed)) offer(ledger, channel, missing, now)
    })
  }
}

/** Channels that follow what publishers change. */
function channelsOf(ledger: Ledger, feed: number): readonly Channel[] {
  return ledger.subscriptions.usesOf([feed]).flatMap(({ channel }) => {
    const found = ledger.channels.get(channel)?.channel
    return found?.corrections === true ? [found] : []
  })
}

function offer(ledger: Ledger, channel: Channel, { item }: MissingItem, now: EpochMs): void {
  const { id, owner, language, title } = channel
  const outcome = outcomeToOffer(ledger, id, item, now)
  if (outcome?.code == null || !isShown(ledger, channel, outcome.code)) return
  const offered = ledger.outcomes.of(id).filter(({ offeredAt }) => offeredAt !== undefined && now - offeredAt < dayMs)
  if (offered.length >= limits.corrections.offersADay) return
  const { code } = outcome
  ledger.outcomes.change(id, [code], 0, (each) =>
    each.code === code && !each.isMerged ? { outcome: { ...each, offeredAt: now } } : null,
  )
  ledger.notices.add(owner, language, { kind: 'withdrawn', channel: title, id, code, title: outcome.title })
}

/** Null: the channel did not get it, has taken it back, or was asked already. */
function outcomeToOffer(ledger: Ledger, channel: Channel['id'], item: string, now: EpochMs): Outcome | null {
  const outcomes = ledger.outcomes.near(channel, item, now - limits.corrections.correctedMs)
  const isIt = ({ key, laterKeys = [], code, isMerged, isRetracted, offeredAt }: Outcome) =>
    (laterKeys.at(-1) ?? key) === item && code !== null && !isMerged && !isRetracted && offeredAt === undefined
  return outcomes.find(isIt) ?? null
}

/** Whether a post shows it. */
function isShown({ messages }: Ledger, { id }: Channel, code: string): boolean {
  const message = messages.messageWith(id, code)
  const content = message?.contents.find((each) => each.code === code)
  const leading = message?.contents.find((each) => each.code === content?.gathered?.into)
  return (
    message?.state === 'sent' &&
    content !== undefined &&
    content.html !== '' &&
    content.isRetracted !== true &&
    leading?.isRetracted !== true
  )
}
