/** Opens an edition in the ledger with its headlines and seen keys, then puts it into KV. */
import { firstPublishHistory, nextPublishHistory } from '../feed/publish-history.ts'
import { unrecognised } from '../feed/seen-keys.ts'
import { dayMs, limits } from '../limits.ts'
import { editionCode, itemCodes, slotAt } from '../links/short-code.ts'
import { type ChannelId, type EditionItem, type EpochMs, type FeedUrl, noKeys } from '../model.ts'
import type { PublishHistory } from '../polling.ts'
import { err, ok, type Result, type StoreProblem } from '../result.ts'
import { putBodies } from '../store/bodies.ts'
import type { Deliveries, PostRequest } from '../store/deliveries.ts'
import { edition, editionBot, putEdition } from '../store/editions.ts'
import type { Feed } from '../store/feed-row.ts'
import type { OpenCycle } from '../store/open-cycles.ts'
import type { NewOutcome, Outcome } from '../store/outcomes.ts'
import type { SeenMemory } from '../store/seen.ts'
import type { Use } from '../store/subscriptions.ts'
import { absorb, type FeedUse, type News, type ReadFeed } from './absorb.ts'
import { feedExceedsLimit, feedWorks } from './feed-health.ts'
import { type Gap, gapIn, isReplaced } from './gap.ts'
import { linkDays } from './governor.ts'
import { knownOf, type SeenKeys } from './known-keys.ts'
import { pastStory, type Repeated, type StoryHeadline } from './merge-stories.ts'
import type { MeteredDeps } from './metered-deps.ts'
import type { PushedFeed } from './read-pushes.ts'
import { recordPush } from './record-push.ts'

/** A cycle opened by this version: each item has a code. */
interface NewCycle extends OpenCycle {
  readonly items: readonly (EditionItem & { readonly code: string })[]
}

/** `channels`: those that get headlines from it. */
export interface Opened {
  readonly cycle: NewCycle
  readonly channels: ReadonlySet<ChannelId>
}

/**
 * One transaction: the news becomes pending headlines, counts as seen, and is an open cycle. Null: nothing is new.
 * @param requests items that owners asked to post
 * @param withBaseline the uses that had a baseline before the feeds were read
 * @param pushed feeds that are not among the polled ones
 */
export function openEdition(
  deps: MeteredDeps,
  seen: SeenKeys,
  polled: readonly ReadFeed[],
  requests: readonly PostRequest[],
  withBaseline: readonly Use[],
  now: EpochMs,
  pushed: readonly PushedFeed[] = [],
): Opened | null {
  const { ledger } = deps
  const read = [...polled, ...pushed.map(({ reading }) => reading)]
  const pushes = new Map(pushed.map((each) => [each.reading.url, each]))
  const { channels, deliveries, feeds, hubSubscriptions, outcomes, pollResults, subscriptions } = ledger
  return ledger.transaction(() => {
    if (read.length === 0 && requests.length === 0) return null
    const known = new Map(feeds.at(read.map(({ url }) => url)).map((feed) => [feed.url, feed]))
    const urls = new Map([...known.values()].map(({ id, url }) => [id, url]))
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
      subscriptions: isQuiet ? [] : subscriptions.usesOf([...urls.keys()]).flatMap((use) => withAddress(use, urls)),
      requests,
      stories: (channel) => outcomes.stories(channel, now - limits.store.outcomesMs).map(pastStory),
      waiting: waitingIn(deliveries),
    })
    for (const { url, recognised } of news.recognised) {
      const row = known.get(url)
      if (row !== undefined) ledger.recognised.add(row.id, recognised, now)
    }
    deliveries.removeRequests(news.requests)
    const absorbed = new Set<string>(news.absorbed.map(({ url }) => url))
    for (const feed of read) {
      const row = known.get(feed.url)
      if (row === undefined) continue
      if (feed.broken !== undefined)
        deps.failed({ what: 'item', feed: row.id, host: new URL(row.url).host, cause: feed.broken })
      const pendingKeys = news.pendingKeys.get(feed.url) ?? row.pendingKeys
      const push = pushes.get(feed.url)
      if (push !== undefined) {
        recordPush(ledger, row, push, pendingKeys, absorbed.has(feed.url), now)
        continue
      }
      const gap = feed.items.length === 0 ? null : gapIn(row, feed, knownOf(row, seen))
      if (gap !== null) noteGap(deps, row, feed, gap, now)
      if (absorbed.has(feed.url))
        pollResults.read(row, feed, { publishHistory: historyAfter(row, feed, gap, now), pendingKeys }, now)
      else pollResults.readPartly(row, pendingKeys)
      if (absorbed.has(feed.url)) hubSubscriptions.polled(row.id)
      else hubSubscriptions.owe(row.id)
      feedWorks(deps, row)
      if (feed.exceedsLimit === true) feedExceedsLimit(deps, row)
    }
    for (const use of withBaseline) {
      const feed = feeds.byId(use.feed)
      // Keys that the document did not show stay: it may break off before its end.
      if (feed !== null && absorbed.has(feed.url))
        subscriptions.shrinkBaseline(use, unrecognised(use.baseline, knownOf(feed, seen)))
    }
    const cycle = news.items.length === 0 ? null : openCycle(deps, news, now)
    addOutcomes(deps, cycle, news, now)
    if (cycle === null) return null
    addPending(deps, cycle, news, now)
    return { cycle, channels: new Set(news.headlines.map(({ channel }) => channel)) }
  })
}

function openCycle({ ledger, cell, wallClock, random }: MeteredDeps, news: News, now: EpochMs): NewCycle {
  const code = editionCode(ledger.nextEditionSlot(slotAt(wallClock())), cell)
  const nextCode = itemCodes(code, random)
  const items = news.items.map((item) => ({ code: nextCode(), ...item }))
  ledger.openCycles.begin(code, now, items, news.bodies)
  return { code, at: now, items, editionPut: false }
}

function addOutcomes({ ledger }: MeteredDeps, cycle: NewCycle | null, { decisions }: News, now: EpochMs): void {
  for (const [channel, own] of Map.groupBy(decisions, (decision) => decision.channel)) {
    const outcomes = own.map(
      ({ item, kept, term, field, by, headline, isMerged, repeats, alias, compared, key }): NewOutcome => {
        const { feed, source, title, summary, categories, author, link, published } = item
        const code = codeOf(cycle, headline)
        const storyCode = codeOf(cycle, repeats?.headline ?? headline)
        const shown = { feed, source, title, summary, categories, author, link }
        const place = field === undefined ? {} : { field }
        const decided = { kept, term, ...place, by, code, isMerged, alias, published, key, isRetracted: false }
        const outcome: Outcome = { ...shown, ...decided, ...repeatsOf(cycle, repeats) }
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

function codeOf(cycle: NewCycle | null, headline: StoryHeadline | null): string | null {
  if (headline === null || headline.kind === 'earlier') return headline?.code ?? null
  return cycle?.items[headline.position]?.code ?? null
}

function repeatsOf(cycle: NewCycle | null, repeats: Repeated | null): Pick<Outcome, 'repeats'> {
  const code = codeOf(cycle, repeats?.headline ?? null)
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

function withAddress(use: Use, urls: ReadonlyMap<number, FeedUrl>): readonly FeedUse[] {
  const feed = urls.get(use.feed)
  return feed === undefined ? [] : [{ ...use, feed }]
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
  const { replaces: _, ...before } = nextPublishHistory(publishHistory, items, now)
  const next = isReplaced(reading) ? { ...before, replaces: true } : before
  return gap === null ? next : { ...next, hurried: now + limits.feed.pollOftenAfterGapMs }
}

/** The next digest of every channel that had the feed before mentions the gap. */
function noteGap({ ledger }: MeteredDeps, { id }: Feed, { url, title }: ReadFeed, gap: Gap, now: EpochMs): void {
  for (const { channel, baseline } of ledger.subscriptions.usesOf([id]))
    if (baseline === noKeys) ledger.gaps.note(channel, { feed: url, source: title, ...gap }, now)
}

function addPending(deps: MeteredDeps, opened: NewCycle, news: News, now: EpochMs): void {
  for (const { channel, position, urgent, source, repeats, hasBody } of news.headlines) {
    const item = opened.items[position]
    if (item === undefined) continue
    const { code, title, link, feed, published, author, categories, summary, image } = item
    const shown = { title, link, feed, published, author, categories, summary, image }
    const reading = hasBody && summary.length >= limits.web.readingSummaryUnits ? `${code}/read` : null
    const headline = { ...shown, code, source, also: [], repeats: repeatsOf(opened, repeats).repeats ?? null, reading }
    deps.ledger.deliveries.addPending(channel, opened.code, headline, now, urgent)
  }
}

/**
 * Puts the open edition, immutable from then on, into KV. Safe to repeat. Never overwrites an edition of another bot.
 * @param seen names the bot that wrote it last
 */
export async function putOpenEdition(
  { store, ledger, settings }: MeteredDeps,
  open: OpenCycle,
  seen: Pick<SeenMemory, 'bot'>,
  now: EpochMs,
): Promise<Result<number, StoreProblem>> {
  const { spending, bots } = ledger
  const { botId } = settings
  const there = seen.bot === botId ? ok(null) : await editionBot(store, open.code)
  if (!there.ok) return there
  if (there.value !== null && !bots.isOwn(there.value, botId))
    return err({ kind: 'namespace-shared', bot: there.value, isOlder: false })
  bots.willWrite(botId)
  const bytesADay = Math.max(spending.of(now).kvBytes, spending.of(now - dayMs).kvBytes)
  const days = linkDays(settings.linkTtlDays, spending.stored(), bytesADay, settings.quotas.kvBytes)
  // The texts first, so that reading pages exist when the links do.
  const bodies = ledger.openCycles.bodies()
  const byCode = new Map([...bodies].map(([position, body]) => [open.items[position]?.code ?? position, body]))
  const texts = bodies.size === 0 ? ok(0) : await putBodies(store, open.code, byCode)
  if (!texts.ok) return texts
  const put = await putEdition(store, edition(botId, open.code, open.at, open.items), days)
  if (put.ok)
    ledger.transaction(() => {
      ledger.openCycles.editionPut()
      spending.addStored(put.value, days, now)
      if (texts.value > 0) spending.addStored(texts.value, limits.store.bodiesDays, now)
    })
  return put
}
