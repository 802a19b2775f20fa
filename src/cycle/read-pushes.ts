/** Reads the documents that hubs have delivered, in the order of their arrival for each feed. */
import { remember } from '../feed/seen-keys.ts'
import { limits } from '../limits.ts'
import { type FeedUrl, noKeys, type PackedKeys } from '../model.ts'
import type { PushedDocument } from '../polling.ts'
import { causeOf, err, type FeedProblem, type FeedReading, ok, type Result } from '../result.ts'
import type { Feed } from '../store/feed-row.ts'
import type { WaitingPush } from '../store/pushes.ts'
import type { SeenMemory } from '../store/seen.ts'
import type { ReadFeed } from './absorb.ts'
import { joinReadings } from './join-readings.ts'
import { isForgotten, knownOf } from './known-keys.ts'
import type { MeteredDeps } from './metered-deps.ts'
import { isReadingTimeUp } from './reader-calls.ts'
import { feedsToSearch, needsTextOf } from './text-filters.ts'

const { documentsACall, bytesACall, callsACycle } = limits.push

/** What the documents of a feed brought. */
export interface PushedFeed {
  readonly reading: ReadFeed
  /** The documents, by id. */
  readonly pushes: readonly number[]
}

/** The unread documents of a feed, and the reading of the others. */
interface Queue {
  readonly feed: Feed
  readonly waiting: WaitingPush[]
  readonly wants: Pick<PushedDocument, 'bodies' | 'textUnits'>
  known: PackedKeys
  reading: ReadFeed | null
  readonly read: number[]
}

/**
 * Reads waiting documents. If one cannot be read, it is dropped, and the next cycle polls its feed. The others stay stored until their
 * news is in the ledger.
 * @param polled documents that this cycle has polled: what is pushed of their feeds waits for the next cycle
 */
export async function readPushes(
  deps: MeteredDeps,
  seen: SeenMemory,
  polled: readonly ReadFeed[],
): Promise<readonly PushedFeed[]> {
  const waiting = deps.ledger.pushes.waiting()
  if (waiting.length === 0) return []
  const isPolled = new Set(polled.map(({ url }) => url))
  const queues = queuesOf(deps, seen, waiting).filter(({ feed }) => !isPolled.has(feed.url))
  for (let calls = 0; calls < callsACycle && !isReadingTimeUp(deps); calls += 1) {
    const batch = nextBatch(queues)
    if (batch.length === 0) break
    await readBatch(deps, batch)
  }
  return queues.flatMap(({ reading, read }) => (reading === null ? [] : { reading, pushes: read }))
}

/** The queues of the feeds whose documents can be read. Drops the documents of other feeds. */
function queuesOf(deps: MeteredDeps, seen: SeenMemory, waiting: readonly WaitingPush[]): readonly Queue[] {
  const { feeds, hubSubscriptions } = deps.ledger
  const byFeed = Map.groupBy(waiting, ({ feed }) => feed)
  const rows = new Map(feeds.byIds([...byFeed.keys()]).map((feed) => [feed.id, feed]))
  const usable: Feed[] = []
  for (const [id, own] of byFeed) {
    const feed = rows.get(id)
    if (feed !== undefined && hubSubscriptions.of(id) !== null && isReadable(feed, seen)) usable.push(feed)
    // A feed without remembered items needs a poll: its items would all be new.
    else drop(deps, id, own)
  }
  const wantsOf = wantsIn(deps, usable)
  return usable.map((feed) => ({
    feed,
    waiting: [...(byFeed.get(feed.id) ?? [])],
    wants: wantsOf(feed),
    known: knownOf(feed, seen),
    reading: null,
    read: [],
  }))
}

function isReadable(feed: Feed, seen: SeenMemory): boolean {
  const { url, needsBaseline, credentials, pageRule } = feed
  const isPublicFeed = credentials === null && pageRule === null
  return isPublicFeed && !needsBaseline && seen.isReadable(url) && !isForgotten(feed, seen)
}

function drop({ ledger }: MeteredDeps, feed: number, pushes: readonly WaitingPush[]): void {
  ledger.transaction(() => {
    ledger.pushes.remove(pushes.map(({ id }) => id))
    ledger.hubSubscriptions.owe(feed)
    // The poll may get an older document from a cache.
    ledger.hubSubscriptions.distrust(feed)
  })
}

/** The texts that the reader has to return, as for polled feeds. */
function wantsIn({ ledger }: MeteredDeps, feeds: readonly Feed[]): (feed: Feed) => Queue['wants'] {
  const channels = ledger.channels.all().map(({ channel }) => channel)
  const reading = new Set(channels.flatMap(({ id, reading: isReading }) => (isReading ? id : [])))
  const uses = reading.size === 0 ? [] : ledger.subscriptions.usesOf(feeds.map(({ id }) => id))
  const bodied = new Set(uses.flatMap(({ channel, feed }) => (reading.has(channel) ? feed : [])))
  const textFiltered = new Set(channels.flatMap(({ id, filter }) => (needsTextOf(filter) ? id : [])))
  const searched = feedsToSearch(ledger.subscriptions, feeds, textFiltered)
  const textUnits = Math.floor(limits.feed.textsACycleUnits / Math.max(searched.size, 1))
  return ({ id }) => ({ bodies: bodied.has(id), ...(searched.has(id) ? { textUnits } : {}) })
}

/** The next document of each feed, as far as a call has room. */
function nextBatch(queues: readonly Queue[]): readonly Queue[] {
  const batch: Queue[] = []
  let bytes = 0
  for (const queue of queues) {
    const [next] = queue.waiting
    if (next === undefined) continue
    if (batch.length > 0 && (bytes + next.bytes > bytesACall || batch.length === documentsACall)) break
    batch.push(queue)
    bytes += next.bytes
  }
  return batch
}

/** Reads one document of each feed. If the reader dies, each document is read alone, and dropped if the reader dies again. */
async function readBatch(deps: MeteredDeps, batch: readonly Queue[]): Promise<void> {
  const documents = batch.flatMap((queue) => documentOf(deps, queue) ?? [])
  const answer = await attempt(deps, documents)
  if (!answer.ok && batch.length > 1) {
    deps.failed({ what: 'reader', feeds: batch.length, cause: answer.problem })
    for (const queue of batch) await readBatch(deps, [queue])
    return
  }
  const readings = new Map(answer.ok ? answer.value.map((reading) => [reading.url, reading]) : [])
  for (const queue of batch) {
    const cause = answer.ok ? {} : { cause: answer.problem }
    take(deps, queue, readings.get(queue.feed.url) ?? failed(queue.feed.url, { kind: 'reader-failed', ...cause }))
  }
}

function documentOf({ ledger }: MeteredDeps, { feed, waiting, wants, known }: Queue): PushedDocument | null {
  const [next] = waiting
  const push = next === undefined ? null : ledger.pushes.body(next.id)
  if (push === null) return null
  const { from } = feed.validators
  return { url: feed.url, ...push, known, ...wants, ...(from === null ? {} : { from }) }
}

/** One call of the reader. The error is its cause, for the log. */
async function attempt(
  { hubs, stopwatch }: MeteredDeps,
  documents: readonly PushedDocument[],
): Promise<Result<readonly FeedReading[], string>> {
  const ms = limits.feed.callMs
  try {
    const readings = await stopwatch.within(hubs.read(documents), ms)
    return readings === 'late' ? err(`no answer within ${ms / 1000} s`) : ok(readings)
  } catch (error) {
    return err(causeOf(error))
  }
}

function take(deps: MeteredDeps, queue: Queue, reading: FeedReading): void {
  const { feed, waiting } = queue
  const push = waiting.shift()
  if (push === undefined) return
  if (reading.kind !== 'read') {
    const problem: FeedProblem = reading.kind === 'failed' ? reading.problem : { kind: 'not-a-feed' }
    const cause = problem.kind === 'reader-failed' ? { cause: problem.cause } : {}
    deps.failed({ what: 'feed', feed: feed.id, host: new URL(feed.url).host, problem: problem.kind, ...cause })
    drop(deps, feed.id, [push])
    return
  }
  if (reading.window === noKeys) {
    // No items: a ping, or a list of deleted items.
    deps.ledger.transaction(() => {
      deps.ledger.pushes.remove([push.id])
      deps.ledger.hubSubscriptions.owe(feed.id)
    })
    return
  }
  // A pushed document may lack the feed's title, or have another one.
  const own: ReadFeed = { ...reading, title: feed.title, isPushed: true }
  queue.reading = queue.reading === null ? own : joinReadings(queue.reading, own, queue.known)
  queue.known = remember(queue.known, own.window)
  queue.read.push(push.id)
}

function failed(url: FeedUrl, problem: FeedProblem): FeedReading {
  return { kind: 'failed', url, problem, retryAfterMs: null }
}
