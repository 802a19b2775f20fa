/** Documents that hubs deliver: their items are sent once, and a poll replaces a document that is dropped. */
import { expect, it } from 'vitest'
import { medianLateness } from '../../src/feed/lateness.ts'
import { limits, minuteMs, secondMs } from '../../src/limits.ts'
import { documentOf, type PushScene, pushScene, trustedScene } from './pushed-feed.ts'
import { counts, entry, FEED } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'

const sent = (cell: SimulatedCell, { channel }: PushScene, ...names: readonly string[]) =>
  counts(cell.posts(channel), names)

/** Of a feed that is not there. */
const never = { awake: 0, times: [] }
const isPushed = ({ ledger }: SimulatedCell) => ledger.feeds.pollStates()[0]?.isPushed

it('a pushed item is sent by the cycle after it, and a poll does not repeat it', () =>
  inCell('pushes: pushed', async (cell) => {
    const scene = await pushScene(cell)
    await cell.cron()
    scene.verify()
    expect(await scene.push('a')).toBe('waits')
    await scene.read()
    expect(sent(cell, scene, 'a')).toEqual([1])
    scene.feed.publish(entry('a'), entry('b'))
    for (let round = 0; round < 3; round += 1) await scene.poll()
    expect(sent(cell, scene, 'a', 'b', 'old')).toEqual([1, 1, 0])
    expect(cell.ledger.pushes.waiting()).toEqual([])
  }))

it('how late pushed news arrives is known, and a document without news changes nothing', () =>
  inCell('pushes: lateness', async (cell) => {
    const scene = await trustedScene(cell)
    const lateness = () => medianLateness(cell.ledger.feeds.pollStates()[0]?.publishHistory ?? never, cell.clock.now)
    expect(lateness()).toBeNull()
    const published = new Date(cell.clock.now - 7 * secondMs)
    for (let round = 0; round < 2; round += 1) {
      await scene.push(await documentOf({ ...entry('a'), published }))
      await scene.read()
      expect(lateness()).toBe(7 * secondMs)
      cell.clock.now += minuteMs
    }
  }))

it('a polled item is not sent again when it is pushed', () =>
  inCell('pushes: polled first', async (cell) => {
    const scene = await pushScene(cell)
    scene.feed.publish(entry('a'))
    await cell.cron()
    scene.verify()
    await scene.push('a', 'old')
    await scene.read()
    expect(sent(cell, scene, 'a', 'old')).toEqual([1, 0])
  }))

it('items of several documents are sent once each, in one message', () =>
  inCell('pushes: burst', async (cell) => {
    const scene = await pushScene(cell)
    await cell.cron()
    scene.verify()
    await scene.push('a')
    await scene.push('b', 'a')
    await scene.push('c')
    await scene.push('c')
    await scene.read()
    expect(sent(cell, scene, 'a', 'b', 'c')).toEqual([1, 1, 1])
    expect(cell.posts(scene.channel)).toHaveLength(1)
  }))

it('a headline that is edited between two documents is sent once', () =>
  inCell('pushes: edited', async (cell) => {
    const scene = await pushScene(cell)
    await cell.cron()
    scene.verify()
    await scene.push('a')
    const edited = { ...entry('a'), title: 'Headline a, corrected' }
    await scene.push(await documentOf(edited))
    await scene.read()
    scene.feed.publish(edited)
    for (let round = 0; round < 3; round += 1) await scene.poll()
    expect(sent(cell, scene, 'a')).toEqual([1])
  }))

it('what a pushed document does not show is not forgotten', () =>
  inCell('pushes: cut', async (cell) => {
    const scene = await pushScene(cell)
    scene.feed.publish(...Array.from({ length: 90 }, (_, at) => entry(`early-${at}`)))
    await cell.cron()
    scene.verify()
    for (let at = 0; at < 60; at += 1) {
      await scene.push(`pushed-${at}`)
      await scene.read()
    }
    const before = cell.posts(scene.channel).length
    scene.feed.publish(...Array.from({ length: 60 }, (_, at) => entry(`pushed-${at}`)))
    for (let round = 0; round < 3; round += 1) await scene.poll()
    expect(cell.posts(scene.channel)).toHaveLength(before)
  }))

it('a pushed document changes neither the title nor the validators of its feed', () =>
  inCell('pushes: kept', async (cell) => {
    const scene = await trustedScene(cell)
    const before = cell.ledger.feeds.all()[0]
    await scene.push('a')
    await scene.read()
    const after = cell.ledger.feeds.all()[0]
    expect([after?.title, after?.validators, after?.wholeAt]).toEqual([
      before?.title,
      before?.validators,
      before?.wholeAt,
    ])
    expect(after?.publishHistory.awake).toBe(cell.clock.now)
  }))

it('a document of a feed without remembered items is dropped, and the feed is polled', () =>
  inCell('pushes: baseline', async (cell) => {
    const scene = await trustedScene(cell)
    cell.ledger.feeds.requireAllBaselines()
    await scene.push('a')
    await scene.read()
    expect(sent(cell, scene, 'a')).toEqual([0])
    expect([cell.ledger.pushes.waiting(), scene.subscription().isOwed, isPushed(cell)]).toEqual([[], true, false])
    await cell.cron()
    expect(scene.subscription().isOwed).toBe(false)
  }))

it.each([
  ['no feed', 'an error of the hub'],
  ['of deleted items', '<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title></feed>'],
  ['a page', '<!doctype html><html><body>502</body></html>'],
  ['empty', ''],
  ['not XML to its end', '<rss version="2.0"><chan'],
  ['full of nested elements', `<rss version="2.0"><channel>${'<a>'.repeat(50_000)}`],
])('a body that is %s is dropped, and the next cycle polls the feed', (name, text) =>
  inCell(`pushes: ${name}`, async (cell) => {
    const scene = await trustedScene(cell)
    scene.feed.publish(entry('a'))
    await scene.push(new TextEncoder().encode(text))
    await scene.read()
    expect(cell.ledger.pushes.waiting()).toEqual([])
    await cell.cron()
    expect(sent(cell, scene, 'a')).toEqual([1])
  }),
)

it('a body of 2 MB is read', () =>
  inCell('pushes: large', async (cell) => {
    const scene = await trustedScene(cell)
    const text = 'word '.repeat(6_000)
    const many = Array.from({ length: 62 }, (_, at) => ({ ...entry(`large-${at}`), text }))
    const body = await documentOf(...many)
    expect(body.length).toBeGreaterThan(1_800_000)
    expect(await scene.push(body)).toBe('waits')
    await scene.read()
    expect(sent(cell, scene, 'large-0', 'large-61')).toEqual([1, 1])
  }))

it('a document that kills the reader is dropped, and the others are read', () =>
  inCell('pushes: dying', async (cell) => {
    const scene = await trustedScene(cell)
    cell.trouble.pushed = (documents) => documents.some(({ body }) => new TextDecoder().decode(body).includes('poison'))
    await scene.push('a')
    await scene.push('poison')
    await scene.push('b')
    scene.feed.publish(entry('poison'))
    await scene.read()
    expect(sent(cell, scene, 'a', 'b', 'poison')).toEqual([1, 1, 0])
    await cell.cron()
    expect(sent(cell, scene, 'a', 'b', 'poison')).toEqual([1, 1, 1])
  }))

it('documents beyond the room are dropped, and the next cycle polls the feed', () =>
  inCell('pushes: room', async (cell) => {
    const scene = await trustedScene(cell)
    const taken = []
    for (let at = 0; at <= limits.push.waitingAFeed; at += 1) taken.push(await scene.push(`a-${at}`))
    expect(taken).toEqual([...Array.from({ length: limits.push.waitingAFeed }, () => 'waits'), 'dropped'])
    scene.feed.publish(...taken.map((_, at) => entry(`a-${at}`)))
    await scene.read()
    await cell.cron()
    expect(sent(cell, scene, ...taken.map((_, at) => `a-${at}`))).toEqual(taken.map(() => 1))
  }))

it('a flood of documents costs no rows once the hour’s share is used', () =>
  inCell('pushes: flood', async (cell) => {
    const scene = await trustedScene(cell)
    for (let at = 0; at < limits.push.anHour; at += 1) await scene.push(`a-${at}`)
    // There is room again.
    await scene.read()
    expect(await scene.push('one more')).toBe('dropped')
    const before = cell.rows.all
    for (let at = 0; at < 50; at += 1) expect(await scene.push(`b-${at}`)).toBe('dropped')
    expect(cell.rows.all).toBe(before)
  }))

it('a document that is delivered twice costs no further rows while it waits', () =>
  inCell('pushes: twice', async (cell) => {
    const scene = await trustedScene(cell)
    await scene.push('a')
    const before = cell.rows.all
    expect(await scene.push('a')).toBe('waits')
    expect(cell.rows.all).toBe(before)
  }))

it('a pushed item costs few rows', () =>
  inCell('pushes: rows', async (cell) => {
    const scene = await trustedScene(cell)
    const before = cell.rows.all
    await scene.push('a')
    expect(cell.rows.all - before).toBe(1)
    const { feeds } = cell.rows
    await scene.read()
    expect(cell.rows.feeds - feeds).toBeLessThanOrEqual(2)
  }))

it('a scheduled cycle reads the waiting documents if no alarm comes', () =>
  inCell('pushes: no alarm', async (cell) => {
    const scene = await trustedScene(cell)
    await scene.push('a')
    await cell.cron()
    await cell.cron()
    expect(sent(cell, scene, 'a')).toEqual([1])
  }))

it('a pushed feed is polled about daily', () =>
  inCell('pushes: daily', async (cell) => {
    const scene = await trustedScene(cell)
    expect(isPushed(cell)).toBe(true)
    let polls = 0
    const site = cell.sites.get('news.example')
    cell.sites.set('news.example', (request) => {
      polls += 1
      return site?.(request) ?? new Response()
    })
    for (let cycle = 0; cycle < 2 * 48; cycle += 1) await cell.cron(null, 30)
    expect(polls).toBeGreaterThanOrEqual(1)
    expect(polls).toBeLessThanOrEqual(3)
    expect(scene.subscription().isTrusted).toBe(true)
  }))

it('after a poll that finds an item which should have been pushed, the feed is polled as before until the next document', () =>
  inCell('pushes: missed', async (cell) => {
    const scene = await trustedScene(cell)
    const published = (minutes: number) => new Date(cell.clock.now - minutes * minuteMs)
    scene.feed.publish({ ...entry('young'), published: published(5) })
    await scene.poll()
    expect([isPushed(cell), ...sent(cell, scene, 'young')]).toEqual([true, 1])
    scene.feed.publish({ ...entry('missed'), published: published(60) })
    for (let cycle = 0; cycle < 48 && isPushed(cell) === true; cycle += 1) await cell.cron(null, 30)
    expect([isPushed(cell), ...sent(cell, scene, 'young', 'missed')]).toEqual([false, 1, 1])
    await scene.push('back')
    await scene.read()
    expect(isPushed(cell)).toBe(true)
  }))

it('a poll does not end the trust while the document with its items waits', () =>
  inCell('pushes: waiting', async (cell) => {
    const scene = await trustedScene(cell)
    await scene.push('a')
    scene.feed.publish(entry('a'))
    for (let cycle = 0; cycle < 48; cycle += 1) await cell.cron(null, 30)
    expect([isPushed(cell), ...sent(cell, scene, 'a')]).toEqual([true, 1])
  }))

it('documents wait while no feed may be read, and their items are sent afterwards', () =>
  inCell('pushes: wait', async (cell) => {
    const scene = await trustedScene(cell)
    cell.ledger.setSeenVersion(99)
    await scene.push('a')
    await scene.read()
    expect([cell.ledger.pushes.waiting().length, ...sent(cell, scene, 'a')]).toEqual([1, 0])
  }))

it('a document of a feed that no channel uses any more is refused', () =>
  inCell('pushes: unused', async (cell) => {
    const scene = await trustedScene(cell)
    await scene.push('a')
    cell.ledger.subscriptions.unsubscribe(scene.channel.id, FEED as never, cell.clock.now)
    await cell.cron()
    expect([await scene.push('b'), cell.ledger.pushes.waiting().length]).toEqual(['gone', 0])
    expect(sent(cell, scene, 'a', 'b')).toEqual([0, 0])
  }))
