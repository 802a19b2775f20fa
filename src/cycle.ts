/** READ FIRST: one cycle of one cell, as a line of steps. What each step decides is in cycle/. */
import { absorb, type News, type ReadFeed } from './cycle/absorb.ts'
import { deliver } from './cycle/deliver.ts'
import type { CycleEdges } from './cycle/edges.ts'
import { type MeteredEdges, metered } from './cycle/meter.ts'
import { tellPeople } from './cycle/notices.ts'
import { readFeeds } from './cycle/read.ts'
import { retryLockedOut, settleUnknown } from './cycle/settle.ts'
import { remember } from './feed/identify.ts'
import { dueFeeds, retryAt } from './feed/schedule.ts'
import { limits } from './limits.ts'
import { shortCode } from './links/code.ts'
import { type EpochMs, type FeedUrl, noKeys, type PackedKeys, type Subscription } from './model.ts'
import { type CycleProblem, ok, type Result, type StoreProblem } from './result.ts'
import { edition, putEdition } from './store/editions.ts'
import type { OpenCycle, Spent } from './store/ledger.ts'
import { getSeen, nothingSeen, putSeen, type Seen } from './store/seen.ts'

/** `scheduled`: cron's own, the whole line. `urgent`: an owner asked for something now; no feed is read. */
export type CycleKind = 'scheduled' | 'urgent'

export interface CycleReport {
  readonly spent: Spent
  /** Items that at least one channel wanted. */
  readonly news: number
  /** What kept the cycle from doing all of its work. */
  readonly problems: readonly CycleProblem[]
}

const hourOf = (at: EpochMs): number => Math.floor(at / (60 * 60 * 1000))
const EPOCH_2025 = Date.UTC(2025, 0, 1)
/** KV writes that a cycle with news needs: its edition and `seen`. */
const WRITES_FOR_NEWS = 2
/** A stale `seen` is read again after this, once; then the cycle is left. ms */
const STALE_MS = 2000

/**
 * One cycle. Whenever it dies, the next one takes up what the ledger says: see docs/guarantees.md.
 * @param now the cycle's time, epoch ms: everything is decided by it
 */
export async function runCycle(outside: CycleEdges, kind: CycleKind, now: EpochMs): Promise<CycleReport> {
  const edges = metered(outside)
  const { ledger } = edges
  const problems: CycleProblem[] = []
  const note = (done: Result<unknown, StoreProblem>) => {
    if (!done.ok) problems.push(done.problem)
  }

  // recover: settle what an earlier cycle left unknown, and finish the cycle that died
  if (kind === 'scheduled') {
    await settleUnknown(edges, now)
    await retryLockedOut(edges, now)
  }
  const seen = await recover(edges, now, problems)

  // plan → read feeds → absorb → put edition
  let opened: OpenCycle | null = null
  if (!seen.ok) problems.push(seen.problem)
  else if (ledger.spent(now).kvWrites + WRITES_FOR_NEWS > edges.settings.kvWritesADay)
    problems.push({ kind: 'kv-spent' })
  else {
    const before = ledger.channels.subscriptions()
    const read = kind === 'scheduled' ? await readDueFeeds(edges, seen.value, now) : []
    opened = openEdition(edges, read, before, now)
    if (opened !== null) note(await putOpenEdition(edges, opened))
  }

  // compose → send: intent, call, receipt
  problems.push(...(await deliver(edges, now, kind === 'scheduled' && problems.length === 0)))
  ageOut(edges, now)

  // put seen → commit
  if (seen.ok && ledger.openCycle()?.editionPut === true) note(await saveSeen(edges, seen.value))
  await tellPeople(edges)

  if (hourOf(ledger.lastCycleAt() ?? 0) !== hourOf(now)) ledger.deliveries.prune(now)
  ledger.spend(now, { ...edges.spent(), cycles: 1 })
  return { spent: edges.spent(), news: opened?.items.length ?? 0, problems }
}

/**
 * What dedup remembers, once the cycle that died, if any, is finished: its edition and its memory go to KV. Its messages
 * are in the ledger and go on by themselves. Until that has worked, no new edition is begun.
 */
async function recover(
  edges: MeteredEdges,
  now: EpochMs,
  problems: CycleProblem[],
): Promise<Result<Seen, StoreProblem>> {
  const died = edges.ledger.openCycle()
  const put = died === null || died.editionPut ? ok(undefined) : await putOpenEdition(edges, died)
  if (!put.ok) return put
  const seen = await freshSeen(edges, now, problems)
  return died === null || !seen.ok ? seen : saveSeen(edges, seen.value)
}

/**
 * `seen` at the version that the ledger committed, or newer. KV may answer with an old value for a minute or so. One that is
 * old, or unreadable, for an hour is lost (a namespace made anew, a key deleted): the cell starts over, rather than standing still for ever.
 */
async function freshSeen(
  edges: MeteredEdges,
  now: EpochMs,
  problems: CycleProblem[],
): Promise<Result<Seen, StoreProblem>> {
  const { ledger } = edges
  const read = () => getSeen(edges.store, edges.cell, ledger.seenVersion())
  let seen = await read()
  if (isLost(seen)) {
    await edges.stopwatch.sleep(STALE_MS)
    seen = await read()
  }
  if (seen.ok) ledger.notStale()
  if (!isLost(seen) || ledger.staleFor(now) < limits.cycle.staleMs) return seen
  ledger.transaction(() => ledger.startOver())
  problems.push({ kind: 'seen-lost' })
  // Put at once: what cannot be read would else be found again.
  const left = await read()
  return saveSeen(edges, left.ok ? left.value : nothingSeen)
}

function isLost(seen: Result<Seen, StoreProblem>): boolean {
  return !seen.ok && (seen.problem.kind === 'seen-stale' || seen.problem.kind === 'stored-broken')
}

/** Reads the feeds that are due and notes their health. @returns those that were read, with their unseen items */
async function readDueFeeds(edges: MeteredEdges, seen: Seen, now: EpochMs): Promise<readonly ReadFeed[]> {
  const { feeds } = edges.ledger
  const all = feeds.all()
  const due = new Set(dueFeeds(all, now, edges.ledger.lastCycleAt(), limits.feed.feedsACall * limits.feed.callsACycle))
  const outcomes = await readFeeds(
    edges,
    all.filter(({ url }) => due.has(url)),
    seen,
  )
  const read: ReadFeed[] = []
  edges.ledger.transaction(() => {
    for (const { feed, reading, alone } of outcomes) {
      if (reading === 'call-failed') {
        if (alone) feeds.failed(feed, { kind: 'reader-failed' }, now, retryAt(feed.failures + 1, now, null))
        else feeds.suspect(feed)
      } else if (reading.kind === 'read') read.push(reading)
      else if (reading.kind === 'unchanged') feeds.healthy(feed)
      else {
        const [problem, retryAfterMs] =
          reading.kind === 'failed' ? [reading.problem, reading.retryAfterMs] : [{ kind: 'not-a-feed' } as const, null]
        feeds.failed(feed, problem, now, retryAt(feed.failures + 1, now, retryAfterMs))
      }
    }
  })
  return read
}

/**
 * In one transaction: what is news waits for its channels, is seen, and is an open cycle. Nothing new: null.
 * @param before the subscriptions as they were when the reading began
 */
function openEdition(
  edges: MeteredEdges,
  read: readonly ReadFeed[],
  before: readonly Subscription[],
  now: EpochMs,
): OpenCycle | null {
  const { ledger } = edges
  const { channels, deliveries, feeds } = ledger
  return ledger.transaction(() => {
    const known = new Map(feeds.all().map((feed) => [feed.url, feed]))
    const news = absorb({
      // A feed that was removed while it was read is nobody's any more.
      feeds: read.filter(({ url }) => known.has(url)),
      marks: new Map([...known].map(([url, { marks }]) => [url, marks])),
      fresh: new Set([...known.values()].filter(({ fresh }) => fresh).map(({ url }) => url)),
      channels: channels.all().map(({ channel }) => channel),
      subscriptions: channels.subscriptions(),
      wanted: deliveries.wanted(),
    })
    deliveries.wantedTaken(news.wanted)
    for (const [url, marks] of news.marks) feeds.mark(url, marks)
    const whole = new Set(news.whole.map(({ url }) => url))
    for (const feed of read) {
      const row = known.get(feed.url)
      if (row === undefined) continue
      if (whole.has(feed.url)) feeds.read(row, feed.title, feed.validators)
      else feeds.healthy(row)
    }
    channels.baselinesAbsorbed(before.filter(({ feed, baseline }) => baseline !== noKeys && whole.has(feed)))
    for (const outcome of news.outcomes) deliveries.addOutcome(outcome, now)
    if (news.items.length === 0) return null
    const second = ledger.nextEditionSecond(Math.floor((now - EPOCH_2025) / 1000))
    const opened = ledger.open(edges.editionCode(second), now, news.items)
    addPending(edges, opened, news, now)
    return opened
  })
}

function addPending(edges: MeteredEdges, opened: OpenCycle, news: News, now: EpochMs): void {
  for (const { channel, position, urgent } of news.headlines) {
    const item = news.items[position]
    if (item === undefined) continue
    const { title, link, source, feed, published } = item
    const code = shortCode(opened.code, position)
    edges.ledger.deliveries.addPending(
      channel,
      opened.code,
      { title, link, code, source, feed, published },
      now,
      urgent,
    )
  }
}

async function putOpenEdition(edges: MeteredEdges, open: OpenCycle): Promise<Result<void, StoreProblem>> {
  const put = await putEdition(edges.store, edition(open.code, open.at, open.items), edges.settings.linkTtlDays)
  if (put.ok) edges.ledger.editionPut()
  return put
}

/** Moves what the ledger marked as seen into KV, and closes the cycle once that has worked. */
async function saveSeen(edges: MeteredEdges, before: Seen): Promise<Result<Seen, StoreProblem>> {
  const { ledger } = edges
  const marked = new Map(ledger.feeds.all().map(({ url, marks }) => [url, marks]))
  const feeds = new Map(
    [...marked].map(([url, marks]): [FeedUrl, PackedKeys] => {
      const known = before.feeds.get(url) ?? noKeys
      return [url, marks === noKeys ? known : remember(known, marks)]
    }),
  )
  const version = Math.max(before.version, ledger.seenVersion()) + 1
  const put = await putSeen(edges.store, edges.cell, { ...before, version, feeds })
  if (put.ok) {
    ledger.transaction(() => {
      ledger.feeds.marksSaved(marked)
      ledger.close(version)
    })
  }
  return put
}

/** What a channel could not be given in time is forgotten, and its owner is told how much. */
function ageOut(edges: MeteredEdges, now: EpochMs): void {
  const { ledger } = edges
  ledger.transaction(() => {
    const gone = ledger.deliveries.expire(now)
    for (const { channel } of ledger.channels.all()) {
      const headlines = ledger.channels.expired(channel.id, gone.get(channel.id) ?? 0, now)
      if (headlines === 0) continue
      ledger.tell(channel.owner, channel.language, { kind: 'expired', channel: channel.title, headlines })
    }
  })
}
