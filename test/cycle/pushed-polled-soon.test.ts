/** Pushed feeds that have to be polled at once: what only a poll finds would wait for a day, or be missed. */
import { expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { joinFeed } from '../../src/cell/join-feed.ts'
import { noKeys } from '../../src/model.ts'
import { nothingSeen, SeenMemory } from '../../src/store/seen.ts'
import { trustedScene } from './pushed-feed.ts'
import { anHourLater, counts, entry, FEED, untilQuiet } from './scene.ts'
import { inCell } from './simulated-cell.ts'

it('what a pushed feed delivers after its memory in KV was lost is sent', () =>
  inCell('soon: lost', async (cell) => {
    const scene = await trustedScene(cell)
    await anHourLater(cell)
    cell.kv.clear()
    // A missing value is waited for, then the cell starts over.
    for (let round = 0; round < 12; round += 1) await cell.cron()
    scene.feed.publish(entry('b'))
    await scene.push('b')
    await scene.read()
    await untilQuiet(cell)
    expect(counts(cell.posts(scene.channel), ['old', 'first', 'b'])).toEqual([0, 1, 1])
  }))

it('a feed that is merged into a pushed one gets what only that one has shown without waiting for a day', () =>
  inCell('soon: merged', async (cell) => {
    const { feed, channel } = await trustedScene(cell)
    const moving = testFeed('Moving', [entry('old')])
    cell.sites.set('moving.example', moving.site)
    const other = cell.addChannel('Other')
    await cell.subscribe(other, 'https://moving.example/feed')
    cell.sites.set('moving.example', () => new Response(null, { status: 301, headers: { location: FEED } }))
    // Three polls of the old address, while the publisher's cache is older than what the hub delivered.
    for (let round = 0; round < 3; round += 1) await cell.cron()
    feed.publish(entry('first'))
    await untilQuiet(cell)
    expect(cell.ledger.feeds.all().map(({ url }) => url)).toEqual([FEED])
    expect(counts(cell.posts(other), ['old', 'first'])).toEqual([0, 1])
    expect(counts(cell.posts(channel), ['first'])).toEqual([1])
  }))

it('a channel that joins a pushed feed gets what only the feed has shown without waiting for a day', () =>
  inCell('soon: joined', async (cell) => {
    const { feed, channel, subscription } = await trustedScene(cell)
    const { ledger, clock } = cell
    feed.publish(entry('first'))
    const into = ledger.feeds.byId(subscription().feed)
    if (into === null) throw new Error('there is no feed')
    const own = { known: noKeys, needsBaseline: false }
    ledger.transaction(() => joinFeed(ledger, into, own, SeenMemory.of(nothingSeen), clock.now))
    expect(ledger.feeds.pollStates()[0]?.isPushed).toBe(false)
    await cell.cron()
    expect(counts(cell.posts(channel), ['first'])).toEqual([1])
    expect(ledger.feeds.byId(into.id)?.pendingKeys).not.toBe(noKeys)
  }))
