/** Records a cycle's news in the ledger: items of the open edition, pending headlines, seen keys and outcomes. */

import type { EditionItem } from '../edition-item.ts'
import { withLateness } from '../feed/lateness.ts'
import { firstPublishHistory, nextPublishHistory } from '../feed/publish-history.ts'
import { unrecognised } from '../feed/seen-keys.ts'
import type { Headline } from '../headline.ts'
import { limits } from '../limits.ts'
import { editionCode, itemCodes, slotAt } from '../links/short-code.ts'
import { type Body, type ChannelId, type EditionCode, type EpochMs, noKeys, optionalFields } from '../model.ts'
import type { PublishHistory } from '../polling.ts'
import type { Deliveries, PostRequest } from '../store/deliveries.ts'
import type { Feed } from '../store/feed-row.ts'
import type { OpenEdition } from '../store/open-editions.ts'
import type { NewOutcome, Outcome } from '../store/outcomes.ts'
import type { Use } from '../store/subscriptions.ts'
import { absorb, type News, type ReadFeed } from './absorb.ts'
import { feedExceedsLimit, feedWorks } from './feed-health.ts'
import { feedUses } from './feed-uses.ts'
import { type Gap, gapIn, isReplaced } from './gap.ts'
import { knownOf, type SeenKeys } from './known-keys.ts'
import { pastStory, type Repeated, type StoryHeadline } from './merge-stories.ts'
import type { MeteredDeps } from './metered-deps.ts'
import { recordMissing } from './offer-retractions.ts'
import type { PushedFeed } from './read-pushes.ts'
import { recordCorrections } from './record-corrections.ts'
import { recordPush } from './record-push.ts'

/** An item with the code of its short link. */
type CodedItem = EditionItem & { readonly code: string; readonly at: EpochMs }

/** The new items of a cycle, in the edition that got them. */
interface NewItems {
  readonly edition: EditionCode
  readonly items: readonly CodedItem[]
}

/** The news of a cycle. `channels`: those that get headlines from it. */
export interface RecordedNews extends NewItems {
  readonly channels: ReadonlySet<ChannelId>
  /** The headlines with reading pages. */
  readonly readable: readonly { readonly channel: ChannelId; readonly item: CodedItem }[]
}

/**
 * One transaction: new items become pending headlines, count as seen, and join the open edition. Null: nothing is new.
 * @param polled feeds that were polled, with their documents
 * @param requests items that owners asked to post
 * @param withBaseline the uses that had a baseline before the feeds were read
 * @param pushed feeds with pushed documents; none of them was polled
 */
export function recordNews(
  deps: MeteredDeps,
  seen: SeenKeys,
  polled: readonly ReadFeed[],
  requests: readonly PostRequest[],
  withBaseline: readonly Use[],
  now: EpochMs,
  pushed: readonly PushedFeed[] = [],
): RecordedNews | null {
  const { ledger } = deps
  const read = [...polled, ...pushed.map(({ reading }) => reading)]
  const pushes = new Map(pushed.map((each) => [each.reading.url, each]))
  const { channels, deliveries, feeds, hubSubscriptions, outcomes, pollResults, subscriptions } = ledger
  return ledger.transaction(() => {
    if (read.length === 0 && requests.length === 0) return null
    const known = new Map(feeds.at(read.map(({ url }) => url)).map((feed) => [feed.url, feed]))
    // Before anything is compared with the titles.
    for (const reading of read) {
      const row = known.get(reading.url)
      if (row === undefined) continue
      recordCorrections(deps, row, reading, now)
      recordMissing(ledger, row, reading, now)
    }
    const isQuiet = read.every(({ items }) => items.length === 0)
    const news = absorb({
      // A feed may have been removed during the reading.
      feeds: read.filter(({ url }) => known.has(url)),
      pendingKeys: new Map([...known].map(([url, { pendingKeys }]) => [url, pendingKeys])),
      known: (url) => {
        const row = known.get(url)
        return row === undefined ? noKeys : knownOf(row, seen)
      },
      hasRoom: (url) => ledger.recognised.hasRoom(known.get(url)?.id ?? 0),
      needsBaseline: new Set([...known.values()].filter(({ needsBaseline }) => needsBaseline).map(({ url }) => url)),
      channels: isQuiet && requests.length === 0 ? [] : channels.all().map(({ channel }) => channel),
      subscriptions: isQuiet ? [] : feedUses(ledger, [...known.values()]),
      requests,
      stories: (channel) => outcomes.stories(channel, now - limits.store.outcomesMs).map(pastStory),
      waiting: waitingIn(deliveries),
    })
    for (const { url, recognised } of news.recognised) {
      const row = known.get(url)
      if (row !== undefined) ledger.recognised.add(row.id, recognised, now)
    }
    deliveries.removeRequests(news.requests)
    const absorbed = new Set(news.absorbed.flatMap(({ url }) => known.get(url)?.id ?? []))
    for (const feed of read) {
      const row = known.get(feed.url)
      if (row === undefined) continue
      if (feed.broken !== undefined)
        deps.failed({ what: 'item', feed: row.id, host: new URL(row.url).host, cause: feed.broken })
      const pendingKeys = news.pendingKeys.get(feed.url) ?? row.pendingKeys
      const push = pushes.get(feed.url)
      if (push !== undefined) {
        recordPush(ledger, row, push, pendingKeys, absorbed.has(row.id), now)
        continue
      }
      const gap = feed.items.length === 0 ? null : gapIn(row, feed, knownOf(row, seen))
      if (gap !== null) noteGap(deps, row, feed, gap, now)
      if (absorbed.has(row.id))
        pollResults.read(row, feed, { publishHistory: historyAfter(row, feed, gap, now), pendingKeys }, now)
      else pollResults.readPartly(row, pendingKeys)
      if (absorbed.has(row.id)) hubSubscriptions.polled(row.id)
      else hubSubscriptions.owe(row.id)
      feedWorks(deps, row)
      if (feed.exceedsLimit === true) feedExceedsLimit(deps, row)
    }
    for (const use of withBaseline) {
      // The row has what was added to its keys.
      const feed = absorbed.has(use.feed) ? feeds.byId(use.feed) : null
      // Keys that the document did not show stay: it may break off before its end.
      if (feed !== null) subscriptions.shrinkBaseline(use, unrecognised(use.baseline, knownOf(feed, seen)))
    }
    const added = news.items.length === 0 ? null : addToEdition(deps, news, now)
    addOutcomes(deps, added, news, now)
    if (added === null) return null
    addPending(deps, added, news, now)
    return {
      ...added,
      channels: new Set(news.headlines.map(({ channel }) => channel)),
      readable: readableIn(news, added),
    }
  })
}

function readableIn({ headlines }: News, { items }: NewItems): RecordedNews['readable'] {
  return headlines.flatMap(({ channel, position, isReadable }) => {
    const item = items[position]
    return isReadable && item !== undefined ? [{ channel, item }] : []
  })
}

/** Adds the news to the open edition. An edition without room for it is closed, and another is opened. */
function addToEdition({ ledger, cell, wallClock, random }: MeteredDeps, news: News, now: EpochMs): NewItems {
  const { openEditions } = ledger
  const open = openEditions.all().find(({ closed }) => !closed) ?? null
  const hasRoom = open !== null && fits(open, news)
  if (open !== null && !hasRoom) openEditions.close(open.code)
  const edition = hasRoom ? open.code : editionCode(ledger.nextEditionSlot(slotAt(wallClock())), cell)
  if (!hasRoom) openEditions.open(edition, now)
  const nextCode = itemCodes(edition, random, hasRoom ? openEditions.codes(edition) : [])
  const items = news.items.map((item) => ({ code: nextCode(), ...item, at: now }))
  const texts = new Map([...news.bodies].flatMap(([position, body]) => textOf(items[position], body)))
  openEditions.add(edition, { items, texts, ...news.size })
  return { edition, items }
}

function textOf(item: CodedItem | undefined, body: Body): readonly (readonly [string, Body])[] {
  return item === undefined ? [] : [[item.code, body]]
}

function fits({ items, bytes, textBytes }: OpenEdition, { items: news, size }: News): boolean {
  const { editionItems, editionBytes, bodiesBytes } = limits.cycle
  const isSmall = bytes + size.bytes <= editionBytes && textBytes + size.textBytes <= bodiesBytes
  return isSmall && items + news.length <= editionItems
}

function addOutcomes({ ledger }: MeteredDeps, added: NewItems | null, news: News, now: EpochMs): void {
  const { decisions, headlines } = news
  const readable = new Set(headlines.filter(({ isReadable }) => isReadable).map(placeOf))
  for (const [channel, own] of Map.groupBy(decisions, (decision) => decision.channel)) {
    const outcomes = own.map(
      ({ item, kept, term, field, by, headline, isMerged, repeats, alias, compared, key, fullText }): NewOutcome => {
        const { feed, source, title, summary, categories, author, link, published, image } = item
        const code = codeOf(added, headline)
        const storyCode = codeOf(added, repeats?.headline ?? headline)
        const shown = { feed, source, title, summary, categories, author, link, image, ...optionalFields(item) }
        const place = field === undefined ? {} : { field }
        const own = headline?.kind === 'new' ? placeOf({ channel, position: headline.position }) : ''
        const page = readable.has(own) ? { isReadable: true as const } : {}
        const decided = { kept, term, ...place, by, code, isMerged, alias, published, key, isRetracted: false }
        const asked = fullText === undefined ? {} : { fullText }
        const outcome: Outcome = { ...shown, ...decided, ...page, ...repeatsOf(added, repeats), ...asked }
        const comparison = {
          link: compared?.address ?? link,
          alias,
          signature: compared?.signature.serialise() ?? null,
        }
        return { outcome, story: storyCode === null ? null : { code: storyCode, feed, title, ...comparison } }
      },
    )
    ledger.outcomes.add(channel, outcomes, now)
  }
}

/** A headline's place in the cycle's news. */
function placeOf({ channel, position }: Pick<News['headlines'][number], 'channel' | 'position'>): string {
  return `${channel} ${position}`
}

function codeOf(added: NewItems | null, headline: StoryHeadline | null): string | null {
  if (headline === null || headline.kind === 'earlier') return headline?.code ?? null
  return added?.items[headline.position]?.code ?? null
}

function repeatsOf(added: NewItems | null, repeats: Repeated | null): Pick<Outcome, 'repeats'> {
  const code = codeOf(added, repeats?.headline ?? null)
  return repeats === null || code === null ? {} : { repeats: { code, evidence: repeats.evidence } }
}

/** Codes of the waiting headlines, looked up once for each channel. */
function waitingIn(deliveries: Deliveries): (channel: ChannelId) => ReadonlySet<string> {
  const known = new Map<ChannelId, ReadonlySet<string>>()
  return (channel) => {
    const waiting = known.get(channel) ?? new Set(deliveries.pending(channel).map(({ headline }) => headline.code))
    known.set(channel, waiting)
    return waiting
  }
}

/** The publish history after a reading. A baseline is no news. */
function historyAfter(
  { needsBaseline, publishHistory }: Feed,
  reading: ReadFeed,
  gap: Gap | null,
  now: EpochMs,
): PublishHistory {
  const { items } = reading
  if (needsBaseline) return { ...firstPublishHistory(items, now), awake: publishHistory.awake }
  if (items.length === 0) return publishHistory
  const { replaces: _, ...before } = withLateness(nextPublishHistory(publishHistory, items, now), items, now)
  const next = isReplaced(reading) ? { ...before, replaces: true } : before
  return gap === null ? next : { ...next, hurried: now + limits.feed.pollOftenAfterGapMs }
}

/** The next digest of every channel that had the feed before mentions the gap. */
function noteGap({ ledger }: MeteredDeps, { id }: Feed, { url, title }: ReadFeed, gap: Gap, now: EpochMs): void {
  for (const { channel, baseline } of ledger.subscriptions.usesOf([id]))
    if (baseline === noKeys) ledger.gaps.note(channel, { feed: url, source: title, ...gap }, now)
}

function addPending(deps: MeteredDeps, added: NewItems, news: News, now: EpochMs): void {
  const { channels, channelNews, deliveries } = deps.ledger
  const forReaders = new Map<ChannelId, Omit<Headline, 'id'>[]>(
    channels.all().flatMap(({ channel: { id, readers } }) => (readers === undefined ? [] : [[id, []]])),
  )
  for (const { channel, position, urgent, source, repeats, isReadable } of news.headlines) {
    const item = added.items[position]
    if (item === undefined) continue
    const { code, title, link, feed, published, author, categories, summary, image } = item
    const shown = { title, link, feed, published, author, categories, summary, image, ...optionalFields(item) }
    const reading = isReadable ? `${code}/read` : null
    const headline = { ...shown, code, source, also: [], repeats: repeatsOf(added, repeats).repeats ?? null, reading }
    deliveries.addPending(channel, added.edition, headline, now, urgent)
    forReaders.get(channel)?.push(headline)
  }
  for (const [channel, headlines] of forReaders) channelNews.add(channel, headlines, now)
}
