/** An edition: opened in the ledger together with all that follows from it, then put into KV. */
import { firstPublishHistory, nextPublishHistory } from '../feed/publish-history.ts'
import { unrecognised } from '../feed/seen-keys.ts'
import { dayMs, limits } from '../limits.ts'
import { editionCode, itemCodes, slotAt } from '../links/code.ts'
import { type ChannelId, type EditionItem, type EpochMs, type FeedUrl, noKeys, type PublishHistory } from '../model.ts'
import { err, ok, type Result, type StoreProblem } from '../result.ts'
import { putBodies } from '../store/bodies.ts'
import type { Deliveries, Wanted } from '../store/deliveries.ts'
import { edition, editionBot, putEdition } from '../store/editions.ts'
import type { Feed } from '../store/feed-row.ts'
import type { OpenCycle } from '../store/ledger.ts'
import type { NewOutcome, Outcome } from '../store/outcomes.ts'
import type { SeenMemory } from '../store/seen.ts'
import type { Use } from '../store/subscriptions.ts'
import { absorb, type FeedUse, type News, type ReadFeed } from './absorb.ts'
import { feedWorks } from './feed-health.ts'
import { type Gap, gapIn, isReplaced } from './gap.ts'
import { linkDays } from './governor.ts'
import { knownOf, type SeenKeys } from './known-keys.ts'
import { pastStory, type Repeated, type StoryHead } from './merge-stories.ts'
import type { MeteredDeps } from './metered-deps.ts'

/** A text whose summary is shorter says no more than its headline. UTF-16 units */
const READABLE = 150

/** A cycle that this version opened: each of its items has a code. */
interface NewCycle extends OpenCycle {
  readonly items: readonly (EditionItem & { readonly code: string })[]
}

/** An edition that was opened, and who has something of it to come. */
export interface Opened {
  readonly cycle: NewCycle
  readonly channels: ReadonlySet<ChannelId>
}

/**
 * In one transaction: what is news waits for its channels, is seen, and is an open cycle. Nothing new: null.
 * @param wanted what owners asked to have posted
 * @param before the uses whose feeds had not been read yet when the reading began
 */
export function openEdition(
  deps: MeteredDeps,
  seen: SeenKeys,
  read: readonly ReadFeed[],
  wanted: readonly Wanted[],
  before: readonly Use[],
  now: EpochMs,
): Opened | null {
  const { ledger } = deps
  const { channels, deliveries, feeds, outcomes, subscriptions } = ledger
  return ledger.transaction(() => {
    if (read.length === 0 && wanted.length === 0) return null
    const known = new Map(feeds.at(read.map(({ url }) => url)).map((feed) => [feed.url, feed]))
    const urls = new Map([...known.values()].map(({ id, url }) => [id, url]))
    const isQuiet = read.every(({ items }) => items.length === 0)
    const news = absorb({
      // A feed that was removed while it was read is nobody's any more.
      feeds: read.filter(({ url }) => known.has(url)),
      pendingKeys: new Map([...known].map(([url, { pendingKeys }]) => [url, pendingKeys])),
      known: (url) => {
        const row = known.get(url)
        return row === undefined ? noKeys : knownOf(row, seen)
      },
      hasRoom: (url) => ledger.recognised.hasRoom(known.get(url)?.id ?? 0),
      needsBaseline: new Set([...known.values()].filter(({ needsBaseline }) => needsBaseline).map(({ url }) => url)),
      channels: isQuiet && wanted.length === 0 ? [] : channels.all().map(({ channel }) => channel),
      subscriptions: isQuiet ? [] : subscriptions.usesOf([...urls.keys()]).flatMap((use) => withAddress(use, urls)),
      wanted,
      stories: (channel) => outcomes.stories(channel, now - limits.store.outcomesMs).map(pastStory),
      waiting: waitingIn(deliveries),
    })
    for (const { url, recognised } of news.recognised) {
      const row = known.get(url)
      if (row !== undefined) ledger.recognised.add(row.id, recognised, now)
    }
    deliveries.wantedTaken(news.wanted)
    const whole = new Set<string>(news.whole.map(({ url }) => url))
    for (const feed of read) {
      const row = known.get(feed.url)
      if (row === undefined) continue
      if (feed.broken !== undefined)
        deps.failed({ what: 'item', feed: row.id, host: new URL(row.url).host, cause: feed.broken })
      const gap = feed.items.length === 0 ? null : gapIn(row, feed, knownOf(row, seen))
      if (gap !== null) noteGap(deps, row, feed, gap, now)
      const pendingKeys = news.pendingKeys.get(feed.url) ?? row.pendingKeys
      if (whole.has(feed.url))
        feeds.read(row, feed, { publishHistory: rhythmAfter(row, feed, gap, now), pendingKeys }, now)
      else feeds.mark(row, pendingKeys)
      feedWorks(deps, row)
    }
    for (const use of before) {
      const feed = feeds.byId(use.feed)
      // A document that was cut short does not show all that it is about.
      if (feed !== null && whole.has(feed.url))
        subscriptions.baselineAbsorbed(use, unrecognised(use.baseline, knownOf(feed, seen)))
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
  ledger.open(code, now, items, news.bodies)
  return { code, at: now, items, editionPut: false }
}

function addOutcomes({ ledger }: MeteredDeps, cycle: NewCycle | null, { decisions }: News, now: EpochMs): void {
  for (const [channel, own] of Map.groupBy(decisions, (decision) => decision.channel)) {
    const outcomes = own.map(
      ({ item, kept, term, by, head, isMerged, repeats, alias, pendingKeys, key }): NewOutcome => {
        const { feed, source, title, summary, categories, author, link, published } = item
        const code = codeOf(cycle, head)
        const told = codeOf(cycle, repeats?.head ?? head)
        const outcome: Outcome = {
          feed,
          source,
          title,
          summary,
          categories,
          author,
          link,
          kept,
          term,
          by,
          code,
          isMerged,
          alias,
          published,
          key,
          isRetracted: false,
          ...repeatsOf(cycle, repeats),
        }
        const compared = { link: pendingKeys?.address ?? link, alias, kept: pendingKeys?.signature.kept() ?? null }
        return { outcome, story: told === null ? null : { code: told, feed, title, ...compared } }
      },
    )
    ledger.outcomes.add(channel, outcomes, now)
  }
}

function codeOf(cycle: NewCycle | null, head: StoryHead | null): string | null {
  if (head === null || head.kind === 'earlier') return head?.code ?? null
  return cycle?.items[head.position]?.code ?? null
}

function repeatsOf(cycle: NewCycle | null, repeats: Repeated | null): Pick<Outcome, 'repeats'> {
  const code = codeOf(cycle, repeats?.head ?? null)
  return repeats === null || code === null ? {} : { repeats: { code, evidence: repeats.evidence } }
}

/** Looked up once a channel. */
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

/** What begins anew is no news, and neither are old stories under new ids: those have no items. */
function rhythmAfter(
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
  return gap === null ? next : { ...next, hurried: now + limits.feed.hurriedMs }
}

/** Every channel that had the feed before is told with its next digest. */
function noteGap({ ledger }: MeteredDeps, { id }: Feed, { url, title }: ReadFeed, gap: Gap, now: EpochMs): void {
  for (const { channel, baseline } of ledger.subscriptions.usesOf([id]))
    if (baseline === noKeys) ledger.gaps.note(channel, { feed: url, source: title, ...gap }, now)
}

function addPending(deps: MeteredDeps, opened: NewCycle, news: News, now: EpochMs): void {
  for (const { channel, position, urgent, source, repeats, hasBody } of news.headlines) {
    const item = opened.items[position]
    if (item === undefined) continue
    const { code, title, link, feed, published, author, categories, summary, image } = item
    const told = { title, link, feed, published, author, categories, summary, image }
    const reading = hasBody && summary.length >= READABLE ? `${code}/read` : null
    const headline = { ...told, code, source, also: [], repeats: repeatsOf(opened, repeats).repeats ?? null, reading }
    deps.ledger.deliveries.addPending(channel, opened.code, headline, now, urgent)
  }
}

/**
 * Immutable from then on; putting it again puts the same.
 * @param seen until it is known to be this bot's, another one may be using the namespace: its edition of this code is left alone
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
  bots.runs(botId)
  const bytesADay = Math.max(spending.of(now).kvBytes, spending.of(now - dayMs).kvBytes)
  const days = linkDays(settings.linkTtlDays, spending.stored(), bytesADay, settings.quotas.kvBytes)
  // First, so that whoever opens a headline's reading page at once finds it.
  const bodies = ledger.openBodies()
  const byCode = new Map([...bodies].map(([position, body]) => [open.items[position]?.code ?? position, body]))
  const texts = bodies.size === 0 ? ok(0) : await putBodies(store, open.code, byCode)
  if (!texts.ok) return texts
  const put = await putEdition(store, edition(botId, open.code, open.at, open.items), days)
  if (put.ok)
    ledger.transaction(() => {
      ledger.editionPut()
      spending.keeps(put.value, days, now)
      if (texts.value > 0) spending.keeps(texts.value, limits.store.bodiesDays, now)
    })
  return put
}
