/** An edition: opened in the ledger together with all that follows from it, then put into KV. */
import { firstRhythm, nextRhythm } from '../feed/asking/rhythm.ts'
import { shortCode } from '../links/code.ts'
import { type EpochMs, noKeys, type Rhythm, type Subscription } from '../model.ts'
import type { Result, StoreProblem } from '../result.ts'
import { edition, putEdition } from '../store/editions.ts'
import type { Feed } from '../store/feeds.ts'
import type { OpenCycle } from '../store/ledger.ts'
import { absorb, type News, type ReadFeed } from './absorb.ts'
import { feedWorks } from './health.ts'
import type { MeteredEdges } from './meter.ts'

const EPOCH_2025 = Date.UTC(2025, 0, 1)

/**
 * In one transaction: what is news waits for its channels, is seen, and is an open cycle. Nothing new: null.
 * @param before the subscriptions as they were when the reading began
 */
export function openEdition(
  edges: MeteredEdges,
  read: readonly ReadFeed[],
  before: readonly Subscription[],
  now: EpochMs,
): OpenCycle | null {
  const { ledger } = edges
  const { channels, deliveries, feeds } = ledger
  return ledger.transaction(() => {
    const known = new Map(read.flatMap(({ url }) => feeds.get(url) ?? []).map((feed) => [feed.url, feed]))
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
      if (whole.has(feed.url)) feeds.read(row, feed, rhythmAfter(row, feed, now), now)
      feedWorks(edges, row)
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

/** What begins anew is no news, and neither are old stories under new ids: those have no items. */
function rhythmAfter({ fresh, rhythm }: Feed, { items }: ReadFeed, now: EpochMs): Rhythm {
  return fresh ? { ...firstRhythm(items, now), awake: rhythm.awake } : nextRhythm(rhythm, items, now)
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

/** Immutable from then on; putting it again puts the same. */
export async function putOpenEdition(edges: MeteredEdges, open: OpenCycle): Promise<Result<void, StoreProblem>> {
  const put = await putEdition(edges.store, edition(open.code, open.at, open.items), edges.settings.linkTtlDays)
  if (put.ok) edges.ledger.editionPut()
  return put
}
